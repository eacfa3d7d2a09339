"""When somebody who has not voted is reminded: three times at most, and never at night."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

BEFORE = (timedelta(days=3), timedelta(days=1), timedelta(hours=3))
"""How long before the close each reminder goes out."""

EVENING, MORNING = time(20, 0), time(7, 0)
"""The house is quiet from the evening to the morning, by the clock of the cluster's seat."""


def moments(opened_at: datetime, closes_at: datetime, zone: str) -> tuple[datetime, ...]:
    """The moments of the reminders of one vote, the last one nearest to its close.

    What would fall into the night goes out the evening before; what would come before the
    opening, or twice at the same moment, does not.
    """
    wanted = (_by_day(closes_at - span, ZoneInfo(zone)) for span in BEFORE)
    return tuple(dict.fromkeys(at for at in wanted if at > opened_at))


def _by_day(at: datetime, zone: ZoneInfo) -> datetime:
    local = at.astimezone(zone)
    if MORNING <= local.time() <= EVENING:
        return at
    day = local.date() - timedelta(days=1) if local.time() < MORNING else local.date()
    return datetime.combine(day, EVENING, zone).astimezone(at.tzinfo)
