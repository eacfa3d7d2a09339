"""Files that came in or went out, kept by the hash of their content, and who opened them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.organisation import public_id
from workflows.permission import Role


class Scan(StrEnum):
    """What a virus scanner said of a file. ``unscanned``: none was asked, because none was
    configured. ``error``: it could not read the file."""

    UNSCANNED = "unscanned"
    PENDING = "pending"
    CLEAN = "clean"
    INFECTED = "infected"
    ERROR = "error"


class Document(Base):
    """One stored file: what it was called, what it is, and the hash it must still have.

    ``traits`` is what is worth knowing before opening it ("active", "location").
    ``scan`` is what a scanner said, at ``scanned_at``; what it found stands in ``malware``.
    ``erased_at``: its content was taken away when its time was over; the row says that it was.
    """

    __tablename__ = "documents"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int]
    media_type: Mapped[str] = mapped_column(String(100))
    name: Mapped[str] = mapped_column(String(160))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    stored_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    traits: Mapped[list[str]] = mapped_column(JSON, default=list)
    scan: Mapped[Scan] = mapped_column(by_value(Scan), default=Scan.UNSCANNED)
    scanned_at: Mapped[datetime | None] = mapped_column(Instant)
    malware: Mapped[str] = mapped_column(String(200), default="")
    erased_at: Mapped[datetime | None] = mapped_column(Instant)

    @property
    def was_brought(self) -> bool:
        """Whether somebody brought it: what the house prints itself, no scanner looks at."""
        return self.organisation_id is not None or self.stored_by_id is not None


class Opening(Base):
    """One opening of an applicant's file by somebody of the house: in which quality, and,
    for a confidential one, what for. ``sitting`` is the session it happened in, by its digest.
    """

    __tablename__ = "openings"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    role: Mapped[Role] = mapped_column(by_value(Role, name="opening_role"))
    purpose: Mapped[str] = mapped_column(String(300), default="")
    sitting: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(Instant)

    document: Mapped[Document] = relationship()
    person: Mapped[Person] = relationship()
