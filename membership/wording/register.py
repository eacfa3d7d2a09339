"""What the registers refuse, and what their lines are called, as sentences."""

from typing import Any

from flask_babel import lazy_gettext as _l

SENTENCES: dict[str, Any] = {
    "registry.annulled_already": _l("This line is annulled already."),
    "registry.annulled_why": _l("Write why the line is annulled."),
    "registry.entry.by_hand": _l("Paper entered by hand"),
    "registry.entry.mandate": _l("Mandate to vote for a seat of the Board"),
    "registry.files_full": _l("A line holds at most %(n)s files."),
    "registry.from_the_future": _l("Choose a day until today: nothing is registered ahead."),
    "registry.late_why": _l("Write in the note why the paper is registered late."),
    "registry.no_such_case": _l("There is no case with this reference."),
    "registry.not_by_hand": _l(
        "Only a line that was entered by hand is annulled here; a letter is annulled on its page."
    ),
    "registry.taken_out_why": _l("Write why the file is taken out."),
    "registry.solved_by_missing": _l("Write who dealt with the paper."),
}
