"""A subscribed calendar of the Board's sittings, under a random address that can be stopped.

It names no case. Who may no longer read sittings finds nothing under their address.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from membership.database import Session
from membership.journal.services import record
from membership.models import Feed, Person, Sitting
from membership.vault import digest
from workflows.permission import Act, may, require
from workflows.refusal import NotFound
from workflows.sitting import State

BACK = timedelta(days=90)
"""How far back a calendar shows sittings."""


def of(session: Session, person: Person) -> Feed | None:
    """The person's subscription, if there is one."""
    return session.scalar(select(Feed).where(Feed.person_id == person.id))


def subscribe(session: Session, person: Person, *, at: datetime) -> str:
    """A new address, told once; an earlier one of the same person stops working."""
    require(person, Act.READ_SITTINGS)
    stop(session, person, at=at)
    secret = secrets.token_urlsafe(24)
    session.add(Feed(person_id=person.id, digest=digest(secret), since=at))
    record(session, "feed.subscribed", by=person, at=at, subject=f"person:{person.id}")
    session.flush()
    return secret


def stop(session: Session, person: Person, *, at: datetime) -> None:
    """Takes the address back; whoever asks for it finds nothing."""
    held = of(session, person)
    if held is not None:
        session.delete(held)
        record(session, "feed.stopped", by=person, at=at, subject=f"person:{person.id}")
        session.flush()


def sittings_for(
    session: Session, secret: str, *, at: datetime
) -> tuple[Person, Sequence[Sitting]]:
    """Whose calendar this is, and its sittings; an address that was stopped is not found."""
    held = session.scalar(select(Feed).where(Feed.digest == digest(secret)))
    if held is None or not held.person.active or not may(held.person, Act.READ_SITTINGS):
        raise NotFound("permission.not_found")
    shown = (State.CONVENED, State.OPEN, State.CLOSED)
    wanted = select(Sitting).where(Sitting.state.in_(shown), Sitting.starts_at > at - BACK)
    return held.person, session.scalars(wanted.order_by(Sitting.starts_at)).all()
