"""Forms of the registers: a paper entered by hand, who dealt with it, why a line is annulled."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from membership.forms import Form, SelectChoice, at_most, said, written
from membership.letter.labels import CHANNELS
from membership.models import Direction, Enclosed
from membership.register.papers import Paper
from workflows.letter import Channel

ENCLOSED = {
    Enclosed.PAPER: _l("the paper itself"),
    Enclosed.DISPATCH: _l("proof that it left"),
    Enclosed.RECEIPT: _l("proof that it was received"),
}
"""What a file kept with a line is."""


class PaperForm(Form):
    """A paper as the registry describes it."""

    direction = RadioField(
        _l("Which way it went"),
        choices=[
            SelectChoice(Direction.IN.value, _l("It came in")),
            SelectChoice(Direction.OUT.value, _l("It went out")),
            SelectChoice(Direction.INTERNAL.value, _l("It stays inside")),
        ],
        validators=[InputRequired(_l("Choose which way the paper went."))],
        coerce=Direction,
    )
    party = written(
        _l("From whom or to whom"),
        _l("Write from whom the paper came, or to whom it went."),
        most=200,
    )
    about = written(
        _l("What it is about"),
        _l("Write what the paper is about."),
        most=200,
    )
    annexes = StringField(
        _l("Annexes"),
        description=_l("Such as “3 pages and a CD”."),
        validators=[at_most(100)],
    )
    case = StringField(
        _l("Case"),
        description=_l("The reference of the case that it belongs to, if any."),
        validators=[at_most(40)],
    )
    channel = SelectField(
        _l("How it came or went"),
        choices=[
            SelectChoice("", _l("Not said")),
            *(SelectChoice(one.value, words) for one, words in CHANNELS.items()),
        ],
        default="",
    )
    dated_on = DateField(
        _l("Day on which it came or left"),
        description=_l(
            "Only when that was before today: the paper then counts as registered late."
        ),
        validators=[Optional()],
    )
    note = TextAreaField(
        _l("Note"),
        description=_l("For a late registration, why it is late."),
        validators=[at_most(300)],
    )

    file = FileField(
        _l("The paper itself, as a file"),
        description=_l("A scan, or the file that came. You can add more to the line later."),
    )
    document = HiddenField()

    def paper(self) -> Paper:
        """What was written."""
        return Paper(
            direction=self.direction.data, party=said(self.party), about=said(self.about),
            dated_on=self.dated_on.data, note=said(self.note), annexes=said(self.annexes),
            case=said(self.case),
            channel=Channel(self.channel.data) if self.channel.data else None,
        )  # fmt: skip


class SolvedForm(Form):
    """Who dealt with a paper, and how."""

    by_whom = written(
        _l("Who dealt with it"),
        _l("Write who dealt with the paper."),
        most=200,
    )
    how = StringField(
        _l("How"),
        description=_l("Such as “answered under no. 41”, or “filed”."),
        validators=[at_most(200)],
    )


class EnclosedForm(Form):
    """A file that is kept with a line."""

    what = RadioField(
        _l("What it is"),
        choices=[SelectChoice(one.value, words) for one, words in ENCLOSED.items()],
        validators=[InputRequired(_l("Choose what the file is."))],
        coerce=Enclosed,
    )
    file = FileField(_l("The file"))
    document = HiddenField()


class TakeOutForm(Form):
    """Why a file is taken out of a line."""

    why = written(
        _l("Why it is taken out"),
        _l("Write why the file is taken out."),
        most=300,
    )


class AnnulLineForm(Form):
    """Why a line is annulled."""

    why = written(
        _l("Why it is annulled"),
        _l("Write why the line is annulled."),
        most=300,
    )
