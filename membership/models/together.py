"""What was done to several cases at once: who did it, when, and what became of each case."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.application import Application
from membership.models.organisation import public_id
from membership.models.sitting import Sitting


class Together(StrEnum):
    """What is done to several cases at once."""

    REMIND = "remind"
    ASSIGN = "assign"
    SCHEDULE = "schedule"


class JointAct(Base):
    """One act on several cases; ``sitting`` is the one on whose agenda they were put."""

    __tablename__ = "joint_acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    act: Mapped[Together] = mapped_column(by_value(Together))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    by: Mapped[Person] = relationship()
    sitting: Mapped[Sitting | None] = relationship()
    results: Mapped[list["JointResult"]] = relationship(
        order_by="JointResult.position", back_populates="joint"
    )


class JointResult(Base):
    """What became of one case: done, or skipped for the reason that ``refusal`` keeps, the key of
    a message and its parameters, so that each reader is told in their own language."""

    __tablename__ = "joint_results"
    __table_args__ = (UniqueConstraint("joint_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    joint_id: Mapped[int] = mapped_column(ForeignKey("joint_acts.id"))
    position: Mapped[int]
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    done: Mapped[bool]
    refusal: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    joint: Mapped[JointAct] = relationship(back_populates="results")
    application: Mapped[Application] = relationship()
