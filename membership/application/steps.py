"""Taking a step of the procedure in the office: stage, history, clock, journal, owed letter.

Every service that moves a case comes through ``take``, so nothing that belongs to a
step can be forgotten by one of them.
"""

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

import holidays
from sqlalchemy import exists, select

from membership import statutes
from membership.application import clock
from membership.application.telling import tell_applicant
from membership.database import Session
from membership.journal.services import record
from membership.models import (
    Application,
    Decision,
    Letter,
    Person,
    Waiting,
    Work,
)
from membership.organisation.services import CLOSED
from membership.owed.services import owe
from workflows.application import Row, Stage, Step
from workflows.guard import Facts
from workflows.letter import Kind
from workflows.refusal import NotNow
from workflows.statute import Statute
from workflows.term import Pause, day_of, due

LONGEST_YEARS = 13
"""A term lasts ten years at most, and stands still for less than two."""
NEVER = date.max
"""The due date of a case that waits for nobody: it sorts last."""

AUTOMATIC = frozenset({Kind.ACKNOWLEDGEMENT, Kind.ERASURE_ANSWERED, Kind.REPORT})
"""Papers that the house issues by itself; the secretariat issues the others."""

WRITTEN = frozenset(
    {
        Kind.ACKNOWLEDGEMENT,
        Kind.CLARIFICATION,
        Kind.CLOSING,
        Kind.REPORT,
        Kind.ADMISSION,
        Kind.DEFERRAL,
        Kind.REJECTION,
        Kind.CONTESTATION_RECEIVED,
        Kind.APPLICATION_WITHDRAWN,
        Kind.ERASURE_ANSWERED,
        Kind.CERTIFICATE,
        Kind.CONDITIONAL_ADMISSION,
        Kind.CONDITION_NOT_MET,
        Kind.CONTESTATION_DECIDED,
        Kind.EXTRACT,
    }
)
"""Letters of a case that the office writes from its records: a step that names one of these
owes it on paper, any other is told by a plain mail."""

UNDECIDED = frozenset(
    {
        Kind.ACKNOWLEDGEMENT,
        Kind.CLARIFICATION,
        Kind.CLOSING,
        Kind.CONTESTATION_RECEIVED,
        Kind.APPLICATION_WITHDRAWN,
        Kind.ERASURE_ANSWERED,
    }
)
"""Letters that carry no decision: what they tell is known at once, and told by mail too."""

TOLD_BY_LETTER = WRITTEN - UNDECIDED
"""Letters that carry a decision: the applicant learns of it when its letter leaves."""

OPENING_AGAIN = frozenset({Step.REOPEN, Step.CONTEST})
"""Steps by which a closed case goes on."""

_CLOCKS: dict[Stage, tuple[Waiting, str | None]] = {
    Stage.DRAFT: (Waiting.APPLICANT, None),
    Stage.SUBMITTED: (Waiting.SECRETARIAT, "formal_check"),
    Stage.CLARIFICATION: (Waiting.APPLICANT, "clarification"),
    Stage.EVIDENCE_REVIEW: (Waiting.RAPPORTEUR, "evidence_review"),
    Stage.BOARD_DECISION: (Waiting.BOARD, "decision"),
    Stage.DEFERRED: (Waiting.SECRETARIAT, "defer"),
    Stage.ADMITTED_CONDITIONAL: (Waiting.APPLICANT, "condition"),
    Stage.CONTESTED: (Waiting.ASSEMBLY, None),
    Stage.ASSOCIATE_MEMBER: (Waiting.SECRETARIAT, "notify"),
    Stage.REJECTED: (Waiting.SECRETARIAT, "notify"),
    Stage.REJECTED_FINAL: (Waiting.SECRETARIAT, "notify"),
}


@lru_cache(maxsize=32)
def days_off(country: str, year: int) -> frozenset[date]:
    """The public holidays of the country where the cluster has its seat, from this year on for
    as long as the longest term of a statute file can last, pauses included."""
    return frozenset(holidays.country_holidays(country, years=range(year, year + LONGEST_YEARS)))


