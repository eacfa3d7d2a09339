"""The terms of a case in an applicant's words, on pages and in calendars."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l

from membership.application.deadlines import Dated, Deadline
from membership.calendars import Event, uid
from membership.models import Application

SUMMARY = {
    Deadline.ANSWER: _l("Last day to answer what was asked"),
    Deadline.REOPEN: _l("Last day to have the file opened again"),
    Deadline.CONDITION: _l("Last day to meet the conditions"),
    Deadline.CONTEST: _l("Last day to contest the decision"),
    Deadline.REAPPLY: _l("First day to apply again"),
    Deadline.CHECKED: _l("The check of the procedure is expected by this day"),
    Deadline.DECIDED: _l("The decision is expected by this day"),
}
"""What a day is, without the name of anybody."""
REMIND = timedelta(days=3)


def as_event(dated: Dated, application: Application, address: str) -> Event:
    """A day as an entry of a calendar; only what the applicant has to do rings beforehand."""
    return Event(
        uid=uid("case", application.public_id, dated.what.value, dated.since.isoformat()),
        summary=f"{SUMMARY[dated.what]} ({application.reference or ''})",
        start=dated.on,
        stamp=dated.since,
        sequence=dated.sequence,
        url=address,
        remind=REMIND if dated.yours and dated.what is not Deadline.REAPPLY else None,
    )
