"""The form in which a rejection is contested."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, TextAreaField

from membership.application.contesting import MOST_FILES
from membership.forms import Form
from workflows.refusal import Refused


class ContestForm(Form):
    """Words, and papers if there are any."""

    places = tuple(range(1, MOST_FILES + 1))
    text = TextAreaField(
        _l("What you bring against the decision"),
        description=_l(
            "Say which reason of the letter you contest, and why. It is read by the body that "
            "decides on it, beside the letter. At most 10,000 characters."
        ),
    )

    def refuse(self, refused: Refused) -> None:
        """A refusal of a file stands at the first place that has none."""
        if refused.field == "file":
            refused.field = "file_1"
        super().refuse(refused)


def contest_form() -> ContestForm:
    """A contestation with room for its papers."""
    return _WithFiles()  # type: ignore[no-any-return]


def _files() -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for n in ContestForm.places:
        parts[f"file_{n}"] = FileField(_l("File"))
        parts[f"document_{n}"] = HiddenField()
    return parts


_WithFiles = type("ContestFormWithFiles", (ContestForm,), _files())
