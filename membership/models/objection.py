"""Objections to deciding in writing: enough of them turn the vote into an item of a meeting."""

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant
from membership.models.ballot import RosterSeat


class Objection(Base):
    """A seat objects to the written procedure on one motion, and says why."""

    __tablename__ = "objections"
    __table_args__ = (UniqueConstraint("motion_id", "roster_seat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"), index=True)
    roster_seat_id: Mapped[int] = mapped_column(ForeignKey("roster_seats.id"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)

    seat: Mapped[RosterSeat] = relationship(lazy="joined")
