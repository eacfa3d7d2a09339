"""What the body that hears contestations may rule, and the step that follows each ruling."""

from collections.abc import Mapping
from enum import StrEnum

from .application import Step


class Ruling(StrEnum):
    """How a contestation ends."""

    RETRY = "retry"
    ADMIT = "admit"
    DISMISS = "dismiss"


STEPS: Mapping[Ruling, Step] = {
    Ruling.RETRY: Step.RETRY,
    Ruling.ADMIT: Step.ADMIT_ON_CONTEST,
    Ruling.DISMISS: Step.DISMISS,
}
