"""What the clock does to a vote in writing: it closes it; and what objections do."""

from datetime import datetime

from membership.ballot.closing import settle
from membership.ballot.counting import count_of, is_spoiled
from membership.ballot.motions import motion_of, rules_of
from membership.ballot.repeating import end_uncounted
from membership.ballot.services import entitled
from membership.ballot.sittings import in_meeting
from membership.database import Session
from membership.journal.services import record
from membership.models import Life, Motion, Objection, Person
from workflows import conduct
from workflows.refusal import Incomplete, NotNow
from workflows.voting_terms import Mode


def close_when_due(session: Session, motion_public_id: str, *, at: datetime) -> bool:
    """Closes a vote in writing whose time has come; says whether it did.

    Closed is a state: a clock that steps back opens nothing again, and a vote that somebody
    closed meanwhile is left as it is.
    """
    motion = motion_of(session, motion_public_id, lock=True)
    if motion.life is not Life.OPEN or in_meeting(motion):
        return False
    rules = rules_of(motion)
    if is_spoiled(motion):
        end_uncounted(session, motion, "vote.spoiled", by=None, at=at)
        return True
    over = motion.closes_at is not None and at >= motion.closes_at
    if not over and not conduct.may_close_early(count_of(motion, rules), rules):
        return False
    settle(session, motion, None, at)
    return True


def object_to_writing(
    session: Session, actor: Person, motion_public_id: str, *, reason: str, at: datetime
) -> Motion:
    """A seat objects to deciding in writing; enough objections end the vote uncounted, and its
    motion waits for a meeting.

    Refuses an objection to a meeting, a second one, one without words, and any where the
    rules of the vote know none.
    """
    motion = motion_of(session, motion_public_id, lock=True)
    seat = entitled(session, actor, motion, at)
    rules = rules_of(motion)
    if rules.mode is not Mode.WRITTEN or not rules.written_objection:
        raise NotNow("ballot.no_objection_here")
    if any(row.roster_seat_id == seat.id for row in motion.objections):
        raise NotNow("ballot.already_objected")
    if not reason.strip():
        raise Incomplete("ballot.objection_reason_missing", field="reason")
    motion.objections.append(Objection(seat=seat, reason=reason.strip(), at=at))
    record(session, "vote.objected", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id)  # fmt: skip
    session.flush()
    if conduct.becomes_meeting(rules, len(motion.objections)):
        end_uncounted(session, motion, "vote.to_a_meeting", by=actor, at=at)
    return motion
