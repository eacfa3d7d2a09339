"""The conditions of an admission: written on the motion before its vote, found afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from membership import statutes
from membership.application.access import closed_to, find_to
from membership.application.confidential import refuse_quoting
from membership.ballot.consequences import fulfil_if_met
from membership.ballot.lodging import refuse_unless_proposed
from membership.ballot.motions import to_decide
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Condition, Decision, Motion, Person
from workflows import motion as rulebook
from workflows.motion import ConditionKind, ConditionState
from workflows.permission import Act, require
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted
from workflows.term import day_of
from workflows.voting_terms import MotionKind

PAGE = 40
"""How many conditions a page of them shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionValues:
    """A condition as it is written: what, by when, who verifies it and by which proof."""

    kind: ConditionKind
    text_ro: str
    text_en: str
    due_on: date
    verified_by: str
    proof: str


def add(
    session: Session,
    actor: Person,
    motion_public_id: str,
    values: ConditionValues,
    *,
    at: datetime,
) -> Condition:
    """Writes a condition on a motion that its author has lodged and nobody has opened.

    Refuses a motion of another kind or of somebody else, a day that is not to come, and
    words that quote what the applicant keeps for the commission.
    """
    motion = _own(session, actor, motion_public_id, at)
    zone = statutes.of(motion.application).zone
    if values.due_on <= day_of(at, zone):
        raise Incomplete("condition.due_past", field="due_on")
    words = [values.text_ro, values.text_en, values.proof]
    refuse_quoting(motion.application, words, field="text_ro")
    condition = Condition(
        position=max((one.position for one in motion.conditions), default=0) + 1,
        kind=values.kind,
        text_ro=values.text_ro,
        text_en=values.text_en,
        due_on=values.due_on,
        verified_by=values.verified_by,
        proof=values.proof,
    )
    motion.conditions.append(condition)
    record(session, "condition.written", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id, kind=values.kind.value, due_on=values.due_on)  # fmt: skip
    session.flush()
    return condition


def remove(session: Session, actor: Person, public_id: str, *, at: datetime) -> Motion:
    """Takes a condition off a motion that nobody has opened; one that somebody took off while
    this waited is not found."""
    condition = _by_id(session, public_id)
    motion = _own(session, actor, condition.motion.public_id, at)
    session.refresh(motion, ["conditions"])
    if condition not in motion.conditions:
        raise NotFound("permission.not_found")
    motion.conditions.remove(condition)
    record(session, "condition.removed", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id)  # fmt: skip
    session.flush()
    return motion


def _own(session: Session, actor: Person, motion_public_id: str, at: datetime) -> Motion:
    motion, on = to_decide(session, actor, Act.WRITE_CONDITION, motion_public_id, at=at)
    require(actor, Act.WRITE_CONDITION, on)
    if motion.proposed_by_id != actor.id:
        raise NotPermitted("condition.not_your_motion")
    refuse_unless_proposed(motion)
    if motion.kind is not MotionKind.ADMIT_CONDITIONALLY:
        raise NotNow("condition.other_kind")
    return motion


def _by_id(session: Session, public_id: str) -> Condition:
    found = session.scalar(select(Condition).where(Condition.public_id == public_id))
    if found is None:
        raise NotFound("permission.not_found")
    return found


def of_decision(
    session: Session, actor: Person, public_id: str, *, at: datetime
) -> tuple[Condition, Decision]:
    """A condition of a decision in force, for the secretariat, which verifies it."""
    condition = _by_id(session, public_id)
    find_to(session, actor, Act.FIND_CONDITION, condition.motion.application.public_id, at=at)
    # What was read before the lock may be old by now: everything is read again.
    session.expire_all()
    decision = condition.motion.decision
    if decision is None or not decision.in_force:
        raise NotNow("condition.no_decision")
    return condition, decision


def find(
    session: Session,
    actor: Person,
    public_id: str,
    found: ConditionState,
    *,
    note: str,
    at: datetime,
) -> Condition:
    """The secretariat finds a condition met or not met, and says on which proof.

    The last suspensive condition that is met begins the membership. A condition that is
    not met ends nothing by itself: the Board decides on it (A21).
    """
    condition, decision = of_decision(session, actor, public_id, at=at)
    if not note.strip():
        raise Incomplete("condition.note_missing", field="note")
    condition.state = rulebook.find(condition, found)
    condition.found_at, condition.found_by, condition.note = at, actor, note.strip()
    application = condition.motion.application
    record(session, f"condition.{found.value}", by=actor, at=at, subject=application.public_id,
           condition=condition.public_id, resolution=decision.title)  # fmt: skip
    session.flush()
    fulfil_if_met(session, application, decision, by=actor, at=at)
    return condition


def to_verify(session: Session, actor: Person) -> Sequence[Condition]:
    """The conditions in force that still wait to be found, the nearest day first."""
    require(actor, Act.READ_QUEUE)
    wanted = (
        select(Condition)
        .join(Decision, Decision.motion_id == Condition.motion_id)
        .join(Application, Application.id == Decision.application_id)
        .where(
            Decision.in_force,
            Condition.state != ConditionState.FULFILLED,
            ~closed_to(actor),
        )
        .options(joinedload(Condition.motion).joinedload(Motion.application))
        .order_by(Condition.due_on, Condition.id)
        .limit(PAGE)
    )
    return session.scalars(wanted).unique().all()
