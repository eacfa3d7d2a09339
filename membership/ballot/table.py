"""What is on the Board's table for one person: what needs their vote, and what else is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from membership import statutes
from membership.application.access import OnCase, closed_to, must_declare, seats_on, standing_of
from membership.ballot.counting import count_of, is_spoiled
from membership.ballot.motions import has_voted, rules_of, seat_of
from membership.ballot.sittings import in_meeting, is_due
from membership.database import Session
from membership.models import (
    AgendaItem,
    Application,
    Life,
    Motion,
    Organisation,
    Participation,
    Person,
    RosterSeat,
    Seat,
    Sitting,
    Vote,
)
from workflows import conduct
from workflows.permission import Act, may
from workflows.sitting import State
from workflows.term import day_of
from workflows.voting_terms import Mode

RECENT = 10
"""How many decided motions the first page shows."""


@dataclass(frozen=True, slots=True)
class Item:
    """A motion on the table and how it stands towards the reader."""

    motion: Motion
    sat_for: bool
    """Whether somebody else votes for the reader's seat."""
    voted: bool
    undeclared: bool
    presides: bool
    over: bool
    closable: bool
    days_left: int

    @property
    def needs_vote(self) -> bool:
        """Whether the vote is open and waits for this reader."""
        open_now = self.motion.life is Life.OPEN and not self.over
        return open_now and not self.voted and not self.sat_for

    @property
    def to_open(self) -> bool:
        """Whether the reader presides and may open the vote now."""
        proposed = self.motion.life is Life.PROPOSED and not self.over
        return self.presides and proposed and is_due(self.motion)


@dataclass(frozen=True, slots=True)
class Table:
    """Everything on the table for one reader, the first to close first."""

    items: Sequence[Item]
    decided: Sequence[Motion]
    meeting: Sitting | None = None
    """The next meeting that is convened, or the one that is open."""

    @property
    def waiting(self) -> list[Item]:
        """What needs the reader's vote."""
        return [item for item in self.items if item.needs_vote]

    @property
    def to_conduct(self) -> list[Item]:
        """What the reader, presiding, can open or close now."""
        return [item for item in self.items if item.to_open or item.closable]

    @property
    def others(self) -> list[Item]:
        """What stands on the table and needs nothing from the reader now."""
        asked = {*map(id, self.waiting), *map(id, self.to_conduct)}
        return [item for item in self.items if id(item) not in asked]


def board_page(session: Session, reader: Person, at: datetime) -> Table:
    """The table of this reader: motions that are called or open, and the last ones decided."""
    called = (Motion.scheduled_at.is_not(None), Motion.life.in_((Life.OPEN, Life.PROPOSED)))
    wanted = _whole().where(*called).order_by(Motion.closes_at, Motion.id)
    items: list[Item] = []
    seats: dict[str, Sequence[Seat]] = {}
    for motion in session.scalars(wanted).unique():
        zone = statutes.of(motion.application).zone
        if zone not in seats:
            seats[zone] = seats_on(session, motion.application, at)
        on = standing_of(session, motion.application, at, seats=seats[zone])
        # A case in which the reader has an interest is not even named.
        if reader.id in on.interested_ids or _is_out(motion, reader):
            continue
        if reader.id in on.seated_ids and may(reader, Act.DECLARE_INTEREST, on):
            items.append(_item(reader, motion, on, at))
    decided = session.scalars(_decided(reader)).unique().all()
    return Table(items, decided, session.scalar(_next_meeting()))


def _next_meeting() -> Select[Sitting]:
    stands = (State.CONVENED, State.OPEN)
    wanted = select(Sitting).where(Sitting.state.in_(stands), Sitting.mode != Mode.WRITTEN)
    return wanted.order_by(Sitting.starts_at, Sitting.id).limit(1)


