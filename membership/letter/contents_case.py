"""What the secretariat writes while a case is open, and on an applicant's own acts."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from membership.application.steps import last_day
from membership.database import Session
from membership.letter.contents_parts import (
    CONTESTATION,
    WITHDRAWAL,
    approvals_of,
    contact,
    contested,
    entry_of,
    incoming,
    organ,
)
from membership.models import Application, Clarification, Confidentiality, Letter
from workflows import letter_case
from workflows.application import Stage, path
from workflows.letter import State
from workflows.letter_parts import Document, Entry, Passage, Station
from workflows.refusal import Incomplete
from workflows.statute import Statute, Text
from workflows.term import day_of, end_of

_CLOSED = Text(ro="document confidențial", en="confidential document")


_STATION = {
    Stage.DRAFT: Text(ro="Înregistrată", en="Registered"),
    Stage.SUBMITTED: Text(ro="Verificarea procedurii", en="Check of the procedure"),
    Stage.EVIDENCE_REVIEW: Text(ro="Evaluarea contribuției", en="Assessment of the contribution"),
    Stage.BOARD_DECISION: Text(ro="Hotărârea {body}", en="Decision of {body}"),
}
"""The stations that an acknowledgement draws, by the stage that each stands for."""


def stations(letter: Letter, statute: Statute, language: str) -> tuple[Station, ...]:
    """The straight way of Article 11 as it lies before whoever has just applied."""
    body, on = statute.bodies.decides.genitive.in_(language), day_of(letter.owed_at, statute.zone)
    passage = {Stage.DRAFT: Passage.DONE, Stage.SUBMITTED: Passage.NOW}
    return tuple(
        Station(
            name=_STATION[stage].in_(language).format(body=body),
            passage=passage.get(stage, Passage.AHEAD),
            on=on if stage is Stage.DRAFT else None,
        )
        for stage in path()
        if stage in _STATION
    )


def acknowledgement(
    _session: Session, letter: Letter, statute: Statute, language: str
) -> letter_case.Acknowledgement:
    """L1: when the application came, with which documents, and by when it is checked.

    The term of the decision runs from the accepted procedure, so it has no date yet.
    """
    arrived = letter.owed_at.astimezone(ZoneInfo(statute.zone))
    return letter_case.Acknowledgement(
        received_at=arrived,
        documents=_documents(letter, language),
        approvals=approvals_of(letter.case, statute),
        check_by=last_day(statute, "formal_check", arrived),
        contact=contact(statute, language),
    )


def _documents(letter: Letter, language: str) -> tuple[Document, ...]:
    # A confidential file is known by its hash alone: its name may say what it holds.
    closed, names = _CLOSED.in_(language), dict[str, str]()
    for evidence in letter.case.evidence:
        if evidence.document is not None:
            confidential = evidence.confidentiality is Confidentiality.COMMISSION
            name = closed if confidential else evidence.document.name
            if names.setdefault(evidence.document.sha256, name) != name:
                names[evidence.document.sha256] = closed
    for paper in letter.case.papers:
        if paper.document is not None:
            names.setdefault(paper.document.sha256, paper.document.name)
    return tuple(Document(name=name, sha256=sha256) for sha256, name in names.items())


def clarification(
    _session: Session, letter: Letter, statute: Statute, language: str
) -> letter_case.Clarification:
    """L2: each point that was asked, why and what is enough, by when, and what follows if not.

    Refuses a letter that goes with no request ("letter.no_points").
    """
    request = _request(letter)
    stages = {claim.id: claim.stage for claim in request.application.claims}
    return letter_case.Clarification(
        points=tuple(
            letter_case.Point(
                asked=point.question,
                why=point.reason or None,
                satisfied_by=point.satisfies or None,
                concerns=_concerned(point.subject, stages.get(point.claim_id or 0), statute,
                                    language),
            )
            for point in request.points
        ),
        answer_by=request.due_on,
        # Closed on the day after the term at the earliest: the file can be opened so long at least.
        reopen_until=last_day(statute, "reopen", end_of(request.due_on, statute.zone)),
        contact=contact(statute, language),
    )  # fmt: skip


def _request(letter: Letter) -> Clarification:
    application = letter.application
    asked = [one for one in application.clarifications if one.asked_at <= letter.owed_at] if (
        application
    ) else []  # fmt: skip
    if not asked:
        raise Incomplete("letter.no_points", field="points")
    return asked[-1]


def _concerned(subject: str, stage: str | None, statute: Statute, language: str) -> str | None:
    known = statute.stages.get(stage or "")
    name = known.name.in_(language) if known else ""
    return subject or name or None


def closing(
    _session: Session, letter: Letter, statute: Statute, language: str
) -> letter_case.Closing:
    """L2b: what was asked and did not come, and until when the file can be opened again."""
    request = _request(letter)
    return letter_case.Closing(
        closed_on=day_of(letter.owed_at, statute.zone),
        asked=_asking(request.application, request, statute),
        answer_by=request.due_on,
        reopen_until=last_day(statute, "reopen", letter.owed_at),
        contact=contact(statute, language),
    )


def _asking(application: Application, request: Clarification, statute: Statute) -> Entry | None:
    """The number of the letter that asked, once it has one."""
    for other in application.letters:
        of_it = other.owed_at == request.asked_at and other.state is not State.ANNULLED
        if of_it and other.entry is not None:
            return entry_of(other.entry, statute)
    return None


def contestation_received(
    session: Session, letter: Letter, statute: Statute, language: str
) -> letter_case.ContestationReceived:
    """L6b: under which number the contestation came in, and before which body it goes.

    Refuses while no contestation is on record ("letter.no_contestation").
    """
    line = incoming(session, letter.case, CONTESTATION)
    if line is None:
        raise Incomplete("letter.no_contestation")
    return letter_case.ContestationReceived(
        contestation=entry_of(line, statute),
        received_at=line.at.astimezone(ZoneInfo(statute.zone)),
        body=organ(statute.bodies.appeal, language),
        contested=contested(letter.case),
        contact=contact(statute, language),
    )


def application_withdrawn(
    session: Session, letter: Letter, statute: Statute, language: str
) -> letter_case.ApplicationWithdrawn:
    """L8b: when the file was closed, and until when it is kept, where the cluster says so."""
    on, asked = day_of(letter.owed_at, statute.zone), incoming(session, letter.case, WITHDRAWAL)
    kept = statute.retention.get("closed_application")
    days = kept.days if kept else None
    return letter_case.ApplicationWithdrawn(
        withdrawn_on=on,
        requested=entry_of(asked, statute) if asked else None,
        kept_until=on + timedelta(days=days) if days is not None else None,
        contact=contact(statute, language),
    )
