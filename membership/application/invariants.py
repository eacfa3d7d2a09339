"""What must always hold of an applicant's papers, evidence and consents."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select

from membership.database import Session
from membership.inspection.signatures import Likeness
from membership.models import Application, Consent, Document, Erasure, Evidence, Organisation, Paper
from membership.storage import Store


def _own_files(session: Session, _documents: Path) -> Iterator[str]:
    """A file that stands in an application was sent by the organisation that applies."""
    for named, kind in ((Paper, "paper"), (Evidence, "evidence")):
        foreign = (
            select(named.id)
            .join(Application, Application.id == named.application_id)
            .join(Document, Document.id == named.document_id)
            .where(Document.organisation_id != Application.organisation_id)
        )
        for row_id in session.scalars(foreign):
            yield f"{kind} {row_id}: its file was sent by another organisation"


def _file_or_reason(session: Session, _documents: Path) -> Iterator[str]:
    """A paper is a file or the reason why there is none, never both and never neither."""
    both = Paper.document_id.is_not(None) & (Paper.absent != "")
    neither = Paper.document_id.is_(None) & (Paper.absent == "")
    for row_id in session.scalars(select(Paper.id).where(both | neither)):
        yield f"paper {row_id}: neither a file nor a reason, or both"


def _consents(session: Session, _documents: Path) -> Iterator[str]:
    """What may be published is what was last agreed to and not taken back."""
    said: dict[int, set[str]] = {}
    for row in session.scalars(select(Consent).order_by(Consent.id)):
        held = said.setdefault(row.organisation_id, set())
        (held.add if row.given else held.discard)(row.item.value)
    for organisation in session.scalars(select(Organisation).where(Organisation.id.in_(said))):
        if said[organisation.id] != set(organisation.answers.get("publish") or ()):
            yield f"organisation {organisation.id}: what may be published is not what was agreed"


def _signed(session: Session, documents: Path) -> Iterator[str]:
    """A paper that is said to be the printed one, signed, begins with the bytes of that paper."""
    brought = select(Application).where(Application.signed_id.is_not(None))
    for application in session.scalars(brought):
        found, document = application.signed_found, application.signed
        if found.get("likeness") != Likeness.SIGNED or document is None or document.erased_at:
            continue
        path = Store(documents).path(document.sha256)
        if path.is_file() and _begins(path, found.get("size") or 0) != found.get("over"):
            yield f"application {application.public_id}: its signed paper is not the printed one"


def _begins(path: Path, size: int) -> str:
    with path.open("rb") as file:
        return hashlib.sha256(file.read(size)).hexdigest()


def _erased(session: Session, _documents: Path) -> Iterator[str]:
    """What was erased at somebody's request has not come back, unless they applied again."""
    for row in session.scalars(select(Erasure)):
        organisation = row.application.organisation
        again = any(one.opened_at > row.at for one in organisation.applications)
        if not again and any(organisation.answers.get(key) for key in row.erased):
            yield f"application {row.application.public_id}: what was erased stands there again"


CHECKS: tuple[Callable[[Session, Path], Iterator[str]], ...] = (
    _own_files,
    _file_or_reason,
    _consents,
    _signed,
    _erased,
)
