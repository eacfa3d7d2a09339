"""A roll call taken on paper: entered by one person, confirmed by another, corrected alike."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant
from membership.models.account import Person
from membership.models.ballot import Motion
from membership.models.organisation import public_id

_WAITS = text("confirmed_at IS NULL AND dropped_at IS NULL")


class RollCall(Base):
    """How seats voted on paper, by the seat's row on the roster; None: it did not vote.

    It counts from its confirmation by somebody else than who entered it. ``reason`` says why
    a closed vote is corrected; ``before`` then keeps the outcome as it was.
    """

    __tablename__ = "roll_calls"
    __table_args__ = (
        Index("uq_roll_calls_one_waiting", "motion_id", unique=True,
              sqlite_where=_WAITS, postgresql_where=_WAITS),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"), index=True)
    choices: Mapped[dict[str, str | None]] = mapped_column(JSON)
    voters: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    """Who voted for each seat, by the same rows."""
    reason: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    entered_at: Mapped[datetime] = mapped_column(Instant)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    dropped_at: Mapped[datetime | None] = mapped_column(Instant)

    motion: Mapped[Motion] = relationship(back_populates="rolls")
    entered_by: Mapped[Person] = relationship(foreign_keys=entered_by_id)
    confirmed_by: Mapped[Person | None] = relationship(foreign_keys=confirmed_by_id)

    @property
    def waits(self) -> bool:
        """Whether a second person has still to confirm it."""
        return self.confirmed_at is None and self.dropped_at is None
