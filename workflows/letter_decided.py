"""What letters say of a decision: admission in its forms, deferral, rejection, contestation."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .letter_parts import Contest, Entry, Fee, Finding, Organ, Person, Reason, Resolution, Votes
from .motion import ConditionKind
from .refusal import Incomplete


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """L3: the Board admitted the applicant.

    ``quality`` is what the applicant becomes ("membru asociat"); ``category`` the
    cluster's own category beside it, if any; ``rights`` are sentences on rights and
    duties with their articles; ``approvals`` the applicant's own decisions to take part, a
    council's say. ``body`` names who admitted where that is not the body
    that decides (the General Assembly, on contestation or in its place).
    """

    resolution: Resolution
    quality: str
    effective_on: date
    findings: tuple[Finding, ...]
    votes: Votes | None = None
    category: str | None = None
    member_number: str | None = None
    approvals: tuple[Entry, ...] = ()
    rights: tuple[str, ...] = ()
    fee: Fee | None = None
    delegate_by: date | None = None
    annexes: tuple[str, ...] = ()
    body: Organ | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A condition of an admission: what, by when, proved how, found by whom, and what follows
    where it fails. ``effect`` says whether membership waits for it, or ends when it fails."""

    text: str
    effect: ConditionKind
    due: date | None = None
    proof: str | None = None
    verifier: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionalAdmission:
    """L4: the Board admitted the applicant under conditions.

    ``effective_on`` is None while a suspensive condition is open: membership then begins
    on the day on which its fulfilment is found.
    """

    resolution: Resolution
    quality: str
    conditions: tuple[Condition, ...]
    findings: tuple[Finding, ...] = ()
    effective_on: date | None = None
    votes: Votes | None = None
    category: str | None = None
    rights: tuple[str, ...] = ()
    approvals: tuple[Entry, ...] = ()
    fee: Fee | None = None
    contact: Person | None = None

    def __post_init__(self) -> None:
        if not self.conditions:
            raise Incomplete("letter.no_conditions", field="conditions")

    @property
    def waits(self) -> bool:
        """Whether membership has not begun yet."""
        return any(one.effect is ConditionKind.SUSPENSIVE for one in self.conditions)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedCondition:
    """A condition that was not met: what was expected by when, and what was found."""

    text: str
    found: str
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionNotMet:
    """L4b: a condition failed, so membership did not begin, or has ended on ``ends_on``.

    ``admitted_by`` is the resolution that set the condition, ``resolution`` the one that
    found the failure.
    """

    admitted_by: Resolution
    resolution: Resolution
    failed: tuple[FailedCondition, ...]
    ends_on: date | None = None
    contest: Contest | None = None
    reapply_from: date | None = None
    contact: Person | None = None

    def __post_init__(self) -> None:
        if not self.failed:
            raise Incomplete("letter.no_conditions", field="failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """Something that is needed before the Board decides, and from whom."""

    what: str
    from_whom: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferral:
    """L5: the Board decides later; ``until`` is when the case returns to it, at the latest."""

    resolution: Resolution
    reasons: tuple[str, ...]
    until: date | None = None
    needs: tuple[Need, ...] = ()
    contact: Person | None = None

    def __post_init__(self) -> None:
        if not self.reasons:
            raise Incomplete("letter.no_reasons", field="reasons")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """L6: the Board rejected the application, with its reasons and the way to contest.

    ``body`` names who rejected it where the Board could not decide (the General Assembly); its
    reasons are then ``said`` in its own words.
    """

    resolution: Resolution
    reasons: tuple[Reason, ...]
    said: str = ""
    contest: Contest | None = None
    reapply_from: date | None = None
    contact: Person | None = None
    body: Organ | None = None

    def __post_init__(self) -> None:
        if not (self.reasons or self.said):
            raise Incomplete("letter.no_reasons", field="reasons")


class Ruling(StrEnum):
    """What the body that hears contestations resolved."""

    RETRY = "retry"
    ADMIT = "admit"
    DISMISS = "dismiss"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestationDecided:
    """L6c: what the General Assembly resolved on a contestation.

    ``body`` is who resolved, ``contested`` the resolution that was contested.
    """

    resolution: Resolution
    body: Organ
    ruling: Ruling
    reasons: tuple[str, ...] = ()
    contestation: Entry | None = None
    contested: Resolution | None = None
    reapply_from: date | None = None
    contact: Person | None = None
