"""What a claim is called wherever one is chosen, listed or asked about."""

from collections.abc import Sequence

from membership.models import Application, Claim
from membership.wording.application import claim_words
from membership.wording.texts import language
from workflows.claimed import called
from workflows.statute import Statute, Text
from workflows.statute_chain import Field

MOST_ACROSS = 8
"""Columns of a matrix of claims; of more fields only those that are claimed stand there."""


def claim_in(spoken: str, claim: Claim, statute: Statute) -> str:
    """A claim in a few words of this language: "Testing: R, N", and what is done there where
    another claim of the application has the same stage and fields."""
    parts = called(claim, claim.application.claims, statute)
    return claim_words(**{
        name: part.in_(spoken) if isinstance(part, Text) else str(part)
        for name, part in parts.items()
    })  # fmt: skip


def claim_name(claim: Claim, statute: Statute) -> str:
    """What a claim is called, in the reader's language."""
    return claim_in(language(), claim, statute)


def fields_across(application: Application, statute: Statute) -> Sequence[Field]:
    """The fields that stand across a matrix of the claims: those of the cluster itself and any
    other that is claimed, or the claimed ones alone where the cluster has many."""
    claimed = {code for claim in application.claims for code in claim.fields}
    shown = [one for one in statute.fields.values() if one.core or one.code in claimed]
    few = [one for one in shown if one.code in claimed]
    return few if len(shown) > MOST_ACROSS and few else shown
