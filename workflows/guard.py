"""What must be true before a step of the procedure: each guard refuses with its reason.

A guard reads ``Facts``, which the office gathers before it asks for the step. It
returns nothing when the step may be taken and raises a refusal otherwise, so a
step that is not allowed can never pass in silence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from .refusal import Incomplete, Message, NotNow
from .review import ProcedureFinding, QualityFinding, agree
from .voting_terms import MotionKind, Referral


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyRuling:
    """A resolution of the General Assembly on a case before it: number, date, what it ruled."""

    number: str
    on: date
    rules: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the office found out before it asked for a step; each guard reads what it needs.

    ``today`` is the date in the cluster's zone. ``due`` is the last day of the term
    that the step depends on: to answer, to reopen, to contest, to meet a condition.
    """

    today: date | None = None
    due: date | None = None
    gaps: tuple[Message, ...] = ()
    questions: int = 0
    unanswered: int = 0
    asked_from: str | None = None
    reason: str = ""
    procedure: ProcedureFinding | None = None
    quality: QualityFinding | None = None
    adopted: MotionKind | None = None
    reasons: int = 0
    conditions: int = 0
    conditions_open: int = 0
    conditions_failed: int = 0
    ruling: AssemblyRuling | None = None
    referral: Referral | None = None


Guard = Callable[[Facts], None]


def complete(facts: Facts) -> None:
    """Every field, document and declaration is there, and every claim has evidence."""
    if facts.gaps:
        raise Incomplete("application.incomplete", gaps=facts.gaps, n=len(facts.gaps))


def asks_something(facts: Facts) -> None:
    """A clarification asks at least one thing."""
    if facts.questions < 1:
        raise Incomplete("application.nothing_asked", field="questions")


def answers_everything(facts: Facts) -> None:
    """Every point that was asked has its answer."""
    if facts.unanswered:
        raise Incomplete("application.unanswered", n=facts.unanswered)


def term_has_passed(facts: Facts) -> None:
    """The last day of the term is behind us; a term that is not set never passes."""
    if facts.due is None or facts.today is None or facts.today <= facts.due:
        raise NotNow("application.term_still_runs", due=facts.due)


def within_term(facts: Facts) -> None:
    """Today is not later than the last day of the term."""
    if facts.due is None or facts.today is None or facts.today > facts.due:
        raise NotNow("application.term_passed", due=facts.due)


def procedure_followed(facts: Facts) -> None:
    """The finding on the adhesion procedure is that it was followed (Article 11, sentence 2)."""
    if facts.procedure is not ProcedureFinding.FOLLOWED:
        raise Incomplete("application.procedure_open", gaps=facts.gaps)


def gives_a_reason(facts: Facts) -> None:
    """The step says why; the text goes before the Board."""
    if not facts.reason.strip():
        raise Incomplete("application.reason_missing", field="reason")


def quality_assessed(facts: Facts) -> None:
    """Every claim has its finding, and the report concludes on the membership quality."""
    if facts.gaps:
        raise Incomplete("application.claims_without_finding", gaps=facts.gaps, n=len(facts.gaps))
    if facts.quality not in (QualityFinding.FULFILLED, QualityFinding.NOT_FULFILLED):
        raise Incomplete("application.quality_open", field="quality")


def adopted(kind: MotionKind) -> Guard:
    """The Board adopted a motion of this kind, with its findings and what that kind must carry."""

    def guard(facts: Facts) -> None:
        if facts.adopted is not kind:
            raise NotNow("application.no_adopted_motion")
        agree(kind, facts.procedure, facts.quality)
        if kind in (MotionKind.REJECT, MotionKind.DEFER) and facts.reasons < 1:
            raise Incomplete("application.reasons_missing", field="reasons")
        if kind is MotionKind.ADMIT_CONDITIONALLY and facts.conditions < 1:
            raise Incomplete("application.conditions_missing", field="conditions")

    guard.__name__ = f"adopted_{kind.value}"
    return guard


def conditions_met(facts: Facts) -> None:
    """Every condition of the admission is found met."""
    if facts.conditions_open or facts.conditions_failed:
        raise NotNow("application.conditions_open", n=facts.conditions_open)


def condition_failed(facts: Facts) -> None:
    """A condition is not met, and the Board adopted the resolution that says so."""
    if facts.conditions_failed < 1:
        raise NotNow("application.no_failed_condition")
    if facts.adopted is not MotionKind.REVOKE:
        raise NotNow("application.no_adopted_motion")


def assembly_ruled(ruling: str) -> Guard:
    """The General Assembly's resolution on the case is on record and rules this way."""

    def guard(facts: Facts) -> None:
        if facts.ruling is None or facts.ruling.rules != ruling:
            raise NotNow("application.no_assembly_resolution")

    guard.__name__ = f"assembly_ruled_{ruling}"
    return guard


def assembly_decided(ruling: str) -> Guard:
    """The Board cannot decide the case itself, and the Assembly's resolution rules this way."""
    ruled = assembly_ruled(ruling)

    def guard(facts: Facts) -> None:
        if facts.referral is None:
            raise NotNow("application.not_referred")
        ruled(facts)

    guard.__name__ = f"assembly_decided_{ruling}"
    return guard
