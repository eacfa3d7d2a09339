"""Letters dealt with in bulk: what was asked for, and what became of each."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.letter import Letter
from membership.models.organisation import public_id
from workflows.letter import Channel


class Task(StrEnum):
    """What is done to many letters at once."""

    ISSUE = "issue"
    SIGN = "sign"
    SEND = "send"
    EXPORT = "export"


class Batch(Base):
    """One task for many letters; each letter has its row, and the worker does one after the other.

    An export is one file for all rows. Letters signed on paper say who signed them, empty for
    whom each names, and on which day their originals came.
    """

    __tablename__ = "batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    task: Mapped[Task] = mapped_column(by_value(Task, "batch_task"))
    channel: Mapped[Channel | None] = mapped_column(by_value(Channel, "batch_channel"))
    signed_by: Mapped[str] = mapped_column(String(200), default="")
    original_on: Mapped[date | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    by: Mapped[Person] = relationship()
    rows: Mapped[list["BatchRow"]] = relationship(
        order_by="BatchRow.position", back_populates="batch"
    )


class BatchRow(Base):
    """One letter of a batch: still to be done, done, or refused for the reason in ``error``."""

    __tablename__ = "batch_rows"
    __table_args__ = (UniqueConstraint("batch_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    position: Mapped[int]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letters.id"), index=True)
    tries: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(Text, default="")

    batch: Mapped[Batch] = relationship(back_populates="rows")
    letter: Mapped[Letter] = relationship(lazy="joined")
