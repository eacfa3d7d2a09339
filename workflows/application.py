"""The procedure of Article 11 as one table: from which stage, by which step, to which stage.

The table is the only place that says so. The pages, the procedure strip, the letters
and the documentation read it; ``advance`` walks it.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from . import guard
from .course import Course
from .guard import Facts, Guard
from .letter import Kind
from .permission import Act
from .refusal import NotNow
from .voting_terms import MotionKind


class Stage(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CLARIFICATION = "clarification"
    EVIDENCE_REVIEW = "evidence_review"
    BOARD_DECISION = "board_decision"
    DEFERRED = "deferred"
    ADMITTED_CONDITIONAL = "admitted_conditional"
    ASSOCIATE_MEMBER = "associate_member"
    REJECTED = "rejected"
    CONTESTED = "contested"
    REJECTED_FINAL = "rejected_final"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Step(StrEnum):
    """What moves an application from one stage to another."""

    SUBMIT = "submit"
    ASK = "ask"
    ANSWER = "answer"
    LAPSE = "lapse"
    REOPEN = "reopen"
    ACCEPT_PROCEDURE = "accept_procedure"
    PROPOSE_INADMISSIBLE = "propose_inadmissible"
    REPORT = "report"
    ADMIT = "admit"
    ADMIT_CONDITIONALLY = "admit_conditionally"
    FULFIL = "fulfil"
    FAIL_CONDITION = "fail_condition"
    DEFER = "defer"
    RESUME = "resume"
    REJECT = "reject"
    CONTEST = "contest"
    RETRY = "retry"
    ADMIT_ON_CONTEST = "admit_on_contest"
    DISMISS = "dismiss"
    ADMIT_ON_REFERRAL = "admit_on_referral"
    REJECT_ON_REFERRAL = "reject_on_referral"
    SEND_BACK = "send_back"
    BECOME_FINAL = "become_final"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the procedure.

    ``basis`` is a key that the statute file resolves to an article; ``letter`` is the
    kind that the step owes; ``back_to`` selects the row of a clarification's answer,
    which returns to where the question was asked.
    """

    step: Step
    source: Stage
    target: Stage
    act: Act
    basis: str
    guard: Guard | None = None
    letter: Kind | None = None
    back_to: bool = False


_PROCEDURE, _QUALITY, _CLOSING = "adhesion.procedure", "adhesion.quality", "adhesion.closing"
_ADMISSION, _REJECTION = "adhesion.admission", "adhesion.rejection"
_DEFERRAL, _CONTESTATION = "adhesion.deferral", "adhesion.contestation"
_REFERRAL = "adhesion.referral"


def _checked() -> tuple[Row, ...]:
    s, t, a, k = Stage, Step, Act, Kind
    return (
        Row(t.SUBMIT, s.DRAFT, s.SUBMITTED, a.SUBMIT, "adhesion.application",
            guard.complete, k.ACKNOWLEDGEMENT),
        Row(t.ASK, s.SUBMITTED, s.CLARIFICATION, a.ASK, _PROCEDURE,
            guard.asks_something, k.CLARIFICATION),
        Row(t.ASK, s.EVIDENCE_REVIEW, s.CLARIFICATION, a.ASK, _QUALITY,
            guard.asks_something, k.CLARIFICATION),
        Row(t.ANSWER, s.CLARIFICATION, s.SUBMITTED, a.ANSWER, _PROCEDURE,
            guard.answers_everything, back_to=True),
        Row(t.ANSWER, s.CLARIFICATION, s.EVIDENCE_REVIEW, a.ANSWER, _QUALITY,
            guard.answers_everything, back_to=True),
        Row(t.LAPSE, s.CLARIFICATION, s.LAPSED, a.CLOSE_ABANDONED, _CLOSING,
            guard.term_has_passed, k.CLOSING),
        Row(t.REOPEN, s.LAPSED, s.SUBMITTED, a.REOPEN, _CLOSING, guard.within_term),
        Row(t.ACCEPT_PROCEDURE, s.SUBMITTED, s.EVIDENCE_REVIEW, a.CHECK_PROCEDURE, _PROCEDURE,
            guard.procedure_followed),
        Row(t.PROPOSE_INADMISSIBLE, s.SUBMITTED, s.BOARD_DECISION, a.CHECK_PROCEDURE, _PROCEDURE,
            guard.gives_a_reason),
        Row(t.REPORT, s.EVIDENCE_REVIEW, s.BOARD_DECISION, a.REPORT, _QUALITY,
            guard.quality_assessed),
    )  # fmt: skip


def _decided() -> tuple[Row, ...]:
    s, t, a, k = Stage, Step, Act, Kind
    board, conditional, member = s.BOARD_DECISION, s.ADMITTED_CONDITIONAL, s.ASSOCIATE_MEMBER
    return (
        Row(t.ADMIT, board, member, a.DECIDE, _ADMISSION,
            guard.adopted(MotionKind.ADMIT), k.ADMISSION),
        Row(t.ADMIT_CONDITIONALLY, board, conditional, a.DECIDE, _ADMISSION,
            guard.adopted(MotionKind.ADMIT_CONDITIONALLY), k.CONDITIONAL_ADMISSION),
        Row(t.FULFIL, conditional, member, a.FIND_CONDITION, _ADMISSION,
            guard.conditions_met, k.CERTIFICATE),
        Row(t.FAIL_CONDITION, conditional, s.REJECTED, a.DECIDE, _REJECTION,
            guard.condition_failed, k.CONDITION_NOT_MET),
        Row(t.DEFER, board, s.DEFERRED, a.DECIDE, _DEFERRAL,
            guard.adopted(MotionKind.DEFER), k.DEFERRAL),
        Row(t.RESUME, s.DEFERRED, board, a.RESUME, _DEFERRAL),
        Row(t.REJECT, board, s.REJECTED, a.DECIDE, _REJECTION,
            guard.adopted(MotionKind.REJECT), k.REJECTION),
    )  # fmt: skip


