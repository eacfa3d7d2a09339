"""What becomes of the ballots of a secret vote: kept for a term, then destroyed, figures kept.

The days are the statute file's own (``[retention]``, ``secret_ballots``); where the cluster set
none, the ballots are kept. Who took part, the outcome and every figure of it stay.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from membership.database import Session
from membership.journal.services import record
from membership.models import BoxBallot, Life, Motion
from workflows.statute import Statute

RULE = "secret_ballots"


def destroy_ballots(session: Session, statute: Statute, at: datetime) -> int:
    """Destroys the ballots of every secret vote whose term of keeping is over; says of how many
    votes. Each is put on record with its figures."""
    rule = statute.retention.get(RULE)
    if rule is None or rule.days is None:
        return 0
    over = _over(session, at - timedelta(days=rule.days))
    for motion in over:
        number = len(motion.box)
        motion.box.clear()
        motion.destroyed_at = at
        record(session, "ballots.destroyed", by=None, at=at, subject=motion.application.public_id,
               motion=motion.public_id, ballots=number)  # fmt: skip
    session.flush()
    return len(over)


def _over(session: Session, before: datetime) -> Sequence[Motion]:
    has_box = select(BoxBallot.receipt).where(BoxBallot.motion_id == Motion.id).exists()
    wanted = select(Motion).where(Motion.life == Life.CLOSED, Motion.closed_at < before, has_box)
    return session.scalars(wanted.order_by(Motion.id).with_for_update(of=Motion)).all()
