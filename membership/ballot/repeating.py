"""Ending a vote without counting it, and lodging the same motion again in its place."""

from datetime import datetime

from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Life, Motion, Person


def lodge_again(session: Session, motion: Motion, *, at: datetime) -> Motion:
    """The same motion once more, before whatever else waits to be voted on the case."""
    position = _make_room(session, motion.application)
    again = Motion(
        position=position,
        kind=motion.kind,
        text_ro=motion.text_ro,
        text_en=motion.text_en,
        reasons=list(motion.reasons),
        procedure_finding=motion.procedure_finding,
        quality_finding=motion.quality_finding,
        proposed_by_id=motion.proposed_by_id,
        proposed_at=at,
    )
    motion.application.motions.append(again)
    session.flush()
    return again


def _make_room(session: Session, application: Application) -> int:
    waiting = [one for one in application.motions if one.life is Life.PROPOSED]
    first = min((one.position for one in waiting), default=len(application.motions) + 1)
    # From the last one on, so that no two ever stand in one place.
    for one in sorted(waiting, key=lambda one: -one.position):
        one.position += 1
        session.flush()
    return first


def end_uncounted(
    session: Session, motion: Motion, act: str, *, by: Person | None, at: datetime
) -> Motion:
    """Ends an open vote whose votes are not counted, and lodges its motion again."""
    motion.life, motion.closed_at = Life.WITHOUT_OBJECT, at
    motion.closed_by_id = by.id if by else None
    record(session, act, by=by, at=at, subject=motion.application.public_id,
           motion=motion.public_id)  # fmt: skip
    session.flush()
    return lodge_again(session, motion, at=at)
