"""Recording acts in the journal and proving that nobody changed it afterwards.

Entries are gathered during a transaction and written at its end, under a lock on the
one head row: the lock is the last one that any writer takes, so the chain never forks
and never makes two writers wait for each other in opposite order. What a savepoint undoes is
not noted; what it keeps waits for the end of the whole.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session as AnySession
from sqlalchemy.orm import SessionTransaction

from membership.database import Session
from membership.models import JournalEntry, JournalHead, Person

GENESIS = "0" * 64
_PENDING = "journal"
_MARKS = "journal of savepoints"


def record(
    session: Session,
    act: str,
    *,
    by: Person | None,
    at: datetime,
    subject: str = "",
    **facts: object,
) -> None:
    """Notes an act, to be sealed with the transaction that does it.

    ``subject`` is the case's public id or another stable name; ``facts`` are plain
    values and never hold names of people, tokens, passwords or what a file says.
    """
    actor = f"person:{by.id}" if by is not None else "house"
    pending = session.info.setdefault(_PENDING, [])
    pending.append((at, actor, act, subject, canonical(facts)))


def canonical(facts: Any) -> str:
    """The one way to write these facts as JSON, so that their hash means something."""
    return json.dumps(
        facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain
    )


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} does not belong in the journal")


def chained(entry: JournalEntry) -> str:
    """The hash of an entry: it covers the entry and, through ``previous``, all before it."""
    body = [entry.previous, entry.seq, entry.at.isoformat(), entry.actor]
    body += [entry.act, entry.subject, entry.facts]
    return hashlib.sha256(b"\x00" + json.dumps(body).encode()).hexdigest()


@event.listens_for(Session, "before_commit")
def _seal(session: AnySession) -> None:
    kept = session.get_nested_transaction()
    if kept is not None:
        session.info.get(_MARKS, {}).pop(kept, None)
        return
    pending = session.info.pop(_PENDING, [])
    if not pending:
        return
    session.flush()
    head = session.scalar(select(JournalHead).with_for_update())
    if head is None:
        head = JournalHead(id=1, seq=0, hash=GENESIS)
        session.add(head)
    for at, actor, act, subject, facts in pending:
        head.seq += 1
        entry = JournalEntry(
            seq=head.seq,
            at=at,
            actor=actor,
            act=act,
            subject=subject,
            facts=facts,
            previous=head.hash,
        )
        head.hash = entry.hash = chained(entry)
        session.add(entry)
    session.flush()


@event.listens_for(Session, "after_transaction_create")
def _mark(session: AnySession, transaction: SessionTransaction) -> None:
    if transaction.nested:
        noted = len(session.info.get(_PENDING, ()))
        session.info.setdefault(_MARKS, {})[transaction] = noted


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: AnySession, undone: SessionTransaction) -> None:
    marks = session.info.get(_MARKS, {})
    marked = 0 if undone.parent is None else marks.pop(undone, None)
    if marked is not None:
        del session.info.get(_PENDING, [])[marked:]


def breaches(session: Session) -> Iterator[str]:
    """One line for everything that shows the journal was altered; none when it is whole."""
    previous, seq = GENESIS, 0
    for entry in session.scalars(select(JournalEntry).order_by(JournalEntry.seq)):
        seq += 1
        if entry.seq != seq or entry.previous != previous:
            yield f"journal: entry {entry.seq} does not follow entry {seq - 1}"
            return
        if entry.hash != chained(entry):
            yield f"journal: entry {entry.seq} ({entry.act}) was altered"
            return
        previous = entry.hash
    head = session.get(JournalHead, 1)
    if (head.seq, head.hash) != (seq, previous) if head else seq:
        yield f"journal: it ends at entry {seq}, and its head says otherwise"
