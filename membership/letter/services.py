"""The letter office: a letter takes its number, is signed, leaves, and can be verified.

Issuing and dispatching are two acts of the secretariat. The acknowledgement alone is
issued and dispatched by the house itself, when the worker prints it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from membership import statutes
from membership.application import access
from membership.application.access import OnCase
from membership.application.steps import AUTOMATIC, NEVER
from membership.database import Session
from membership.journal.services import record
from membership.letter.facts import facts_for
from membership.letter.verification import new_code
from membership.models import (
    Affiliation,
    Application,
    Direction,
    Document,
    Letter,
    Person,
    RegistryEntry,
    Waiting,
    Work,
)
from membership.owed.services import owe
from membership.register import numbers
from membership.storage import Stored
from workflows.application import Stage
from workflows.letter import FROZEN, IN_FORCE, Channel, State, Step, advance
from workflows.letter_facts import Facts
from workflows.permission import Act, may
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.statute import Statute

LONGEST_NAME = 200
TOLD_BY_LETTER = frozenset({Stage.ASSOCIATE_MEMBER, Stage.REJECTED})
"""Stages in which the case waits for nothing but its letter to leave."""

_FILE = {"ro": "adresa", "en": "letter"}


def find(session: Session, actor: Person, public_id: str, *, at: datetime) -> tuple[Letter, OnCase]:
    """The letter and how its case stands, for whoever may read this letter.

    Refuses as not found what does not exist, what is not this person's, and a letter
    that has not left the house yet to everybody but the secretariat.
    """
    letter = session.scalar(select(Letter).where(Letter.public_id == public_id))
    if letter is None:
        raise NotFound("permission.not_found")
    _, on = access.find(session, actor, letter.application.public_id, at=at)
    on = replace(on, disclosed=letter.dispatched_at is not None)
    if not may(actor, Act.READ_LETTER, on):
        raise NotFound("permission.not_found")
    return letter, on


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
    letter = _locked(session, actor, public_id, at=at)
    if letter.state in IN_FORCE:
        return letter
    advance(letter, Step.NUMBER, by=_by(actor), at=at)
    letter.entry, letter.code = _entered(session, letter, at), new_code(session)
    letter.issued_at, letter.issued_by_id = at, actor.id if actor else None
    facts = facts_for(session, letter, house=house, base_url=base_url, at=at)
    letter.facts = facts.to_mapping()
    owe(session, Work.LETTER, f"letter:{letter.id}", at=at, letter_id=letter.id)
    record(session, "letter.issued", by=actor, at=at, subject=letter.application.public_id,
           letter=letter.public_id, kind=letter.kind.value, number=letter.entry.number,
           year=letter.entry.year)  # fmt: skip
    session.flush()
    return letter


def _entered(session: Session, letter: Letter, at: datetime) -> RegistryEntry:
    application = letter.application
    return numbers.enter(
        session,
        Direction.OUT,
        party=application.organisation.legal_name,
        subject=f"letter.entry.{letter.kind.slug}",
        application=application,
        at=at,
        zone=statutes.of(application).zone,
    )


def sign_and_dispatch(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    signed_by: str,
    channel: Channel,
    at: datetime,
) -> Letter:
    """Records who signed the letter and how it left; the applicant sees it from here on.

    Refuses a letter that is not printed yet ("letter.not_printed"), one that a person
    signs without that person's name ("letter.signer_missing"), and one that is not
    waiting to leave.
    """
    letter = _locked(session, actor, public_id, at=at)
    if letter.state in FROZEN and letter.document_id is None:
        raise NotNow("letter.not_printed")
    if letter.state is State.NUMBERED and letter.needs_signature:
        _sign(session, letter, actor, signed_by, at)
    _dispatch(session, letter, actor, channel, at)
    return letter


def finish(session: Session, letter_id: int, stored: Stored | None, *, at: datetime) -> None:
    """Keeps the printed file with its letter, once, and dispatches an automatic letter."""
    letter = _locked_by_id(session, letter_id)
    if stored is not None and letter.document_id is None:
        letter.document = _document(letter, stored, at)
        record(session, "letter.printed", by=None, at=at, subject=letter.application.public_id,
               letter=letter.public_id, sha256=stored.sha256)  # fmt: skip
    if letter.kind in AUTOMATIC and letter.state is State.NUMBERED and letter.document:
        _dispatch(session, letter, None, Channel.PORTAL, at)
    session.flush()


def _locked(session: Session, actor: Person | None, public_id: str, *, at: datetime) -> Letter:
    """The letter, its case locked first; the house itself touches automatic letters alone."""
    found = session.execute(
        select(Letter.id, Letter.kind, Application.public_id)
        .join(Application, Application.id == Letter.application_id)
        .where(Letter.public_id == public_id)
    ).one_or_none()
    if found is None:
        raise NotFound("permission.not_found")
    if actor is not None:
        access.find_to(session, actor, Act.ISSUE_LETTER, found.public_id, at=at)
    elif found.kind not in AUTOMATIC:
        raise NotNow("letter.not_automatic")
    return _locked_by_id(session, found.id)


def _locked_by_id(session: Session, letter_id: int) -> Letter:
    return session.scalars(
        select(Letter)
        .where(Letter.id == letter_id)
        .with_for_update(of=Letter)
        .execution_options(populate_existing=True)
    ).one()


def _by(actor: Person | None) -> str:
    return f"person:{actor.id}" if actor is not None else "house"


def _sign(session: Session, letter: Letter, actor: Person, signed_by: str, at: datetime) -> None:
    name = signed_by.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Incomplete("letter.signer_missing", field="signed_by")
    advance(letter, Step.SIGN, by=_by(actor), at=at)
    letter.signed_by = name
    record(session, "letter.signed", by=actor, at=at, subject=letter.application.public_id,
           letter=letter.public_id)  # fmt: skip


def _dispatch(
    session: Session, letter: Letter, actor: Person | None, channel: Channel, at: datetime
) -> None:
    advance(letter, Step.DISPATCH, by=_by(actor), at=at)
    application = letter.application
    letter.channel, letter.dispatched_at = channel, at
    if letter.kind not in AUTOMATIC and application.stage in TOLD_BY_LETTER:
        application.waiting_on, application.due_on = Waiting.NOBODY, NEVER
    for person_id in _applicants(session, application):
        assert letter.entry is not None  # noqa: S101 - a letter that left has its number
        owe(session, Work.MAIL, f"mail:letter:{letter.id}:{len(letter.history)}:{person_id}",
            at=at, template="letter_dispatched", person_id=person_id,
            application_id=application.id, facts={"number": str(letter.entry.number)})  # fmt: skip
    record(session, "letter.dispatched", by=actor, at=at, subject=application.public_id,
           letter=letter.public_id, channel=channel.value)  # fmt: skip
    session.flush()


def _applicants(session: Session, application: Application) -> Iterator[int]:
    own = Affiliation.organisation_id == application.organisation_id
    yield from session.scalars(select(Affiliation.person_id).where(own))


def _document(letter: Letter, stored: Stored, at: datetime) -> Document:
    assert letter.entry is not None  # noqa: S101 - what is printed has its number
    name = f"{_FILE[letter.language]}-{letter.entry.number}-{letter.entry.year}.pdf"
    return Document(
        sha256=stored.sha256, size=stored.size, media_type="application/pdf", name=name, at=at
    )  # fmt: skip
