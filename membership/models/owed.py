"""Work that is owed: written down with the act that owes it, done afterwards by a worker."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from membership.database import Base, Instant, by_value


class Work(StrEnum):
    """The kinds of work that may be owed."""

    MAIL = "mail"
    LETTER = "letter"
    SCAN = "scan"
    FORM = "form"
    CLOSE = "close"
    BATCH = "batch"
    CALLED_OFF = "called_off"
    CHORE = "chore"


class Owed(Base):
    """One piece of work: done at least once, by whoever holds its lease.

    ``key`` names the effect, so that the same effect is never owed twice. ``proves`` says that
    the row is kept for good once it is done: it proves that a letter, a call or a copy left.
    ``failed_at`` is set when the attempts are used up; a person may then retry it.
    """

    __tablename__ = "owed"
    __table_args__ = (Index("ix_owed_due", "done_at", "failed_at", "due_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Work] = mapped_column(by_value(Work))
    key: Mapped[str] = mapped_column(String(120), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    proves: Mapped[bool] = mapped_column(default=False)
    owed_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    failed_at: Mapped[datetime | None] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(Text, default="")
