"""Forms beside the vote: objecting to writing, fewer reminders, what the assembly resolved."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from membership.forms import Form, SelectChoice
from workflows.application import Stage
from workflows.assembly import Ruling, rulings_at

MOST = 100_000


class ObjectionForm(Form):
    """Why a seat wants the matter discussed in a meeting."""

    reason = TextAreaField(
        _l("Why it should be discussed in a meeting"),
        description=_l("The Board reads it."),
        validators=[InputRequired(_l("Say why.")), Length(max=2000)],
    )


def _votes(label: str) -> IntegerField:
    return IntegerField(
        label,
        validators=[
            InputRequired(_l("Write the number of votes.")),
            NumberRange(0, MOST, _l("Write a number of votes.")),
        ],
    )


RULINGS = {
    Ruling.RETRY: _l("The Board decides again"),
    Ruling.ADMIT: _l("The applicant is admitted"),
    Ruling.DISMISS: _l("The contestation is dismissed"),
    Ruling.REJECT: _l("The application is rejected"),
}


class AssemblyForm(Form):
    """A resolution of the Assembly on a case before it, as its minutes give it."""

    number = StringField(
        _l("Number of the resolution"),
        validators=[InputRequired(_l("Write its number.")), Length(max=40)],
    )
    on = DateField(_l("Day of the resolution"), validators=[InputRequired(_l("Choose its day."))])
    ruling = RadioField(
        _l("What it rules"),
        choices=[SelectChoice(ruling.value, words) for ruling, words in RULINGS.items()],
        validators=[InputRequired(_l("Choose what it rules."))],
    )
    for_ = _votes(_l("Votes for"))
    against = _votes(_l("Votes against"))
    abstain = _votes(_l("Abstentions"))
    reasons = TextAreaField(
        _l("Its reasons"),
        description=_l("The applicant reads them in the letter."),
        validators=[InputRequired(_l("Write its reasons.")), Length(max=5000)],
    )

    def offer(self, stage: Stage) -> None:
        """Leaves what the Assembly may rule on a case at this stage."""
        self.ruling.choices = [
            SelectChoice(ruling.value, RULINGS[ruling]) for ruling in rulings_at(stage)
        ]
