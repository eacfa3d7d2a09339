"""Forms of the registers: a paper entered by hand, who dealt with it, why a line is annulled."""

from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from membership.forms import Form, SelectChoice, said
from membership.letter.labels import CHANNELS
from membership.models import Direction
from membership.register.papers import Paper
from workflows.letter import Channel


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
    party = StringField(
        _l("From whom or to whom"),
        validators=[InputRequired(_l("Write from whom the paper came, or to whom it went.")),
                    Length(max=200, message=_l("Use at most 200 characters."))],
    )  # fmt: skip
    about = StringField(
        _l("What it is about"),
        validators=[InputRequired(_l("Write what the paper is about.")),
                    Length(max=200, message=_l("Use at most 200 characters."))],
    )  # fmt: skip
    annexes = StringField(
        _l("Annexes"),
        description=_l("Such as “3 pages and a CD”."),
        validators=[Length(max=100, message=_l("Use at most 100 characters."))],
    )
    case = StringField(
        _l("Case"),
        description=_l("The reference of the case that it belongs to, if any."),
        validators=[Length(max=40, message=_l("Use at most 40 characters."))],
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
        validators=[Length(max=300, message=_l("Use at most 300 characters."))],
    )

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

    by_whom = StringField(
        _l("Who dealt with it"),
        validators=[InputRequired(_l("Write who dealt with the paper.")),
                    Length(max=200, message=_l("Use at most 200 characters."))],
    )  # fmt: skip
    how = StringField(
        _l("How"),
        description=_l("Such as “answered under no. 41”, or “filed”."),
        validators=[Length(max=200, message=_l("Use at most 200 characters."))],
    )


class AnnulLineForm(Form):
    """Why a line is annulled."""

    why = StringField(
        _l("Why it is annulled"),
        validators=[InputRequired(_l("Write why the line is annulled.")),
                    Length(max=300, message=_l("Use at most 300 characters."))],
    )  # fmt: skip
