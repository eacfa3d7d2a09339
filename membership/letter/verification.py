"""The code on a letter, and what the register says to whoever holds it.

The register's words are the number, the date, the kind, the addressee and whether the
letter stands: enough to tell a letter from one that was altered, and nothing that the
paper itself does not show.
"""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from membership.database import Session
from membership.models import Letter
from workflows.letter import IN_FORCE, Kind
from workflows.letter_facts import Facts

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What codes are written with: nothing that is misread for something else on paper."""

CODE_LENGTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What the register says of a letter, to anybody who holds its code."""

    number: str
    on: date
    kind: Kind
    party: str
    in_force: bool


def verify(session: Session, typed: str) -> Verified | None:
    """The line of the register behind a code, however it was typed; None where there is none."""
    code = normal_code(typed)
    letter = session.scalar(select(Letter).where(Letter.code == code)) if code else None
    if letter is None or letter.facts is None:
        return None
    facts = Facts.of(letter.facts)
    assert facts.entry is not None  # noqa: S101 - frozen with its number
    return Verified(
        number=f"{facts.entry.number} / {facts.entry.on:%d.%m.%Y}",
        on=facts.entry.on,
        kind=letter.kind,
        party=facts.party,
        in_force=letter.state in IN_FORCE,
    )


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
