"""Claims and evidence as they stood, line by line: what an answer changed is read from them.

A line of evidence says what the piece is and the digest of its file, and never the name of the
file, which may say what a confidential one holds.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from membership.models import Application, Claim, Evidence

PARTS = ("stage", "fields", "capability", "description", "since_year", "trl", "share", "geography")
"""What is said of a claim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsFiled:
    """What each claim says, by its public id and the part of it."""

    given: Mapping[str, str]

    @classmethod
    def of(cls, application: Application, only: int | None = None) -> "ClaimsFiled":
        """What is kept now, of every claim or of the ``only`` one that is meant."""
        return cls(given=dict(_said(_meant(application.claims, only))))


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFiled:
    """What each piece of evidence is, by its public id."""

    given: Mapping[str, str]

    @classmethod
    def of(cls, application: Application, only: int | None = None) -> "EvidenceFiled":
        """What is kept now, of every piece or of those of the ``only`` claim that is meant."""
        served = {claim.id for claim in _meant(application.claims, only)}
        return cls(
            given={
                piece.public_id: line_of(piece)
                for piece in application.evidence
                if only is None or any(claim.id in served for claim in piece.claims)
            }
        )


def line_of(piece: Evidence) -> str:
    """A piece of evidence in one line: what it is, from whom, under which number, until when, which
    file."""
    file = f"SHA-256 {piece.document.sha256[:12]}" if piece.document else piece.link
    until = f"– {piece.expires_on:%d.%m.%Y}" if piece.expires_on else ""
    return ", ".join(filter(None, (piece.title, piece.issuer, piece.number, until, file)))


def _meant(claims: Iterable[Claim], only: int | None) -> list[Claim]:
    return [claim for claim in claims if only is None or claim.id == only]


def _said(claims: Iterable[Claim]) -> Iterator[tuple[str, str]]:
    for claim in claims:
        for part in PARTS:
            value = getattr(claim, part)
            words = ", ".join(value) if isinstance(value, list) else str(value or "")
            yield f"{claim.public_id} {part}", words
