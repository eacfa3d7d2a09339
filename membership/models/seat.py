"""The Board's seats: who holds them and who may sit in their place, from when to when."""

from datetime import date
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, by_value
from membership.models.account import Person


class Office(StrEnum):
    """What a seat does on the Board."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY = "secretary"
    MEMBER = "member"


class Seat(Base):
    """A seat of the Directors Board and the mandate of who sits in it."""

    __tablename__ = "seats"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    office: Mapped[Office] = mapped_column(by_value(Office))
    since: Mapped[date]
    until: Mapped[date | None]
    founder: Mapped[bool] = mapped_column(default=False)
    """Whether the seat is a founder's, which some statutes give a veto."""

    person: Mapped[Person] = relationship(lazy="joined")
    deputies: Mapped[list["Deputy"]] = relationship(order_by="Deputy.id", back_populates="seat")


class Deputy(Base):
    """Who sits for a seat when its holder does not, and from when to when."""

    __tablename__ = "deputies"

    id: Mapped[int] = mapped_column(primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    since: Mapped[date]
    until: Mapped[date | None]

    seat: Mapped[Seat] = relationship(back_populates="deputies")
    person: Mapped[Person] = relationship(lazy="joined")
