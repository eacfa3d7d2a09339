"""The child that reads a signed PDF and says what its signatures are worth.

Only this process loads pyHanko for that. The file is its standard input, after one line
that names the trust lists; it writes no file, asks nothing of any network, and is ended by
the kernel when it takes too much. What it says of the issued letter is only the code that
the file claims: whether the bytes are ours is compared where our bytes are.
"""

import json
import logging
import os
import sys
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from membership.inspection.child import limit
from membership.inspection.signatures import Expiry, Level

MEMORY_BYTES = 1024 * 1024 * 1024
PROCESSOR_SECONDS = 15
MOST_SIGNATURES = 10


def main(parent: int) -> None:
    """Takes the limits, reads the file, answers in one line of JSON."""
    limit(parent, memory=MEMORY_BYTES, processor=PROCESSOR_SECONDS)
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print spoils no answer
    logging.disable(logging.CRITICAL)
    with os.fdopen(sys.stdin.fileno(), "rb") as given:
        asked = json.loads(given.readline())
        found = examine(given.read(), asked["trust"], datetime.fromisoformat(asked["at"]))
    os.write(answers, json.dumps(found).encode())


def examine(file: bytes, trust: list[str], at: datetime) -> dict[str, Any]:
    """What the file is: readable or not, the code that it claims, its signatures in order."""
    try:
        reader = PdfFileReader(BytesIO(file), strict=False)
        signatures = reader.embedded_regular_signatures[:MOST_SIGNATURES]
        roots = dict(_roots(trust))
        return {
            "readable": not reader.encrypted,
            "code": _code(reader),
            "signatures": [_judged(one, roots, at, _kept_for(reader)) for one in signatures],
        }
    except Exception:  # whatever a file does to its parser, the answer is the same
        return {"readable": False, "code": "", "signatures": []}


def _roots(trust: list[str]) -> Iterator[tuple[bytes, tuple[str, x509.Certificate]]]:
    """The certificates of the trust lists by fingerprint, each with its list's name."""
    for path in map(Path, trust):
        for _kind, _headers, content in pem.unarmor(path.read_bytes(), multiple=True):
            certificate = x509.Certificate.load(content)
            yield certificate.sha256, (path.stem, certificate)


def _kept_for(reader: PdfFileReader) -> Level:
    """The level that a time-stamped signature has by what else the file holds."""
    if "/DSS" not in reader.root:
        return Level.TIMED
    return Level.ARCHIVED if reader.embedded_timestamp_signatures else Level.LASTING


def _judged(
    signature: Any,
    roots: dict[bytes, tuple[str, x509.Certificate]],
    at: datetime,
    lasting: Level,
) -> dict[str, Any]:
    """One signature: who, when, whether it still fits the bytes, and who vouches for it.

    A certificate is judged at the moment of signing, as Regulation 910/2014 does; that it
    expired since is told where no time-stamp proves that moment.
    """
    claimed = signature.self_reported_timestamp
    own = [certificate for _, certificate in roots.values()]
    context = ValidationContext(
        trust_roots=own, allow_fetching=False, moment=min(claimed or at, at),
        revocation_mode="soft-fail",
    )  # fmt: skip
    said = _claims(signature, at)
    try:
        status = validate_pdf_signature(signature, context, context)
    except Exception:  # it cannot be judged, so nothing good is said of it
        return said
    stamp = status.timestamp_validity
    said |= {"intact": bool(status.intact and status.valid), "whole": _whole(status),
             "stamped": bool(stamp and stamp.valid and stamp.intact and stamp.trusted)}  # fmt: skip
    if status.trusted and status.validation_path is not None:
        root = next(iter(status.validation_path.iter_certs(include_root=True)))
        said["list"] = roots.get(root.sha256, ("", root))[0]
    if stamp is not None and said["stamped"]:
        on = stamp.timestamp
        said |= {"at": on.isoformat(), "level": lasting.value,
                 "expired": _expired(signature.signer_cert, on, on).value}  # fmt: skip
    return said


def _whole(status: Any) -> bool:
    """Nothing was added but what proves the signature for later, which changes no page."""
    entire = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return bool(entire or status.modification_level == ModificationLevel.LTA_UPDATES)


def _claims(signature: Any, at: datetime) -> dict[str, Any]:
    """What the signature says of itself, before anything good is said of it."""
    certificate, claimed = signature.signer_cert, signature.self_reported_timestamp
    return {
        "signer": _name(certificate.subject),
        "issuer": _name(certificate.issuer),
        "at": claimed.isoformat() if claimed else "",
        "intact": False, "whole": False, "stamped": False, "list": "",
        "end": sum(list(map(int, signature.byte_range))[2:4]),
        "level": Level.BASIC.value, "expired": _expired(certificate, claimed, at).value,
    }  # fmt: skip


def _expired(certificate: x509.Certificate, signed: datetime | None, at: datetime) -> Expiry:
    """Whether the certificate had expired when it signed, or has since by ``at``."""
    if certificate.not_valid_after < (signed or at):
        return Expiry.BEFORE
    return Expiry.SINCE if certificate.not_valid_after < at else Expiry.NONE


def _name(name: x509.Name) -> str:
    held = name.native
    said = held.get("common_name") or held.get("organization_name") or name.human_friendly
    return str(said if isinstance(said, str) else said[0])[:200]


def _code(reader: PdfFileReader) -> str:
    """The verification code in the facts that every letter of ours has attached."""
    try:
        names = reader.root["/Names"]["/EmbeddedFiles"]["/Names"]
        held = names[1].get_object()["/EF"]["/F"].get_object().data
        return str(json.loads(held)["facts"]["verification"]["code"])[:20]
    except Exception:  # no facts, or none that could be ours
        return ""


if __name__ == "__main__":
    main(int(sys.argv[1]))
