"""Voting the same motion again: after a vote that decided nothing, or one not counted."""

from datetime import datetime

from membership.application.ending import end
from membership.ballot.lodging import refuse_unless_before_board
from membership.ballot.motions import to_decide
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Condition, Life, Motion, Person
from workflows.motion import may_repeat
from workflows.permission import Act
from workflows.refusal import NotNow


def lodge_again(session: Session, motion: Motion, *, at: datetime) -> Motion:
    """The same motion once more, before whatever else waits to be voted on the case."""
    position = _make_room(session, motion.application)
    again = Motion(
        repeats=motion,
        position=position,
        kind=motion.kind,
        text_ro=motion.text_ro,
        text_en=motion.text_en,
        reasons=list(motion.reasons),
        until=motion.until,
        needed=motion.needed,
        invited_on=motion.invited_on,
        heard_on=motion.heard_on,
        heard=motion.heard,
        reversed=motion.reversed,
        conditions=[
            Condition(
                position=one.position,
                kind=one.kind,
                text_ro=one.text_ro,
                text_en=one.text_en,
                due_on=one.due_on,
                verified_by=one.verified_by,
                proof=one.proof,
            )
            for one in motion.conditions
        ],
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


def repeated(motion: Motion) -> int:
    """How often the motion was already voted again in this round."""
    times, earlier = 0, motion.repeats
    while earlier is not None:
        # A vote that was not counted is no vote that was repeated.
        times, earlier = times + (earlier.life is Life.CLOSED), earlier.repeats
    return times


def put_again(session: Session, actor: Person, motion_public_id: str, *, at: datetime) -> Motion:
    """Whoever presides puts a motion that decided nothing to the vote again.

    Refuses while another motion waits or is open, and more often than twice.
    """
    motion, _ = to_decide(session, actor, Act.OPEN_VOTE, motion_public_id, at=at)
    refuse_unless_before_board(motion)
    waits = any(one.life in (Life.OPEN, Life.PROPOSED) for one in motion.application.motions)
    if motion.life is not Life.CLOSED or motion.decision is not None or waits:
        raise NotNow("ballot.nothing_to_repeat")
    may_repeat(repeated(motion))
    again = lodge_again(session, motion, at=at)
    record(session, "motion.repeated", by=actor, at=at, subject=motion.application.public_id,
           motion=again.public_id, repeats=motion.public_id)  # fmt: skip
    return again


def end_uncounted(
    session: Session, motion: Motion, act: str, *, by: Person | None, at: datetime
) -> Motion:
    """Ends an open vote whose votes are not counted, and lodges its motion again."""
    end(session, motion, Life.WITHOUT_OBJECT, by=by, at=at)
    record(session, act, by=by, at=at, subject=motion.application.public_id,
           motion=motion.public_id)  # fmt: skip
    return lodge_again(session, motion, at=at)
