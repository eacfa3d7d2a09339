"""The standing of a member after admission (the Board's second attribute under Article 11).

The Board confirms the quality of a member, suspends or excludes it, and reinstates it; a
resolution that revokes one of these restores what was before. Nothing of it happens by itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from .refusal import NotNow
from .voting_terms import MotionKind


class Standing(StrEnum):
    """Whether the quality of associate member is held."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    EXCLUDED = "excluded"
    CEASED = "ceased"


BELONGS = frozenset({Standing.ACTIVE, Standing.SUSPENDED})
"""Standings in which an organisation belongs to the cluster; a suspension ends nothing."""


class StandingStep(StrEnum):
    """What gives the quality of member, changes it or ends it."""

    ADMIT = "admit"
    IMPORT = "import"
    CONFIRM = "confirm"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    EXCLUDE = "exclude"
    RESTORE = "restore"
    CEASE = "cease"


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One line of a member's standing; ``source`` is None for the first entry."""

    step: StandingStep
    source: Standing | None
    target: Standing
    basis: str


_QUALITY = "adhesion.quality"


def _rows() -> tuple[StandingRow, ...]:
    s, t = StandingStep, Standing
    return (
        StandingRow(s.ADMIT, None, t.ACTIVE, "adhesion.admission"),
        # Founders, and members of before: Article 11 concerns who joins after the establishment.
        StandingRow(s.IMPORT, None, t.ACTIVE, "register.import"),
        StandingRow(s.CONFIRM, t.ACTIVE, t.ACTIVE, _QUALITY),
        StandingRow(s.SUSPEND, t.ACTIVE, t.SUSPENDED, _QUALITY),
        StandingRow(s.REINSTATE, t.SUSPENDED, t.ACTIVE, _QUALITY),
        StandingRow(s.EXCLUDE, t.ACTIVE, t.EXCLUDED, _QUALITY),
        StandingRow(s.EXCLUDE, t.SUSPENDED, t.EXCLUDED, _QUALITY),
        # What a resolution that is revoked had changed is as it was before it.
        StandingRow(s.RESTORE, t.SUSPENDED, t.ACTIVE, _QUALITY),
        StandingRow(s.RESTORE, t.EXCLUDED, t.ACTIVE, _QUALITY),
        StandingRow(s.RESTORE, t.EXCLUDED, t.SUSPENDED, _QUALITY),
        StandingRow(s.CEASE, t.ACTIVE, t.CEASED, _QUALITY),
        StandingRow(s.CEASE, t.SUSPENDED, t.CEASED, _QUALITY),
    )


TABLE = _rows()

STEPS = {
    MotionKind.CONFIRM_QUALITY: StandingStep.CONFIRM,
    MotionKind.SUSPEND: StandingStep.SUSPEND,
    MotionKind.REINSTATE: StandingStep.REINSTATE,
    MotionKind.EXCLUDE: StandingStep.EXCLUDE,
}
"""The step of a member's standing by which each adopted motion changes it."""

REVERSIBLE = frozenset({MotionKind.SUSPEND, MotionKind.EXCLUDE})
"""What a resolution may be revoked for having decided: the member is then as before."""


def stand(
    source: Standing | None, step: StandingStep, target: Standing | None = None
) -> StandingRow:
    """The row by which a standing changes, to ``target`` where it may lead to several; refuses
    a step that does not start there."""
    for row in TABLE:
        if row.source is source and row.step is step and target in (None, row.target):
            return row
    raise NotNow("standing.not_from_here", step=step.value)


def kinds_of(standing: Standing | None) -> tuple[MotionKind, ...]:
    """The motions about the quality of a member that may be lodged as it stands."""
    return tuple(
        kind
        for kind, step in STEPS.items()
        if standing is not None and any((r.source, r.step) == (standing, step) for r in TABLE)
    )
