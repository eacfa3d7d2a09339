"""What the General Assembly resolved on a case, as the secretariat put it on record."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.application import Application
from workflows.assembly import Ruling
from workflows.voting_terms import Referral


class AssemblyResolution(Base):
    """A resolution of the body above the Board: its number, its day, its majority.

    The figures are those of its minutes; the house counts nothing here. ``referral`` says why it
    decided in the Board's place; None of one on a contestation.
    """

    __tablename__ = "assembly_resolutions"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    number: Mapped[str] = mapped_column(String(40))
    on: Mapped[date]
    ruling: Mapped[Ruling] = mapped_column(by_value(Ruling))
    referral: Mapped[Referral | None] = mapped_column(by_value(Referral))
    for_: Mapped[int] = mapped_column("votes_for")
    against: Mapped[int]
    abstain: Mapped[int]
    reasons: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    application: Mapped[Application] = relationship(back_populates="assembly_resolutions")
    by: Mapped[Person] = relationship()
