"""What a claim is called wherever one is chosen, listed or asked about."""

from membership.models import Claim
from membership.wording.application import claim_words
from membership.wording.texts import language
from workflows.claimed import called
from workflows.statute import Statute, Text


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
