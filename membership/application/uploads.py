"""Files that an applicant sends: judged, named, stored the moment they arrive."""

import errno
import hashlib
import os
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import func, select

from membership.database import Session
from membership.inspection.inspector import inspect
from membership.inspection.kinds import FileType, by_name
from membership.inspection.report import Limits, Trait
from membership.journal.services import record
from membership.models import Application, Document, Organisation, Person, Scan, Work
from membership.owed.services import owe
from membership.settings import MEBIBYTE, Settings
from membership.storage import Store
from membership.typed import composed
from workflows.refusal import Incomplete, NotAvailable

LONGEST_NAME = 120
MOST_EARLIER = 40
_UNSHOWN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_DEVICES = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789"),
}
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that was looked into and may be stored: its name as it is shown, its type, its
    size in bytes, and what is worth knowing of it."""

    name: str
    kind: FileType
    size: int
    traits: frozenset[Trait]
    stream: BinaryIO


def look_into(name: str, stream: BinaryIO, settings: Settings) -> Arrived:
    """Judges a file before anything is kept; slow, so it is done outside any transaction.

    Refuses an empty file, one past the limit, a name of a type that is not taken, a content
    that is not what the name says, and everything else that ``inspect`` refuses, each with
    its own sentence.
    """
    shown = display_name(name)
    size = stream.seek(0, os.SEEK_END)
    if not size:
        raise Incomplete("upload.empty", field="file")
    if size > settings.upload_mib * MEBIBYTE:
        raise Incomplete("upload.too_large", field="file", n=settings.upload_mib)
    kind = by_name(shown)
    limits = Limits(pages=settings.pdf_pages, unpacked_mib=settings.unpacked_mib)
    with full_disk_refused():
        traits = inspect(stream, kind, limits)
    return Arrived(shown, kind, size, traits, stream)


def receive(
    session: Session,
    actor: Person,
    application: Application,
    arrived: Arrived,
    *,
    at: datetime,
    settings: Settings,
) -> Document:
    """Stores a file before the rest of its form is looked at: a mistake never asks for it again.

    The same content is stored once: the document that already holds it is given back, and
    its name says so. Refuses a file past the organisation's own limit, and one that a
    scanner has already found harmful. When a scanner is configured, its look is owed.
    """
    _lock(session, application)
    already = already_here(session, application, arrived)
    if already is not None:
        return already
    _refuse_past_limit(session, application, arrived.size, settings)
    document = _stored(session, actor, arrived, at, settings)
    document.organisation_id = application.organisation_id
    record(session, "document.stored", by=actor, at=at, subject=application.public_id,
           sha256=document.sha256, size=document.size)  # fmt: skip
    return document


def receive_own(
    session: Session,
    actor: Person,
    arrived: Arrived,
    *,
    subject: str,
    at: datetime,
    settings: Settings,
) -> Document:
    """Stores a file of the house itself, such as the scan of a paper; ``subject`` is what it
    belongs to. Refuses one that a scanner has already found harmful."""
    _same(session, arrived)
    document = _stored(session, actor, arrived, at, settings)
    record(session, "document.stored", by=actor, at=at, subject=subject, sha256=document.sha256,
           size=document.size)  # fmt: skip
    return document


def _stored(
    session: Session, actor: Person, arrived: Arrived, at: datetime, settings: Settings
) -> Document:
    with full_disk_refused():
        stored = Store(settings.documents).put(arrived.stream, settings.upload_mib * MEBIBYTE)
    document = Document(
        sha256=stored.sha256,
        size=stored.size,
        media_type=arrived.kind.media_type,
        name=arrived.name,
        stored_by_id=actor.id,
        at=at,
        traits=sorted(arrived.traits),
        scan=Scan.PENDING if settings.clamd else Scan.UNSCANNED,
    )
    session.add(document)
    session.flush()
    if settings.clamd:
        owe(session, Work.SCAN, f"scan:{document.id}", at=at, document_id=document.id)
    return document


@contextmanager
def full_disk_refused() -> Iterator[None]:
    """Turns a disk without room into a refusal that says so: nothing was kept."""
    try:
        yield
    except OSError as trouble:
        if trouble.errno not in _FULL:
            raise
        raise NotAvailable("upload.no_disk", field="file") from trouble


def kept(session: Session, application: Application, public_id: str) -> Document | None:
    """The document that an earlier sending of the form already stored, if it is this
    organisation's."""
    if not public_id:
        return None
    return session.scalar(
        select(Document).where(
            Document.public_id == public_id,
            Document.organisation_id == application.organisation_id,
        )
    )


