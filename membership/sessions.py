"""Sessions: opened, found again, made strong, given a new secret, ended. The server knows each."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from membership.database import Session
from membership.journal.services import record
from membership.models import Person, SignedIn
from membership.vault import digest
from workflows.refusal import NotFound

MOST_MISSED = 5
"""Wrong codes or passwords within one session, after which it ends."""
SETTING_UP = timedelta(minutes=15)
"""How long after signing in a first second factor is set up without the password again."""


class Standing(StrEnum):
    """How far somebody has come in signing in."""

    WHOLE = "whole"
    OWES_FACTOR = "owes_factor"
    MUST_ENROL = "must_enrol"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lives: in all, and without a page being asked for (staff)."""

    hours: int
    idle_minutes: int


def standing(row: SignedIn) -> Standing:
    """Whether this session opens the house, or what it still lacks (ASVS 5.0, 6.3.3)."""
    if row.strong_at is not None:
        return Standing.WHOLE
    if row.person.factor_since is not None:
        return Standing.OWES_FACTOR
    return Standing.MUST_ENROL if row.person.needs_factor else Standing.WHOLE


def begin(
    session: Session, person: Person, *, at: datetime, agent: str = "", strong: bool = False
) -> str:
    """Opens a session that the server knows; answers its secret for the cookie.

    ``strong`` says that no second factor is owed: a known device, or a demonstration's path.
    """
    secret = secrets.token_urlsafe(32)
    row = SignedIn(
        digest=digest(secret), person=person, since=at, seen_at=at, agent=agent,
        strong_at=at if strong else None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    whole = standing(row) is Standing.WHOLE
    act = "person.signed_in" if whole else "person.gave_password"
    record(session, act, by=person, at=at, subject=f"person:{person.id}")
    return secret


def find(session: Session, secret: str, at: datetime, limits: Limits) -> SignedIn | None:
    """The session of this secret, if it has neither ended nor outlived its limits."""
    # One statement for the person, the roles and the organisations: every page asks it.
    row = (
        session.scalars(
            select(SignedIn)
            .where(SignedIn.digest == digest(secret), SignedIn.ended_at.is_(None))
            .options(
                joinedload(SignedIn.person).joinedload(Person.held),
                joinedload(SignedIn.person).joinedload(Person.affiliations),
            )
        )
        .unique()
        .one_or_none()
    )
    return row if row is not None and _lives(row, at, limits) else None


def _lives(row: SignedIn, at: datetime, limits: Limits) -> bool:
    idle = row.person.needs_factor and row.seen_at + timedelta(minutes=limits.idle_minutes) <= at
    outlived = row.since + timedelta(hours=limits.hours) <= at
    return row.ended_at is None and row.person.active and not idle and not outlived


def rotate(row: SignedIn) -> str:
    """Gives the session a new secret; whoever holds the old one holds nothing (ASVS 7.2.4)."""
    secret = secrets.token_urlsafe(32)
    row.digest, row.missed = digest(secret), 0
    return secret


def strengthen(session: Session, row: SignedIn, *, how: str, at: datetime) -> str:
    """The second factor was given: the session opens the house, under a new secret."""
    row.strong_at = at
    record(session, "person.signed_in", by=row.person, at=at, subject=f"person:{row.person_id}",
           factor=how)  # fmt: skip
    return rotate(row)


def seconds_left(row: SignedIn, at: datetime, limits: Limits) -> int:
    """How long the session lasts when no page is asked for after this one."""
    left = seconds_at_most(row, at, limits)
    return min(left, limits.idle_minutes * 60) if row.person.needs_factor else left


def seconds_at_most(row: SignedIn, at: datetime, limits: Limits) -> int:
    """How long the session lasts whatever is done in it."""
    left = row.since + timedelta(hours=limits.hours) - at
    return max(1, int(left.total_seconds()))


def touch(session: Session, row_id: int, at: datetime) -> None:
    """A page was asked for."""
    wanted = update(SignedIn).where(SignedIn.id == row_id, SignedIn.seen_at < at)
    session.execute(wanted.values(seen_at=at))


def missed(row: SignedIn, at: datetime) -> bool:
    """Counts a wrong code or password; answers whether the session has ended by it."""
    row.missed += 1
    if row.missed >= MOST_MISSED:
        row.ended_at = at
    return row.ended_at is not None


def end(session: Session, secret: str, *, at: datetime) -> None:
    """Ends a session for good: a copy of its cookie is worth nothing afterwards."""
    wanted = update(SignedIn).where(SignedIn.digest == digest(secret))
    session.execute(wanted.values(ended_at=at))


def end_all(session: Session, person: Person, *, at: datetime, but: int = 0) -> None:
    """Ends every session of this person, or every other one than ``but``."""
    wanted = update(SignedIn).where(
        SignedIn.person_id == person.id, SignedIn.ended_at.is_(None), SignedIn.id != but
    )
    session.execute(wanted.values(ended_at=at))


def end_own(session: Session, person: Person, row_id: int, *, at: datetime) -> None:
    """Ends one of one's own sessions; anybody else's is not found."""
    row = session.get(SignedIn, row_id)
    if row is None or row.person_id != person.id:
        raise NotFound("permission.not_found")
    row.ended_at = row.ended_at or at
    record(session, "person.ended_session", by=person, at=at, subject=f"person:{person.id}")


def mine(session: Session, person: Person, at: datetime, limits: Limits) -> Sequence[SignedIn]:
    """The person's living sessions, the newest first."""
    wanted = select(SignedIn).where(SignedIn.person_id == person.id, SignedIn.ended_at.is_(None))
    rows = session.scalars(wanted.order_by(SignedIn.since.desc(), SignedIn.id.desc()))
    return [row for row in rows if _lives(row, at, limits)]
