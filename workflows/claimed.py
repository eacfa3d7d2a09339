"""A claim in the value chain as the rulebook reads it, and what tells it from those beside it."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from .statute import Statute


class Claimed(Protocol):
    """A claim, with how many proofs stand behind it."""

    @property
    def stage(self) -> str: ...
    @property
    def fields(self) -> Sequence[str]: ...
    @property
    def capability(self) -> str: ...
    @property
    def evidence(self) -> Collection[Any]: ...


def called(claim: Claimed, beside: Sequence[Claimed], statute: Statute) -> dict[str, object]:
    """What tells a claim from those beside it: its stage, its fields and, where another one has
    the same, what is done there; a stage and a capability are claimed once."""
    stage, does = statute.stages.get(claim.stage), statute.capabilities.get(claim.capability)
    place = (claim.stage, [*claim.fields])
    alike = sum((one.stage, [*one.fields]) == place for one in beside) > 1
    return {
        "stage": stage.name if stage else claim.stage,
        "fields": ", ".join(claim.fields),
        "capability": does.name if does and alike else "",
    }
