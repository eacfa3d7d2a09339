"""Forms of the Board's seats: a mandate, its end, a deputy."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from membership.door import LAST_ROW
from membership.forms import Form, SelectChoice
from membership.models import Office, Person
from membership.wording.texts import here
from workflows.statute import Statute


class WhoForm(Form):
    """Somebody of the house, chosen by name."""

    person = SelectField(_l("Who"), validators=[InputRequired(_l("Choose who."))])

    def offer(self, people: Sequence[Person]) -> None:
        """The people who may be chosen."""
        named = [SelectChoice(str(one.id), f"{one.name} ({one.email})") for one in people]
        self.person.choices = [SelectChoice("", _("Choose a person")), *named]

    @property
    def person_id(self) -> int:
        """The number of the person chosen; 0 for what is no number."""
        value = str(self.person.data or "")
        return min(int(value), LAST_ROW) if value.isascii() and value.isdecimal() else 0


class SeatForm(WhoForm):
    """A mandate: who, in which office, from when to when."""

    office = RadioField(_l("Office"), validators=[InputRequired(_l("Choose the office."))])
    since = DateField(
        _l("First day of the mandate"),
        validators=[InputRequired(_l("Give the first day of the mandate."))],
    )
    until = DateField(
        _l("Last day of the mandate"),
        description=_l("Leave it empty where the mandate has no end yet."),
        validators=[Optional()],
    )

    @property
    def begins(self) -> date:
        """The first day, of a form that was filled in."""
        return cast(date, self.since.data)

    def offices(self, statute: Statute) -> None:
        """The offices, under the names of the statute file."""
        body = statute.bodies.decides
        names = {
            Office.CHAIR: here(body.chair) or _("Chair"),
            Office.VICE_CHAIR: here(body.vice_chair) or _("Vice-chair"),
            Office.SECRETARY: here(body.secretary) or _("Secretary"),
            Office.MEMBER: _("Member of the Board"),
        }
        self.office.choices = [SelectChoice(office.value, names[office]) for office in Office]


class EndForm(Form):
    """When a mandate ends."""

    until = DateField(
        _l("Last day of the mandate"),
        description=_l("The seat votes until the end of this day."),
        validators=[InputRequired(_l("Give the last day of the mandate."))],
    )

    @property
    def ends(self) -> date:
        """The last day, of a form that was filled in."""
        return cast(date, self.until.data)


class DeputyForm(WhoForm):
    """Who sits for the seat, and from when."""

    since = DateField(
        _l("From"), validators=[InputRequired(_l("Give the day from which the deputy may sit."))]
    )

    @property
    def begins(self) -> date:
        """The first day, of a form that was filled in."""
        return cast(date, self.since.data)
