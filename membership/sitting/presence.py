"""Who is in the room, now or as the sitting opened, and whether that is a quorum."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from membership.application.access import interested_in
from membership.application.agenda_rules import rules_on
from membership.application.mandates import deputies_on
from membership.database import Session
from membership.models import AgendaItem, Attendance, Office, Person, Seat, Sitting
from membership.sitting.finding import seats_of
from workflows import agenda
from workflows.ballot import Count, Outcome
from workflows.sitting import TAKES_PART, Presence, State
from workflows.statute import Statute
from workflows.term import day_of

EARLY = timedelta(hours=2)
"""How long before the hour members may already sign in."""


@dataclass(frozen=True, slots=True)
class Place:
    """A seat in the sitting: who may sit for it, and how it is accounted for now."""

    seat: Seat
    row: Attendance | None
    deputy: Person | None
    stays_out: bool

    @property
    def there(self) -> bool:
        """Whether the seat is there now."""
        return self.row is not None and self.row.kind in TAKES_PART and self.row.left_at is None


@dataclass(frozen=True, slots=True)
class Room:
    """Everybody's place, and the quorum for the point under discussion, or for the opening."""

    places: Sequence[Place]
    quorum: Outcome
    item: AgendaItem | None


def room(session: Session, sitting: Sitting, statute: Statute) -> Room:
    """Who is there now, and whether that is a quorum once those with an interest stay out."""
    item = current(sitting)
    out = interested_in(item.application) if item and item.application else frozenset()
    seats = seats_of(session, sitting, statute.zone)
    last = {row.seat_id: row for row in sitting.attendance}
    deputies = deputies_on(seats, day_of(sitting.starts_at, statute.zone))
    places = [
        Place(
            seat,
            last.get(seat.id),
            deputies[seat.id].person if seat.id in deputies else None,
            stays_out=not out.isdisjoint(_sits(last.get(seat.id), seat)),
        )
        for seat in seats
    ]
    return Room(places, _quorum(places, sitting, statute, item), item)


def _sits(row: Attendance | None, seat: Seat) -> set[int]:
    """Whose interest keeps the seat out: a deputy's own, else the holder's, and with it that of
    whoever holds its mandate."""
    if row is None or row.kind not in TAKES_PART:
        return {seat.person_id}
    if row.kind is Presence.DEPUTY:
        return {row.person_id}
    return {row.person_id, seat.person_id}


def current(sitting: Sitting) -> AgendaItem | None:
    """The point under discussion, if the sitting has come to one."""
    called = (item for item in sitting.agenda if item.called_at and not item.ended_at)
    return next(called, None) if sitting.state is State.OPEN else None


def at_opening(session: Session, sitting: Sitting, statute: Statute) -> Outcome:
    """The quorum as it was when the sitting opened, or was to open: nobody stays out of that."""
    moment = sitting.opened_at or sitting.closed_at or sitting.starts_at
    seats = seats_of(session, sitting, statute.zone)
    here = {row.seat_id for row in sitting.attendance if _was_there(row, moment)}
    places = [_AtOpening(seat, there=seat.id in here) for seat in seats]
    return _quorum(places, sitting, statute)


def _was_there(row: Attendance, moment: datetime) -> bool:
    arrived = row.arrived_at is not None and row.arrived_at <= moment
    return row.kind in TAKES_PART and arrived and (row.left_at is None or row.left_at >= moment)


@dataclass(frozen=True, slots=True)
class _AtOpening:
    """A seat at the opening."""

    seat: Seat
    there: bool
    stays_out: bool = False


def _quorum(
    places: Sequence[Place | _AtOpening],
    sitting: Sitting,
    statute: Statute,
    item: AgendaItem | None = None,
) -> Outcome:
    """The quorum by the rules of what is voted under this point, else on the whole agenda."""
    points = [item] if item is not None else sitting.agenda
    here = [place for place in places if place.there and not place.stays_out]
    presided = any(p.seat.office in (Office.CHAIR, Office.VICE_CHAIR) for p in here)
    count = Count(
        seats=len(places),
        present=len(here),
        recused=sum(place.stays_out for place in places),
        for_=0,
        against=0,
        abstain=0,
        presided=presided,
    )
    again = sitting.second_call_of_id is not None
    return agenda.quorum(count, rules_on(points, statute), again=again)
