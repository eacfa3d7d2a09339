"""Signing in and leaving, and what the secretary writes down of who is there."""

from datetime import datetime

from membership.application.agenda_rules import rules_on
from membership.application.mandates import deputies_on
from membership.application.seating import reseat_all
from membership.database import Session
from membership.journal.services import record
from membership.models import Attendance, Person, Seat, Sitting
from membership.sitting.finding import find, own_seat, seats_of
from membership.sitting.presence import EARLY
from workflows import agenda
from workflows.permission import Act
from workflows.refusal import Incomplete, NotNow, NotPermitted
from workflows.sitting import TAKES_PART, Presence, State
from workflows.statute import Statute
from workflows.term import day_of
from workflows.voting_terms import Mode, Proxy


def arrive(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    statute: Statute,
    at: datetime,
    online: bool = False,
) -> Attendance:
    """A member, or the deputy of an absent one where the rules know deputies, says that they are
    there."""
    sitting = find(session, actor, public_id, Act.ATTEND, lock=True)
    _refuse_unless_gathering(sitting, at)
    day = day_of(sitting.starts_at, statute.zone)
    seats = seats_of(session, sitting, statute.zone)
    seat = own_seat(seats, actor, day)
    if seat is None:
        raise NotPermitted("sitting.no_seat")
    kind = Presence.PRESENT if seat.person_id == actor.id else Presence.DEPUTY
    person = _who(sitting, seat, kind, statute)
    return _enter(session, sitting, seat, kind, person, by=actor, at=at,
                  online=online and sitting.mode is Mode.HYBRID)  # fmt: skip


def _refuse_unless_gathering(sitting: Sitting, at: datetime) -> None:
    if sitting.mode is Mode.WRITTEN:
        raise NotNow("sitting.nobody_signs_in")
    if sitting.state is State.OPEN:
        return
    if sitting.state is not State.CONVENED:
        raise NotNow(f"sitting.not_now.{sitting.state.value}")
    if at < sitting.starts_at - EARLY:
        raise NotNow("sitting.too_early_to_sign_in", at=sitting.starts_at - EARLY)


def _enter(
    session: Session,
    sitting: Sitting,
    seat: Seat,
    kind: Presence,
    person: Person,
    *,
    by: Person,
    at: datetime,
    online: bool = False,
) -> Attendance:
    row = _standing(sitting, seat.id)
    if row is not None and (row.kind, row.person_id) == (kind, person.id):
        return row
    _end(row, at)
    session.flush()
    entered = Attendance(
        seat=seat, person=person, kind=kind, online=online, recorded_by_id=by.id,
        arrived_at=at if kind in TAKES_PART else None,
    )  # fmt: skip
    sitting.attendance.append(entered)
    record(session, f"attendance.{kind.value}", by=by, at=at,
           subject=f"sitting:{sitting.public_id}", seat=seat.id, person=person.id)  # fmt: skip
    session.flush()
    reseat_all(session, sitting, at=at)
    return entered


def _standing(sitting: Sitting, seat_id: int) -> Attendance | None:
    rows = (r for r in sitting.attendance if r.seat_id == seat_id and r.left_at is None)
    return next(rows, None)


def _end(row: Attendance | None, at: datetime) -> None:
    if row is not None:
        row.left_at = at


def leave(session: Session, actor: Person, public_id: str, *, at: datetime) -> None:
    """A member leaves the sitting; whoever comes back signs in again."""
    sitting = find(session, actor, public_id, Act.ATTEND, lock=True)
    mine = [row for row in sitting.attendance if row.person_id == actor.id and row.left_at is None]
    if not mine:
        raise NotNow("sitting.not_there")
    for row in mine:
        _left(session, sitting, row, by=actor, at=at)


def _left(session: Session, sitting: Sitting, row: Attendance, *, by: Person, at: datetime) -> None:
    _end(row, at)
    record(session, "attendance.left", by=by, at=at, subject=f"sitting:{sitting.public_id}",
           seat=row.seat_id, person=row.person_id)  # fmt: skip
    session.flush()
    reseat_all(session, sitting, at=at)


def mark(
    session: Session,
    actor: Person,
    public_id: str,
    seat_id: int,
    kind: Presence | None,
    *,
    statute: Statute,
    at: datetime,
) -> None:
    """The secretary writes down how a seat is accounted for; None: it left.

    A deputy must be named for the seat; a mandate must be registered, and the rules allow it.
    """
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    _refuse_unless_gathering(sitting, at)
    seats = seats_of(session, sitting, statute.zone)
    seat = next((one for one in seats if one.id == seat_id), None)
    if seat is None:
        raise NotNow("sitting.no_such_seat")
    if kind is None:
        row = _standing(sitting, seat_id)
        if row is None or row.kind not in TAKES_PART:
            raise NotNow("sitting.not_there")
        _left(session, sitting, row, by=actor, at=at)
        return
    person = _who(sitting, seat, kind, statute)
    _enter(session, sitting, seat, kind, person, by=actor, at=at)


def _who(sitting: Sitting, seat: Seat, kind: Presence, statute: Statute) -> Person:
    if kind is Presence.DEPUTY:
        deputy = deputies_on([seat], day_of(sitting.starts_at, statute.zone)).get(seat.id)
        if deputy is None or not agenda.deputies(rules_on(sitting.agenda, statute)):
            raise Incomplete("sitting.no_deputy")
        return deputy.person
    if kind is Presence.PROXY:
        return _proxy(sitting, seat, statute)
    return seat.person


def _proxy(sitting: Sitting, seat: Seat, statute: Statute) -> Person:
    """Whoever holds the written mandate of the seat, once that is registered."""
    if agenda.proxies(rules_on(sitting.agenda, statute)).proxy is Proxy.NONE:
        raise Incomplete("sitting.no_proxies")
    for one in sitting.representations:
        if one.seat_id == seat.id and one.kind is Presence.PROXY and one.holds:
            return one.person
    raise Incomplete("sitting.no_mandate")
