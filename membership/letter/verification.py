"""The code on a letter, and what the register says to whoever holds it.

The register's words are the number, the date, the kind, the addressee and whether the
letter stands: enough to tell a letter from one that was altered, and nothing that the
paper itself does not show.
"""

import secrets
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from membership.database import Session
from membership.inspection.signatures import Examined, Likeness, Signer, liken
from membership.models import Document, Letter, Member
from workflows.letter import IN_FORCE, Kind, Signing
from workflows.letter_facts import Facts
from workflows.standing import Standing as Quality

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What codes are written with: nothing that is misread for something else on paper."""

CODE_LENGTH = 8


class Standing(StrEnum):
    """What a letter is worth now."""

    VALID = "valid"
    ANNULLED = "annulled"
    REPLACED = "replaced"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What the register says of a letter, to anybody who holds its code."""

    number: str
    on: date
    kind: Kind
    party: str
    standing: Standing

    @property
    def in_force(self) -> bool:
        """Whether the letter stands as the house's word."""
        return self.standing is Standing.VALID


def verify(session: Session, typed: str) -> Verified | None:
    """The line of the register behind a code, however it was typed; None where there is none."""
    code = normal_code(typed)
    letter = session.scalar(select(Letter).where(Letter.code == code)) if code else None
    return _said(session, letter) if letter is not None else None


def _said(session: Session, letter: Letter) -> Verified | None:
    if letter.facts is None:
        return None
    facts = Facts.of(letter.facts)
    assert facts.entry is not None  # noqa: S101 - frozen with its number
    return Verified(
        number=f"{facts.entry.number} / {facts.entry.on:%d.%m.%Y}",
        on=facts.entry.on,
        kind=letter.kind,
        party=facts.party,
        standing=standing_of(session, letter),
    )


def standing_of(session: Session, letter: Letter) -> Standing:
    """What a letter that took its number is worth now."""
    held = Member.application_id == letter.application_id
    certifies = letter.kind is Kind.CERTIFICATE
    quality = session.scalar(select(Member.standing).where(held)) if certifies else None
    return worth(letter, quality)


def worth(letter: Letter, quality: Quality | None) -> Standing:
    """What such a letter is worth; a certificate, as long as its holder is a member."""
    if letter.state not in IN_FORCE:
        other = letter.replaced_by
        issued = other is not None and other.entry_id is not None
        return Standing.REPLACED if issued else Standing.ANNULLED
    if letter.kind is Kind.CERTIFICATE and quality is not Quality.ACTIVE:
        return Standing.REVOKED
    return Standing.VALID


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a file is: to which letter of ours, in what likeness, sealed and signed by whom."""

    letter: Verified | None
    likeness: Likeness
    signers: tuple[Signer, ...] = ()
    seals: tuple[Signer, ...] = ()


def tell(session: Session, file: Examined) -> Told:
    """What a file in somebody's hand is to the letters of the house; it is not kept.

    It is one of ours by its own digest, or claims to be by the code in the facts that
    every letter has attached.
    """
    letter = _holding(session, file.sha256) or _coded(session, file.code)
    if letter is None or letter.document is None:
        return Told(letter=None, likeness=_unknown(file))
    said, issued = _said(session, letter), letter.document
    scan = letter.signed_document if letter.signing is Signing.SCAN else None
    if scan is not None and scan.sha256 == file.sha256:
        return Told(letter=said, likeness=Likeness.COPY)
    return Told(letter=said, likeness=liken(file, issued.sha256, issued.size),
                signers=file.signers_after(issued.size),
                seals=file.signers_within(issued.size))  # fmt: skip


def _unknown(file: Examined) -> Likeness:
    return Likeness.FOREIGN if file.readable else Likeness.UNREADABLE


def _holding(session: Session, sha256: str) -> Letter | None:
    issued, signed = aliased(Document), aliased(Document)
    found = (
        select(Letter)
        .outerjoin(issued, issued.id == Letter.document_id)
        .outerjoin(signed, signed.id == Letter.signed_document_id)
        .where(or_(issued.sha256 == sha256, signed.sha256 == sha256))
        .limit(1)
    )
    return session.scalar(found)


def _coded(session: Session, claimed: str) -> Letter | None:
    code = normal_code(claimed)
    return session.scalar(select(Letter).where(Letter.code == code)) if code else None


def normal_code(typed: str) -> str | None:
    """A code as the register writes it, K7QF-2M9D; None for what cannot be one."""
    signs = "".join(typed.replace("-", "").split()).upper()
    if len(signs) != CODE_LENGTH or not set(signs) <= set(ALPHABET):
        return None
    return f"{signs[:4]}-{signs[4:]}"


def new_code(session: Session) -> str:
    """A code that no letter has; the register's own constraint guards it once more."""
    while True:
        signs = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        code = f"{signs[:4]}-{signs[4:]}"
        if session.scalar(select(Letter.id).where(Letter.code == code)) is None:
            return code
