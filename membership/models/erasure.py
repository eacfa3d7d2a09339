"""A request to erase what is held of a case, and what was done on it."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant
from membership.models.account import Person
from membership.models.application import Application


class Erasure(Base):
    """What was asked once of a case: ``erased`` are the keys of the answers that went at once,
    ``reason`` why the rest stays, and ``until`` the last day on which it does, where one is set."""

    __tablename__ = "erasures"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), unique=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(String(20))
    until: Mapped[date | None]
    erased: Mapped[list[str]] = mapped_column(JSON, default=list)

    application: Mapped[Application] = relationship()
    asked_by: Mapped[Person] = relationship()
