"""Asking the applicant: what a request would ask, and sending it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from membership import statutes
from membership.application import steps
from membership.application.access import find_to
from membership.application.clarifying import snapshot
from membership.application.naming import claim_in
from membership.database import Session
from membership.models import Application, Clarification, Person, Point
from membership.review import questions
from workflows.application import Stage, Step
from workflows.dossier import Section
from workflows.guard import Facts
from workflows.permission import Act
from workflows.review import Mark
from workflows.statute import Statute

LACKING = (Mark.MISSING, Mark.NOT_CONFORM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One point that is asked: about what, the question, why, what would satisfy, which section
    of the application opens for it, and the claim that it concerns, by its public id."""

    subject: str = ""
    question: str
    reason: str = ""
    satisfies: str = ""
    section: Section | None = None
    claim: str = ""


def ask(
    session: Session,
    actor: Person,
    public_id: str,
    points: Sequence[Question],
    *,
    at: datetime,
) -> Clarification:
    """Asks the applicant, point by point; the case's clock waits. What stands in a section
    that a point opens is kept, so that its change can be read.

    Refuses when the cluster sets no term for an answer, and when nothing is asked.
    """
    application, _ = find_to(session, actor, Act.ASK, public_id, at=at)
    statutes.of(application).term("clarification")
    asked = [one for one in points if one.question.strip()]
    source = application.stage
    steps.take(session, application, Step.ASK, Facts(questions=len(asked)),
               by=actor, at=at, points=len(asked))  # fmt: skip
    clarification = Clarification(
        number=len(application.clarifications) + 1,
        asked_from=source,
        asked_by=actor,
        asked_at=at,
        due_on=application.due_on,
        points=[_point(application, n, one) for n, one in enumerate(asked, 1)],
    )
    application.clarifications.append(clarification)
    session.flush()
    for point in clarification.points:
        questions.asked(application.claims, point)
    return clarification


def _point(application: Application, position: int, asked: Question) -> Point:
    claims = {one.public_id: one.id for one in application.claims}
    return Point(
        position=position,
        subject=asked.subject.strip()[:200],
        question=asked.question.strip(),
        reason=asked.reason.strip(),
        satisfies=asked.satisfies.strip(),
        section=asked.section,
        claim_id=claims.get(asked.claim),
        before=snapshot(application, asked.section, claims.get(asked.claim)),
    )


def to_ask(application: Application, statute: Statute, language: str) -> list[Question]:
    """What a request would ask now: each line of the checklist that is lacking, in the
    applicant's language, then each question that a rapporteur passed on."""
    lines = [
        Question(subject=statute.checklist[line.code].name.in_(language), question=line.note)
        for line in application.checklist
        if line.mark in LACKING and line.code in statute.checklist
    ]
    raised = [
        Question(subject=claim_in(language, one.claim, statute), question=one.text,
                 claim=one.claim.public_id)
        for one in questions.waiting(application)
    ]  # fmt: skip
    return [*(lines if application.stage is Stage.SUBMITTED else ()), *raised]
