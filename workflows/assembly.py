"""What the Assembly may rule, and the step that follows: on a contestation, and on a case that the
Board cannot decide itself (docs/voting.md)."""

from collections.abc import Mapping
from enum import StrEnum

from .application import Stage, Step
from .motion import REVOTES
from .voting_terms import Follows, Referral, Result


class Ruling(StrEnum):
    """How a case ends that is before the Assembly, or that it goes back to the Board."""

    RETRY = "retry"
    ADMIT = "admit"
    DISMISS = "dismiss"
    REJECT = "reject"


STEPS: Mapping[Stage, Mapping[Ruling, Step]] = {
    Stage.CONTESTED: {
        Ruling.RETRY: Step.RETRY,
        Ruling.ADMIT: Step.ADMIT_ON_CONTEST,
        Ruling.DISMISS: Step.DISMISS,
    },
    Stage.BOARD_DECISION: {
        Ruling.RETRY: Step.SEND_BACK,
        Ruling.ADMIT: Step.ADMIT_ON_REFERRAL,
        Ruling.REJECT: Step.REJECT_ON_REFERRAL,
    },
}
"""What each ruling does to a case that was contested, and to one that the Board has."""


def rulings_at(stage: Stage) -> tuple[Ruling, ...]:
    """What the Assembly may rule on a case at this stage."""
    return tuple(STEPS.get(stage, {}))


def referral_after(
    result: Result | None, follows: Follows | None, *, repeated: int
) -> Referral | None:
    """Why the case goes to the Assembly after a vote that ended so; None where it stays.

    A tie goes there where the rules say so, and where nobody's casting vote settled it however
    often the motion was voted again (``repeated``).
    """
    exhausted = repeated >= REVOTES
    if result is Result.TIE_UNRESOLVED and (follows is Follows.GENERAL_ASSEMBLY or exhausted):
        return Referral.TIE
    if result is Result.NO_QUORUM and follows is Follows.GENERAL_ASSEMBLY:
        return Referral.VOTERS
    return None
