"""What is put in order from time to time: files that a crash left, uploads that nothing came
of, looks of the scanner that are due again, roles of the Board whose mandate is over, what has
expired; and the mails of the day are owed."""

import logging
from collections.abc import Callable, Mapping
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
from membership.owed.services import owe, renew
from membership.settings import Settings
from membership.sitting.board_roles import retire
from membership.storage import Store
from membership.workshop import digest, expired
from workflows.statute import Statute
from workflows.term import day_of

_BROUGHT = or_(Document.organisation_id.is_not(None), Document.stored_by_id.is_not(None))
"""The files that somebody brought, as SQL: what the house prints is always named by its row."""

Chore = Callable[[Session, Settings, Statute, datetime], object]
log = logging.getLogger(__name__)

LEFT = timedelta(hours=1)
"""How long a file may stand without a row: longer than any request lasts."""

UNUSED = timedelta(days=2)
"""How long an upload may wait for the form that brought it to be sent without a mistake."""

AGAIN = timedelta(hours=1)
"""How long after a scanner was given up on it is asked again."""


def sweep(
    engine: Engine, settings: Settings, at: datetime, *, left: timedelta = LEFT
) -> tuple[int, int]:
    """Does all of it; says how many files were removed and how many looks are owed again.

    A chore that fails keeps none from its turn: it is owed, so that it is tried again and seen.
    """
    for name in CHORES:
        try:
            do(engine, settings, name, at)
        except Exception as error:  # whatever it was, the others are done all the same
            log.warning("the chore %s failed: %s", name, error)
            with writing(engine) as session:
                _owe_chore(session, name, at)
    with writing(engine) as session:
        owed = _owe_scans(session, at) if settings.clamd else 0
    return _remove_unnamed(engine, settings, at - left), owed


def do(engine: Engine, settings: Settings, name: str, at: datetime) -> None:
    """Does one chore in a transaction of its own: whoever wants to write waits for one at most."""
    with writing(engine) as session:
        CHORES[name](session, settings, statutes.in_force(settings), at)


def _owe_chore(session: Session, name: str, at: datetime) -> None:
    row = owe(session, Work.CHORE, f"chore:{name}", at=at, chore=name)
    if row.done_at is not None:
        renew(row, at)


def _write(session: Session, _settings: Settings, statute: Statute, at: datetime) -> None:
    if digest.is_awake(statute, at):
        reminding.remind(session, at=at)
        digest.owe_digests(session, statute, at=at)


CHORES: Mapping[str, Chore] = {
    "cases": lambda session, _own, statute, at: tidy_cases(session, statute, at),
    "uploads": lambda session, _own, _statute, at: _drop_unused(session, at),
    "mails": _write,
    "expired": lambda session, own, _statute, at: expired.drop(session, own, at),
    "batches": lambda session, own, _statute, at: batches.sweep(session, own, at),
    "ballots": lambda session, _own, statute, at: destroy_ballots(session, statute, at),
    "roles": lambda session, _own, statute, at: retire(session, day_of(at, statute.zone), at=at),
}
"""What is done by the way, in this order."""


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
    renew(row, at)
    return True
