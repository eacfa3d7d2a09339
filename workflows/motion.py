"""Which motions may be lodged on a case, and the life of the conditions that one carries."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol

from .application import Stage
from .refusal import NotNow
from .standing import Standing, kinds_of
from .voting_terms import MotionKind

REVOTES = 2
"""How often the same motion may be voted again in one round; then it takes another one."""

DECIDING = (
    MotionKind.ADMIT,
    MotionKind.ADMIT_CONDITIONALLY,
    MotionKind.DEFER,
    MotionKind.REJECT,
)
"""The kinds by which a case of adhesion that is before the Board is decided."""

ABOUT_MEMBER = frozenset(
    {
        MotionKind.CONFIRM_QUALITY,
        MotionKind.SUSPEND,
        MotionKind.EXCLUDE,
        MotionKind.REINSTATE,
    }
)
"""The kinds by which the Board decides on the quality of who is a member already."""

BESIDE = frozenset({MotionKind.AMEND, MotionKind.RECTIFY})
"""The kinds that leave the resolution they speak of in force beside them."""

REASONED = frozenset({MotionKind.DEFER, MotionKind.REJECT, MotionKind.SUSPEND, MotionKind.EXCLUDE})
"""The kinds that give a reason of the statute file's catalogue."""

TERMED = {MotionKind.DEFER: "defer", MotionKind.SUSPEND: "suspension"}
"""The kinds that run until a day, and the statute file's term that is their longest."""


class ConditionKind(StrEnum):
    """Suspensive: met before membership begins. Resolutory: membership ends if it is not met."""

    SUSPENSIVE = "suspensive"
    RESOLUTORY = "resolutory"


class ConditionState(StrEnum):
    """What the secretariat has found of a condition."""

    OPEN = "open"
    FULFILLED = "fulfilled"
    FAILED = "failed"


class Condition(Protocol):
    """A condition of an admission, as the rules read one."""

    @property
    def kind(self) -> ConditionKind: ...
    @property
    def state(self) -> ConditionState: ...


def lodgeable(
    stage: Stage, *, decided: bool, revocable: bool, standing: Standing | None = None
) -> tuple[MotionKind, ...]:
    """The kinds of motion that may be lodged at this stage, and on a member as it stands.

    ``decided``: a decision is in force, so it can be rectified or amended. ``revocable``: one
    suspends or excludes, or a condition of one was found not met, so the Board can revoke it;
    nothing is lost without its resolution.
    """
    kinds: tuple[MotionKind, ...] = DECIDING if stage is Stage.BOARD_DECISION else ()
    if stage is Stage.ASSOCIATE_MEMBER:
        kinds += kinds_of(standing)
    if decided and revocable and stage in (Stage.ADMITTED_CONDITIONAL, Stage.ASSOCIATE_MEMBER):
        kinds += (MotionKind.REVOKE,)
    if decided and stage is not Stage.BOARD_DECISION:
        kinds += (MotionKind.AMEND, MotionKind.RECTIFY)
    return kinds


def unmet(conditions: Iterable[Condition]) -> int:
    """How many suspensive conditions still keep the membership from beginning."""
    return sum(
        one.kind is ConditionKind.SUSPENSIVE and one.state is not ConditionState.FULFILLED
        for one in conditions
    )


def failed(conditions: Iterable[Condition]) -> int:
    """How many conditions were found not met."""
    return sum(one.state is ConditionState.FAILED for one in conditions)


def find(condition: Condition, found: ConditionState) -> ConditionState:
    """What a condition becomes; one that was found met stays so, one found not met may still
    be cured until the Board has decided."""
    if condition.state is ConditionState.FULFILLED or found is ConditionState.OPEN:
        raise NotNow("condition.already_fulfilled")
    return found


def may_repeat(repeated: int) -> None:
    """Refuses to vote the same motion more often than the rules of order allow."""
    if repeated >= REVOTES:
        raise NotNow("ballot.repeated_enough", n=REVOTES)
