"""Who stands in for a seat of the Board in one sitting: its deputy, or by a written mandate."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.document import Document
from membership.models.letter import Letter
from membership.models.organisation import public_id
from membership.models.register import RegistryEntry
from membership.models.seat import Seat
from membership.models.sitting import Sitting
from workflows.sitting import Presence

_STANDS = text("withdrawn_at IS NULL")
_HELD = text("withdrawn_at IS NULL AND kind = 'proxy'")


class Representation(Base):
    """A seat is represented in a sitting by somebody else than its holder.

    A mandate is prepared with its names (``letter``) and holds once the signed paper was
    registered: ``document`` is its file or scan, ``given_on`` the day on which it was signed,
    ``entry`` its line in the registry. A deputy needs no paper, and sits from ``given_on``.
    Withdrawn, it stays on record.
    """

    __tablename__ = "representations"
    __table_args__ = (
        Index("uq_representations_one_a_seat", "sitting_id", "seat_id", unique=True,
              sqlite_where=_STANDS, postgresql_where=_STANDS),
        Index("uq_representations_one_a_holder", "sitting_id", "person_id", unique=True,
              sqlite_where=_HELD, postgresql_where=_HELD),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[Presence] = mapped_column(by_value(Presence, "represented_by"))
    prepared_at: Mapped[datetime] = mapped_column(Instant)
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    given_on: Mapped[date | None]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("registry_entries.id"), unique=True)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letters.id"), unique=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)

    sitting: Mapped[Sitting] = relationship(back_populates="representations")
    seat: Mapped[Seat] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined")
    entry: Mapped[RegistryEntry | None] = relationship()
    letter: Mapped[Letter | None] = relationship()
    document: Mapped[Document | None] = relationship()

    @property
    def holds(self) -> bool:
        """Whether its person sits for the seat now."""
        return self.given_on is not None and self.withdrawn_at is None
