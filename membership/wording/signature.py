"""How long an electronic signature can be judged, in words."""

from flask_babel import lazy_gettext as _l

from membership.inspection.signatures import Level

LEVELS = {
    Level.BASIC: _l("no time-stamp"),
    Level.TIMED: _l("time-stamped"),
    Level.LASTING: _l("time-stamped, with what proves it later"),
    Level.ARCHIVED: _l("time-stamped, with what proves it later, for the archive"),
}


def level_words(code: str) -> str:
    """A level by its code of ETSI EN 319 142-1, such as B-LT."""
    return str(LEVELS[Level(code)])
