"""The Board's decisions: resolutions with their numbers."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.application import Application
from membership.models.ballot import Motion
from workflows.review import ProcedureFinding, QualityFinding
from workflows.voting_terms import MotionKind

_DECIDES = text("in_force AND kind IN ('admit', 'admit_conditionally', 'defer', 'reject')")
_STANDS = text("in_force AND kind IN ('confirm_quality', 'suspend', 'exclude', 'reinstate')")


class Decision(Base):
    """What the Board decided: a resolution with its number and both findings of Article 11.

    It never changes. A correction is a resolution of its own, and both are shown.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        UniqueConstraint("year", "number"),
        Index(
            "uq_decisions_one_in_force",
            "application_id",
            unique=True,
            sqlite_where=_DECIDES,
            postgresql_where=_DECIDES,
        ),
        Index(
            "uq_decisions_one_standing",
            "application_id",
            unique=True,
            sqlite_where=_STANDS,
            postgresql_where=_STANDS,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"), unique=True)
    kind: Mapped[MotionKind] = mapped_column(by_value(MotionKind))
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(60))
    on: Mapped[date]
    at: Mapped[datetime] = mapped_column(Instant)
    procedure_finding: Mapped[ProcedureFinding] = mapped_column(by_value(ProcedureFinding))
    quality_finding: Mapped[QualityFinding] = mapped_column(by_value(QualityFinding))
    frozen_hash: Mapped[str] = mapped_column(String(64))
    in_force: Mapped[bool] = mapped_column(default=True)
    questioned_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the vote that it rests on was corrected: the Board looks at it again."""

    application: Mapped[Application] = relationship(back_populates="decisions")
    motion: Mapped[Motion] = relationship(back_populates="decision")

    @property
    def reversed_by(self) -> list[Motion]:
        """The motions that ask to rectify or revoke it."""
        return self.motion.reversed_by
