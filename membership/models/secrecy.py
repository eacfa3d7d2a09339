"""A secret vote in two tables that nothing joins: who took part, and what was cast."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.ballot import RosterSeat
from workflows.voting_terms import Choice


class Participation(Base):
    """A seat took part in a secret vote; nothing here says how.

    ``opposition``: its holder asked to be named in the minutes as opposed, which is a
    statement of its own and no copy of the ballot (Civil Code, art. 216).
    """

    __tablename__ = "participations"
    __table_args__ = (UniqueConstraint("motion_id", "roster_seat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"), index=True)
    roster_seat_id: Mapped[int] = mapped_column(ForeignKey("roster_seats.id"))
    voter_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    opposition: Mapped[bool] = mapped_column(default=False)

    seat: Mapped[RosterSeat] = relationship(lazy="joined")
    voter: Mapped[Person] = relationship()


class BoxBallot(Base):
    """A ballot in the box: its random receipt and the choice; no seat, no time, no sequence.

    Kept in the order of the random receipts where the database has an order of its own
    (SQLite, without row numbers), and written anew in one go at the close for where it does
    not show one (PostgreSQL).
    """

    __tablename__ = "box_ballots"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy declares it so

    receipt: Mapped[str] = mapped_column(String(32), primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"), index=True)
    choice: Mapped[Choice] = mapped_column(by_value(Choice))
