"""When a vote in writing closes by itself, and when a motion may not be decided in writing."""

from datetime import datetime

from membership.ballot.counting import count_of, is_spoiled
from membership.ballot.motions import rules_of
from membership.database import Session
from membership.models import Motion, Work
from membership.owed.services import owe
from workflows import conduct
from workflows.voting_terms import Mode


def owe_close(session: Session, motion: Motion, at: datetime) -> None:
    """Owes the close of a vote in writing, at its time."""
    if rules_of(motion).mode is Mode.WRITTEN and motion.closes_at is not None:
        owe(session, Work.CLOSE, f"close:{motion.public_id}", at=at, due_at=motion.closes_at,
            motion=motion.public_id)  # fmt: skip


def owe_early_close(session: Session, motion: Motion, at: datetime) -> None:
    """Owes the close at once where everybody has voted and no vote may be changed; where one
    may, closing before the time stays with whoever presides."""
    rules = rules_of(motion)
    if rules.mode is not Mode.WRITTEN or conduct.may_change(rules) or is_spoiled(motion):
        return
    if conduct.may_close_early(count_of(motion, rules), rules):
        owe(session, Work.CLOSE, f"close-early:{motion.public_id}", at=at, motion=motion.public_id)


def must_meet(motion: Motion) -> bool:
    """Whether objections keep the motion from being decided in writing."""
    earlier = motion.repeats
    return earlier is not None and (bool(earlier.objections) or must_meet(earlier))
