"""Known devices: browsers that need not give the second factor again, for a month at most."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select, update

from membership.database import Session
from membership.journal.services import record
from membership.models import KnownDevice, Person
from membership.vault import digest
from workflows.refusal import NotFound

KNOWN_FOR = timedelta(days=30)


def remember(session: Session, person: Person, *, agent: str, at: datetime) -> str:
    """Knows this browser from now on; answers the secret for its cookie."""
    secret = secrets.token_urlsafe(32)
    session.add(KnownDevice(person_id=person.id, digest=digest(secret), agent=agent,
                            since=at, until=at + KNOWN_FOR))  # fmt: skip
    record(session, "person.device_remembered", by=person, at=at, subject=f"person:{person.id}")
    return secret


def knows(session: Session, person: Person, secret: str, at: datetime) -> bool:
    """Whether this secret is of a browser that this person asked to be known."""
    row = session.scalar(select(KnownDevice).where(KnownDevice.digest == digest(secret)))
    return (
        row is not None and row.person_id == person.id and row.ended_at is None and at < row.until
    )


def mine(session: Session, person: Person, at: datetime) -> Sequence[KnownDevice]:
    """The browsers that are known now, the newest first."""
    wanted = select(KnownDevice).where(
        KnownDevice.person_id == person.id, KnownDevice.ended_at.is_(None), KnownDevice.until > at
    )
    return session.scalars(wanted.order_by(KnownDevice.since.desc())).all()


def forget(session: Session, person: Person, device_id: int, *, at: datetime) -> None:
    """Asks this browser for the second factor again; anybody else's is not found."""
    row = session.get(KnownDevice, device_id)
    if row is None or row.person_id != person.id:
        raise NotFound("permission.not_found")
    row.ended_at = row.ended_at or at
    record(session, "person.device_forgotten", by=person, at=at, subject=f"person:{person.id}")


def forget_all(session: Session, person: Person, *, at: datetime) -> None:
    """Knows none of this person's browsers any more."""
    wanted = update(KnownDevice).where(
        KnownDevice.person_id == person.id, KnownDevice.ended_at.is_(None)
    )
    session.execute(wanted.values(ended_at=at))
