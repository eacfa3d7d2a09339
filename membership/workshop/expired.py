"""Rows that have done their work: what lets in nobody and answers nobody any more is removed."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, or_

from membership.database import Base, Session
from membership.models import KeptForm, KnownDevice, SignedIn, Ticket, Tries, UsedForm
from membership.models.kept import KEPT_FOR
from membership.settings import Settings

TOLD = timedelta(days=7)
"""How long a path that has expired is still told apart from one that never was."""
REMEMBERED = timedelta(days=1)


def drop(session: Session, settings: Settings, at: datetime) -> int:
    """Removes expired one-time paths, ended sessions, forgotten devices, forms that no page can
    send again, and tries that count no longer; says how many.

    What was done with any of them stays in the journal.
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
    }
    return sum(_dropped(session, table, where) for table, where in past.items())


def _dropped(session: Session, table: type[Base], where: ColumnElement[bool]) -> int:
    done: CursorResult[Any] = session.execute(  # type: ignore[assignment]
        delete(table).where(where), execution_options={"synchronize_session": False}
    )
    return done.rowcount
