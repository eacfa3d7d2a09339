"""The hearing of a member before its exclusion is voted on: invited in time, held, put in words."""

from datetime import date, datetime

from membership import statutes
from membership.application.steps import days_off
from membership.ballot.lodging import refuse_unless_proposed
from membership.ballot.motions import to_decide
from membership.database import Session
from membership.journal.services import record
from membership.models import Motion, Person
from workflows.permission import Act
from workflows.refusal import Incomplete, NotNow
from workflows.term import day_of, due
from workflows.voting_terms import MotionKind


def record_hearing(
    session: Session,
    actor: Person,
    motion_public_id: str,
    *,
    invited_on: date,
    heard_on: date,
    heard: str,
    at: datetime,
) -> Motion:
    """Writes down when the member received the invitation, when it is heard, and, once that day
    has come, what it said; the vote opens only then.

    Refuses a hearing sooner after the invitation than the statute file's term, an invitation
    from the future, words about a hearing to come, and a motion that is no exclusion or is open.
    """
    motion, _ = to_decide(session, actor, Act.SCHEDULE, motion_public_id, at=at)
    refuse_unless_proposed(motion)
    if motion.kind is not MotionKind.EXCLUDE:
        raise NotNow("ballot.no_hearing_here")
    own = statutes.of(motion.application)
    today, term = day_of(at, own.zone), own.terms.get("hearing")
    if invited_on > today:
        raise Incomplete("ballot.invited_in_the_future", field="invited_on")
    earliest = due(invited_on, term, days_off(own.country, invited_on.year)) if term else invited_on
    if heard_on < earliest:
        raise Incomplete("ballot.heard_too_early", field="heard_on", earliest=earliest)
    if heard.strip() and heard_on > today:
        raise Incomplete("ballot.not_heard_yet", field="heard")
    motion.invited_on, motion.heard_on, motion.heard = invited_on, heard_on, heard.strip()
    record(session, "motion.hearing", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id, heard_on=heard_on, held=bool(motion.heard))  # fmt: skip
    session.flush()
    return motion
