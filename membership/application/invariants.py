"""What must always hold of an applicant's papers and evidence."""

from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import select

from membership.database import Session
from membership.models import Application, Document, Evidence, Paper


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


CHECKS: tuple[Callable[[Session, Path], Iterator[str]], ...] = (_own_files, _file_or_reason)
