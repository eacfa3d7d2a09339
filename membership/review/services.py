"""The secretariat's acts on a case: checking the procedure, asking, assigning, closing.

The secretariat prepares and never decides: it accepts the adhesion procedure or
proposes to the Board that it was not followed (Article 11 leaves both to the Board).
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from membership import statutes
from membership.application import steps
from membership.application.access import find_to
from membership.application.closings import reopen_by
from membership.database import Session
from membership.journal.services import record
from membership.models import (
    Application,
    ChecklistLine,
    Person,
)
from membership.review.asking import LACKING, Question, ask, to_ask
from membership.review.assignment import fit, give
from membership.review.motion import HOUSE, Ground, grounded, motion_text, propose
from workflows.application import Stage, Step
from workflows.guard import Facts
from workflows.letter import Kind
from workflows.permission import Act, require
from workflows.refusal import Incomplete, Message, NotNow
from workflows.review import Mark, ProcedureFinding, QualityFinding, open_lines
from workflows.statute import Statute, Text
from workflows.statute_papers import Against
from workflows.term import day_of
from workflows.voting_terms import MotionKind

__all__ = [
    "LACKING", "Marks", "Question", "accept_procedure", "ask", "assign", "check_lines", "lapse",
    "open_checks", "propose_inadmissible", "reopen", "to_ask",
]  # fmt: skip
Marks = Mapping[str, tuple[Mark, str]]


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
    session: Session, actor: Person, public_id: str, ground: Ground, *, at: datetime
) -> Application:
    """Puts before the Board, with a short report, that the adhesion procedure was not followed.

    The membership quality is then not assessed. Only the Board may reject. Refuses a reason
    that the statute file's catalogue does not give for it, and one without words.
    """
    application, _ = find_to(session, actor, Act.CHECK_PROCEDURE, public_id, at=at)
    statute = statutes.of(application)
    steps.take(session, application, Step.PROPOSE_INADMISSIBLE, Facts(reason=ground.text),
               by=actor, at=at)  # fmt: skip
    application.procedure_finding = ProcedureFinding.NOT_FOLLOWED
    application.quality_finding = QualityFinding.NOT_ASSESSED
    application.report = ground.text.strip()
    kind, found = MotionKind.REJECT, ProcedureFinding.NOT_FOLLOWED
    texts = Text(
        ro=motion_text(application, statute, kind, "ro", found),
        en=motion_text(application, statute, kind, "en", found),
    )
    grounds = grounded(statute, Against.INADMISSIBLE, [ground])
    propose(application, actor, kind, texts=texts, grounds=grounds, at=at)
    steps.owe_letter(session, application, Kind.REPORT, at=at, language=HOUSE)
    session.flush()
    return application


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
    statutes.of(application).term("reopen")
    facts = Facts(today=_today(application, at), due=reopen_by(application.history[-1]))
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
