"""What is put in order from time to time: files that a crash left, uploads that nothing came
of, looks of the scanner that are due again, roles of the Board whose mandate is over, what has
expired; and the mails of the day are owed."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, or_, select

from membership import statutes
from membership.application import reminding
from membership.application.documents import naming_columns
from membership.application.idling import tidy_cases
from membership.ballot.destroying import destroy_ballots
from membership.database import Session, reading, writing
from membership.letter import batches
from membership.models import Document, Owed, Scan, Work
from membership.owed import expired
from membership.owed.services import owe
from membership.review import digest
from membership.settings import Settings
from membership.sitting.seats import retire
from membership.storage import Store
from workflows.term import day_of

LEFT = timedelta(hours=1)
"""How long a file may stand without a row: longer than any request lasts."""

UNUSED = timedelta(days=2)
"""How long an upload may wait for the form that brought it to be sent without a mistake."""

AGAIN = timedelta(hours=1)
"""How long after a scanner was given up on it is asked again."""


def sweep(
    engine: Engine, settings: Settings, at: datetime, *, left: timedelta = LEFT
) -> tuple[int, int]:
    """Does all of it; says how many files were removed and how many looks are owed again."""
    with writing(engine) as session:
        tidy_cases(session, statutes.in_force(settings), at)
        _drop_unused(session, at)
        statute = statutes.in_force(settings)
        if digest.is_awake(statute, at):
            reminding.remind(session, at=at)
            digest.owe_digests(session, statute, at=at)
        expired.drop(session, settings, at)
        batches.sweep(session, settings, at)
        destroy_ballots(session, statute, at)
        retire(session, day_of(at, statute.zone), at=at)
        owed = _owe_scans(session, at) if settings.clamd else 0
    store = Store(settings.documents)
    with reading(engine) as session:
        wanted = (
            select(Document.sha256)
            .where(Document.scan != Scan.INFECTED, Document.erased_at.is_(None))
            .distinct()
        )
        named = set(session.scalars(wanted))
    removed = store.sweep(named.__contains__, (at - left).timestamp())
    return removed, owed


def _drop_unused(session: Session, at: datetime) -> None:
    named = [select(column).where(column.is_not(None)) for column in naming_columns()]
    unused = select(Document).where(
        Document.organisation_id.is_not(None),
        Document.at < at - UNUSED,
        *(Document.id.not_in(ids) for ids in named),
    )
    for document in session.scalars(unused):
        session.delete(document)


def _owe_scans(session: Session, at: datetime) -> int:
    waiting = select(Document).where(
        Document.organisation_id.is_not(None),
        or_(Document.scan == Scan.UNSCANNED, Document.scan.in_((Scan.PENDING, Scan.ERROR))),
    )
    return sum(_owe_scan(session, document, at) for document in session.scalars(waiting))


def _owe_scan(session: Session, document: Document, at: datetime) -> bool:
    key = f"scan:{document.id}"
    row = session.scalar(select(Owed).where(Owed.key == key))
    if document.scan is Scan.UNSCANNED:
        document.scan = Scan.PENDING
    if row is None:
        owe(session, Work.SCAN, key, at=at, document_id=document.id)
        return True
    given_up = row.failed_at is not None and row.failed_at <= at - AGAIN
    if row.done_at is None and not given_up:
        return False
    row.done_at, row.failed_at, row.leased_until, row.attempts, row.due_at = (
        None, None, None, 0, at,
    )  # fmt: skip
    return True
