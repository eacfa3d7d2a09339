"""The rules of what is voted on an agenda; what they ask together, ``workflows.agenda`` says."""

from collections.abc import Iterable, Sequence

from membership.models import AgendaItem, Life
from workflows.statute import Statute
from workflows.voting import Rules
from workflows.voting_terms import MotionKind


def rules_on(items: Iterable[AgendaItem], statute: Statute) -> Sequence[Rules]:
    """The rules of everything that is voted under these points; an admission's while that is
    nothing."""
    kinds = dict.fromkeys(
        motion.kind
        for item in items
        for motion in item.motions
        if motion.life is not Life.WITHOUT_OBJECT
    )
    return [statute.rules_for(kind) for kind in kinds or (MotionKind.ADMIT,)]
