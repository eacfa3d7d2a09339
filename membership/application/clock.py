"""The clock of a case: when the work of its stage began, and the days that are not counted.

While the applicant is asked, while a file is closed and while the Board waits for what it
deferred its decision for, nobody here is late.
"""

from collections.abc import Iterator
from datetime import date, datetime

from membership import statutes
from membership.models import Application
from workflows.application import Stage, Step
from workflows.term import Pause, day_of

STANDING_STILL = frozenset({Stage.CLARIFICATION, Stage.LAPSED, Stage.DEFERRED})


def began(application: Application) -> datetime | None:
    """When the work of this stage began: an answer of the applicant goes on with it."""
    for change in reversed(application.history):
        if change.target is application.stage and change.step is not Step.ANSWER:
            return change.at
    return None


def complete_since(application: Application) -> datetime | None:
    """From when the Board's term runs: the complete file, or its return for a new decision."""
    again = [change.at for change in application.history if change.step is Step.RETRY]
    return max(again) if again else application.complete_at


def pauses(application: Application, today: date) -> tuple[Pause, ...]:
    """When the clock stood still; a pause that still lasts ends today."""
    return tuple(_pauses(application, statutes.of(application).zone, today))


def _pauses(application: Application, zone: str, today: date) -> Iterator[Pause]:
    since: date | None = None
    for change in application.history:
        day = day_of(change.at, zone)
        if change.target in STANDING_STILL:
            since = since or day
        elif since is not None:
            yield Pause(since, day)
            since = None
    if since is not None:
        yield Pause(since, today)


def days_still(application: Application, since: date, today: date) -> int:
    """How many days after ``since`` were not counted."""
    return sum(
        (one.until - max(one.since, since)).days
        for one in pauses(application, today)
        if one.until > since
    )
