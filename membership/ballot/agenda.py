"""Putting a case to the Board: calling the vote on a motion."""

from datetime import datetime

from membership.ballot.lodging import refuse_unless_proposed
from membership.ballot.motions import to_decide
from membership.ballot.sittings import call_in_writing
from membership.ballot.timing import refuse_in_writing
from membership.database import Session
from membership.journal.services import record
from membership.models import Motion, Person
from workflows.permission import Act
from workflows.refusal import Incomplete
from workflows.statute import Statute
from workflows.voting_terms import Mode


def schedule(
    session: Session,
    actor: Person,
    motion_public_id: str,
    *,
    closes_at: datetime,
    statute: Statute,
    at: datetime,
) -> Motion:
    """Puts the motion to the Board: the vote may be opened from now and closes then.

    Its members hear of it in the mail of the day. Calling it again before it is opened moves
    the close. Refuses a close that is not in the future, and a vote for which the statute file
    in force sets no rule.
    """
    motion, _ = to_decide(session, actor, Act.SCHEDULE, motion_public_id, at=at)
    refuse_unless_proposed(motion)
    statute.rules_for(motion.kind)
    if closes_at <= at:
        raise Incomplete("ballot.closes_in_the_past", field="closes_on")
    refuse_in_writing(Mode.WRITTEN, [motion])
    call_in_writing(session, actor, motion, closes_at=closes_at, at=at)
    again = motion.scheduled_at is not None
    motion.scheduled_at, motion.closes_at = at, closes_at
    record(session, "motion.scheduled", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id, closes_at=closes_at, again=again)  # fmt: skip
    session.flush()
    return motion
