"""Many letters at once: a row for each, done by the worker one after the other, each as if a
person had done it alone. What is refused says why on its row, and is tried again when asked.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, func, select

from membership import statutes
from membership.database import Session, reading, writing
from membership.journal.services import record
from membership.letter import sending, services, signing
from membership.letter.access import locked
from membership.letter.choosing import Asked, Chosen, Trial, manifest
from membership.letter.exporting import write_export
from membership.models import Letter, Owed, Person, Work
from membership.models.batch import Batch, BatchRow, Task
from membership.owed.services import owe
from membership.settings import Settings
from membership.storage import Store
from membership.wording import say_in
from workflows.letter import Channel
from workflows.permission import Act, require
from workflows.refusal import Incomplete, NotFound, NotNow, Refused
from workflows.term import day_of

KEPT_FOR = timedelta(days=7)
"""How long an export stays: it holds letters of many, and can be prepared again."""


def begin(
    session: Session,
    actor: Person,
    asked: Asked,
    chosen: Chosen,
    *,
    trial: Trial | None = None,
    at: datetime,
    zone: str,
) -> Batch:
    """Writes down the task with a row for each letter that it can be done to.

    Refuses one that would do nothing ("batch.nothing"), one whose letters are no longer those
    that were seen ("batch.changed"), and what ``Asked`` refuses.
    """
    task = asked.task
    require(actor, Act.ISSUE_LETTER if task is not Task.EXPORT else Act.READ_LETTERS)
    asked.refuse_incomplete(day_of(at, zone))
    planned = manifest(session, actor, task, chosen, trial)
    if asked.seal and asked.seal != planned.seal:
        raise NotNow("batch.changed")
    letters = planned.without(asked.ticked) if asked.seal else planned.letters
    if not letters:
        raise Incomplete("batch.nothing")
    channel = asked.way if isinstance(asked.way, Channel) and task is Task.SEND else None
    batch = Batch(task=task, channel=channel, signed_by=asked.signed_by,
                  original_on=asked.original_on if task is Task.SIGN else None,
                  by_id=actor.id, at=at)  # fmt: skip
    batch.rows = [BatchRow(position=n, letter_id=one.id) for n, one in enumerate(letters, start=1)]
    session.add(batch)
    session.flush()
    _owe(session, batch, batch.rows, at)
    record(session, "letters.batch", by=actor, at=at, subject=batch.public_id, task=task.value,
           letters=len(letters))  # fmt: skip
    return batch


def _owe(session: Session, batch: Batch, rows: Sequence[BatchRow], at: datetime) -> None:
    if batch.task is Task.EXPORT:
        owe(session, Work.BATCH, _key(batch, rows[0]), at=at, batch_id=batch.id)
        return
    for row in rows:
        owe(session, Work.BATCH, _key(batch, row), at=at, batch_id=batch.id, row_id=row.id)


def _key(batch: Batch, row: BatchRow) -> str:
    """The key of the work that this row waits for: its own, or an export's for all rows."""
    if batch.task is Task.EXPORT:
        return f"batch:{batch.id}:{row.tries}"
    return f"batch:{batch.id}:{row.position}:{row.tries}"


def perform(engine: Engine, settings: Settings, owed: Owed, at: datetime) -> None:
    """Does one row, or the one file of an export; doing it twice changes nothing.

    Whichever worker comes to a row does those before it first, so that letters that are issued
    together take their numbers in the order in which they were seen.
    """
    if "row_id" not in owed.payload:
        _export(engine, settings, owed.payload["batch_id"], at)
        return
    own: int = owed.payload["row_id"]
    for row_id in _before(engine, own):
        with suppress(Exception):  # its own work tells what is wrong with it
            _perform(engine, settings, row_id, at)
    _perform(engine, settings, own, at)


def _before(engine: Engine, row_id: int) -> Sequence[int]:
    """The rows of an issue that wait before this one, in their order."""
    with reading(engine) as session:
        row = session.get_one(BatchRow, row_id)
        wanted = select(BatchRow.id).where(
            BatchRow.batch_id == row.batch_id, BatchRow.position < row.position,
            BatchRow.done_at.is_(None), BatchRow.error == "",
        )  # fmt: skip
        if row.batch.task is not Task.ISSUE:
            return []
        return session.scalars(wanted.order_by(BatchRow.position)).all()


def _perform(engine: Engine, settings: Settings, row_id: int, at: datetime) -> None:
    try:
        with writing(engine) as session:
            _do(session, settings, row_id, at)
    except Refused as refused:
        with writing(engine) as session:
            row = session.get_one(BatchRow, row_id)
            row.error = say_in(refused.message, row.batch.by.language)


