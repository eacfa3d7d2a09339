"""Files kept with a line of the registry: a paper that came in, what proves that one left or was
received.

They are the house's own: no applicant finds them among its files. A line's files open to who
may read what the line is about: its letter, its case's evidence, or the registers.
"""

from datetime import datetime

from sqlalchemy import select

from membership.application.access import standing_of
from membership.application.documents import forget
from membership.database import Session, for_update
from membership.journal.services import record
from membership.letter import access as letters
from membership.models import Application, Document, Enclosed, EntryFile, Person, RegistryEntry
from membership.register import papers
from workflows.permission import Act, require
from workflows.refusal import Incomplete, NotFound, NotNow, Refused

MOST = 20
"""How many files a line holds."""


def enclose(
    session: Session,
    actor: Person,
    year: int,
    number: int,
    document: Document,
    *,
    what: Enclosed,
    at: datetime,
) -> EntryFile:
    """Keeps a file with the line; the same content is kept once.

    Refuses a line that was annulled ("registry.annulled_already") and more files than a line
    holds ("registry.files_full").
    """
    entry = _locked(session, actor, year, number)
    if entry.annulled_at is not None:
        raise NotNow("registry.annulled_already")
    for one in entry.files:
        if one.document is not None and one.document.sha256 == document.sha256:
            return one
    if len(entry.files) >= MOST:
        raise Incomplete("registry.files_full", field="file", n=MOST)
    kept = EntryFile(position=len(entry.files) + 1, what=what, document=document, by=actor, at=at)
    entry.files.append(kept)
    session.flush()
    record(session, "registry.enclosed", by=actor, at=at, subject=f"{number}/{year}",
           what=what.value, sha256=document.sha256)  # fmt: skip
    return kept


def take_out(
    session: Session,
    actor: Person,
    year: int,
    number: int,
    position: int,
    *,
    why: str,
    at: datetime,
) -> None:
    """Takes out a file that came there by mistake; that it was there, and why it went, stays.

    Refuses without a reason ("registry.taken_out_why").
    """
    entry = _locked(session, actor, year, number)
    kept = _at(entry, position)
    if not why.strip():
        raise Incomplete("registry.taken_out_why", field="why")
    document = kept.document
    assert document is not None  # noqa: S101 - _at finds none without
    kept.document, kept.taken_out_why = None, why.strip()
    record(session, "registry.taken_out", by=actor, at=at, subject=f"{number}/{year}",
           position=position, sha256=document.sha256)  # fmt: skip
    forget(session, document)


def find_file(
    session: Session, actor: Person, year: int, number: int, position: int, *, at: datetime
) -> Document:
    """The file at this place of the line, for whom the line's files open; else as not found."""
    entry = papers.find_entry(session, actor, year, number)
    document = _at(entry, position).document
    if document is None or not opens(session, actor, entry, at=at):
        raise NotFound("permission.not_found")
    return document


def opens(session: Session, actor: Person, entry: RegistryEntry, *, at: datetime) -> bool:
    """Whether the line's files open to this person."""
    letter = papers.letter_of(session, entry)
    try:
        if letter is not None:
            letters.find(session, actor, letter.public_id, at=at)
        elif entry.application_id is not None:
            case = session.get_one(Application, entry.application_id)
            require(actor, Act.READ_EVIDENCE, standing_of(session, case, at))
        else:
            require(actor, Act.READ_REGISTERS)
    except Refused:
        return False
    return True


def _locked(session: Session, actor: Person, year: int, number: int) -> RegistryEntry:
    require(actor, Act.KEEP_REGISTRY)
    found = papers.find_entry(session, actor, year, number)
    wanted = select(RegistryEntry).where(RegistryEntry.id == found.id)
    return session.scalars(for_update(wanted, RegistryEntry)).one()


def _at(entry: RegistryEntry, position: int) -> EntryFile:
    for one in entry.files:
        if one.position == position and one.document is not None:
            return one
    raise NotFound("permission.not_found")
