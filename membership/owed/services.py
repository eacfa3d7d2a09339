"""Owing work, claiming it for a time, settling it. The row is the truth; an engine only calls.

A worker claims a row with a lease longer than the work can take, does it so that doing
it twice does no harm, and settles it. What a dead worker leaves is claimed again when
its lease ends.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.sql.elements import ColumnElement

from membership.database import Session
from membership.journal.services import record
from membership.models import Owed, Person, Work
from workflows.permission import Act, require
from workflows.refusal import NotFound

LEASE = timedelta(minutes=2)
BACKOFF = (timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
"""How long to wait before each further attempt; after the last the work has failed."""


def owe(
    session: Session,
    kind: Work,
    key: str,
    *,
    at: datetime,
    due_at: datetime | None = None,
    **payload: Any,
) -> Owed:
    """Writes work down in the transaction of the act that owes it.

    ``key`` names the effect ("letter:17"); owing the same effect again changes nothing.
    ``due_at`` is a later moment, before which nobody does it.
    """
    row = session.scalar(select(Owed).where(Owed.key == key))
    if row is None:
        row = Owed(kind=kind, key=key, payload=payload, owed_at=at, due_at=due_at or at)
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
    """Takes a lease on the work, or answers None when somebody else has it or did it."""
    taken = session.scalar(
        update(Owed)
        .where(Owed.id == owed_id, _claimable(at))
        .values(leased_until=at + LEASE, attempts=Owed.attempts + 1)
        .returning(Owed.id)
    )
    return session.get(Owed, owed_id, populate_existing=True) if taken else None


def settle(session: Session, owed_id: int, at: datetime) -> None:
    """The work is done."""
    row = session.get_one(Owed, owed_id)
    row.done_at, row.leased_until, row.error = at, None, ""


def stumble(session: Session, owed_id: int, at: datetime, error: str) -> None:
    """The attempt failed: waits for the next one, or gives up after the last."""
    row = session.get_one(Owed, owed_id)
    row.leased_until, row.error = None, error[:2000]
    if row.attempts > len(BACKOFF):
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
        row.failed_at, row.leased_until, row.attempts, row.due_at = None, None, 0, at
        record(session, "owed.retried", by=actor, at=at, subject=row.key)
    return row


def troubled(session: Session) -> Sequence[Owed]:
    """Work that was tried and is not done, the failed first: what the secretariat must see."""
    tried = Owed.done_at.is_(None) & (Owed.attempts > 0)
    return session.scalars(
        select(Owed).where(tried).order_by(Owed.failed_at.is_(None), Owed.id).limit(200)
    ).all()