def _contested() -> tuple[Row, ...]:
    s, t, a, k = Stage, Step, Act, Kind
    return (
        Row(t.CONTEST, s.REJECTED, s.CONTESTED, a.CONTEST, _CONTESTATION,
            guard.within_term, k.CONTESTATION_RECEIVED),
        Row(t.RETRY, s.CONTESTED, s.BOARD_DECISION, a.RECORD_ASSEMBLY, _CONTESTATION,
            guard.assembly_ruled("retry"), k.CONTESTATION_DECIDED),
        Row(t.ADMIT_ON_CONTEST, s.CONTESTED, s.ASSOCIATE_MEMBER, a.RECORD_ASSEMBLY,
            _CONTESTATION, guard.assembly_ruled("admit"), k.ADMISSION),
        Row(t.DISMISS, s.CONTESTED, s.REJECTED_FINAL, a.RECORD_ASSEMBLY, _CONTESTATION,
            guard.assembly_ruled("dismiss"), k.CONTESTATION_DECIDED),
        Row(t.BECOME_FINAL, s.REJECTED, s.REJECTED_FINAL, a.CLOSE_ABANDONED, _CONTESTATION,
            guard.term_has_passed),
    )  # fmt: skip


def _referred() -> tuple[Row, ...]:
    s, t, record, k = Stage, Step, Act.RECORD_ASSEMBLY, Kind
    board = s.BOARD_DECISION
    return (
        Row(t.ADMIT_ON_REFERRAL, board, s.ASSOCIATE_MEMBER, record, _REFERRAL,
            guard.assembly_decided("admit"), k.ADMISSION),
        Row(t.REJECT_ON_REFERRAL, board, s.REJECTED_FINAL, record, _REFERRAL,
            guard.assembly_decided("reject"), k.REJECTION),
        # A new round: no vote is carried over into it.
        Row(t.SEND_BACK, board, board, record, _REFERRAL, guard.assembly_decided("retry")),
    )  # fmt: skip


WITHDRAWABLE = (
    Stage.DRAFT,
    Stage.SUBMITTED,
    Stage.CLARIFICATION,
    Stage.EVIDENCE_REVIEW,
    Stage.BOARD_DECISION,
    Stage.DEFERRED,
)
"""Any time before the decision; a draft is given up without a letter."""


def _withdrawn() -> tuple[Row, ...]:
    return tuple(
        Row(Step.WITHDRAW, source, Stage.WITHDRAWN, Act.WITHDRAW, "adhesion.withdrawal",
            letter=None if source is Stage.DRAFT else Kind.APPLICATION_WITHDRAWN)
        for source in WITHDRAWABLE
    )  # fmt: skip


TABLE: tuple[Row, ...] = (
    *_checked(),
    *_decided(),
    *_contested(),
    *_referred(),
    *_withdrawn(),
)
"""Every allowed step; what is not here cannot happen."""

REJECTING = frozenset({Step.REJECT, Step.FAIL_CONDITION, Step.REJECT_ON_REFERRAL})
"""The steps that reject an application: the term to apply again runs from them."""

FINAL = frozenset(Stage) - {row.source for row in TABLE}
"""Stages from which the procedure goes no further."""


class Case(Protocol):
    """A row that walks through the procedure; only ``advance`` writes its stage."""

    stage: Stage


def _is_chosen(row: Row, facts: Facts) -> bool:
    return not row.back_to or facts.asked_from == row.target.value


def _guard(row: Row, facts: Facts) -> None:
    if row.guard is not None:
        row.guard(facts)


_COURSE = Course(TABLE, "stage", chosen=_is_chosen, guard=_guard)


def open_steps(stage: Stage) -> tuple[Row, ...]:
    """The rows that leave this stage, in the order of the table."""
    return _COURSE.leaving(stage)


def advance(case: Case, step: Step, facts: Facts) -> Row:
    """Moves the case by one step and returns the row of the table that it took.

    Refuses with ``NotNow`` when the step does not start at the case's stage, and with
    the guard's own refusal when something it needs is not there; the stage then stays.
    """
    row = _COURSE.take(case, case.stage, step, facts)
    if row is None:
        raise NotNow("application.not_from_here", step=step.value, stage=case.stage.value)
    return row


def letter_owed(step: Step, source: Stage, target: Stage) -> Kind | None:
    """The kind of letter that this step of the table owes, if any."""
    taken = (step, source, target)
    return next((r.letter for r in TABLE if (r.step, r.source, r.target) == taken), None)


def path() -> tuple[Stage, ...]:
    """The straight way of Article 11, which the procedure strip draws."""
    steps = (Step.SUBMIT, Step.ACCEPT_PROCEDURE, Step.REPORT, Step.ADMIT)
    straight = [next(row for row in TABLE if row.step is step) for step in steps]
    return (straight[0].source, *(row.target for row in straight))
