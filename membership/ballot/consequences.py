"""What follows a decision of the Board: the step of the procedure, the register, the letters."""

from datetime import datetime

from sqlalchemy import select

from membership import statutes
from membership.application import steps
from membership.database import Session
from membership.models import Application, Decision, Member, Motion, Person
from membership.register import services as register
from membership.register import standings
from workflows.application import Stage, Step
from workflows.guard import Facts
from workflows.letter import Kind
from workflows.motion import ABOUT_MEMBER, BESIDE, failed, unmet
from workflows.term import day_of
from workflows.voting_terms import MotionKind

STEPS = {
    MotionKind.ADMIT: Step.ADMIT,
    MotionKind.ADMIT_CONDITIONALLY: Step.ADMIT_CONDITIONALLY,
    MotionKind.DEFER: Step.DEFER,
    MotionKind.REJECT: Step.REJECT,
}
"""The step of the procedure by which each adopted motion moves its case."""


def follow(session: Session, decision: Decision, *, by: Person | None, at: datetime) -> None:
    """Does what the decision decides, in the transaction that takes it."""
    if decision.kind in BESIDE:
        steps.owe_letter(session, decision.application, Kind.EXTRACT, decision=decision, at=at)
        return
    if decision.kind in ABOUT_MEMBER:
        standings.decide(session, decision, by=by, at=at)
        steps.owe_letter(session, decision.application, Kind.EXTRACT, decision=decision, at=at)
        return
    if decision.kind is MotionKind.REVOKE:
        _revoke(session, decision, by=by, at=at)
        return
    application, motion = decision.application, decision.motion
    facts = Facts(
        adopted=decision.kind,
        procedure=motion.procedure_finding,
        quality=motion.quality_finding,
        reasons=len(motion.reasons),
        conditions=len(motion.conditions),
    )
    steps.take(session, application, STEPS[decision.kind], facts, by=by, at=at,
               decision=decision, resolution=decision.title)  # fmt: skip
    if decision.kind is MotionKind.ADMIT:
        register.admit(session, application, decision, by=by, at=at)
        steps.owe_letter(session, application, Kind.CERTIFICATE, decision=decision, at=at)
    elif decision.kind is MotionKind.ADMIT_CONDITIONALLY:
        application.due_on = min(condition.due_on for condition in motion.conditions)
        fulfil_if_met(session, application, decision, by=by, at=at)
    elif motion.until is not None:
        application.due_on = motion.until


def replaced_by(motion: Motion) -> list[Decision]:
    """The decisions that are no longer in force once this motion is adopted: one on a member's
    quality replaces the last one on it, and leaves the admission standing."""
    earlier = motion.application.decisions
    if motion.kind in ABOUT_MEMBER:
        return [one for one in earlier if one.kind in ABOUT_MEMBER]
    if motion.reverses is not None and motion.reverses.kind in ABOUT_MEMBER:
        return [motion.reverses]
    return list(earlier)


def fulfil_if_met(
    session: Session,
    application: Application,
    decision: Decision,
    *,
    by: Person | None,
    at: datetime,
) -> bool:
    """Begins the membership once no suspensive condition keeps it from beginning: on the day
    on which that is ascertained, or at once where every condition is resolutory."""
    open_ = unmet(decision.motion.conditions)
    if open_ or application.stage is not Stage.ADMITTED_CONDITIONAL:
        return False
    steps.take(session, application, Step.FULFIL, Facts(conditions_open=open_), by=by, at=at,
               decision=decision, resolution=decision.title)  # fmt: skip
    since = day_of(at, statutes.of(application).zone)
    register.admit(session, application, decision, by=by, at=at, since=since)
    return True


def _revoke(session: Session, decision: Decision, *, by: Person | None, at: datetime) -> None:
    """The Board's resolution that a condition was not met: nothing begins, or it ends today."""
    application, reversed_ = decision.application, decision.motion.reverses
    assert reversed_ is not None  # noqa: S101 - a motion to revoke names what it revokes
    if reversed_.kind in ABOUT_MEMBER:
        standings.restore(session, reversed_, decision, by=by, at=at)
        steps.owe_letter(session, application, Kind.EXTRACT, decision=decision, at=at)
        return
    if application.stage is Stage.ADMITTED_CONDITIONAL:
        facts = Facts(adopted=decision.kind, conditions_failed=failed(reversed_.motion.conditions))
        steps.take(session, application, Step.FAIL_CONDITION, facts, by=by, at=at,
                   decision=decision, resolution=decision.title)  # fmt: skip
        return
    member = session.scalars(
        select(Member).where(Member.application_id == application.id)
    ).one()  # fmt: skip
    register.cease(session, member, decision, by=by, at=at)
    steps.owe_letter(session, application, Kind.CONDITION_NOT_MET, decision=decision, at=at)
