"""Several cases voted together: opened, voted and closed in one go, one record for each case.

Whoever has an interest in one of them stays out of that one alone; a case that a member took
out is voted by itself.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from membership.ballot import closing, services
from membership.ballot.motions import rules_of, seats_of
from membership.database import Session
from membership.models import Life, Motion, Person, Sitting
from membership.sitting.finding import agenda_of, find
from workflows.permission import Act
from workflows.refusal import NotFound, NotNow, NotPermitted
from workflows.sitting import State
from workflows.statute import Statute
from workflows.voting_terms import Ballot, Choice

One = TypeVar("One")
"""A motion, or a motion with the seat that votes on it."""


def motions(session: Session, sitting: Sitting, life: Life) -> Sequence[Motion]:
    """The motions of the block in this state, the first of each case, in the agenda's order."""
    found = []
    for item in agenda_of(session, sitting):
        mine = [motion for motion in item.motions if motion.life is life]
        if item.together and mine:
            found.append(mine[0])
    return found


def ballots(session: Session, voter: Person, sitting: Sitting) -> list[tuple[Motion, int]]:
    """The open votes of the block, and the seats by their rows of the roster, in which this person
    votes; never a secret one, whose receipt is shown for each ballot alone."""
    return [
        (motion, seat.id)
        for motion in motions(session, sitting, Life.OPEN)
        for seat in seats_of(motion, voter)
        if not seat.recused and rules_of(motion).ballot is not Ballot.SECRET
    ]


def open_votes(
    session: Session, actor: Person, public_id: str, *, statute: Statute, at: datetime
) -> int:
    """Whoever presides opens the votes of the block; says how many. One that is not theirs to
    open waits to be called by itself."""
    sitting = _open(session, actor, public_id, Act.PRESIDE)
    return _each(session, motions(session, sitting, Life.PROPOSED), lambda motion: (
        services.open_vote(session, actor, motion.public_id, statute=statute, at=at)))  # fmt: skip


def cast(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    choice: Choice,
    reason: str,
    at: datetime,
) -> int:
    """Casts the same vote in every open vote of the block, for every seat that the actor votes
    for; says how many times. One on which they have yet to declare an interest is left to be
    voted by itself."""
    sitting = _open(session, actor, public_id, Act.ATTEND)

    def vote(ballot: tuple[Motion, int]) -> None:
        motion, seat = ballot
        services.cast(session, actor, motion.public_id, choice=choice, reason=reason, seat_id=seat,
                      at=at)  # fmt: skip

    return _each(session, ballots(session, actor, sitting), vote)


def close_votes(session: Session, actor: Person, public_id: str, *, at: datetime) -> int:
    """Whoever presides closes the open votes of the block; says how many."""
    sitting = _open(session, actor, public_id, Act.PRESIDE)
    return _each(session, motions(session, sitting, Life.OPEN), lambda motion: (
        closing.close(session, actor, motion.public_id, at=at)))  # fmt: skip


def _open(session: Session, actor: Person, public_id: str, act: Act) -> Sitting:
    sitting = find(session, actor, public_id, act)
    if sitting.state is not State.OPEN:
        raise NotNow(f"sitting.not_now.{sitting.state.value}")
    return sitting


def _each(session: Session, chosen: Sequence[One], act: Callable[[One], object]) -> int:
    done = 0
    for one in chosen:
        try:
            with session.begin_nested():
                act(one)
        except (NotPermitted, NotFound):
            continue
        done += 1
    if not done:
        raise NotNow("sitting.nothing_in_the_block")
    return done
