"""The examiner: asks a child with limits what a PDF's signatures are worth.

Never loads pyHanko itself. A file that is too slow, too heavy or hostile costs its child.
"""

import io
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from membership.inspection.children import answer_of, place
from membership.inspection.signatures import Examined, Signer
from membership.settings import MEBIBYTE
from workflows.refusal import Incomplete

SECONDS: Final = 30
LARGEST: Final = 20 * MEBIBYTE


def trust_lists(instance: Path) -> Sequence[Path]:
    """The trust lists of an installation: the PEM files of its folder ``trust``."""
    return sorted((instance / "trust").glob("*.pem"))


def examine(content: bytes, trust: Sequence[Path], *, at: datetime) -> Examined:
    """Who signed the file, and whether their signatures still fit it.

    ``trust`` are PEM files of certificates, each a trust list called by its name. Refuses an
    empty or too large file, and, as not available (503), when too many files wait already.
    """
    if not content:
        raise Incomplete("upload.empty", field="file")
    if len(content) > LARGEST:
        raise Incomplete("upload.too_large", field="file", n=LARGEST // MEBIBYTE)
    with place():
        answer = _asked(content, trust, at)
    return _heard(content, answer)


def _asked(content: bytes, trust: Sequence[Path], at: datetime) -> bytes:
    told = json.dumps({"trust": [str(path) for path in trust], "at": at.isoformat()})
    asked = io.BytesIO(told.encode() + b"\n" + content)
    return answer_of("membership.inspection.signature_child", [], asked, seconds=SECONDS)


def _heard(content: bytes, answer: bytes) -> Examined:
    """Anything else than an answer means that the file was too much for the child."""
    try:
        found = json.loads(answer)
        signers = tuple(Signer.of(one) for one in found["signatures"])
        return Examined(content=content, readable=found["readable"], code=found["code"],
                        signers=signers)  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return Examined(content=content, readable=False)
