"""The Board's seats: who takes one, who leaves it, and who sits for whom.

A mandate is never rewritten: it ends on a day, and another one begins. The roster of a
vote is taken from the mandates of the day on which it opens.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.elements import ColumnElement

from membership.database import Session, for_update
from membership.journal.services import record
from membership.models import Deputy, Office, Person, RoleHeld, Seat
from membership.sitting.board_roles import give, retire
from workflows.permission import Act, Role, require
from workflows.refusal import Incomplete, NotFound, NotNow

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
        Seat.office == office, Seat.person_id != but.id, _meets(Seat, since, until)
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
    """Writes the mandate; an earlier one of the same person, a deputy's too, ends the day before
    it begins: one head, one vote on every day. Refuses to meet one that has yet to begin."""
    _lock(session, person)
    for held in session.scalars(
        for_update(
            select(Seat).where(Seat.person_id == person.id, _meets(Seat, since, until)), Seat
        )
    ).all():
        _refuse_later(held, since)
        _close(held, since - _DAY)
    for deputy in session.scalars(
        select(Deputy).where(Deputy.person_id == person.id, _meets(Deputy, since, until))
    ).all():
        _refuse_later(deputy, since)
        deputy.until = since - _DAY
    taken = Seat(person_id=person.id, office=office, since=since, until=until)
    session.add(taken)
    give(session, person, office, at=at)
    record(session, "seat.taken", by=by, at=at, subject=f"person:{person.id}",
           office=office.value, since=since, until=until)  # fmt: skip
    session.flush()
    return taken


def _lock(session: Session, person: Person) -> None:
    # The mandates of one person are given one after another, so that each sees the last.
    session.execute(select(Person.id).where(Person.id == person.id).with_for_update())


def _meets(row: type[Seat | Deputy], since: date, until: date | None) -> ColumnElement[bool]:
    """The mandates, as SQL, that hold on one of these days."""
    return and_(row.since <= (until or date.max), or_(row.until.is_(None), row.until >= since))


def _refuse_later(held: Seat | Deputy, since: date) -> None:
    if held.since >= since:
        raise Incomplete("sitting.mandates_meet", field="since", name=held.person.name,
                         since=held.since)  # fmt: skip


def _close(held: Seat, until: date) -> None:
    held.until = until
    for deputy in held.deputies:
        deputy.until = min(deputy.until or until, until)


def end(
    session: Session, actor: Person, seat_id: int, *, until: date, today: date, at: datetime
) -> Seat:
    """Ends a mandate after this day; the votes and minutes that it was in stay as they are."""
    held = find(session, actor, seat_id)
    if held.until is not None and held.until < today:
        raise NotNow("sitting.mandate_is_over", until=held.until)
    _refuse_backwards(held.since, until)
    _close(held, until)
    record(session, "seat.ended", by=actor, at=at, subject=f"person:{held.person_id}",
           office=held.office.value, until=until)  # fmt: skip
    session.flush()
    retire(session, today, at=at)
    return held


def name_deputy(
    session: Session, actor: Person, seat_id: int, person: Person, *, since: date, at: datetime
) -> Deputy:
    """Names who sits for a seat when its holder does not; an earlier deputy ends the day before.

    Refuses the holder, and anybody who has a seat of their own: one head, one vote; a seat that
    is over by then, and to meet a deputy who has yet to begin.
    """
    _lock(session, person)
    held = find(session, actor, seat_id)
    session.refresh(held, with_for_update={"of": Seat})
    if held.until is not None and held.until < since:
        raise NotNow("sitting.mandate_is_over", until=held.until)
    own = select(Seat.id).where(Seat.person_id == person.id, _meets(Seat, since, held.until))
    if session.scalar(own.limit(1)) is not None:
        raise Incomplete("sitting.deputy_has_a_seat", field="person")
    for earlier in held.deputies:
        if earlier.until is None or earlier.until >= since:
            _refuse_later(earlier, since)
            earlier.until = since - _DAY
    deputy = Deputy(seat_id=held.id, person_id=person.id, since=since, until=held.until)
    held.deputies.append(deputy)
    give(session, person, Office.MEMBER, at=at)
    record(session, "deputy.named", by=actor, at=at, subject=f"person:{person.id}",
           seat=held.id, since=since)  # fmt: skip
    session.flush()
    return deputy
