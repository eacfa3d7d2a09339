"""What a letter may not say: a letter goes to strangers, and quotes nothing confidential."""

from collections.abc import Iterable

from membership.models import Application, Confidentiality
from workflows.refusal import Incomplete

SHORTEST = 8
"""A title of fewer characters is a word like any other."""


def refuse_quoting(application: Application, texts: Iterable[str], *, field: str) -> None:
    """Refuses texts that go into a letter when one names a proof, or its file, that the
    applicant keeps for the commission."""
    said = " ".join(texts).casefold()
    for piece in application.evidence:
        if piece.confidentiality is not Confidentiality.COMMISSION:
            continue
        names = [piece.title, piece.document.name if piece.document else "", piece.number]
        quoted = next((n for n in names if len(n) >= SHORTEST and n.casefold() in said), None)
        if quoted is not None:
            raise Incomplete("review.quotes_confidential", field=field, name=quoted)
