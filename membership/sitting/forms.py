"""Forms of a sitting: when and where, its agenda, calling it off, the roll."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import InputRequired, Length, Optional

from membership.ballot.forms import CHOICES
from membership.forms import Form, SelectChoice
from membership.models import Application, Sitting
from membership.moments import MomentForm
from membership.sitting.planning import Arranged
from workflows.voting_terms import Mode

MODES = (
    SelectChoice(Mode.MEETING.value, _l("A meeting in a room")),
    SelectChoice(Mode.HYBRID.value, _l("A meeting in a room and online")),
    SelectChoice(Mode.WRITTEN.value, _l("A written procedure: votes by correspondence")),
)
MODE_HINTS = {
    Mode.MEETING.value: _l("Members sign in when they arrive; the vote is taken point by point."),
    Mode.HYBRID.value: _l("One sitting with one tally, for those in the room and those online."),
    Mode.WRITTEN.value: _l("Nobody meets; each vote is open until the hour of the close."),
}


class PlanForm(MomentForm):
    """How, when and where the Board sits."""

    mode = RadioField(
        _l("How the Board sits"), choices=MODES, validators=[InputRequired(_l("Choose how."))]
    )
    starts_on = DateField(_l("Day"), validators=[InputRequired(_l("Choose the day."))])
    starts_at = TimeField(_l("Hour"), validators=[InputRequired(_l("Choose the hour."))])
    place = StringField(
        _l("Room"),
        description=_l("Where people come to. Not for a written procedure."),
        validators=[Length(max=200)],
    )
    link = StringField(
        _l("Link for those online"),
        description=_l("Begins with https://. Only those convened see it."),
        validators=[Length(max=500)],
    )
    ends_on = DateField(
        _l("Last day of a written procedure"),
        description=_l("Leave it empty for a meeting."),
        validators=[Optional()],
    )
    ends_at = TimeField(_l("Hour of its close"), validators=[Optional()])

    def show(self, sitting: Sitting, zone: str) -> None:
        """The sitting as it is arranged now."""
        local = sitting.starts_at.astimezone(ZoneInfo(zone))
        self.mode.data = sitting.mode.value
        self.starts_on.data, self.starts_at.data = local.date(), local.time()
        self.place.data, self.link.data = sitting.place, sitting.link
        if sitting.ends_at is not None:
            ends = sitting.ends_at.astimezone(ZoneInfo(zone))
            self.ends_on.data, self.ends_at.data = ends.date(), ends.time()

    def arranged(self, zone: str) -> Arranged | None:
        """What was filled in; None, with the errors at their fields, where it says no moment."""
        starts_at = self.moment(self.starts_on, self.starts_at, zone)
        ends_at = self._end(zone)
        link = self.link.data or ""
        if link and not link.startswith("https://"):
            self.link.errors = [*self.link.errors, _("The link begins with https://.")]
        if starts_at is None or self.errors:
            return None
        return Arranged(
            mode=Mode(self.mode.data),
            starts_at=starts_at,
            ends_at=ends_at,
            place=self.place.data or "",
            link=link,
        )

    def _end(self, zone: str) -> datetime | None:
        if self.mode.data != Mode.WRITTEN.value or self.ends_on.data is None:
            return None
        if self.ends_at.data is None:
            self.ends_at.errors = [*self.ends_at.errors, _("Choose the hour of the close.")]
            return None
        return self.moment(self.ends_on, self.ends_at, zone)


class CaseForm(Form):
    """Which case comes on the agenda."""

    case = SelectField(_l("Case"), validators=[InputRequired(_l("Choose a case."))])

    def offer(self, cases: Sequence[Application]) -> None:
        """The cases that wait for an agenda."""
        named = [
            SelectChoice(case.public_id, f"{case.organisation.legal_name} ({case.reference})")
            for case in cases
        ]
        self.case.choices = [SelectChoice("", _("Choose a case")), *named]


class MatterForm(Form):
    """A matter that is on the agenda in words."""

    title = StringField(
        _l("Another matter"),
        description=_l("Discussed and written down; nothing is voted on it here."),
        validators=[InputRequired(_l("Say what the matter is.")), Length(max=300)],
    )


class MinutesForm(Form):
    """The secretary's words in the minutes, beside those of each point."""

    remarks = TextAreaField(
        _l("Remarks"),
        description=_l("What else happened; statements are quoted only when asked for."),
        validators=[Length(max=5000)],
    )
    annexes = TextAreaField(
        _l("Annexes"), description=_l("One a line."), validators=[Length(max=2000)]
    )


class CorrectionForm(Form):
    """What is wrong in approved minutes."""

    why = TextAreaField(
        _l("What is corrected, and why"),
        description=_l("The approved minutes stay as they are; the correction names them."),
        validators=[InputRequired(_l("Say what is corrected, and why.")), Length(max=2000)],
    )


class BlockForm(Form):
    """One vote for several cases."""

    choice = RadioField(
        _l("Your vote"), choices=CHOICES, validators=[InputRequired(_l("Choose how you vote."))]
    )
    reason = TextAreaField(
        _l("Your reason"),
        description=_l("The Board reads it beside your vote after the close."),
        validators=[Length(max=2000)],
    )


class NoteForm(Form):
    """A member's own note on a point."""

    text = TextAreaField(_l("My note"), validators=[Length(max=5000)])


class CancelForm(Form):
    """Why a sitting is called off."""

    why = TextAreaField(
        _l("Why it is called off"),
        description=_l("Everybody who was convened reads it."),
        validators=[InputRequired(_l("Say why it is called off.")), Length(max=1000)],
    )
