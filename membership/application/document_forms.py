"""What a confidential file is opened for: said once a sitting, by whoever opens it."""

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.validators import Length

from membership.application.documents import LONGEST_PURPOSE
from membership.forms import Form, SelectChoice

OTHER = "other"
PURPOSES = {
    "assess": _l("To assess what it is to prove"),
    "decide": _l("To decide on the application"),
    "contest": _l("To answer a contestation"),
}


class OpeningForm(Form):
    """The purpose of an opening: one of three, or in the person's own words."""

    purpose = RadioField(
        _l("What do you open it for?"),
        choices=[
            *(SelectChoice(code, words) for code, words in PURPOSES.items()),
            SelectChoice(OTHER, _l("Something else")),
        ],
        validate_choice=False,
    )
    other = StringField(_l("If something else, what"), validators=[Length(max=LONGEST_PURPOSE)])

    @property
    def stated(self) -> str:
        """What is kept: the code of a known purpose, the person's own words, or nothing."""
        if self.purpose.data in PURPOSES:
            return str(self.purpose.data)
        return self.other.data or ""


def purpose_words(purpose: str) -> str:
    """A purpose as it is read."""
    known = PURPOSES.get(purpose)
    return str(known) if known is not None else purpose
