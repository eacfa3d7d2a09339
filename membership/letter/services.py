"""The letter office: a letter takes its number, is printed, and says what it says for good.

Issuing and dispatching are two acts of the secretariat. The acknowledgement alone is
issued and dispatched by the house itself, when the worker prints it.
"""

from datetime import datetime

from membership import numbers, statutes
from membership.application.steps import AUTOMATIC
from membership.database import Session
from membership.journal.services import record
from membership.letter import sending
from membership.letter.access import by_words, find, locked, locked_by_id
from membership.letter.facts import facts_for
from membership.letter.verification import new_code
from membership.models import Direction, Document, Letter, Person, RegistryEntry, Work
from membership.owed.services import owe
from membership.storage import Stored
from workflows.letter import IN_FORCE, INTERNAL, Channel, Kind, State, Step, advance
from workflows.letter_facts import Facts
from workflows.refusal import NotNow
from workflows.statute import Statute

__all__ = ["find", "finish", "issue", "said", "translate"]

_FILE = {"ro": "adresa", "en": "letter"}


def said(session: Session, letter: Letter, *, house: Statute, base_url: str, at: datetime) -> Facts:
    """What the letter says: as it was frozen, or for a draft as it would be frozen now."""
    if letter.facts is not None:
        return Facts.of(letter.facts)
    return facts_for(session, letter, house=house, base_url=base_url, at=at)


def issue(
    session: Session,
    actor: Person | None,
    public_id: str,
    *,
    at: datetime,
    house: Statute,
    base_url: str,
) -> Letter:
    """Gives the letter its number and code, freezes what it says, and owes its printing.

    ``house`` is the statute file in force; ``actor`` is None when the house issues an
    automatic letter by itself. A letter that has its number keeps it: issuing again
    changes nothing. Refuses an annulled letter, and one whose facts are incomplete.
    """
    letter = locked(session, actor, public_id, at=at)
    if letter.state in IN_FORCE:
        return letter
    advance(letter, Step.NUMBER, by=by_words(actor), at=at)
    letter.entry, letter.code = _entered(session, letter, house, at), new_code(session)
    if letter.kind is Kind.CERTIFICATE:
        letter.series = _certified(session, letter)
    letter.issued_at, letter.issued_by_id = at, actor.id if actor else None
    facts = facts_for(session, letter, house=house, base_url=base_url, at=at)
    letter.facts = facts.to_mapping()
    letter.entry.annex_count = facts.annexes
    owe(session, Work.LETTER, f"letter:{letter.id}", at=at, letter_id=letter.id)
    record(session, "letter.issued", by=actor, at=at, subject=letter.file_id,
           letter=letter.public_id, kind=letter.kind.value, number=letter.entry.number,
           year=letter.entry.year)  # fmt: skip
    session.flush()
    return letter


def translate(
    session: Session, actor: Person, public_id: str, *, bilingual: bool, at: datetime
) -> Letter:
    """Says whether the letter is in both languages, while it is a draft ("letter.not_draft")."""
    letter = locked(session, actor, public_id, at=at)
    if letter.state is not State.DRAFT:
        raise NotNow("letter.not_draft")
    letter.bilingual = bilingual
    record(session, "letter.translated", by=actor, at=at, subject=letter.file_id,
           letter=letter.public_id, bilingual=bilingual)  # fmt: skip
    session.flush()
    return letter


def _certified(session: Session, letter: Letter) -> str:
    """The next number of the register of certificates, on the day of the letter's own."""
    assert letter.entry is not None  # noqa: S101 - entered in the same breath
    series, on = statutes.of(letter.case).registry.certificate, letter.entry.on
    year = on.year if series.yearly else numbers.PERMANENT
    return series.number(numbers.take(session, numbers.CERTIFICATES, year), on)


def _entered(session: Session, letter: Letter, house: Statute, at: datetime) -> RegistryEntry:
    application = letter.application
    body = house.bodies.decides.name.in_(letter.language)
    return numbers.enter(
        session,
        Direction.INTERNAL if letter.kind in INTERNAL else Direction.OUT,
        party=application.organisation.legal_name if application else body,
        subject=f"letter.entry.{letter.kind.slug}",
        application=application,
        at=at,
        zone=statutes.of(application).zone if application else house.zone,
    )


def finish(
    session: Session, letter_id: int, stored: Stored | None, *, at: datetime, seal: str = ""
) -> None:
    """Keeps the printed file with its letter, once, with whose seal it bears, and dispatches an
    automatic letter."""
    letter = locked_by_id(session, letter_id)
    if stored is not None and letter.document_id is None:
        letter.document, letter.sealed_by = _document(letter, stored, at), seal
        record(session, "letter.printed", by=None, at=at, subject=letter.file_id,
               letter=letter.public_id, sha256=stored.sha256, sealed=seal)  # fmt: skip
    leaves = letter.kind in AUTOMATIC - INTERNAL
    if leaves and letter.state is State.NUMBERED and letter.document:
        sending.send_off(session, letter, None, Channel.PORTAL, at)
    session.flush()


def _document(letter: Letter, stored: Stored, at: datetime) -> Document:
    assert letter.entry is not None  # noqa: S101 - what is printed has its number
    name = f"{_FILE[letter.language]}-{letter.entry.number}-{letter.entry.year}.pdf"
    return Document(
        sha256=stored.sha256, size=stored.size, media_type="application/pdf", name=name, at=at
    )  # fmt: skip
