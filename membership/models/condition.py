"""The conditions of an admission and what was found of each."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.ballot import Motion
from membership.models.organisation import public_id
from workflows.motion import ConditionKind, ConditionState


class Condition(Base):
    """One condition of the motion that admits: its text, by when, who verifies it, by what proof.

    ``note`` says what was found and on which proof.
    """

    __tablename__ = "conditions"
    __table_args__ = (UniqueConstraint("motion_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"), index=True)
    position: Mapped[int]
    kind: Mapped[ConditionKind] = mapped_column(by_value(ConditionKind))
    text_ro: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    verified_by: Mapped[str] = mapped_column(String(200))
    proof: Mapped[str] = mapped_column(Text)
    state: Mapped[ConditionState] = mapped_column(
        by_value(ConditionState), default=ConditionState.OPEN
    )
    found_at: Mapped[datetime | None] = mapped_column(Instant)
    found_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    note: Mapped[str] = mapped_column(Text, default="")

    motion: Mapped[Motion] = relationship(back_populates="conditions")
    found_by: Mapped[Person | None] = relationship()