def kept_own(session: Session, actor: Person, public_id: str) -> Document | None:
    """The same for a file of the house: one that this person brought."""
    if not public_id:
        return None
    own = (Document.organisation_id.is_(None), Document.stored_by_id == actor.id)
    return session.scalar(select(Document).where(Document.public_id == public_id, *own))


def chosen(session: Session, application: Application, public_ids: Iterable[str]
           ) -> list[Document]:  # fmt: skip
    """Those of these documents that are this organisation's, in the order in which it asked."""
    found = (kept(session, application, one) for one in dict.fromkeys(public_ids))
    return [document for document in found if document is not None]


def earlier_files(session: Session, application: Application) -> list[Document]:
    """The organisation's files that can be used once more, the newest first."""
    own = select(Document).where(
        Document.organisation_id == application.organisation_id, Document.scan != Scan.INFECTED
    )
    return list(session.scalars(own.order_by(Document.id.desc()).limit(MOST_EARLIER)))


def display_name(name: str) -> str:
    """A file's name as it is shown and given back: its last part, composed, without control
    or direction characters, at most 120 long, with its diacritics and its ending; never the
    name of a device."""
    last = composed(name).replace("\\", "/").split("/")[-1]
    clean = "".join(c for c in last if unicodedata.category(c) not in _UNSHOWN)
    stem, dot, ending = clean.strip().lstrip(".- ").rpartition(".")
    if not dot:
        return ending.strip()[:LONGEST_NAME] or "document"
    if stem.strip().split(".")[0].lower() in _DEVICES:
        stem = f"_{stem.strip()}"
    return f"{stem.strip()[: LONGEST_NAME - len(ending) - 1] or 'document'}.{ending[:20]}"


def used(session: Session, application: Application) -> int:
    """How many bytes the organisation's files take together."""
    so_far = session.scalar(
        select(func.coalesce(func.sum(Document.size), 0)).where(
            Document.organisation_id == application.organisation_id,
            Document.scan != Scan.INFECTED,
        )
    )
    return int(so_far or 0)


def _lock(session: Session, application: Application) -> None:
    # So that uploads at the same time are counted one after the other.
    session.execute(
        select(Organisation.id)
        .where(Organisation.id == application.organisation_id)
        .with_for_update()
    )


def already_here(session: Session, application: Application, arrived: Arrived) -> Document | None:
    """The organisation's document with the same content, if it has one; refuses a content
    that a scanner has found harmful."""
    own = (
        one
        for one in _same(session, arrived)
        if one.organisation_id == application.organisation_id and one.erased_at is None
    )
    return next(own, None)


def _same(session: Session, arrived: Arrived) -> Sequence[Document]:
    """Every document with this content; refuses one that a scanner has found harmful."""
    arrived.stream.seek(0)
    sha256 = hashlib.file_digest(arrived.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    arrived.stream.seek(0)
    same = session.scalars(select(Document).where(Document.sha256 == sha256)).all()
    if any(document.scan is Scan.INFECTED for document in same):
        raise Incomplete("upload.infected", field="file")
    return same


def _refuse_past_limit(
    session: Session, application: Application, size: int, settings: Settings
) -> None:
    if used(session, application) + size > settings.organisation_mib * MEBIBYTE:
        raise Incomplete("upload.no_room", field="file", n=settings.organisation_mib)
