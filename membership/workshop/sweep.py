"""What is put in order from time to time: files that a crash left, uploads that nothing came
of, looks of the scanner that are due again, roles of the Board whose mandate is over, what has
expired; and the mails of the day are owed."""

from collections.abc import Callable, Iterator
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
from membership.owed.services import owe
from membership.settings import Settings
from membership.sitting.board_roles import retire
from membership.storage import Store
from membership.workshop import digest, expired
from workflows.term import day_of

_BROUGHT = or_(Document.organisation_id.is_not(None), Document.stored_by_id.is_not(None))
"""The files that somebody brought, as SQL: what the house prints is always named by its row."""

Chore = Callable[[Session], object]

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
    for chore in _chores(settings, at):
        # Each in a transaction of its own: whoever wants to write waits for one at most.
        with writing(engine) as session:
            chore(session)
    with writing(engine) as session:
        owed = _owe_scans(session, at) if settings.clamd else 0
    return _remove_unnamed(engine, settings, at - left), owed


def _chores(settings: Settings, at: datetime) -> Iterator[Chore]:
    statute = statutes.in_force(settings)
    yield lambda session: tidy_cases(session, statute, at)
    yield lambda session: _drop_unused(session, at)
    if digest.is_awake(statute, at):
        yield lambda session: reminding.remind(session, at=at)
        yield lambda session: digest.owe_digests(session, statute, at=at)
    yield lambda session: expired.drop(session, settings, at)
    yield lambda session: batches.sweep(session, settings, at)
    yield lambda session: destroy_ballots(session, statute, at)
    yield lambda session: retire(session, day_of(at, statute.zone), at=at)


def _remove_unnamed(engine: Engine, settings: Settings, before: datetime) -> int:
    store = Store(settings.documents)
    with reading(engine) as session:
        wanted = (
            select(Document.sha256)
            .where(Document.scan != Scan.INFECTED, Document.erased_at.is_(None))
            .distinct()
        )
        named = set(session.scalars(wanted))
    return store.sweep(named.__contains__, before.timestamp())


def _drop_unused(session: Session, at: datetime) -> None:
    named = [select(column).where(column.is_not(None)) for column in naming_columns()]
    unused = select(Document).where(
        _BROUGHT,
        Document.at < at - UNUSED,
        *(Document.id.not_in(ids) for ids in named),
    )
    for document in session.scalars(unused):
        session.delete(document)


def _owe_scans(session: Session, at: datetime) -> int:
    waiting = select(Document).where(
        _BROUGHT,
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
