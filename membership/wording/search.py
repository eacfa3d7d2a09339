"""What the search refuses to keep, and why."""

from flask_babel import lazy_gettext as _l

SENTENCES = {
    "search.name": _l("Give the search a name of at most %(longest)s characters."),
    "search.no_words": _l("Search for something first, then save the search."),
    "search.too_many": _l("You keep %(most)s searches already. Remove one first."),
}