def _whole() -> Select[Motion]:
    case = selectinload(Motion.application)
    return select(Motion).options(
        case.selectinload(Application.interests),
        case.selectinload(Application.assignments),
        case.selectinload(Application.letters),
        case.joinedload(Application.statute_text),
        case.joinedload(Application.organisation).selectinload(Organisation.affiliations),
        case.selectinload(Application.motions).selectinload(Motion.roster),
        case.selectinload(Application.history),
        selectinload(Motion.votes),
        selectinload(Motion.participations),
        selectinload(Motion.box),
        joinedload(Motion.item).joinedload(AgendaItem.sitting).selectinload(Sitting.attendance),
    )


def _decided(reader: Person) -> Select[Motion]:
    mine = or_(RosterSeat.person_id == reader.id, RosterSeat.sitter_id == reader.id)
    return (
        select(Motion)
        .join(Application, Application.id == Motion.application_id)
        .where(
            Motion.roster.any(and_(RosterSeat.recused.is_(False), mine)),
            Motion.life == Life.CLOSED,
            # An interest that came on record after the vote closes its result as well.
            ~closed_to(reader),
        )
        .options(joinedload(Motion.application), joinedload(Motion.decision))
        .order_by(Motion.closed_at.desc(), Motion.id.desc())
        .limit(RECENT)
    )


def _item(reader: Person, motion: Motion, on: OnCase, at: datetime) -> Item:
    seat = seat_of(motion, reader)
    presides = may(reader, Act.CLOSE_VOTE, on)
    return Item(
        motion=motion,
        sat_for=motion.life is Life.OPEN and seat is None,
        voted=has_voted(motion, seat),
        undeclared=must_declare(reader, on, motion.application),
        presides=presides,
        over=is_over(motion, at),
        closable=presides and closable(motion, at),
        days_left=_days_left(motion, at),
    )


def _is_out(motion: Motion, reader: Person) -> bool:
    seat = seat_of(motion, reader)
    return seat is not None and seat.recused


def _days_left(motion: Motion, at: datetime) -> int:
    zone = statutes.of(motion.application).zone
    return (day_of(motion.closes_at or at, zone) - day_of(at, zone)).days


def is_over(motion: Motion, at: datetime) -> bool:
    """Whether the time to vote is behind."""
    return motion.closes_at is not None and at >= motion.closes_at


def closable(motion: Motion, at: datetime) -> bool:
    """Whether whoever presides may close the vote now."""
    if motion.life is not Life.OPEN:
        return False
    rules = rules_of(motion)
    if is_over(motion, at) or is_spoiled(motion) or in_meeting(motion):
        return True
    return conduct.may_close_early(count_of(motion, rules), rules)


def place_of(
    session: Session, reader: Person, motion: Motion, at: datetime
) -> tuple[int, int] | None:
    """Which one of how many ballots that wait for the reader this is; None when it is alone."""
    waiting = [one.id for one in ballots_of(session, reader, at)]
    if len(waiting) < 2 or motion.id not in waiting:
        return None
    return waiting.index(motion.id) + 1, len(waiting)


def ballots_of(session: Session, reader: Person, at: datetime) -> Sequence[Motion]:
    """The open votes that wait for the reader's ballot, the first to close first: as on the
    table, in one statement."""
    cast = select(Vote.id).where(Vote.roster_seat_id == RosterSeat.id, Vote.superseded_at.is_(None))
    took_part = select(Participation.id).where(Participation.roster_seat_id == RosterSeat.id)
    mine = exists().where(
        RosterSeat.motion_id == Motion.id, RosterSeat.sitter_id == reader.id,
        RosterSeat.recused.is_(False), ~cast.exists(), ~took_part.exists(),
    )  # fmt: skip
    wanted = (
        select(Motion)
        .join(Application, Application.id == Motion.application_id)
        .where(Motion.life == Life.OPEN, Motion.closes_at > at, mine, ~closed_to(reader))
        .order_by(Motion.closes_at, Motion.id)
    )
    return session.scalars(wanted).all()
