"""A day and an hour as they are typed, in the zone of the cluster's seat (F16).

The hour that spring skips is refused; of the hour that autumn repeats it is asked which.
"""

from datetime import date, datetime, time
from typing import Any

from flask_babel import format_time
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.validators import Optional

from membership.forms import Form, SelectChoice
from workflows.term import moments


class MomentForm(Form):
    """A form that asks for moments; ``fold`` asks which of two hours of one name is meant."""

    fold = RadioField(_l("The hour comes twice that night"), validators=[Optional()])

    def offer_fold(self) -> None:
        """The two hours of the night on which the clocks go back."""
        self.fold.choices = [
            SelectChoice("0", _l("The first time, in summer time")),
            SelectChoice("1", _l("The second time, in winter time")),
        ]

    def moment(self, day: Any, hour: Any, zone: str) -> datetime | None:
        """The moment that two filled fields name; None, with the error at the hour, for an
        hour that is not there, or that comes twice and was not chosen."""
        named: date = day.data
        at: time = hour.data
        found = moments(named, at, zone)
        if not found:
            words = _("There is no %(hour)s on that day: the clocks go forward.", hour=_hour(at))
            hour.errors = [*hour.errors, words]
            return None
        if len(found) == 1:
            return found[0]
        if self.fold.data not in ("0", "1"):
            words = _("%(hour)s comes twice on that day. Choose which one.", hour=_hour(at))
            self.fold.errors = [*self.fold.errors, words]
            return None
        return found[int(self.fold.data)]


def _hour(at: time) -> str:
    return str(format_time(at, "HH:mm"))
