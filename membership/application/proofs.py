"""Claims down, evidence across: which proof serves which claim, and what rests on nothing.

The applicant and the rapporteur look at one drawing, each with what concerns them beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from membership.models import Application, Claim, Evidence
from workflows.review import strength
from workflows.statute import Statute

MARK = "D"
"""Before the number of a piece of evidence where only its mark is shown."""


class Standing(StrEnum):
    """What a claim rests on."""

    NOTHING = "nothing"
    AWAITED = "awaited"
    """On what comes by post, and has not been received."""
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Line:
    """A claim with how strong each piece is for it, in their order: up to the cap of its kind,
    0 while it has not arrived, None where it does not serve the claim."""

    claim: Claim
    strengths: tuple[int | None, ...]

    @property
    def stands(self) -> Standing:
        """What the claim rests on."""
        served = [one for one in self.strengths if one is not None]
        if not served:
            return Standing.NOTHING
        arrived = any(piece.counts for piece in self.claim.evidence)
        return Standing.EVIDENCE if arrived else Standing.AWAITED


def pieces_of(application: Application) -> list[Evidence]:
    """Each piece of evidence that serves a claim, once, in the order in which they came."""
    found = {piece.id: piece for claim in application.claims for piece in claim.evidence}
    return [found[key] for key in sorted(found)]


def mark(number: int) -> str:
    """The mark of the piece at this place, counted from one."""
    return f"{MARK}{number}"


def lines(application: Application, pieces: Sequence[Evidence], statute: Statute) -> list[Line]:
    """A line a claim, over these pieces."""
    return [
        Line(claim, tuple(_strength(piece, claim, statute) for piece in pieces))
        for claim in application.claims
    ]


def _strength(piece: Evidence, claim: Claim, statute: Statute) -> int | None:
    if piece not in claim.evidence:
        return None
    return strength([piece], statute.evidence_kinds)
