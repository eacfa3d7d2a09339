"""Files that an applicant sends: judged, named, stored the moment they arrive."""

import os
import unicodedata
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import func, select

from membership.application.contents import type_of
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Document, Organisation, Person
from membership.settings import MEBIBYTE, Settings
from membership.storage import Store
from workflows.refusal import Incomplete

LONGEST_NAME = 120
_CEDILLA = str.maketrans("\u015f\u0163\u015e\u0162", "șțȘȚ")


def receive(
    session: Session,
    actor: Person,
    application: Application,
    name: str,
    stream: BinaryIO,
    *,
    at: datetime,
    settings: Settings,
) -> Document:
    """Stores an upload as a document of the applicant's, before the rest of its form is
    looked at, so that a mistake elsewhere never asks for the file again.

    Refuses an empty file, one past the limit, one past the organisation's own limit, and
    what ``contents.type_of`` refuses; each with its own sentence.
    """
    shown = display_name(name)
    size = _size(stream)
    if not size:
        raise Incomplete("upload.empty", field="file")
    if size > settings.upload_mib * MEBIBYTE:
        raise Incomplete("upload.too_large", field="file", n=settings.upload_mib)
    _refuse_past_limit(session, application, size, settings)
    kind = type_of(shown, stream)
    stored = Store(settings.documents).put(stream, settings.upload_mib * MEBIBYTE)
    document = Document(
        sha256=stored.sha256,
        size=stored.size,
        media_type=kind.media_type,
        name=shown,
        organisation_id=application.organisation_id,
        stored_by_id=actor.id,
        at=at,
    )
    session.add(document)
    session.flush()
    record(session, "document.stored", by=actor, at=at, subject=application.public_id,
           sha256=stored.sha256, size=stored.size)  # fmt: skip
    return document


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


def display_name(name: str) -> str:
    """A file's name as it is shown and given back: its last part, composed, without control
    or direction characters, at most 120 long, with its diacritics and its ending."""
    last = unicodedata.normalize("NFC", name).translate(_CEDILLA).replace("\\", "/").split("/")[-1]
    clean = "".join(c for c in last if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    stem, dot, ending = clean.strip().lstrip(".-").rpartition(".")
    if not dot:
        return ending.strip()[:LONGEST_NAME] or "document"
    return f"{stem.strip()[: LONGEST_NAME - len(ending) - 1] or 'document'}.{ending[:20]}"


def _size(stream: BinaryIO) -> int:
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    return size


def _refuse_past_limit(
    session: Session, application: Application, size: int, settings: Settings
) -> None:
    # Locked, so that uploads at the same time are counted one after the other.
    session.execute(
        select(Organisation.id)
        .where(Organisation.id == application.organisation_id)
        .with_for_update()
    )
    so_far = session.scalar(
        select(func.coalesce(func.sum(Document.size), 0)).where(
            Document.organisation_id == application.organisation_id
        )
    )
    if (so_far or 0) + size > settings.organisation_mib * MEBIBYTE:
        raise Incomplete("upload.no_room", field="file", n=settings.organisation_mib)