def _do(session: Session, settings: Settings, row_id: int, at: datetime) -> None:
    row = session.get_one(BatchRow, row_id)
    if row.done_at is not None:
        return
    batch, letter, house = row.batch, row.letter, statutes.in_force(settings)
    match batch.task:
        case Task.ISSUE:
            services.issue(session, batch.by, letter.public_id, at=at, house=house,
                           base_url=settings.base_url)  # fmt: skip
        case Task.SIGN:
            assert batch.original_on is not None  # noqa: S101 - begin refuses one without
            signing.accept_original(session, batch.by, letter.public_id,
                                    signed_by=batch.signed_by, original_on=batch.original_on,
                                    zone=house.zone, at=at)  # fmt: skip
        case _:
            _send(session, batch, letter, at)
    row.done_at, row.error = at, ""


def _send(session: Session, batch: Batch, letter: Letter, at: datetime) -> None:
    locked(session, batch.by, letter.public_id, at=at)
    channel = batch.channel or sending.asked_for(letter) or Channel.PORTAL
    sending.sign_and_dispatch(session, batch.by, letter.public_id, signed_by=letter.signed_by,
                              channel=channel, at=at)  # fmt: skip


def _export(engine: Engine, settings: Settings, batch_id: int, at: datetime) -> None:
    with reading(engine) as session:
        batch = session.get_one(Batch, batch_id)
        letters = [row.letter for row in batch.rows]
        zone = statutes.in_force(settings).zone
        path = settings.exports / f"{batch.public_id}.zip"
        write_export(letters, Store(settings.documents), path, at=batch.at, zone=zone)
    with writing(engine) as session:
        for row in session.get_one(Batch, batch_id).rows:
            row.done_at, row.error = at, ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: its rows in their order, how many are done and how many were refused.

    ``given_up`` are the positions of rows whose work failed too often, such as for a file that
    is missing; they are tried again when asked, like what was refused.
    """

    batch: Batch
    done: int
    refused: int
    given_up: frozenset[int] = frozenset()

    @property
    def waits(self) -> int:
        """How many rows are still to be done."""
        return len(self.batch.rows) - self.done - self.refused - len(self.given_up)

    @property
    def rows(self) -> Sequence[BatchRow]:
        """The rows as they are read: what could not be done, what waits, what is done."""
        return sorted(self.batch.rows, key=lambda row: (self._turn(row), row.position))

    def _turn(self, row: BatchRow) -> int:
        if row.error or row.position in self.given_up:
            return 0
        return 1 if row.done_at is None else 2

    @property
    def undone(self) -> int:
        """How many rows can be tried again."""
        return self.refused + len(self.given_up)


def find(session: Session, actor: Person, public_id: str) -> Progress:
    """The batch with this id, for whoever began it; nobody else finds it."""
    require(actor, Act.READ_LETTERS)
    batch = session.scalar(select(Batch).where(Batch.public_id == public_id))
    if batch is None or batch.by_id != actor.id:
        raise NotFound("permission.not_found")
    done = sum(1 for row in batch.rows if row.done_at is not None)
    refused = sum(1 for row in batch.rows if row.error)
    return Progress(batch, done, refused, frozenset(_given_up(session, batch)))


def _given_up(session: Session, batch: Batch) -> Iterator[int]:
    """The rows whose work failed for good; an export's work is that of all its rows."""
    waiting = {row.position: _key(batch, row) for row in batch.rows
               if row.done_at is None and not row.error}  # fmt: skip
    failed = select(Owed.key).where(
        Owed.key.in_(set(waiting.values())), Owed.failed_at.is_not(None)
    )
    given_up = set(session.scalars(failed)) if waiting else set()
    yield from (position for position, key in waiting.items() if key in given_up)


def retry(session: Session, actor: Person, public_id: str, *, at: datetime) -> int:
    """Tries again what was refused or given up; says how many rows that is."""
    progress = find(session, actor, public_id)
    batch, lost = progress.batch, progress.given_up
    again = [row for row in batch.rows if row.error or row.position in lost]
    for row in again:
        row.error, row.tries = "", row.tries + 1
    session.flush()
    if again:
        _owe(session, batch, again, at)
    return len(again)


def own(session: Session, actor: Person) -> Sequence[tuple[Batch, int]]:
    """The last batches of this person, the newest first, each with how many letters it has."""
    size = select(func.count(BatchRow.id)).where(BatchRow.batch_id == Batch.id).scalar_subquery()
    wanted = select(Batch, size).where(Batch.by_id == actor.id)
    return [(row[0], row[1]) for row in session.execute(wanted.order_by(Batch.id.desc()).limit(10))]


def sweep(session: Session, settings: Settings, at: datetime) -> int:
    """Removes the files of exports whose time is over; says how many."""
    old = [path for path in settings.exports.glob("*.zip") if not _is_kept(session, path.stem, at)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _is_kept(session: Session, public_id: str, at: datetime) -> bool:
    written = select(func.max(BatchRow.done_at)).join(Batch).where(Batch.public_id == public_id)
    last = session.scalar(written)
    return last is None or last > at - KEPT_FOR
