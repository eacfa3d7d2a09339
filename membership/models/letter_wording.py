"""The cluster's own words in its letters, in versions that stay."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from workflows.letter import Kind


class LetterWording(Base):
    """One version of the passages of a kind in one language; the newest version holds.

    ``legal_form`` is empty for the wording of every form; a version without words gives the
    passages back to the house.
    """

    __tablename__ = "letter_wordings"
    __table_args__ = (UniqueConstraint("kind", "language", "legal_form", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Kind] = mapped_column(by_value(Kind))
    language: Mapped[str] = mapped_column(String(2))
    legal_form: Mapped[str] = mapped_column(String(40), default="")
    version: Mapped[int]
    opening: Mapped[str] = mapped_column(Text, default="")
    closing: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    by: Mapped[Person] = relationship()

    @property
    def is_empty(self) -> bool:
        """Whether it gives the passages back to the house."""
        return not (self.opening or self.closing)
