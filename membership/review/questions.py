"""Questions that a rapporteur has about a claim, and what becomes of them.

A rapporteur never writes to an applicant: the secretariat puts the question into its next
request, where it is numbered, answered and kept with the claim, or drops it.
"""

from collections.abc import Iterable
from datetime import datetime

from membership.application.access import find_to
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Claim, ClaimQuestion, Person, Point
from membership.review.opinions import claim_of
from workflows.application import Stage
from workflows.permission import Act
from workflows.refusal import Incomplete, NotNow


def raise_question(
    session: Session,
    actor: Person,
    public_id: str,
    claim_public_id: str,
    *,
    text: str,
    at: datetime,
) -> ClaimQuestion:
    """Passes a question about a claim to the secretariat; refuses an empty one."""
    application, _ = find_to(session, actor, Act.FIND_CLAIM, public_id, at=at)
    if application.stage is not Stage.EVIDENCE_REVIEW:
        raise NotNow("review.not_at_this_stage")
    claim = claim_of(application, claim_public_id)
    if not text.strip():
        raise Incomplete("review.question_missing", field="text")
    question = ClaimQuestion(by=actor, text=text.strip(), at=at)
    claim.questions.append(question)
    record(session, "question.raised", by=actor, at=at, subject=public_id, claim=claim.public_id)
    session.flush()
    return question


def waiting(application: Application) -> list[ClaimQuestion]:
    """The questions that the applicant was not asked yet, claim by claim."""
    return [one for claim in application.claims for one in claim.questions if one.point_id is None]


def asked(claims: Iterable[Claim], point: Point) -> None:
    """Ties what was asked on a claim to the questions that waited for it."""
    for claim in claims:
        if claim.id == point.claim_id:
            for one in claim.questions:
                if one.point_id is None:
                    one.point_id = point.id
                    return
