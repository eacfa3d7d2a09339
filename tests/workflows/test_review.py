"""How strong evidence makes a claim, and which verdict it carries."""

from dataclasses import dataclass

import pytest

from workflows.refusal import Incomplete
from workflows.review import Verdict, bounded, strength
from workflows.statute_chain import EvidenceKind
from workflows.statute_identity import Text

NAME = Text("dovadă", "proof")
CAPS = {
    "END": EvidenceKind("END", NAME, 1),
    "CTR": EvidenceKind("CTR", NAME, 2),
    "ACR": EvidenceKind("ACR", NAME, 3),
    "EMS": EvidenceKind("EMS", NAME, 2, support_only=True),
}


@dataclass(frozen=True)
class Piece:
    kind: str
    counts: bool = True


@pytest.mark.parametrize(
    ("kinds", "strong"),
    [((), 0), (("END",), 1), (("END", "CTR"), 2), (("ACR", "END"), 3), (("???",), 0)],
)
def test_a_claim_is_as_strong_as_its_strongest_evidence(
    kinds: tuple[str, ...], strong: int
) -> None:
    assert strength([Piece(kind) for kind in kinds], CAPS) == strong


def test_what_has_not_arrived_makes_nothing_strong() -> None:
    assert strength([Piece("ACR", counts=False), Piece("END")], CAPS) == 1


def test_what_only_supports_proves_no_more_than_a_statement() -> None:
    assert strength([Piece("EMS")], CAPS) == 1
    assert strength([Piece("EMS"), Piece("END")], CAPS) == 1
    assert strength([Piece("EMS"), Piece("CTR")], CAPS) == 2
    bounded(Verdict.PARTLY, [Piece("EMS")], CAPS)
    with pytest.raises(Incomplete, match="evidence_too_weak"):
        bounded(Verdict.PROVEN, [Piece("EMS")], CAPS)
