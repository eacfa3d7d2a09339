"""Calendar files (RFC 5545): a term as a whole day, a sitting as hours in UTC.

An event keeps its identity for life: changed, it is sent again with a higher ``sequence``;
called off, with the method CANCEL. Its summary is seen over a shoulder and on other
people's screens: it never holds the name of an applicant.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar
from icalendar import Event as Component

MEDIA_TYPE = "text/calendar"
_DAY = timedelta(days=1)


class Method(StrEnum):
    """What the reader's calendar does with the events: takes them in, or takes them out."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of a calendar.

    ``start`` as a date is a whole day, and ``end`` then its last day; as a moment it needs an
    offset, and is written in UTC. ``sequence`` grows with every change that people were told
    of. ``stamp`` is when this version was made. ``remind`` is how long before it to ring.
    """

    uid: str
    summary: str
    start: date | datetime
    stamp: datetime
    end: date | datetime | None = None
    sequence: int = 0
    description: str = ""
    location: str = ""
    url: str = ""
    remind: timedelta | None = None


def uid(*names: object) -> str:
    """The lasting identity of an event, from what it is about; it gives none of it away."""
    return f"{uuid5(NAMESPACE_URL, 'membership:' + ':'.join(map(str, names)))}@membership"


def calendar(events: Iterable[Event], *, name: str, method: Method = Method.PUBLISH) -> bytes:
    """A calendar file of these events; ``name`` is what a subscribed calendar is called.

    Refuses, as a ``ValueError``, a moment without an offset: nobody could say when it is.
    """
    made = Calendar()
    made.add("prodid", "-//Membership//membership//RO")
    made.add("version", "2.0")
    made.add("method", method.value)
    made.add("name", name)
    made.add("x-wr-calname", name)
    for event in events:
        made.add_component(_component(event, method))
    return bytes(made.to_ical())


def _component(event: Event, method: Method) -> Component:
    made = Component()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", _utc(event.stamp))
    made.add("summary", event.summary)
    made.add("status", "CANCELLED" if method is Method.CANCEL else "CONFIRMED")
    _when(made, event)
    for key in ("description", "location", "url"):
        if value := getattr(event, key):
            made.add(key, value)
    if event.remind is not None and method is Method.PUBLISH:
        made.add_component(_alarm(event, event.remind))
    return made


def _when(made: Component, event: Event) -> None:
    if isinstance(event.start, datetime):
        made.add("dtstart", _utc(event.start))
        if isinstance(event.end, datetime):
            made.add("dtend", _utc(event.end))
        return
    last = event.end if event.end is not None else event.start
    made.add("dtstart", event.start)
    # A whole day ends where the next one begins (RFC 5545, 3.6.1), and keeps nobody busy.
    made.add("dtend", last + _DAY)
    made.add("transp", "TRANSPARENT")


def _alarm(event: Event, before: timedelta) -> Alarm:
    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", event.summary)
    made.add("trigger", -before)
    return made


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment in a calendar needs its offset")
    return moment.astimezone(UTC)
