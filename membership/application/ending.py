"""The end of a motion, whatever ends it, and with the last one that of its written procedure.

A procedure in which nothing was counted is told to everybody who was called to it.
"""

from datetime import datetime

from membership.database import Session
from membership.models import Life, Motion, Person, Sitting, Work
from membership.owed.services import owe
from workflows.sitting import State, Step, advance
from workflows.voting_terms import Mode

OVER = frozenset({Life.CLOSED, Life.WITHOUT_OBJECT})
"""Lives that nothing follows."""


def end(session: Session, motion: Motion, life: Life, *, by: Person | None, at: datetime) -> None:
    """Ends a motion as counted or as without object; ``by`` None is the clock.

    What lies in the box of a secret vote that is not counted is destroyed.
    """
    if motion.life is Life.OPEN:
        motion.closed_at, motion.closed_by_id = at, by.id if by else None
    motion.life = life
    if life is Life.WITHOUT_OBJECT:
        motion.box.clear()
    session.flush()
    _end_procedure(session, motion, by, at)


def _end_procedure(session: Session, motion: Motion, by: Person | None, at: datetime) -> None:
    sitting = motion.item.sitting if motion.item is not None else None
    if sitting is None or sitting.mode is not Mode.WRITTEN:
        return
    motions = [one for item in sitting.agenda for one in item.motions]
    waits = any(one.life not in OVER for one in motions)
    if waits or sitting.state not in (State.CONVENED, State.OPEN):
        return
    # One whose motions lost their object before any vote was opened was not held.
    advance(sitting, Step.CLOSE if sitting.state is State.OPEN else Step.CANCEL)
    sitting.closed_at, sitting.closed_by_id = at, by.id if by else None
    if not any(one.life is Life.CLOSED for one in motions):
        owe_calling_off(session, sitting, at)


def owe_calling_off(session: Session, sitting: Sitting, at: datetime) -> None:
    """Owes the word that a sitting takes place no more, to everybody who was called to it."""
    sitting.revision += 1
    owe(session, Work.CALLED_OFF, f"called-off:{sitting.public_id}", at=at,
        sitting=sitting.public_id)  # fmt: skip
