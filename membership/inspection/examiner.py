"""The examiner: asks a child with limits what a PDF's signatures are worth.

Never loads pyHanko itself. A file that is too slow, too heavy or hostile costs its child.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from membership.inspection.signatures import Examined, Signer
from membership.settings import MEBIBYTE
from workflows.refusal import Incomplete, NotAvailable

SECONDS: Final = 30
AT_ONCE: Final = 2
WAIT_SECONDS: Final = 20
LARGEST: Final = 20 * MEBIBYTE

_places = threading.BoundedSemaphore(AT_ONCE)


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
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise NotAvailable("upload.busy", field="file")
    try:
        answer = _asked(content, trust, at)
    finally:
        _places.release()
    return _heard(content, answer)


def _asked(content: bytes, trust: Sequence[Path], at: datetime) -> bytes:
    root = str(Path(__file__).resolve().parents[2])
    told = json.dumps({"trust": [str(path) for path in trust], "at": at.isoformat()})
    try:
        done = subprocess.run(  # noqa: S603 - our own module, our own interpreter
            [sys.executable, "-P", "-m", "membership.inspection.signature_child", str(os.getpid())],
            input=told.encode() + b"\n" + content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"},
            cwd="/",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout


def _heard(content: bytes, answer: bytes) -> Examined:
    """Anything else than an answer means that the file was too much for the child."""
    try:
        found = json.loads(answer)
        signers = tuple(Signer.of(one) for one in found["signatures"])
        return Examined(content=content, readable=found["readable"], code=found["code"],
                        signers=signers)  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return Examined(content=content, readable=False)
