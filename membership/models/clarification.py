"""What the cluster asked of an applicant, and what came back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.application import Application
from membership.models.document import Document
from workflows.application import Stage
from workflows.dossier import Section


class Clarification(Base):
    """One request: its points are answered together, and the case's clock waits meanwhile.

    ``saved_at`` is when a half-finished answer was last put aside; until ``answered_at`` it is
    the applicant's alone. ``extended_at`` is when the applicant was given more time, once.
    """

    __tablename__ = "clarifications"
    __table_args__ = (UniqueConstraint("application_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    number: Mapped[int]
    asked_from: Mapped[Stage] = mapped_column(by_value(Stage))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    due_on: Mapped[date]
    extended_at: Mapped[datetime | None] = mapped_column(Instant)
    saved_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)

    application: Mapped[Application] = relationship(back_populates="clarifications")
    asked_by: Mapped[Person] = relationship()
    points: Mapped[list["Point"]] = relationship(
        order_by="Point.position", back_populates="clarification"
    )


class Point(Base):
    """One thing that was asked, why, and the applicant's answer in words and perhaps a file.

    ``reason`` says why it is asked, ``satisfies`` what would do. ``section`` is the section of
    the application that opens for the answer; ``before`` is what stood there when it was
    asked, ``after`` what stands there since it was answered.
    """

    __tablename__ = "clarification_points"

    id: Mapped[int] = mapped_column(primary_key=True)
    clarification_id: Mapped[int] = mapped_column(ForeignKey("clarifications.id"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"))
    """The claim that it concerns, where it concerns one."""
    position: Mapped[int]
    question: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    satisfies: Mapped[str] = mapped_column(Text, default="")
    section: Mapped[Section | None] = mapped_column(by_value(Section, "asked_section"))
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    answer: Mapped[str] = mapped_column(Text, default="")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))

    clarification: Mapped[Clarification] = relationship(back_populates="points")
    document: Mapped[Document | None] = relationship(lazy="joined")
