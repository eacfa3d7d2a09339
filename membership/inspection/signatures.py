"""What a PDF in somebody's hand is to the letter that was issued: the letter itself, a signed
version of it, or something else.

A signature that conforms (PAdES, ETSI EN 319 142) only appends to the file, so a signed
letter begins with exactly the bytes that were issued. Whether it does is compared here; what
the signatures are worth was found out by the examiner's child.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Self


class Likeness(StrEnum):
    """What a file is to an issued letter."""

    ISSUED = "issued"
    SIGNED = "signed"
    COPY = "copy"
    CHANGED_LATER = "changed_later"
    EXPIRED = "expired"
    BROKEN = "broken"
    STRIPPED = "stripped"
    FOREIGN = "foreign"
    UNREADABLE = "unreadable"


class Level(StrEnum):
    """How long a signature can be judged (ETSI EN 319 142-1): by itself, with a trusted time,
    with what proves its certificate, and with a time-stamp over all of that."""

    BASIC = "B-B"
    TIMED = "B-T"
    LASTING = "B-LT"
    ARCHIVED = "B-LTA"


class Expiry(StrEnum):
    """Whether the signer's certificate had expired: not, before it signed, or since, and then
    no time-stamp proves that it signed before."""

    NONE = ""
    BEFORE = "before"
    SINCE = "since"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """One signature: whose certificate, issued by whom, when it says it was made.

    ``stamped`` says that a trusted authority vouches for the time; otherwise it is the
    signer's own. ``list`` names the trust list that vouches for the certificate, empty when
    none does. ``whole`` says that nothing was added to the file after it but what proves the
    signature itself, ``end`` how many bytes of the file it signs.
    """

    signer: str
    issuer: str
    at: str
    intact: bool
    whole: bool
    stamped: bool
    list: str
    end: int
    level: str = Level.BASIC
    expired: str = Expiry.NONE

    @classmethod
    def of(cls, mapping: Mapping[str, Any]) -> Self:
        """From what was kept with a letter, or answered by the child."""
        return cls(**mapping)

    def to_mapping(self) -> dict[str, Any]:
        """As it is kept with the letter."""
        return asdict(self)

    @property
    def moment(self) -> datetime | None:
        """When it was signed, if the signature says so."""
        return datetime.fromisoformat(self.at) if self.at else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A file as the child read it; ``code`` is the verification code that it claims."""

    content: bytes
    readable: bool
    code: str = ""
    signers: tuple[Signer, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of the whole file."""
        return hashlib.sha256(self.content).hexdigest()

    def signers_after(self, size: int) -> tuple[Signer, ...]:
        """Who signed more than the first ``size`` bytes: whoever came after the house's seal."""
        return tuple(one for one in self.signers if one.end > size)

    def signers_within(self, size: int) -> tuple[Signer, ...]:
        """Who signed within the first ``size`` bytes: the house, whose seal those bear."""
        return tuple(one for one in self.signers if one.end <= size)


def liken(file: Examined, sha256: str, size: int) -> Likeness:
    """What the file is to the letter with this digest, issued with so many bytes."""
    begins = hashlib.sha256(file.content[:size]).hexdigest() == sha256
    if begins and len(file.content) == size:
        return Likeness.ISSUED
    if not begins:
        return Likeness.FOREIGN if file.readable else Likeness.UNREADABLE
    if not file.readable:
        return Likeness.BROKEN
    own = file.signers_after(size)
    if not own:
        return Likeness.STRIPPED
    if not all(one.intact for one in own):
        return Likeness.BROKEN
    if any(one.expired == Expiry.BEFORE for one in own):
        return Likeness.EXPIRED
    return Likeness.SIGNED if any(one.whole for one in own) else Likeness.CHANGED_LATER
