"""Finding a motion, and how it stands towards the person who asks."""

from datetime import datetime

from sqlalchemy import select

from membership.application.access import (
    OnCase,
    find,
    find_to,
    interested_in,
    must_declare,
    of_the_house,
    standing_of,
)
from membership.application.locking import lock_vote
from membership.database import Session
from membership.models import Motion, Person, RosterSeat, Vote
from workflows.permission import Act, require
from workflows.refusal import NotFound, NotPermitted
from workflows.sitting import Presence
from workflows.voting import Rules


def motion_of(session: Session, public_id: str, *, lock: bool = False) -> Motion:
    """The motion with this public id; ``lock`` makes every other act on its vote wait."""
    found = session.scalar(select(Motion).where(Motion.public_id == public_id))
    if found is None:
        raise NotFound("permission.not_found")
    return lock_vote(session, found) if lock else found


def to_read(
    session: Session, actor: Person, public_id: str, *, at: datetime
) -> tuple[Motion, OnCase]:
    """The motion for somebody who may read its case, or has first to declare an interest."""
    motion = motion_of(session, public_id)
    _, on = find(session, actor, motion.application.public_id, at=at)
    of_the_house(actor, on)
    return motion, on


def to_decide(
    session: Session, actor: Person, act: Act, public_id: str, *, at: datetime
) -> tuple[Motion, OnCase]:
    """The motion, its vote locked, for an act that changes it; refuses who may not."""
    found = motion_of(session, public_id, lock=True)
    _, on = find_to(session, actor, act, found.application.public_id, at=at)
    return found, on


def to_see_result(session: Session, actor: Person, public_id: str, *, at: datetime) -> Motion:
    """The motion for somebody who may see how it ended: the auditor reads it, and no file."""
    motion = motion_of(session, public_id)
    on = standing_of(session, motion.application, at)
    of_the_house(actor, on)
    if must_declare(actor, on, motion.application):
        raise NotPermitted("ballot.declare_first")
    require(actor, Act.READ_RESULT, on)
    return motion


def seats_of(motion: Motion, person: Person) -> list[RosterSeat]:
    """The seats of the frozen roster for which this person votes now: their own first, then the
    one that they are the deputy of, then the one whose mandate they hold."""
    order = list(Presence).index
    mine = [seat for seat in motion.roster if seat.sitter_id == person.id]
    return sorted(mine, key=lambda seat: order(seat.sits))


def seat_of(motion: Motion, person: Person, seat_id: int | None = None) -> RosterSeat | None:
    """The seat for which this person votes: the one named by its row of the roster, else the
    first that has not voted yet, else their first."""
    mine = seats_of(motion, person)
    if seat_id is not None:
        return next((seat for seat in mine if seat.id == seat_id), None)
    voted = took_part(motion)
    able = (seat for seat in mine if seat.id not in voted and not seat.recused)
    return next(able, mine[0] if mine else None)


def standing_vote(motion: Motion, seat: RosterSeat | None) -> Vote | None:
    """The vote of this seat that counts, if it has cast one."""
    return next((v for v in current(motion) if seat and v.roster_seat_id == seat.id), None)


def current(motion: Motion) -> list[Vote]:
    """The votes that count, in the order in which they were cast."""
    return [vote for vote in motion.votes if vote.superseded_at is None]


def took_part(motion: Motion) -> set[int]:
    """The rows of the roster whose seats have voted, openly or in secret; recused ones too."""
    return {vote.roster_seat_id for vote in current(motion)} | {
        row.roster_seat_id for row in motion.participations
    }


def has_voted(motion: Motion, seat: RosterSeat | None) -> bool:
    """Whether this seat has voted, in whichever way the ballot is held."""
    return seat is not None and seat.id in took_part(motion)


def rules_of(motion: Motion) -> Rules:
    """The rules that were frozen when the vote opened."""
    return Rules.of(motion.rules or {})


def is_interested(motion: Motion, person: Person) -> bool:
    """Whether this person must stay out: by an interest on record, or as the applicant's own."""
    return person.id in interested_in(motion.application)
