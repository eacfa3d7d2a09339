"""Owed looks of the virus scanner: what it says is kept, what it finds is taken away.

A scanner that is away leaves the file as it is, being checked; nothing here calls a file
clean that the scanner did not.
"""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import Engine, select

from membership.database import Session, reading, writing
from membership.inspection.scanner import Scanner, ScannerRefused
from membership.journal.services import record
from membership.models import Document, Scan, Work
from membership.owed.services import owe
from membership.settings import Settings
from membership.storage import Store


@lru_cache(maxsize=4)
def scanner_at(address: str) -> Scanner:
    """The one port to the scanner at this address: it remembers when it last did not answer."""
    return Scanner(address)


def scan(engine: Engine, settings: Settings, document_id: int, at: datetime) -> None:
    """Asks the scanner about one file and keeps its answer.

    Passes on that the scanner is away, or could not read the file, so that the owed work
    says so and is tried again. Where none is configured any more, none is waited for.
    """
    with reading(engine) as session:
        document = session.get(Document, document_id)
        if document is None or document.scan in (Scan.CLEAN, Scan.INFECTED):
            return
        sha256 = document.sha256
    if not settings.clamd:
        _keep(engine, sha256, Scan.UNSCANNED, None)
        return
    try:
        with Store(settings.documents).path(sha256).open("rb") as file:
            found = scanner_at(settings.clamd).scan(file)
    except ScannerRefused:
        _keep(engine, sha256, Scan.ERROR, at)
        raise
    _keep(engine, sha256, Scan.INFECTED if found else Scan.CLEAN, at, found)
    if found:
        Store(settings.documents).remove(sha256)


def _keep(engine: Engine, sha256: str, said: Scan, at: datetime | None, found: str = "") -> None:
    """The same content is the same file, whoever sent it."""
    with writing(engine) as session:
        same = select(Document).where(Document.sha256 == sha256, Document.scan != said)
        for document in session.scalars(same):
            document.scan, document.scanned_at, document.malware = said, at, found
            if said is Scan.INFECTED and at is not None:
                _tell(session, document, at)


def _tell(session: Session, document: Document, at: datetime) -> None:
    record(session, "document.infected", by=None, at=at, subject=document.public_id,
           sha256=document.sha256, found=document.malware)  # fmt: skip
    if document.stored_by_id is not None:
        owe(session, Work.MAIL, f"infected:{document.id}", at=at, template="document_infected",
            person_id=document.stored_by_id, facts={"name": document.name})  # fmt: skip
