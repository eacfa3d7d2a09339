"""Rows that have done their work: what lets in nobody and answers nobody any more is removed."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, or_

from membership.database import Base, Session
from membership.models import KeptForm, KnownDevice, Owed, SignedIn, Ticket, Tries, UsedForm
from membership.models.kept import KEPT_FOR
from membership.settings import Settings

TOLD = timedelta(days=7)
"""How long a path that has expired is still told apart from one that never was."""
REMEMBERED = timedelta(days=1)
DONE = timedelta(days=365)
"""How long work that is done is remembered: longer than anything that would owe it once more."""


def drop(session: Session, settings: Settings, at: datetime) -> int:
    """Removes expired one-time paths, ended sessions, forgotten devices, forms that no page can
    send again, tries that count no longer, and work long done; says how many.

    What was done with any of them stays in the journal. Work that proves that something left,
    such as a letter's mail, is kept for good.
    """
    outlived = at - timedelta(hours=settings.session_hours)
    past: dict[type[Base], ColumnElement[bool]] = {
        Ticket: Ticket.expires_at < at - TOLD,
        # For another day the house knows whose it was, so that a form that comes late is kept.
        SignedIn: or_(SignedIn.ended_at < at, SignedIn.since < outlived - REMEMBERED),
        KnownDevice: or_(KnownDevice.ended_at < at, KnownDevice.until < at),
        # A page holds its token as long as its session lives; twice that is on the safe side.
        UsedForm: UsedForm.at < at - 2 * (at - outlived),
        Tries: Tries.until < at,
        KeptForm: KeptForm.at < at - KEPT_FOR,
        Owed: (Owed.done_at < at - DONE) & Owed.proves.is_(False),
    }
    return sum(_dropped(session, table, where) for table, where in past.items())


def _dropped(session: Session, table: type[Base], where: ColumnElement[bool]) -> int:
    done: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(table).where(where), execution_options={"synchronize_session": False}
    )
    return done.rowcount
