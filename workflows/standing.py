"""The standing of a member after admission (the Board's second attribute under Article 11)."""

from dataclasses import dataclass
from enum import StrEnum

from .refusal import NotNow


class Standing(StrEnum):
    """Whether the quality of associate member is held."""

    ACTIVE = "active"
    CEASED = "ceased"


class StandingStep(StrEnum):
    """What gives or ends the quality of member."""

    ADMIT = "admit"
    IMPORT = "import"
    CEASE = "cease"


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One line of a member's standing; ``source`` is None for the first entry."""

    step: StandingStep
    source: Standing | None
    target: Standing
    basis: str


TABLE = (
    StandingRow(StandingStep.ADMIT, None, Standing.ACTIVE, "adhesion.admission"),
    # Founders, and members of before: Article 11 concerns who joins after the establishment.
    StandingRow(StandingStep.IMPORT, None, Standing.ACTIVE, "register.import"),
    StandingRow(StandingStep.CEASE, Standing.ACTIVE, Standing.CEASED, "adhesion.quality"),
)


def stand(source: Standing | None, step: StandingStep) -> StandingRow:
    """The row by which a standing changes; refuses a step that does not start there."""
    for row in TABLE:
        if row.source is source and row.step is step:
            return row
    raise NotNow("standing.not_from_here", step=step.value)
