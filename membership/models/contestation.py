"""What an applicant brings against a rejection, before the body that hears it."""

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant
from membership.models.account import Person
from membership.models.application import Application
from membership.models.document import Document

contestation_documents = Table(
    "contestation_documents",
    Base.metadata,
    Column("contestation_id", ForeignKey("contestations.id"), primary_key=True),
    Column("document_id", ForeignKey("documents.id"), primary_key=True),
)


class Contestation(Base):
    """One contestation: its words and papers. ``due_on`` is the last day of the term that ran
    from the proved communication of the rejection; None when none was proved, so that the
    term had not begun."""

    __tablename__ = "contestations"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    due_on: Mapped[date | None]

    application: Mapped[Application] = relationship(back_populates="contestations")
    by: Mapped[Person] = relationship()
    documents: Mapped[list[Document]] = relationship(
        secondary=contestation_documents, order_by="Document.id"
    )
