"""The papers of an application: what each legal form has to bring, file by file."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base
from membership.models.application import Application
from membership.models.document import Document
from membership.models.organisation import public_id


class Paper(Base):
    """One file under a code of the statute file (D2, an extract, say), or in its place the
    words that say why there is none. A paper may be several files: an extract, its translation.
    """

    __tablename__ = "papers"
    __table_args__ = (
        UniqueConstraint("application_id", "code", "document_id"),
        CheckConstraint("(document_id IS NULL) = (absent <> '')", name="file_or_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    code: Mapped[str] = mapped_column(String(20))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    number: Mapped[str] = mapped_column(String(80), default="")
    issued_on: Mapped[date | None]
    absent: Mapped[str] = mapped_column(Text, default="")

    application: Mapped[Application] = relationship(back_populates="papers")
    document: Mapped[Document | None] = relationship(lazy="joined")
