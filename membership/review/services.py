"""The secretariat's acts on a case: checking the procedure, asking, assigning, closing.

The secretariat prepares and never decides: it accepts the adhesion procedure or
proposes to the Board that it was not followed (Article 11 leaves both to the Board).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from membership import statutes
from membership.application import steps
from membership.application.access import find_to
from membership.application.clarifying import snapshot
from membership.database import Session
from membership.journal.services import record
from membership.models import (
    Application,
    ChecklistLine,
    Clarification,
    Person,
    Point,
)
from membership.review.assignment import fit, give
from membership.review.motion import motion_text, propose
from workflows.application import Stage, Step
from workflows.dossier import Section
from workflows.guard import Facts
from workflows.permission import Act, require
from workflows.refusal import Incomplete, Message, NotNow
from workflows.review import Mark, ProcedureFinding, QualityFinding, open_lines
from workflows.statute import Statute, Text
from workflows.term import day_of
from workflows.voting_terms import MotionKind

Marks = Mapping[str, tuple[Mark, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One point that is asked: about what, the question, why, what would satisfy, and which
    section of the application opens for it."""

    subject: str = ""
    question: str
    reason: str = ""
    satisfies: str = ""
    section: Section | None = None


LACKING = (Mark.MISSING, Mark.NOT_CONFORM)


def open_checks(application: Application, statute: Statute) -> tuple[str, ...]:
    """The codes of the checklist lines that stand against the procedure."""
    ticked = {line.code: line.mark for line in application.checklist}
    return open_lines((code, ticked.get(code)) for code in statute.checklist)


def check_lines(
    session: Session, actor: Person, public_id: str, marks: Marks, *, at: datetime
) -> Application:
    """Ticks lines of the formal checklist; lines that are not named stay as they are.

    Refuses a line that the statute file does not have, and one marked missing or not
    conform without a note: the applicant is asked with its words.
    """
    application, _ = find_to(session, actor, Act.CHECK_PROCEDURE, public_id, at=at)
    _in_stage(application, Stage.SUBMITTED)
    gaps = _without_note(statutes.of(application), marks)
    if gaps:
        raise Incomplete("review.notes_missing", gaps=gaps, n=len(gaps))
    lines = {line.code: line for line in application.checklist}
    for code, (mark, note) in marks.items():
        line = lines.get(code)
        if line is None:
            line = ChecklistLine(code=code)
            application.checklist.append(line)
        line.mark, line.note, line.by_id, line.at = mark, note.strip(), actor.id, at
    record(session, "procedure.checked", by=actor, at=at, subject=public_id,
           marks={code: mark.value for code, (mark, _) in marks.items()})  # fmt: skip
    session.flush()
    return application


def _without_note(statute: Statute, marks: Marks) -> tuple[Message, ...]:
    gaps = []
    for code, (mark, note) in marks.items():
        if code not in statute.checklist:
            raise Incomplete("review.line_unknown")
        if mark in LACKING and not note.strip():
            gaps.append(Message("review.note_missing", {"line": statute.checklist[code].name}))
    return tuple(gaps)


def accept_procedure(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    at: datetime,
    rapporteur_ids: Collection[int],
) -> Application:
    """Finds the adhesion procedure followed and gives the file to its rapporteurs.

    The file is complete from now on, which starts the Board's term. Refuses while a
    line of the checklist is open, and without a rapporteur who may assess the case.
    """
    application, on = find_to(session, actor, Act.CHECK_PROCEDURE, public_id, at=at)
    require(actor, Act.ASSIGN, on)
    statute = statutes.of(application)
    gaps = tuple(
        Message("review.line_open", {"line": statute.checklist[code].name})
        for code in open_checks(application, statute)
    )
    chosen = [] if gaps else fit(session, application, rapporteur_ids)
    finding = None if gaps else ProcedureFinding.FOLLOWED
    steps.take(session, application, Step.ACCEPT_PROCEDURE, Facts(procedure=finding, gaps=gaps),
               by=actor, at=at)  # fmt: skip
    application.procedure_finding = ProcedureFinding.FOLLOWED
    application.complete_at = at
    give(session, application, actor, chosen, at)
    return application


def propose_inadmissible(
    session: Session, actor: Person, public_id: str, *, reason: str, at: datetime
) -> Application:
    """Puts before the Board that the adhesion procedure was not followed.

    The membership quality is then not assessed. Only the Board may reject.
    """
    application, _ = find_to(session, actor, Act.CHECK_PROCEDURE, public_id, at=at)
    statute = statutes.of(application)
    steps.take(session, application, Step.PROPOSE_INADMISSIBLE, Facts(reason=reason),
               by=actor, at=at)  # fmt: skip
    application.procedure_finding = ProcedureFinding.NOT_FOLLOWED
    application.quality_finding = QualityFinding.NOT_ASSESSED
    application.report = reason.strip()
    kind, found = MotionKind.REJECT, ProcedureFinding.NOT_FOLLOWED
    texts = Text(
        ro=motion_text(application, statute, kind, "ro", found),
        en=motion_text(application, statute, kind, "en", found),
    )
    ground = {"code": "", "criterion": "procedure", "examined": "", "text": reason.strip()}
    propose(application, actor, kind, texts=texts, grounds=[ground], at=at)
    session.flush()
    return application


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
    return clarification


def _point(application: Application, position: int, asked: Question) -> Point:
    return Point(
        position=position,
        subject=asked.subject.strip()[:200],
        question=asked.question.strip(),
        reason=asked.reason.strip(),
        satisfies=asked.satisfies.strip(),
        section=asked.section,
        before=snapshot(application, asked.section),
    )


def lapse(session: Session, actor: Person, public_id: str, *, at: datetime) -> Application:
    """Closes a file that its applicant left unanswered past the term; it rejects nothing."""
    application, _ = find_to(session, actor, Act.CLOSE_ABANDONED, public_id, at=at)
    facts = Facts(today=_today(application, at), due=application.due_on)
    steps.take(session, application, Step.LAPSE, facts, by=actor, at=at)
    return application


def reopen(session: Session, actor: Person, public_id: str, *, at: datetime) -> Application:
    """Opens a closed file again, within the term that the cluster gives for it."""
    application, _ = find_to(session, actor, Act.REOPEN, public_id, at=at)
    _in_stage(application, Stage.LAPSED)
    statute = statutes.of(application)
    statute.term("reopen")
    closed = application.history[-1].at
    facts = Facts(today=_today(application, at), due=steps.last_day(statute, "reopen", closed))
    steps.take(session, application, Step.REOPEN, facts, by=actor, at=at)
    return application


def assign(
    session: Session,
    actor: Person,
    public_id: str,
    person_ids: Collection[int],
    *,
    at: datetime,
) -> Application:
    """Makes these people the rapporteurs of the case; findings given stay on record."""
    application, _ = find_to(session, actor, Act.ASSIGN, public_id, at=at)
    _in_stage(application, Stage.EVIDENCE_REVIEW)
    give(session, application, actor, fit(session, application, person_ids), at)
    return application


def _in_stage(application: Application, stage: Stage) -> None:
    if application.stage is not stage:
        raise NotNow("review.not_at_this_stage")


def _today(application: Application, at: datetime) -> date:
    return day_of(at, statutes.of(application).zone)
