"""The Board's seats: who takes one, who leaves it, and who sits for whom.

A mandate is never rewritten: it ends on a day, and another one begins. The roster of a
vote is taken from the mandates of the day on which it opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from membership import sessions
from membership.database import Session, for_update
from membership.journal.services import record
from membership.models import Deputy, Office, Person, RoleHeld, Seat
from workflows.permission import Act, Role, require
from workflows.refusal import Incomplete, NotFound, NotNow

ROLES = {
    Office.CHAIR: Role.CHAIR,
    Office.VICE_CHAIR: Role.VICE_CHAIR,
    Office.SECRETARY: Role.BOARD_SECRETARY,
}
"""The role that comes with an office of the Board."""
UNIQUE = frozenset({Office.CHAIR, Office.SECRETARY})
"""Offices that one seat holds at a time."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Seats:
    """The Board on one day: who sits, who will, who once did."""

    filled: Sequence[Seat]
    coming: Sequence[Seat]
    past: Sequence[Seat]


def board(session: Session, actor: Person, today: date) -> Seats:
    """Every seat with its mandate, for whoever keeps them."""
    require(actor, Act.MANAGE_SEATS)
    wanted = select(Seat).options(selectinload(Seat.deputies)).order_by(Seat.since, Seat.id)
    everyone = session.scalars(wanted).all()
    rank = list(Office).index
    filled = [seat for seat in everyone if holds(seat, today)]
    return Seats(
        filled=sorted(filled, key=lambda seat: (rank(seat.office), seat.id)),
        coming=[seat for seat in everyone if seat.since > today],
        past=[seat for seat in reversed(everyone) if seat.until and seat.until < today],
    )


def holds(row: Seat | Deputy, day: date) -> bool:
    """Whether a mandate holds on this day."""
    return row.since <= day and (row.until is None or row.until >= day)


def find(session: Session, actor: Person, seat_id: int) -> Seat:
    """The seat of this number, for whoever keeps the seats."""
    require(actor, Act.MANAGE_SEATS)
    seat = session.get(Seat, seat_id)
    if seat is None:
        raise NotFound("permission.not_found")
    return seat


def eligible(session: Session) -> Sequence[Person]:
    """Who can be given a seat: active people of the house, by name; no applicant's own."""
    of_the_house = set(Role) - {Role.APPLICANT, Role.MEMBER}
    return session.scalars(
        select(Person)
        .where(
            Person.active,
            select(RoleHeld.role)
            .where(RoleHeld.person_id == Person.id, RoleHeld.role.in_(of_the_house))
            .exists(),
        )
        .order_by(Person.name, Person.id)
    ).all()


def seat(
    session: Session,
    actor: Person,
    person: Person,
    office: Office,
    *,
    since: date,
    until: date | None,
    at: datetime,
) -> Seat:
    """Gives a person a seat; refuses a second chair and a mandate that ends before it begins."""
    require(actor, Act.MANAGE_SEATS)
    _refuse_backwards(since, until)
    if office in UNIQUE:
        _refuse_taken(session, office, since, until, but=person)
    return take_seat(session, person, office, since, until, at=at, by=actor)


