"""The value chain of a cluster: which stages its members prove in which fields, what is missing.

Article 11 admits whoever has in its value chain elements to prove its contribution; read over
all members, the same proofs say what the cluster has, what it lacks and what an applicant would
bring. Every number here counts members, never claims: two proofs of one member in one place are
one member.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from .review import Verdict

Cell = tuple[str, str]
"""A place in the value chain: the code of a stage and the code of a field."""


class Placed(Protocol):
    """Something that stands in the value chain, with what was found of it."""

    @property
    def stage(self) -> str: ...
    @property
    def fields(self) -> Sequence[str]: ...
    @property
    def verdict(self) -> Verdict | None: ...


class Contributed(Placed, Protocol):
    """A contribution of a member; ``member_id`` tells members apart."""

    @property
    def member_id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Held:
    """How many members prove a place, and how many others prove it only in part."""

    proven: int = 0
    partly: int = 0


NOT_HELD = Held()


class Gain(StrEnum):
    """What an applicant would bring to a place: what nobody proves yet, or one more who does."""

    ADDS = "adds"
    STRENGTHENS = "strengthens"


def coverage(contributions: Iterable[Contributed]) -> dict[Cell, Held]:
    """How many members hold each place. Who proves one wholly is not counted again in part."""
    proven: dict[Cell, set[int]] = {}
    partly: dict[Cell, set[int]] = {}
    for one in contributions:
        into = {Verdict.PROVEN: proven, Verdict.PARTLY: partly}.get(
            one.verdict or Verdict.NOT_PROVEN
        )
        if into is not None:
            for cell in cells(one):
                into.setdefault(cell, set()).add(one.member_id)
    return {
        cell: Held(
            len(proven.get(cell, ())), len(partly.get(cell, set()) - proven.get(cell, set()))
        )
        for cell in proven | partly
    }


def cells(one: Placed) -> tuple[Cell, ...]:
    """The places that one claim or contribution stands in."""
    return tuple((one.stage, field) for field in one.fields)


def gaps(
    held: Mapping[Cell, Held], stages: Iterable[str], fields: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """For each stage the fields that no member proves, in the order given; a stage that is
    proven everywhere is left out."""
    lacking = {
        stage: tuple(field for field in fields if not held.get((stage, field), NOT_HELD).proven)
        for stage in stages
    }
    return {stage: missing for stage, missing in lacking.items() if missing}


def brings(claims: Iterable[Placed], held: Mapping[Cell, Held]) -> dict[Cell, Gain]:
    """What an applicant's claims would bring to each place that they name.

    A claim found not proven brings nothing; one that still waits for its finding counts as the
    applicant states it.
    """
    return {
        cell: Gain.STRENGTHENS if held.get(cell, NOT_HELD).proven else Gain.ADDS
        for claim in claims
        if claim.verdict is not Verdict.NOT_PROVEN
        for cell in cells(claim)
    }


def composition(keys: Iterable[str], order: Iterable[str] = ()) -> dict[str, int]:
    """How many members fall under each key: those of ``order`` first and even when empty, then
    the others, the most frequent first."""
    counted = Counter(keys)
    first = {key: counted.pop(key, 0) for key in order}
    return first | dict(counted.most_common())


def members_by_stage(contributions: Iterable[Contributed]) -> dict[str, int]:
    """How many members prove something in each stage; one member may stand in several."""
    return _members((one.stage, one) for one in contributions)


def members_by_field(contributions: Iterable[Contributed]) -> dict[str, int]:
    """How many members prove something in each field; one member may stand in several."""
    return _members((field, one) for one in contributions for field in one.fields)


def _members(pairs: Iterable[tuple[str, Contributed]]) -> dict[str, int]:
    found: dict[str, set[int]] = {}
    for code, one in pairs:
        if one.verdict is Verdict.PROVEN:
            found.setdefault(code, set()).add(one.member_id)
    return {code: len(members) for code, members in found.items()}
