"""The terms of a case as its applicant knows them: what is theirs to do, and what they await."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from membership.application.contesting import contest_by
from membership.application.disclosure import known_history, known_stage
from membership.application.drafting import waiting
from membership.application.steps import NEVER, last_day
from membership.models import Application, StageChange
from workflows.application import REJECTING, Stage
from workflows.statute import Statute


class Deadline(StrEnum):
    """What ends, or may begin, on a day."""

    ANSWER = "answer"
    REOPEN = "reopen"
    CONDITION = "condition"
    CONTEST = "contest"
    REAPPLY = "reapply"
    CHECKED = "checked"
    DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that matters: ``yours`` says that the applicant acts by it; ``sequence`` grows
    when the day is moved."""

    what: Deadline
    on: date
    yours: bool
    since: datetime
    sequence: int = 0


def deadlines(application: Application, statute: Statute) -> list[Dated]:
    """Every day that matters now, the nearest first; a term that the cluster has not set
    gives none, and a decision that was not told yet gives none away."""
    return sorted(_found(application, statute), key=lambda one: one.on)


def first_day_again(history: Sequence[StageChange], statute: Statute) -> date | None:
    """The first day on which the organisation can apply again, after the last rejection among
    these steps of its case: the pages, the gate and the letters all say this one."""
    decided = [row.at for row in history if row.step in REJECTING]
    return last_day(statute, "reapply", max(decided)) if decided else None


def reopen_by(application: Application, statute: Statute) -> date | None:
    """The last day to have a closed file opened again."""
    closed = application.history[-1].at
    return last_day(statute, "reopen", closed) if application.stage is Stage.LAPSED else None


def _found(application: Application, statute: Statute) -> Iterator[Dated]:
    stage = known_stage(application)
    if stage is Stage.DRAFT:
        return
    since = known_history(application)[-1].at
    asked = waiting(application)
    if stage is Stage.CLARIFICATION and asked is not None:
        moved = int(asked.extended_at is not None)
        yield Dated(Deadline.ANSWER, asked.due_on, True, asked.asked_at, moved)
    if stage is Stage.LAPSED and (last := reopen_by(application, statute)):
        yield Dated(Deadline.REOPEN, last, True, since)
    if stage is Stage.REJECTED and (last := contest_by(application, statute)):
        yield Dated(Deadline.CONTEST, last, True, since)
    if stage in (Stage.REJECTED, Stage.REJECTED_FINAL):
        first = first_day_again(known_history(application), statute)
        if first:
            yield Dated(Deadline.REAPPLY, first, True, since)
    if application.stage is stage and application.due_on != NEVER:
        yield from _clock(application, since)


def _clock(application: Application, since: datetime) -> Iterator[Dated]:
    match application.stage:
        case Stage.ADMITTED_CONDITIONAL:
            yield Dated(Deadline.CONDITION, application.due_on, True, since)
        case Stage.SUBMITTED:
            yield Dated(Deadline.CHECKED, application.due_on, False, since)
        case Stage.BOARD_DECISION:
            yield Dated(Deadline.DECIDED, application.due_on, False, since)