def _refuse_backwards(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise Incomplete("sitting.mandate_ends_before_it_begins", field="until")


def _refuse_taken(
    session: Session, office: Office, since: date, until: date | None, *, but: Person
) -> None:
    held = select(Seat).where(
        Seat.office == office,
        Seat.person_id != but.id,
        Seat.since <= (until or date.max),
        or_(Seat.until.is_(None), Seat.until >= since),
    )
    other = session.scalar(held)
    if other is not None:
        raise Incomplete("sitting.office_is_taken", field="office", name=other.person.name)


def take_seat(
    session: Session,
    person: Person,
    office: Office,
    since: date,
    until: date | None,
    *,
    at: datetime,
    by: Person | None = None,
) -> Seat:
    """Writes the mandate; an earlier one of the same person ends the day before it begins."""
    held = session.scalar(
        for_update(select(Seat).where(Seat.person_id == person.id, Seat.until.is_(None)), Seat)
    )
    if held is not None:
        # The day before, so that on no day one person holds two seats.
        held.until = max(held.since, since - _DAY)
    taken = Seat(person_id=person.id, office=office, since=since, until=until)
    session.add(taken)
    _give(session, person, {Role.BOARD, ROLES.get(office, Role.BOARD)}, at)
    record(session, "seat.taken", by=by, at=at, subject=f"person:{person.id}",
           office=office.value, since=since, until=until)  # fmt: skip
    session.flush()
    return taken


def _give(session: Session, person: Person, roles: set[Role], at: datetime) -> None:
    if roles <= person.roles:
        return
    for role in roles:
        person.give(role)
    # Whoever is given a role signs in again to have it, as with every change of roles.
    sessions.end_all(session, person, at=at)


def end(
    session: Session, actor: Person, seat_id: int, *, until: date, today: date, at: datetime
) -> Seat:
    """Ends a mandate after this day; the votes and minutes that it was in stay as they are."""
    held = find(session, actor, seat_id)
    if held.until is not None and held.until < today:
        raise NotNow("sitting.mandate_is_over", until=held.until)
    _refuse_backwards(held.since, until)
    held.until = until
    for deputy in held.deputies:
        deputy.until = min(deputy.until or until, until)
    record(session, "seat.ended", by=actor, at=at, subject=f"person:{held.person_id}",
           office=held.office.value, until=until)  # fmt: skip
    session.flush()
    retire(session, today, at=at)
    return held


def name_deputy(
    session: Session, actor: Person, seat_id: int, person: Person, *, since: date, at: datetime
) -> Deputy:
    """Names who sits for a seat when its holder does not; an earlier deputy ends then.

    Refuses the holder, and anybody who has a seat of their own: one head, one vote.
    """
    held = find(session, actor, seat_id)
    own = select(Seat.id).where(
        Seat.person_id == person.id, or_(Seat.until.is_(None), Seat.until >= since)
    )
    if session.scalar(own.limit(1)) is not None:
        raise Incomplete("sitting.deputy_has_a_seat", field="person")
    for earlier in held.deputies:
        if earlier.until is None:
            earlier.until = max(earlier.since, since - _DAY)
    deputy = Deputy(seat_id=held.id, person_id=person.id, since=since, until=held.until)
    held.deputies.append(deputy)
    _give(session, person, {Role.BOARD}, at)
    record(session, "deputy.named", by=actor, at=at, subject=f"person:{person.id}",
           seat=held.id, since=since)  # fmt: skip
    session.flush()
    return deputy


def retire(session: Session, today: date, *, at: datetime) -> int:
    """Takes the Board's roles from whoever has no mandate any more; says from how many."""
    board_roles = {Role.BOARD, *ROLES.values()}
    retired = 0
    holders = select(Person).join(RoleHeld).where(RoleHeld.role.in_(board_roles)).distinct()
    for person in session.scalars(holders).unique():
        kept = _roles_of(session, person, today)
        if kept is None or not (person.roles & board_roles) - kept:
            continue
        person.held = [row for row in person.held if row.role not in board_roles - kept]
        sessions.end_all(session, person, at=at)
        record(session, "seat.retired", by=None, at=at, subject=f"person:{person.id}")
        retired += 1
    session.flush()
    return retired


def _roles_of(session: Session, person: Person, today: date) -> set[Role] | None:
    """The roles that a person's mandates carry, today or later; None for who never had one."""
    seats = session.scalars(select(Seat).where(Seat.person_id == person.id)).all()
    deputies = session.scalars(select(Deputy).where(Deputy.person_id == person.id)).all()
    if not seats and not deputies:
        return None
    roles: set[Role] = set()
    for seat in seats:
        if seat.until is None or seat.until >= today:
            roles |= {Role.BOARD, ROLES.get(seat.office, Role.BOARD)}
    if any(deputy.until is None or deputy.until >= today for deputy in deputies):
        roles.add(Role.BOARD)
    return roles
