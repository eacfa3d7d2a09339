"""The rapporteur's work: declaring an interest, finding each claim, reporting to the Board."""

from collections.abc import Sequence
from datetime import datetime

from membership import statutes
from membership.application import steps
from membership.application.access import find, find_to
from membership.database import Session
from membership.journal.services import record
from membership.models import (
    Application,
    Interest,
    InterestKind,
    Motion,
    Person,
)
from membership.review.interests import follow, interest_of
from membership.review.motion import HOUSE, PROPOSABLE, Ground, grounded, motion_text, propose
from membership.review.opinions import claim_of, find_claim
from workflows.application import Stage, Step
from workflows.claimed import called
from workflows.guard import Facts
from workflows.letter import Kind
from workflows.permission import Act, require
from workflows.refusal import Incomplete, Message, NotNow
from workflows.review import QualityFinding, agree, indicates
from workflows.statute import Statute, Text
from workflows.voting_terms import MotionKind

__all__ = ["claim_of", "declare", "find_claim", "meets_test", "report"]


def declare(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    kind: InterestKind | None,
    explanation: str = "",
    employer: str | None = None,
    at: datetime,
) -> Interest:
    """Says whether one has an interest in the case: of a kind, or none (``kind`` is None).

    ``employer`` is where the person works, kept with their account.

    Without an interest the file opens; with one it stays closed, or closes at once, and
    during an open vote the seat is recused and its vote no longer counts. An interest
    once declared is not taken back here.
    """
    application, on = find(session, actor, public_id, at=at, lock=True)
    require(actor, Act.DECLARE_INTEREST, on)
    if kind is InterestKind.ADMINISTRATIVE:
        raise Incomplete("review.interest_kind_unknown", field="kind")
    if kind is InterestKind.OTHER and not explanation.strip():
        raise Incomplete("review.explanation_missing", field="explanation")
    row = interest_of(application, actor.id)
    if row is not None and not row.none:
        raise NotNow("review.interest_on_record")
    if row is None:
        row = Interest(person=actor)
        application.interests.append(row)
    if employer is not None:
        actor.employer = employer.strip()[:200]
    row.kind, row.explanation, row.at = kind, explanation.strip(), at
    follow(session, application, row)
    record(session, "interest.declared", by=actor, at=at, subject=public_id,
           kind=kind.value if kind else "none")  # fmt: skip
    session.flush()
    return row


def meets_test(application: Application, statute: Statute) -> bool | None:
    """Whether the indicative test of the statute file is met; None where there is none."""
    test = statute.quality_test
    if test is None:
        return None
    return indicates(application.claims, test.stages, test.fields)


def report(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    quality: QualityFinding,
    text: str,
    kind: MotionKind,
    text_ro: str = "",
    text_en: str = "",
    reasons: Sequence[Ground] = (),
    departure: str = "",
    at: datetime,
) -> Motion:
    """Concludes on the membership quality and puts a motion before the Board.

    A motion without words of its own gets those drawn from the findings. Refuses what the
    findings contradict or do not cover, and reasons that are not given.
    """
    application, _ = find_to(session, actor, Act.REPORT, public_id, at=at)
    if application.stage is not Stage.EVIDENCE_REVIEW:
        raise NotNow("review.not_at_this_stage")
    statute = statutes.of(application)
    gaps = _without_finding(application, statute)
    if not gaps:
        _consistent(application, statute, quality, kind, departure)
    if not text.strip():
        raise Incomplete("review.report_missing", field="text")
    grounds = grounded(statute, kind, reasons)
    steps.take(session, application, Step.REPORT, Facts(quality=quality, gaps=gaps),
               by=actor, at=at, quality=quality.value, motion=kind.value)  # fmt: skip
    application.quality_finding = quality
    application.report, application.departure = text.strip(), departure.strip()
    texts = _texts(application, statute, kind, text_ro, text_en)
    motion = propose(application, actor, kind, texts=texts, grounds=grounds, at=at)
    steps.owe_letter(session, application, Kind.REPORT, at=at, language=HOUSE)
    session.flush()
    return motion


def _texts(
    application: Application, statute: Statute, kind: MotionKind, text_ro: str, text_en: str
) -> Text:
    return Text(
        ro=text_ro.strip() or motion_text(application, statute, kind, "ro"),
        en=text_en.strip() or motion_text(application, statute, kind, "en"),
    )


def _consistent(
    application: Application,
    statute: Statute,
    quality: QualityFinding,
    kind: MotionKind,
    departure: str,
) -> None:
    if kind not in PROPOSABLE:
        raise Incomplete("review.kind_not_proposable", field="kind")
    agree(kind, application.procedure_finding, quality)
    if kind is MotionKind.DEFER:
        return
    met = meets_test(application, statute)
    departs = met is not None and met is not (quality is QualityFinding.FULFILLED)
    if departs and not departure.strip():
        raise Incomplete("review.departure_missing", field="departure")


def _without_finding(application: Application, statute: Statute) -> tuple[Message, ...]:
    return tuple(
        Message("review.claim_without_finding", called(claim, application.claims, statute))
        for claim in application.claims
        if claim.verdict is None
    )
