"""Claims, evidence and findings: whether a contribution in the value chain is proved.

Article 11 has the Board check two things, the adhesion procedure and the fulfilment
of the membership quality. Both findings are recorded, separately.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Protocol

from .refusal import Incomplete, Message
from .voting_terms import MotionKind


class ProcedureFinding(StrEnum):
    """The finding on the adhesion procedure."""

    FOLLOWED = "followed"
    NOT_FOLLOWED = "not_followed"


class QualityFinding(StrEnum):
    """The finding on the membership quality; not assessed when inadmissibility was proposed."""

    FULFILLED = "fulfilled"
    NOT_FULFILLED = "not_fulfilled"
    NOT_ASSESSED = "not_assessed"


class Verdict(StrEnum):
    """What the rapporteur finds of one claim."""

    PROVEN = "proven"
    PARTLY = "partly"
    NOT_PROVEN = "not_proven"


class Mark(StrEnum):
    """One line of the formal checklist."""

    CONFORM = "conform"
    MISSING = "missing"
    NOT_CONFORM = "not_conform"
    NOT_APPLICABLE = "not_applicable"


class Proof(Protocol):
    """A piece of evidence: its kind names the strength that the statute file caps. What was
    announced by post ``counts`` once it has arrived."""

    @property
    def kind(self) -> str: ...
    @property
    def counts(self) -> bool: ...


class Claim(Protocol):
    """A place in the value chain that the applicant claims, with its proofs and its finding."""

    @property
    def stage(self) -> str: ...
    @property
    def fields(self) -> Sequence[str]: ...
    @property
    def verdict(self) -> Verdict | None: ...


def strength(proofs: Iterable[Proof], caps: "CapTable") -> int:
    """The strongest that these proofs can make a claim: 0 nothing, 1 own statement,
    2 documented, 3 verified by an independent body.

    A kind that only supports others is by itself worth no more than a statement.
    """
    kinds = [caps[proof.kind] for proof in proofs if proof.counts and proof.kind in caps]
    return max((min(kind.cap, 1) if kind.support_only else kind.cap for kind in kinds), default=0)


class Capped(Protocol):
    """An evidence kind of the statute file, with its strength cap."""

    @property
    def cap(self) -> int: ...
    @property
    def support_only(self) -> bool: ...


class CapTable(Protocol):
    """The evidence kinds of the statute file by code."""

    def __getitem__(self, code: str, /) -> Capped: ...
    def __contains__(self, code: object, /) -> bool: ...


NEEDED = {Verdict.PROVEN: 2, Verdict.PARTLY: 1, Verdict.NOT_PROVEN: 0}
"""The least strength of evidence that carries each verdict."""


def bounded(verdict: Verdict, proofs: Iterable[Proof], caps: CapTable) -> None:
    """Refuses a verdict that the evidence is too weak to carry: an applicant's own
    statement alone can prove a claim partly, never fully."""
    if strength(proofs, caps) < NEEDED[verdict]:
        raise Incomplete("review.evidence_too_weak", field="verdict")


def joined(verdicts: Iterable[Verdict]) -> Verdict:
    """What several rapporteurs found together: the most cautious of their findings. The Board
    reads each of them with its reason."""
    return min(verdicts, key=NEEDED.__getitem__)


def open_lines(marks: Iterable[tuple[str, Mark | None]]) -> tuple[str, ...]:
    """The checklist lines that stand against the procedure: not ticked, missing, not conform."""
    fine = (Mark.CONFORM, Mark.NOT_APPLICABLE)
    return tuple(code for code, mark in marks if mark not in fine)


def unassessed(claims: Iterable[Claim]) -> int:
    """How many claims still wait for their finding."""
    return sum(1 for claim in claims if claim.verdict is None)


def indicates(claims: Iterable[Claim], core_stages: frozenset[str], fields: frozenset[str]) -> bool:
    """The indicative test of the statute file: at least one claim proven in a stage that the
    cluster itself names and in at least one of its own fields. It advises and never binds."""
    return any(
        claim.verdict is Verdict.PROVEN
        and claim.stage in core_stages
        and not fields.isdisjoint(claim.fields)
        for claim in claims
    )


ADMITTING = frozenset({MotionKind.ADMIT, MotionKind.ADMIT_CONDITIONALLY})
_HOLDS = frozenset({MotionKind.CONFIRM_QUALITY, MotionKind.REINSTATE})


def agree(
    kind: MotionKind, procedure: ProcedureFinding | None, quality: QualityFinding | None
) -> None:
    """Refuses a decision whose two findings are missing or contradict it.

    An admission finds the procedure followed and the quality fulfilled; a rejection
    finds at least one of them wanting (Article 11). Who is confirmed or reinstated fulfils the
    quality; a suspension or an exclusion may have another cause.
    """
    if procedure is None or quality is None:
        raise Incomplete("review.findings_missing", gaps=_missing(procedure, quality))
    both = procedure is ProcedureFinding.FOLLOWED and quality is QualityFinding.FULFILLED
    if kind in ADMITTING and not both:
        raise Incomplete("review.findings_against_admission", field="kind")
    if kind in _HOLDS and quality is not QualityFinding.FULFILLED:
        raise Incomplete("review.findings_against_quality", field="quality")
    if kind is MotionKind.REJECT and both:
        raise Incomplete("review.findings_against_rejection", field="kind")


def _missing(
    procedure: ProcedureFinding | None, quality: QualityFinding | None
) -> tuple[Message, ...]:
    found = (("procedure", procedure), ("quality", quality))
    return tuple(Message(f"review.{name}_finding_missing") for name, value in found if not value)
