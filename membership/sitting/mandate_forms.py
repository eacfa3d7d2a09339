"""Forms of who stands in for a seat: a mandate, and its paper once that is signed."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from membership.forms import Form, SelectChoice
from membership.models import Person, Seat
from workflows.sitting import Presence


class StandInForm(Form):
    """Which seat is represented, and by whom."""

    seat = SelectField(_l("Seat of the Board"), validators=[InputRequired(_l("Choose the seat."))])
    kind = RadioField(
        _l("Who sits for it"), validators=[InputRequired(_l("Choose who sits for it."))]
    )
    person = SelectField(
        _l("Who holds the mandate"), validators=[Optional()], validate_choice=False
    )

    def offer(self, seats: Sequence[Seat], people: Sequence[Person], *, proxies: bool) -> None:
        """The seats of the sitting, and what the rules allow."""
        self.able = {str(one.id) for one in people}
        named = [SelectChoice(str(seat.id), seat.person.name) for seat in seats]
        self.seat.choices = [SelectChoice("", _("Choose a seat")), *named]
        kinds = [SelectChoice(Presence.DEPUTY.value, _("Its deputy"))]
        if proxies:
            by_mandate = _("Somebody else, by written mandate")
            kinds.append(SelectChoice(Presence.PROXY.value, by_mandate))
        self.kind.choices = kinds
        able = [SelectChoice(str(one.id), one.name) for one in people]
        self.person.choices = [SelectChoice("", _("Choose a person")), *able]

    @property
    def by_mandate(self) -> bool:
        """Whether a mandate is asked for, and not the deputy."""
        return bool(self.kind.data == Presence.PROXY.value)

    @property
    def seat_id(self) -> int:
        """The number of the seat, of a form that was filled in."""
        return int(self.seat.data)

    @property
    def person_id(self) -> int:
        """The number of the person chosen; 0 for nobody who is offered."""
        return int(self.person.data) if self.person.data in self.able else 0


class SignedForm(Form):
    """The signed mandate: the day on which it was signed, and the paper itself."""

    given_on = DateField(
        _l("Signed on"), validators=[InputRequired(_l("Give the day on which it was signed."))]
    )
    file = FileField(
        _l("The signed mandate"),
        description=_l("The file that was signed electronically, or a scan of the paper."),
    )
    document = HiddenField()

    @property
    def day(self) -> date:
        """The day, of a form that was filled in."""
        return cast(date, self.given_on.data)
