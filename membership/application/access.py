"""How a case stands towards people: what the permission table needs to know of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.sql.elements import ColumnElement

from membership import statutes
from membership.application.mandates import deputies_on, seats_on_day
from membership.database import Session, for_update
from membership.models import (
    Application,
    Deputy,
    Interest,
    Life,
    Motion,
    Office,
    Person,
    RosterSeat,
    Seat,
)
from workflows.application import Stage
from workflows.permission import Act, may, require
from workflows.refusal import NotFound
from workflows.term import day_of

BEFORE_BOARD = frozenset(Stage) - {
    Stage.DRAFT,
    Stage.SUBMITTED,
    Stage.CLARIFICATION,
    Stage.EVIDENCE_REVIEW,
}


@dataclass(frozen=True, slots=True)
class OnCase:
    """A case as the rulebook's ``Subject``; gathered once, asked many times."""

    organisation_id: int
    rapporteur_ids: frozenset[int]
    clear_ids: frozenset[int]
    interested_ids: frozenset[int]
    seated_ids: frozenset[int]
    deputy_ids: frozenset[int]
    presiding_id: int | None
    before_board: bool
    disclosed: bool


def seats_on(session: Session, application: Application, at: datetime) -> list[Seat]:
    """The seats of the Board for a case, whose mandate holds on this day, the chair first."""
    return seats_on_day(session, day_of(at, statutes.of(application).zone))


def standing_of(
    session: Session,
    application: Application,
    at: datetime,
    *,
    seats: Sequence[Seat] | None = None,
) -> OnCase:
    """What the permission table needs to know of this case now.

    While a vote is open its frozen roster says who is seated; otherwise the seats do, which are
    looked up unless they are given, as for many cases at once.
    """
    interested = interested_in(application)
    seated = _seated(session, application, at, seats)
    return OnCase(
        organisation_id=application.organisation_id,
        rapporteur_ids=frozenset(row.person_id for row in application.assignments),
        clear_ids=frozenset(row.person_id for row in application.interests if not row.keeps_out),
        interested_ids=interested,
        seated_ids=frozenset(id_ for one in seated for id_ in (one.holder_id, one.sitter_id)),
        deputy_ids=frozenset(one.deputy_id for one in seated if one.deputy_id is not None),
        presiding_id=_presiding(seated, interested),
        before_board=application.stage in BEFORE_BOARD,
        disclosed=any(letter.dispatched_at for letter in application.letters),
    )


def interested_in(application: Application) -> frozenset[int]:
    """Who has an interest in this case: as declared or recorded, and the applicant's own."""
    recorded = {row.person_id for row in application.interests if row.keeps_out}
    own = {row.person_id for row in application.organisation.affiliations}
    return frozenset(recorded | own)


def closed_to(person: Person) -> ColumnElement[bool]:
    """The cases, as SQL, that an interest closes to this person: no list shows or counts them."""
    interested = select(Interest.application_id).where(
        Interest.person_id == person.id, Interest.keeps_out
    )
    own = Application.organisation_id.in_(person.organisation_ids)
    return or_(own, Application.id.in_(interested))


def sits_on(person: Person, day: date) -> ColumnElement[bool]:
    """The cases, as SQL, for which this person has a seat of the Board on this day: by the
    frozen roster of their open vote, else by mandate."""
    is_open = exists().where(Motion.application_id == Application.id, Motion.life == Life.OPEN)
    on_roster = exists().where(
        Motion.application_id == Application.id, Motion.life == Life.OPEN,
        RosterSeat.motion_id == Motion.id,
        or_(RosterSeat.person_id == person.id, RosterSeat.sitter_id == person.id,
            RosterSeat.deputy_id == person.id),
    )  # fmt: skip
    mandate = exists().where(
        Seat.person_id == person.id, Seat.since <= day,
        or_(Seat.until.is_(None), Seat.until >= day),
    )  # fmt: skip
    deputy = exists().where(
        Deputy.person_id == person.id, Deputy.since <= day,
        or_(Deputy.until.is_(None), Deputy.until >= day),
    )  # fmt: skip
    return or_(and_(is_open, on_roster), and_(~is_open, or_(mandate, deputy)))


@dataclass(frozen=True, slots=True)
class _Seated:
    """A seat and the people who have to do with it: its holder, who sits, its deputy."""

    office: Office
    holder_id: int
    sitter_id: int
    deputy_id: int | None


def _seated(
    session: Session, application: Application, at: datetime, seats: Sequence[Seat] | None
) -> list[_Seated]:
    for motion in application.motions:
        if motion.life is Life.OPEN:
            return [_Seated(s.office, s.person_id, s.sitter_id, s.deputy_id) for s in motion.roster]
    held = seats_on(session, application, at) if seats is None else seats
    deputies = deputies_on(held, day_of(at, statutes.of(application).zone))
    return [
        _Seated(seat.office, seat.person_id, seat.person_id,
                deputies[seat.id].person_id if seat.id in deputies else None)
        for seat in held
    ]  # fmt: skip


def _presiding(seated: list[_Seated], interested: frozenset[int]) -> int | None:
    for office in (Office.CHAIR, Office.VICE_CHAIR):
        for one in seated:
            if one.office is office and one.holder_id not in interested:
                return one.holder_id
    return None


def find(
    session: Session, actor: Person, public_id: str, *, at: datetime, lock: bool = False
) -> tuple[Application, OnCase]:
    """The case with this public id and how it stands.

    Refuses as not found what does not exist, and what this person may neither read nor
    declare an interest in. ``lock`` is for acts that decide upon the case's state.
    """
    wanted = select(Application).where(Application.public_id == public_id)
    if lock:
        wanted = for_update(wanted, Application)
    application = session.scalar(wanted)
    if application is None:
        raise NotFound("permission.not_found")
    on = standing_of(session, application, at)
    if not may(actor, Act.READ_CASE, on) and not must_declare(actor, on, application):
        raise NotFound("permission.not_found")
    return application, on


def of_the_house(actor: Person, on: OnCase) -> None:
    """Refuses the applicant's own people, as not found: how the house works on their case, its
    findings and its votes, is not theirs to see."""
    if on.organisation_id in actor.organisation_ids:
        raise NotFound("permission.not_found")


def must_declare(actor: Person, on: OnCase, application: Application) -> bool:
    """Whether the file opens to this person once they say whether they have an interest."""
    if actor.id in on.interested_ids | on.clear_ids:
        return False
    if actor.id in on.rapporteur_ids and application.stage is Stage.EVIDENCE_REVIEW:
        return True
    return on.before_board and may(actor, Act.DECLARE_INTEREST, on)


def find_to(
    session: Session, actor: Person, act: Act, public_id: str, *, at: datetime
) -> tuple[Application, OnCase]:
    """The case, locked, for an act that changes it; refuses who may not do the act."""
    application, on = find(session, actor, public_id, at=at, lock=True)
    require(actor, act, on)
    return application, on
