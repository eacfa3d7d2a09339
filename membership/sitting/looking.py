"""A sitting as one reader sees it: what is under discussion, what stays hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from membership.application.agenda_rules import rules_on
from membership.application.closings import Closing, told
from membership.database import Session
from membership.models import (
    AgendaItem,
    Letter,
    Life,
    Motion,
    Person,
    Representation,
    Seat,
    Sitting,
)
from membership.sitting import secretary
from membership.sitting.finding import agenda_of, closed_points, own_seat
from membership.sitting.inviting import is_off
from membership.sitting.meeting import chosen_to_preside
from membership.sitting.presence import EARLY, Room, room
from membership.sitting.representing import reads_paper
from workflows import agenda
from workflows.letter import Kind
from workflows.permission import Act, may
from workflows.sitting import AHEAD, State
from workflows.statute import Statute
from workflows.term import day_of
from workflows.voting_terms import Mode


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda towards the reader.

    ``closed``: an interest keeps them out, and it is not named to them. ``clear``: they said
    that they have none. ``undeclared``: as a seat they have yet to say so.
    """

    item: AgendaItem
    number: int
    closed: bool
    clear: bool
    undeclared: bool

    @property
    def motion(self) -> Motion | None:
        """The motion that the point has come to: the open one, else the first still to be
        voted, else the last one voted."""
        motions = self.item.motions
        by_life = {life: [m for m in motions if m.life is life] for life in Life}
        wanted = (*by_life[Life.OPEN], *by_life[Life.PROPOSED], *reversed(by_life[Life.CLOSED]))
        return next(iter(wanted), None)

    @property
    def decided(self) -> Motion | None:
        """The motion by which the point was decided, if any was adopted."""
        return next((m for m in self.item.motions if m.decision is not None), None)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that one reader's page of a sitting shows.

    ``keeper``: whose person keeps the minutes; ``names_keeper``: the reader names them.
    """

    sitting: Sitting
    points: Sequence[Point]
    room: Room
    seat: Seat | None
    convenes: bool
    presides: bool
    may_call_off: bool
    gathers: bool
    closings: Sequence[Closing]
    mandates: Sequence[Representation]
    keeper: Seat | None
    names_keeper: bool

    @property
    def calls_off(self) -> bool:
        """Whether the reader may still call the sitting off."""
        return self.may_call_off and self.sitting.state in AHEAD

    @property
    def is_off(self) -> bool:
        """Whether the sitting takes place no more."""
        return is_off(self.sitting)

    @property
    def here(self) -> bool:
        """Whether the reader is signed in."""
        mine = self.seat.id if self.seat else None
        return any(place.there and place.seat.id == mine for place in self.room.places)

    @property
    def minuted(self) -> bool:
        """Whether there are minutes that the reader may see: approved, or theirs to write."""
        drafts = self.convenes or self.presides
        return any(one.approved_at is not None or drafts for one in self.sitting.minutes)

    @property
    def letters(self) -> list[Letter]:
        """The papers of the sitting; whoever an interest keeps out of a point reads the minutes
        on their page alone."""
        whole = not any(point.closed for point in self.points)
        return [one for one in self.sitting.letters if whole or one.kind is not Kind.MINUTES]

    @property
    def discussed(self) -> Point | None:
        """The point under discussion."""
        item = self.room.item
        return next((one for one in self.points if item and one.item.id == item.id), None)

    @property
    def block(self) -> list[Point]:
        """The points that are voted together."""
        return [point for point in self.points if point.item.together]

    def blocked(self, life: str) -> bool:
        """Whether a vote of the block is in this state."""
        return any(m.life == life for point in self.block for m in point.item.motions)

    @property
    def changeable(self) -> bool:
        """Whether whoever convenes may still change the agenda and the hour."""
        return self.convenes and self.sitting.state in AHEAD


def look(
    session: Session, reader: Person, sitting: Sitting, *, statute: Statute, at: datetime
) -> Look:
    """The sitting for this reader, in a constant number of statements."""
    items = agenda_of(session, sitting)
    shut = closed_points(session, reader, sitting)
    who = room(session, sitting, statute)
    seat = _own_seat(reader, sitting, who, statute)
    held = sitting.state in (State.OPEN, State.CLOSED)
    return Look(
        sitting=sitting,
        points=[_point(reader, seat, one, n, shut) for n, one in enumerate(items, start=1)],
        room=who,
        seat=seat,
        convenes=may(reader, Act.CONVENE),
        presides=may(reader, Act.PRESIDE) and chosen_to_preside(who.places) == reader.id,
        may_call_off=may(reader, Act.CALL_OFF),
        gathers=_gathers(sitting, at),
        closings=told(session, reader, sitting),
        mandates=[one for one in sitting.representations if reads_paper(reader, one)],
        keeper=secretary.keeper(session, sitting, statute) if held else None,
        names_keeper=held and secretary.is_to_name(session, reader, sitting, statute),
    )


def _own_seat(reader: Person, sitting: Sitting, who: Room, statute: Statute) -> Seat | None:
    """The reader's seat, or the one that they sit for where the rules know deputies."""
    seats = [place.seat for place in who.places]
    seat = own_seat(seats, reader, day_of(sitting.starts_at, statute.zone))
    if seat is None or seat.person_id == reader.id:
        return seat
    return seat if agenda.deputies(rules_on(sitting.agenda, statute)) else None


def _point(
    reader: Person, seat: Seat | None, item: AgendaItem, number: int, shut: frozenset[int]
) -> Point:
    said = item.application.interests if item.application is not None else []
    mine = [row for row in said if row.person_id == reader.id]
    return Point(
        item=item,
        number=number,
        closed=item.id in shut,
        clear=any(not row.keeps_out for row in mine),
        undeclared=seat is not None and item.application is not None and not mine,
    )


def _gathers(sitting: Sitting, at: datetime) -> bool:
    if sitting.mode is Mode.WRITTEN:
        return False
    early = sitting.state is State.CONVENED and at >= sitting.starts_at - EARLY
    return early or sitting.state is State.OPEN
