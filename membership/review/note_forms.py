"""The form of a note: first who will read it, then the words."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired, Length

from membership.forms import Form, SelectChoice
from membership.models import Readers
from membership.review.notes import LONGEST


class NoteForm(Form):
    """A note on a case."""

    NAMES = {  # noqa: RUF012 - the same for every form
        Readers.SECRETARIAT: _l("Only the secretariat"),
        Readers.REVIEW: _l("The secretariat and the rapporteurs of the case"),
        Readers.HOUSE: _l("Everybody in the office who reads the case, the Board included"),
    }
    readers = RadioField(
        _l("Who will read it?"),
        validators=[InputRequired(_l("Choose who will read it."))],
        validate_choice=False,
    )
    text = TextAreaField(
        _l("The note"),
        description=_l("The applicant never reads it. It is kept with the case."),
        validators=[InputRequired(_l("Write the note.")), Length(max=LONGEST)],
    )

    def offer(self, readable: Collection[Readers]) -> None:
        """The readers among whom the writer is."""
        self.readers.choices = [
            SelectChoice(one.value, str(name))
            for one, name in self.NAMES.items()
            if one in readable
        ]

    def validate(self, extra_validators: object = None) -> bool:
        """Refuses readers that were not offered."""
        fine = bool(super().validate(extra_validators))
        if self.readers.data and self.readers.data not in set(Readers):
            self.readers.errors = [*self.readers.errors, str(_l("Choose who will read it."))]
            return False
        return fine
