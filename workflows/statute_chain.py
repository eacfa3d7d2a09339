"""What a cluster's members contribute, in frozen values: value chain, evidence, the test of it."""

from dataclasses import dataclass
from typing import Annotated

from .statute_identity import Text
from .statute_reader import Between, Matching


@dataclass(frozen=True, slots=True)
class Category:
    """A kind of member. ``proposed_for`` are groups of legal forms; a category that is not
    open to applications (founders) is filled by import only."""

    code: str
    name: Text
    plural: Text
    proposed_for: tuple[str, ...] = ()
    open_to_applications: bool = True


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the value chain. ``core``: the cluster's own texts name it."""

    code: str
    name: Text
    core: bool = False
    proof: Text | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the cluster."""

    code: str
    name: Text
    core: bool = True


@dataclass(frozen=True, slots=True)
class Capability:
    """What an organisation does. ``nace`` are codes of NACE Rev. 2.1, an indication only."""

    code: str
    name: Text
    component: Text | None = None
    fields: tuple[str, ...] = ()
    examples: Text | None = None
    nace: tuple[Annotated[str, Matching(r"\d\d\.\d\d", "nace")], ...] = ()
    norms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of proof. ``cap`` is the most it can carry: 1 own statement, 2 documented,
    3 verified by an independent body. ``support_only``: by itself no more than a statement.
    ``reference_only``: named, never uploaded."""

    code: str
    name: Text
    cap: Annotated[int, Between(1, 3)]
    issuer: Text | None = None
    supports: tuple[str, ...] = ()
    expires: bool = False
    support_only: bool = False
    reference_only: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list to choose from, or one text to agree to."""

    code: str
    name: Text


@dataclass(frozen=True, slots=True)
class QualityTest:
    """An indicative test of the contribution: it advises the Board and never binds it.

    Met when ``claims`` claims are proven in one of the stages and one of the fields.
    """

    text: Text
    stages: frozenset[str]
    fields: frozenset[str]
    claims: Annotated[int, Between(1, 99)] = 1
