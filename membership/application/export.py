"""Everything that the house holds of an applicant, as one ZIP: a JSON file and the files.

It holds what the applicant sent, what was told to it, and who opened its files, by role. How
the house works on a case (notes, findings, votes, interests) is not the applicant's.
"""

import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import IO, Any

from membership.application.consenting import consents_of
from membership.application.disclosure import is_sealed, known_history, known_stage
from membership.application.documents import openings_of
from membership.application.papers import files_of
from membership.database import Base, Session
from membership.models import (
    Application,
    Clarification,
    Document,
    Letter,
    Organisation,
    Person,
    Scan,
)
from membership.storage import Store

MANIFEST = "data.json"
_OF_A_CASE = (
    "reference", "category", "motivation", "ties", "declarations", "opened_at", "saved_at",
    "submitted_at",
)  # fmt: skip


def write_zip(
    stream: IO[bytes], session: Session, actor: Person, organisation: Organisation, store: Store
) -> None:
    """Writes the archive: ``data.json``, and every file under ``files/`` by its hash and name.

    A letter that ``actor`` has to open first, because opening it proves its receipt, is left out.
    """
    files = _files(organisation, actor)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
        told = json.dumps(everything(session, actor, organisation), ensure_ascii=False, indent=2)
        archive.writestr(MANIFEST, told.encode())
        for document in files:
            if store.path(document.sha256).is_file():
                archive.write(store.path(document.sha256), _place(document))


def everything(session: Session, actor: Person, organisation: Organisation) -> dict[str, Any]:
    """The JSON part: the organisation, its people, its cases, the whole of each."""
    return {
        "organisation": _row(organisation),
        "people": [
            {"name": one.person.name, "email": one.person.email, "position": one.position.value}
            for one in organisation.affiliations
        ],
        "consents": [
            {"item": one.item.value, "given": one.given, "at": _plain(one.at)}
            for one in consents_of(session, organisation)
        ],
        "applications": [_case(session, actor, one) for one in organisation.applications],
        "files": [_file(document) for document in _files(organisation, actor)],
    }


def _case(session: Session, actor: Person, application: Application) -> dict[str, Any]:
    return {
        **{name: _plain(getattr(application, name)) for name in _OF_A_CASE},
        "stage": known_stage(application).value,
        "statute": {"version": application.statute_text.version, "hash": application.statute_hash},
        "history": [
            {"step": row.step.value, "to": row.target.value, "at": _plain(row.at)}
            for row in known_history(application)
        ],
        "claims": [
            {**_row(one), "evidence": [piece.public_id for piece in one.evidence]}
            for one in application.claims
        ],
        "documents": [{**_row(one), "file": _hash(one.document)} for one in application.papers],
        "evidence": [{**_row(one), "file": _hash(one.document)} for one in application.evidence],
        "clarifications": [_clarification(one) for one in application.clarifications],
        "contestations": [
            {"text": one.text, "at": _plain(one.at), "files": [f.sha256 for f in one.documents]}
            for one in application.contestations
        ],
        "letters": [_letter(one) for one in _letters(application, actor)],
        "openings": [
            {"file": one.document.sha256, "role": one.role.value, "purpose": one.purpose,
             "at": _plain(one.at)}
            for one in openings_of(session, application)
        ],
    }  # fmt: skip


def _clarification(asked: Clarification) -> dict[str, Any]:
    points = [{**_row(one), "file": _hash(one.document)} for one in asked.points]
    return {**_row(asked), "points": points}


def _letter(letter: Letter) -> dict[str, Any]:
    return {
        "kind": letter.kind.value,
        "dispatched_at": _plain(letter.dispatched_at),
        "code": letter.code,
        "file": _hash(letter.document),
    }


def _letters(application: Application, actor: Person) -> list[Letter]:
    left = (one for one in application.letters if one.dispatched_at)
    return [one for one in left if not is_sealed(one, actor)]


def _files(organisation: Organisation, actor: Person) -> list[Document]:
    """Every file once: what the organisation sent, and the letters that it was sent."""
    found: dict[int, Document] = {}
    for application in organisation.applications:
        letters = (one.document for one in _letters(application, actor))
        for document in (*files_of(application), *letters):
            if document is not None:
                found[document.id] = document
    kept = (one for one in found.values() if one.erased_at is None)
    return [one for one in kept if one.scan is not Scan.INFECTED]


def _file(document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "path": _place(document),
        "sha256": document.sha256,
        "size": document.size,
        "media_type": document.media_type,
        "at": _plain(document.at),
    }


def _place(document: Document) -> str:
    return f"files/{document.sha256[:12]}-{document.name}"


def _hash(document: Document | None) -> str | None:
    return document.sha256 if document is not None else None


def _row(row: Base) -> dict[str, Any]:
    """A record by its columns, but for the numbers by which tables hold together."""
    names = (column.key for column in row.__table__.columns)
    return {name: _plain(getattr(row, name)) for name in names if not _is_a_key(name)}


def _is_a_key(name: str) -> bool:
    return name in ("id", "version") or (name.endswith("_id") and name != "public_id")


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [_plain(one) for one in value]
    return value
