"""A person's subscribed calendar: an address that is random, and can be taken back."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant
from membership.models.account import Person


class Feed(Base):
    """One address of a calendar, known to the house by its digest alone."""

    __tablename__ = "feeds"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    since: Mapped[datetime] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="joined")
