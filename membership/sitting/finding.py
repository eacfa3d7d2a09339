"""Finding a sitting, and what of its agenda a reader may know."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from membership.application.access import closed_to
from membership.application.mandates import deputies_on, seats_on_day
from membership.database import Session, for_update
from membership.models import (
    AgendaItem,
    Application,
    Motion,
    Person,
    Seat,
    Sitting,
)
from workflows.permission import Act, require
from workflows.refusal import NotFound
from workflows.sitting import ENDED
from workflows.term import day_of

PAGE = 40


@dataclass(frozen=True, slots=True)
class SittingPage:
    """At most forty sittings; ``beyond`` is the id to go on from, if there are more."""

    ahead: Sequence[Sitting]
    past: Sequence[Sitting]
    beyond: int | None


def find(
    session: Session, actor: Person, public_id: str, act: Act, *, lock: bool = False
) -> Sitting:
    """The sitting with this public id, for somebody who may do this act in sittings.

    ``lock`` is for acts that decide upon its state.
    """
    require(actor, act)
    wanted = select(Sitting).where(Sitting.public_id == public_id)
    if lock:
        wanted = for_update(wanted, Sitting)
    found = session.scalar(wanted)
    if found is None:
        raise NotFound("permission.not_found")
    return found


def item_of(sitting: Sitting, item_id: int) -> AgendaItem:
    """The point with this number on the sitting's own agenda."""
    found = next((item for item in sitting.agenda if item.id == item_id), None)
    if found is None:
        raise NotFound("permission.not_found")
    return found


def listed(session: Session, actor: Person, *, beyond: int | None) -> SittingPage:
    """What is planned, convened or open, the nearest first; then what is over, newest first."""
    require(actor, Act.READ_SITTINGS)
    points = selectinload(Sitting.agenda)
    ahead = select(Sitting).where(Sitting.state.not_in(ENDED)).options(points)
    past = select(Sitting).where(Sitting.state.in_(ENDED)).options(points)
    if beyond:
        past = past.where(Sitting.id < beyond)
    rows = session.scalars(past.order_by(Sitting.id.desc()).limit(PAGE + 1)).all()
    coming = session.scalars(ahead.order_by(Sitting.starts_at, Sitting.id).limit(PAGE)).all()
    return SittingPage(
        ahead=() if beyond else coming,
        past=rows[:PAGE],
        beyond=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def agenda_of(session: Session, sitting: Sitting) -> Sequence[AgendaItem]:
    """The points in their order, with their cases and motions, in a constant number of
    statements."""
    case = joinedload(AgendaItem.application)
    return session.scalars(
        select(AgendaItem)
        .where(AgendaItem.sitting_id == sitting.id)
        .options(
            case.selectinload(Application.interests),
            selectinload(AgendaItem.motions).joinedload(Motion.decision),
            selectinload(AgendaItem.motions).selectinload(Motion.votes),
            joinedload(AgendaItem.taken_out_by),
        )
        .order_by(AgendaItem.position, AgendaItem.id)
    ).all()


def closed_points(session: Session, reader: Person, sitting: Sitting) -> frozenset[int]:
    """The points whose case an interest closes to this reader: they are not named to them."""
    wanted = (
        select(AgendaItem.id)
        .join(Application, Application.id == AgendaItem.application_id)
        .where(AgendaItem.sitting_id == sitting.id, closed_to(reader))
    )
    return frozenset(session.scalars(wanted))


def seats_of(session: Session, sitting: Sitting, zone: str) -> list[Seat]:
    """The seats whose mandate holds on the sitting's day, the chair first."""
    return seats_on_day(session, day_of(sitting.starts_at, zone))


def own_seat(seats: Sequence[Seat], person: Person, day: date) -> Seat | None:
    """The seat that this person holds, or is the deputy of."""
    held = next((seat for seat in seats if seat.person_id == person.id), None)
    if held is not None:
        return held
    deputies = deputies_on(seats, day)
    mine = (s for s in seats if s.id in deputies and deputies[s.id].person_id == person.id)
    return next(mine, None)


def started(sitting: Sitting) -> datetime:
    """When the sitting opened, or is to open."""
    return sitting.opened_at or sitting.starts_at
