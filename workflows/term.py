"""Deadlines: calendar and working days, months, and clocks that stand still.

The holidays, the zone and the day are passed in: nothing here reads a clock. An
overdue term decides nothing by itself; somebody acts, or nothing happens.
"""

import calendar
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from typing import Annotated
from zoneinfo import ZoneInfo

from .refusal import Message
from .statute_reader import Between

_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a term is counted in."""

    CALENDAR = "calendar"
    WORKING = "working"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Term:
    """So many days or months; ``move`` puts an end that falls on a day off on the next
    working day."""

    n: Annotated[int, Between(1, 3650)]
    unit: Unit
    move: bool = True


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stopped on ``since`` and went on after ``until``: the days in between,
    ``until`` included, are not counted. A pause that still lasts ends today."""

    since: date
    until: date

    def __contains__(self, day: date) -> bool:
        return self.since < day <= self.until


def is_working(day: date, holidays: Container[date]) -> bool:
    """Monday to Friday, and no public holiday."""
    return day.weekday() < calendar.SATURDAY and day not in holidays


def due(
    start: date, term: Term, holidays: Container[date] = (), pauses: Sequence[Pause] = ()
) -> date:
    """The last day of a term: an act on that day is in time.

    The first day is not counted. A term in months ends on the same day of the month,
    or on its last day where there is none. Paused days are not counted.
    """
    counted = _counted(start, term)
    for day in _days_after(start):
        if any(day in pause for pause in pauses):
            continue
        if term.unit is Unit.WORKING and not is_working(day, holidays):
            continue
        counted -= 1
        if counted == 0:
            return _moved(day, holidays) if term.move else day
    raise AssertionError("a term always ends")


def days_left(today: date, last_day: date) -> Message:
    """How far away the last day is, in calendar days: left, the last one, or passed."""
    n = (last_day - today).days
    if n > 0:
        return Message("term.days_left", {"n": n, "due": last_day})
    if n == 0:
        return Message("term.last_day", {"due": last_day})
    return Message("term.overdue", {"n": -n, "due": last_day})


def day_of(moment: datetime, zone: str) -> date:
    """The date on the cluster's own calendar at this moment (23:59:59 there still counts)."""
    return moment.astimezone(ZoneInfo(zone)).date()


def end_of(last_day: date, zone: str) -> datetime:
    """The first moment that is too late: the midnight after the last day, in the cluster's zone."""
    after = last_day + _DAY
    return datetime(after.year, after.month, after.day, tzinfo=ZoneInfo(zone))


def moments(day: date, hour: time, zone: str) -> tuple[datetime, ...]:
    """The moments that a clock in this zone shows as this day and hour, in UTC.

    One as a rule; none in the hour that is skipped in spring, and two, the earlier first,
    in the hour that comes twice in autumn.
    """
    there = ZoneInfo(zone)
    local = datetime.combine(day, hour)
    read = (local.replace(tzinfo=there, fold=fold).astimezone(UTC) for fold in (0, 1))
    shown = {one for one in read if one.astimezone(there).replace(tzinfo=None) == local}
    return tuple(sorted(shown))


def _counted(start: date, term: Term) -> int:
    if term.unit is Unit.MONTH:
        return (_months_after(start, term.n) - start).days
    return term.n


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _days_after(start: date) -> Iterator[date]:
    return (start + n * _DAY for n in count(1))


def _moved(day: date, holidays: Container[date]) -> date:
    return next(later for later in _days_after(day - _DAY) if is_working(later, holidays))
