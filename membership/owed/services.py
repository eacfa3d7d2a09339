"""Owing work, claiming it for a time, settling it. The row is the truth; an engine only calls.

A worker claims a row with a lease longer than the work can take, does it so that doing
it twice does no harm, and settles it. What a dead worker leaves is claimed again when
its lease ends.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from membership.database import Session
from membership.journal.services import record
from membership.models import Owed, Person, Work
from workflows.permission import Act, require
from workflows.refusal import NotFound

LEASE = timedelta(minutes=2)
BACKOFF = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1),
           timedelta(hours=3), timedelta(hours=9))  # fmt: skip
"""How long to wait before each further attempt; after the last the work has failed."""


ENDED = "the worker was ended while it did this, every time"


def owe(
    session: Session,
    kind: Work,
    key: str,
    *,
    at: datetime,
    due_at: datetime | None = None,
    proves: bool = False,
    **payload: Any,
) -> Owed:
    """Writes work down in the transaction of the act that owes it.

    ``key`` names the effect ("letter:17"); owing the same effect again changes nothing.
    ``due_at`` is a later moment, before which nobody does it; ``proves`` keeps the row for good.
    """
    row = session.scalar(select(Owed).where(Owed.key == key))
    if row is None:
        row = Owed(kind=kind, key=key, payload=payload, proves=proves, owed_at=at,
                   due_at=due_at or at)  # fmt: skip
        session.add(row)
    return row


def _claimable(at: datetime) -> ColumnElement[bool]:
    free = or_(Owed.leased_until.is_(None), Owed.leased_until < at)
    return Owed.done_at.is_(None) & Owed.failed_at.is_(None) & (Owed.due_at <= at) & free


def due(session: Session, at: datetime, limit: int = 100) -> Sequence[int]:
    """The ids of work that may be claimed now, the longest owed first."""
    chosen = select(Owed.id).where(_claimable(at)).order_by(Owed.due_at, Owed.id).limit(limit)
    return session.scalars(chosen).all()


def claim(session: Session, owed_id: int, at: datetime) -> Owed | None:
    """Takes a lease on the work, or answers None when somebody else has it or did it.

    Work that ended its worker at every attempt, so that nobody could say why, is given up.
    """
    taken = session.scalar(
        update(Owed)
        .where(Owed.id == owed_id, _claimable(at))
        .values(leased_until=at + LEASE, attempts=Owed.attempts + 1)
        .returning(Owed.id)
    )
    row = session.get(Owed, owed_id, populate_existing=True) if taken else None
    if row is None or row.attempts <= len(BACKOFF) + 1:
        return row
    row.failed_at, row.leased_until, row.error = at, None, row.error or ENDED
    return None


def settle(session: Session, owed_id: int, at: datetime) -> None:
    """The work is done."""
    row = session.get_one(Owed, owed_id)
    row.done_at, row.leased_until, row.error = at, None, ""


def stumble(
    session: Session, owed_id: int, at: datetime, error: str, *, for_good: bool = False
) -> None:
    """The attempt failed: waits for the next one, or gives up after the last.

    ``for_good`` says that another attempt would fail as well, and gives up at once.
    """
    row = session.get_one(Owed, owed_id)
    row.leased_until, row.error = None, error[:2000]
    if for_good or row.attempts > len(BACKOFF):
        row.failed_at = at
    else:
        row.due_at = at + BACKOFF[row.attempts - 1]


def retry(session: Session, actor: Person, owed_id: int, *, at: datetime) -> Owed:
    """A person asks for failed work to be tried again, now."""
    require(actor, Act.MEND_OWED)
    row = session.get(Owed, owed_id)
    if row is None:
        raise NotFound("permission.not_found")
    if row.done_at is None:
        _again(session, actor, row, at)
    return row


def retry_all(session: Session, actor: Person, *, at: datetime) -> int:
    """A person asks for everything that was given up to be tried again; says how much it is."""
    require(actor, Act.MEND_OWED)
    given_up = select(Owed).where(Owed.done_at.is_(None), Owed.failed_at.is_not(None))
    rows = session.scalars(given_up.order_by(Owed.id)).all()
    for row in rows:
        _again(session, actor, row, at)
    return len(rows)


def renew(row: Owed, at: datetime) -> None:
    """Work that was done or given up is owed again, from now on."""
    row.done_at, row.failed_at, row.leased_until, row.attempts, row.due_at = (
        None, None, None, 0, at,
    )  # fmt: skip


def _again(session: Session, actor: Person, row: Owed, at: datetime) -> None:
    renew(row, at)
    record(session, "owed.retried", by=actor, at=at, subject=row.key)


LATE = timedelta(minutes=10)
"""How long after its time work that nobody took up is overdue: a worker looks every two seconds."""

TROUBLED = Owed.done_at.is_(None) & or_(Owed.attempts > 1, Owed.error != "")
"""Whether work was tried and is not done, as SQL."""


def owed_already(session: Session, keys: Collection[str]) -> set[str]:
    """Which of these effects were owed, whatever became of them since."""
    return set(session.scalars(select(Owed.key).where(Owed.key.in_(keys))))


def is_overdue(at: datetime) -> ColumnElement[bool]:
    """Whether nobody took the work up although its time has come, as SQL: no worker runs, or
    those that run do not keep up."""
    return _claimable(at - LATE)


def troubled(session: Session, at: datetime) -> Sequence[Owed]:
    """Work that was tried and is not done, or that nobody took up in time, the failed first:
    what the secretariat must see."""
    seen = select(Owed).where(or_(TROUBLED, is_overdue(at)))
    order = (Owed.failed_at.is_(None), Owed.due_at > at - LATE, Owed.id)
    return session.scalars(seen.order_by(*order).limit(200)).all()


@dataclass(frozen=True, slots=True)
class Stuck:
    """How many pieces of work of one kind wait after a failed attempt, and since when."""

    number: int
    since: datetime | None


def stuck_mail(session: Session) -> Stuck:
    """The mail that could not be sent so far."""
    waiting = select(func.count(), func.min(Owed.owed_at)).where(TROUBLED, Owed.kind == Work.MAIL)
    number, since = session.execute(waiting).one()
    return Stuck(number, since)


def receivers(session: Session, rows: Sequence[Owed]) -> dict[int, Person]:
    """For whom the mail among these rows is, by the row's id."""
    ids = {row.id: row.payload.get("person_id") for row in rows if row.kind is Work.MAIL}
    people = session.scalars(select(Person).where(Person.id.in_(set(ids.values()) - {None})))
    known = {person.id: person for person in people}
    return {row: known[person] for row, person in ids.items() if person in known}
