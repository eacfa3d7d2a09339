"""When a vote in writing closes by itself, and when a motion may not be decided in writing."""

from collections.abc import Iterable
from datetime import datetime

from membership.ballot.counting import count_of, is_spoiled, round_of
from membership.ballot.motions import rules_of
from membership.database import Session
from membership.models import Motion, Work
from membership.owed.services import owe
from workflows import conduct
from workflows.motion import DECIDING
from workflows.refusal import NotNow
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


def refuse_in_writing(mode: Mode, motions: Iterable[Motion]) -> None:
    """Refuses to decide in writing what objections have sent to a meeting."""
    if mode is Mode.WRITTEN and any(map(_must_meet, motions)):
        raise NotNow("ballot.needs_meeting")


def _must_meet(motion: Motion) -> bool:
    """Whether objections ended a vote in writing on this motion before, or, on a case that is to
    be decided, on another one in this round."""
    earlier = motion.repeats
    if earlier is not None and (_was_objected_to(earlier) or _must_meet(earlier)):
        return True
    this = round_of(motion)
    others = (one for one in motion.application.motions if round_of(one) == this)
    return motion.kind in DECIDING and any(map(_was_objected_to, others))


def _was_objected_to(motion: Motion) -> bool:
    made = len(motion.objections)
    return bool(made) and conduct.becomes_meeting(rules_of(motion), made)
