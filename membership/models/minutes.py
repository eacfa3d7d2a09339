"""The minutes of a sitting, and the copies of resolutions sent to who was not there."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant
from membership.models.account import Person
from membership.models.decision import Decision
from membership.models.organisation import public_id
from membership.models.sitting import Sitting

_DRAFT = text("approved_at IS NULL")


class Minutes(Base):
    """Minutes: what was recorded, and the words that the secretary added to it.

    ``recorded`` is drawn from the records when the draft is made; ``debates`` are words by
    the point's id. Once approved nothing of it changes: ``hash`` seals it, and a correction
    is another row that names this one.
    """

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint("sitting_id", "position"),
        Index(
            "uq_minutes_one_draft",
            "sitting_id",
            unique=True,
            sqlite_where=_DRAFT,
            postgresql_where=_DRAFT,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"))
    position: Mapped[int]
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("minutes.id"))
    recorded: Mapped[dict[str, Any]] = mapped_column(JSON)
    debates: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    remarks: Mapped[str] = mapped_column(Text, default="")
    annexes: Mapped[str] = mapped_column(Text, default="")
    drafted_at: Mapped[datetime] = mapped_column(Instant)
    drafted_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Instant)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    hash: Mapped[str | None] = mapped_column(String(64))

    sitting: Mapped[Sitting] = relationship(back_populates="minutes")
    corrects: Mapped["Minutes | None"] = relationship(remote_side="Minutes.id")
    approved_by: Mapped[Person | None] = relationship(foreign_keys=approved_by_id)


class Communicated(Base):
    """A copy of a resolution, sent to a member who did not take part or asked for their
    opposition to be recorded: ``contest_by`` is the last day on which they may challenge it in
    court (Civil Code, art. 216)."""

    __tablename__ = "communicated"
    __table_args__ = (UniqueConstraint("decision_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decisions.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    absent: Mapped[bool]
    sent_at: Mapped[datetime] = mapped_column(Instant)
    contest_by: Mapped[date]

    decision: Mapped[Decision] = relationship()
    person: Mapped[Person] = relationship(lazy="joined")
