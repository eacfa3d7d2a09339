"""A member's standing after its admission, changed by resolutions of the Board alone."""

from datetime import datetime

from membership import statutes
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Decision, Member, Person, StandingChange, Waiting
from membership.organisation import delegates
from membership.register.services import member as member_of
from membership.settings import Settings
from workflows.application import Stage
from workflows.permission import Act, require
from workflows.refusal import NotNow
from workflows.standing import STEPS, Standing, StandingRow, StandingStep, stand


def open_file(
    session: Session, actor: Person, number: int, *, settings: Settings, at: datetime
) -> Application:
    """Opens the file of a member that was imported, on which its standing is then decided.

    It begins at the membership: who was a member before joined by no procedure of this house.
    Refuses a member that has a file.
    """
    require(actor, Act.PROPOSE_ON_MEMBER)
    member = member_of(session, actor, number)
    if member.application is not None:
        raise NotNow("standing.has_a_file")
    application = Application(
        organisation=member.organisation,
        statute_text=statutes.keep(session, settings, at),
        stage=Stage.ASSOCIATE_MEMBER,
        category=member.category,
        imported=True,
        opened_at=at,
        saved_at=at,
        waiting_on=Waiting.NOBODY,
    )
    session.add(application)
    member.application = application
    session.flush()
    record(session, "member.file_opened", by=actor, at=at, subject=application.public_id,
           member=member.title)  # fmt: skip
    return application


def decide(session: Session, decision: Decision, *, by: Person | None, at: datetime) -> Member:
    """Changes the standing of a member as a resolution decides, on its day. An exclusion ends
    what the member contributes; a suspension ends nothing."""
    member = _of(decision)
    row = stand(member.standing, STEPS[decision.kind])
    _change(member, row, decision, at)
    member.history[-1].until = decision.motion.until
    if row.target is Standing.EXCLUDED:
        for contribution in member.contributions:
            contribution.until = contribution.until or decision.on
    _recorded(session, member, row, decision, by=by, at=at)
    return member


def restore(
    session: Session, revoked: Decision, decision: Decision, *, by: Person | None, at: datetime
) -> Member:
    """Takes back what a resolution that is revoked had changed; both stay in the history."""
    member = _of(revoked)
    before = _standing_before(member, revoked)
    row = stand(member.standing, StandingStep.RESTORE, before)
    _change(member, row, decision, at)
    if STEPS[revoked.kind] is StandingStep.EXCLUDE:
        # Also of a member that was suspended when it was excluded: only the exclusion ended them.
        for contribution in member.contributions:
            if contribution.until == revoked.on:
                contribution.until = None
    _recorded(session, member, row, decision, by=by, at=at)
    return member


def _standing_before(member: Member, revoked: Decision) -> Standing:
    place = next(n for n, one in enumerate(member.history) if one.decision_id == revoked.id)
    return member.history[place - 1].target


def _of(decision: Decision) -> Member:
    member = decision.application.organisation.member
    if member is None:
        raise NotNow("standing.no_member")
    return member


def _change(member: Member, row: StandingRow, decision: Decision, at: datetime) -> None:
    member.standing = row.target
    member.history.append(
        StandingChange(step=row.step, target=row.target, basis=row.basis, on=decision.on, at=at,
                       decision=decision)
    )  # fmt: skip


def _recorded(
    session: Session, member: Member, row: StandingRow, decision: Decision, *,
    by: Person | None, at: datetime,
) -> None:  # fmt: skip
    record(session, f"member.{row.step.value}", by=by, at=at, subject=member.title,
           resolution=decision.title, standing=row.target.value)  # fmt: skip
    delegates.settle_all(session, member.organisation_id)