def last_day(
    statute: Statute, term: str, since: datetime, pauses: Sequence[Pause] = ()
) -> date | None:
    """The last day of a term of the statute file that starts then; None when it sets none."""
    found = statute.terms.get(term)
    if found is None:
        return None
    start = day_of(since, statute.zone)
    return due(start, found, days_off(statute.country, start.year), pauses)


def today(application: Application, at: datetime) -> date:
    """The date on the cluster's own calendar."""
    return day_of(at, statutes.of(application).zone)


def set_clock(application: Application, at: datetime) -> None:
    """Who has to act on the case now, and by which day: days in which the applicant was asked
    are not counted."""
    statute = statutes.of(application)
    waiting, term = _CLOCKS.get(application.stage, (Waiting.NOBODY, None))
    if application.history and application.history[-1].step is Step.BECOME_FINAL:
        # It was told when it was rejected: only the term to contest has passed.
        waiting, term = Waiting.NOBODY, None
    whole = term == "decision"
    since = (clock.complete_since(application) if whole else clock.began(application)) or at
    still = clock.pauses(application, day_of(at, statute.zone))
    application.waiting_on = waiting
    application.due_on = (term and last_day(statute, term, since, still)) or NEVER


def take(
    session: Session,
    application: Application,
    step: Step,
    facts: Facts,
    *,
    by: Person | None,
    at: datetime,
    decision: Decision | None = None,
    **noted: object,
) -> Row:
    """Takes one step and everything that belongs to it; refuses what the rulebook refuses, and
    to open a closed case beside another of the same organisation: it has one at a time."""
    if step in OPENING_AGAIN:
        _refuse_beside_another(session, application)
    row = application.advance(step, facts, by=by, at=at)
    set_clock(application, at)
    record(session, f"application.{step.value}", by=by, at=at, subject=application.public_id,
           source=row.source.value, target=row.target.value, basis=row.basis, **noted)  # fmt: skip
    session.flush()
    if row.letter is not None:
        owe_letter(session, application, row.letter, decision=decision, at=at)
    _tell_applicant(session, application, row, at)
    return row


def _refuse_beside_another(session: Session, application: Application) -> None:
    others = exists().where(
        Application.organisation_id == application.organisation_id,
        Application.id != application.id,
        Application.stage.not_in(CLOSED),
    )
    if session.scalar(select(others)):
        raise NotNow("application.another_is_open")


def owe_letter(
    session: Session,
    application: Application,
    kind: Kind,
    *,
    at: datetime,
    decision: Decision | None = None,
    language: str = "",
) -> None:
    """Owes the letter that a step names: as a draft where the office writes it, and always
    at least as a mail (see ``_tell_applicant``)."""
    if kind not in WRITTEN:
        return
    letter = Letter(
        kind=kind,
        language=language or application.organisation.language,
        bilingual=not language and application.organisation.reads_both,
        decision_id=decision.id if decision else None,
        owed_at=at,
    )
    application.letters.append(letter)
    session.flush()
    if kind in AUTOMATIC:
        owe(session, Work.LETTER, f"letter:{letter.id}", at=at, letter_id=letter.id)


SILENT = frozenset(
    {
        Step.REPORT,
        Step.PROPOSE_INADMISSIBLE,
        Step.RESUME,
        Step.ACCEPT_PROCEDURE,
        Step.SEND_BACK,
    }
)
"""Steps inside the house: the applicant sees the status, and gets no mail about them."""


def _tell_applicant(session: Session, application: Application, row: Row, at: datetime) -> None:
    # A decision is told by its letter, when that is dispatched, and never before.
    if row.step in SILENT or row.letter in TOLD_BY_LETTER:
        return
    effect = f"mail:{application.public_id}:{len(application.history)}"
    tell_applicant(session, application, effect, "application_moved", at=at,
                   facts={"step": row.step.value})  # fmt: skip
