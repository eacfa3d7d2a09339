"""Ways in which the records of the review and of the value chain could contradict themselves."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import or_, select

from membership.database import Session
from membership.models import (
    Application,
    Claim,
    Contribution,
    Finding,
    Member,
    Opinion,
    ReportedClosing,
    Sitting,
    StageChange,
)
from workflows.application import Step
from workflows.sitting import State


def lasting(session: Session, _documents: Path) -> Iterator[str]:
    """No contribution begins before its membership, or ends before it begins."""
    wrong = (
        select(Contribution.id, Member.title)
        .join(Member, Member.id == Contribution.member_id)
        .where(or_(Contribution.since < Member.since, Contribution.until < Contribution.since))
    )
    for number, title in session.execute(wrong.order_by(Contribution.id)):
        yield f"member {title}: contribution {number} lies outside its membership"


def borne(session: Session, _documents: Path) -> Iterator[str]:
    """Every finding made of opinions is what one of them says."""
    same = (
        select(Opinion.id)
        .where(Opinion.claim_id == Finding.claim_id, Opinion.verdict == Finding.verdict)
        .where(Opinion.given_at.is_not(None))
        .exists()
    )
    any_given = (
        select(Opinion.id)
        .where(Opinion.claim_id == Finding.claim_id, Opinion.given_at.is_not(None))
        .exists()
    )
    wrong = (
        select(Application.public_id, Claim.public_id)
        .join(Claim, Claim.application_id == Application.id)
        .join(Finding, Finding.claim_id == Claim.id)
        .where(any_given, ~same)
    )
    for case, claim in session.execute(wrong.order_by(Claim.id)):
        yield f"case {case}: the finding on claim {claim} is what no rapporteur gave"


def reported(session: Session, _documents: Path) -> Iterator[str]:
    """What the Board was told of as closed was closed, and the sitting that was told is called."""
    wrong = (
        select(Application.public_id)
        .join(StageChange, StageChange.application_id == Application.id)
        .join(ReportedClosing, ReportedClosing.change_id == StageChange.id)
        .join(Sitting, Sitting.id == ReportedClosing.sitting_id)
        .where(or_(StageChange.step != Step.LAPSE, Sitting.convened_at.is_(None),
                   Sitting.state == State.CANCELLED))
    )  # fmt: skip
    for public_id in session.scalars(wrong):
        yield f"case {public_id}: a sitting is told of a closing that is none of its own"
