"""The check of the procedure, who assesses, and who has an interest."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from workflows.review import Mark


class ChecklistLine(Base):
    """One line of the formal checklist, ticked by the secretariat."""

    __tablename__ = "checklist_lines"
    __table_args__ = (UniqueConstraint("application_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    code: Mapped[str] = mapped_column(String(40))
    mark: Mapped[Mark] = mapped_column(by_value(Mark))
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Assignment(Base):
    """A rapporteur who assesses the case."""

    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("application_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="joined")


class InterestKind(StrEnum):
    """The recusal kinds of the domain: why somebody stays out of a case."""

    EMPLOYER = "employer"
    SHAREHOLDER = "shareholder"
    FAMILY = "family"
    COMPETITOR = "competitor"
    COLLABORATOR = "collaborator"
    OTHER = "other"


class Interest(Base):
    """What a Board member or rapporteur declared: an interest of a kind, or none."""

    __tablename__ = "interests"
    __table_args__ = (UniqueConstraint("application_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[InterestKind | None] = mapped_column(by_value(InterestKind))
    explanation: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="joined")

    @property
    def none(self) -> bool:
        """Whether the person declared to have no interest."""
        return self.kind is None
