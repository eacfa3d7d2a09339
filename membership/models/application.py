"""An application for membership and the history of its stages."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.organisation import Organisation, public_id
from workflows import application as rulebook
from workflows.application import Row, Stage, Step
from workflows.guard import Facts
from workflows.review import ProcedureFinding, QualityFinding

if TYPE_CHECKING:
    from membership.models.assembly import AssemblyResolution
    from membership.models.ballot import Motion
    from membership.models.claim import Claim, Evidence
    from membership.models.clarification import Clarification
    from membership.models.contestation import Contestation
    from membership.models.decision import Decision
    from membership.models.document import Document
    from membership.models.letter import Letter
    from membership.models.paper import Paper
    from membership.models.review import Assignment, ChecklistLine, Interest


class StatuteText(Base):
    """A version of the cluster's statute file, kept whole for the cases opened under it."""

    __tablename__ = "statute_texts"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    key: Mapped[str] = mapped_column(String(40))
    version: Mapped[str] = mapped_column(String(40))
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(Instant)


class Waiting(StrEnum):
    """Who has to act now."""

    APPLICANT = "applicant"
    SECRETARIAT = "secretariat"
    RAPPORTEUR = "rapporteur"
    BOARD = "board"
    ASSEMBLY = "assembly"
    NOBODY = "nobody"


_OPEN = text(
    "stage NOT IN ('withdrawn', 'lapsed', 'rejected', 'rejected_final', 'associate_member')"
)


class Application(Base):
    """One case. Its stage is moved by ``advance`` alone, which also writes the history."""

    __tablename__ = "applications"
    __table_args__ = (
        Index(
            "uq_applications_one_open",
            "organisation_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_applications_queue", "waiting_on", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    reference: Mapped[str | None] = mapped_column(String(40), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    statute_hash: Mapped[str] = mapped_column(ForeignKey("statute_texts.hash"))
    stage: Mapped[Stage] = mapped_column(by_value(Stage), default=Stage.DRAFT)
    category: Mapped[str] = mapped_column(String(40), default="")
    motivation: Mapped[str] = mapped_column(Text, default="")
    ties: Mapped[str | None] = mapped_column(Text)
    tied_seats: Mapped[list[int]] = mapped_column(JSON, default=list)
    """The seats of the Board with whose holders the applicant says to have ties."""
    declarations: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    declared_under: Mapped[str] = mapped_column(String(64), default="")
    """The digest of what was declared and accepted: the acts in their versions, and the words."""
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"))
    form_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    form_seal: Mapped[str] = mapped_column(String(64), default="")
    """The digest of the answers that the paper in ``form`` says, or is being printed to say."""
    signed_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    signed_seal: Mapped[str] = mapped_column(String(64), default="")
    signed_found: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What the signed paper was found to be: its likeness, its signers, and the digest and size
    of the printed paper that it was held against."""
    opened_at: Mapped[datetime] = mapped_column(Instant)
    saved_at: Mapped[datetime] = mapped_column(Instant)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)
    complete_at: Mapped[datetime | None] = mapped_column(Instant)
    waiting_on: Mapped[Waiting] = mapped_column(by_value(Waiting), default=Waiting.APPLICANT)
    due_on: Mapped[date] = mapped_column(default=date.max)
    procedure_finding: Mapped[ProcedureFinding | None] = mapped_column(by_value(ProcedureFinding))
    quality_finding: Mapped[QualityFinding | None] = mapped_column(by_value(QualityFinding))
    report: Mapped[str] = mapped_column(Text, default="")
    departure: Mapped[str] = mapped_column(Text, default="")
    resumed_with: Mapped[str] = mapped_column(Text, default="")
    """What had come when a deferred case was taken up again, in the secretariat's words."""
    imported: Mapped[bool] = mapped_column(default=False)
    """Whether it is the file of a member that a list brought in: it begins at its membership."""
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy declares it so

    organisation: Mapped[Organisation] = relationship(lazy="joined", back_populates="applications")
    statute_text: Mapped[StatuteText] = relationship()
    form: Mapped["Document | None"] = relationship(foreign_keys=[form_id])
    signed: Mapped["Document | None"] = relationship(foreign_keys=[signed_id])
    carried_from: Mapped["Application | None"] = relationship(remote_side="Application.id")
    history: Mapped[list["StageChange"]] = relationship(
        order_by="StageChange.position", back_populates="application"
    )
    claims: Mapped[list["Claim"]] = relationship(
        order_by="Claim.id", back_populates="application", cascade="all, delete-orphan"
    )
    evidence: Mapped[list["Evidence"]] = relationship(
        order_by="Evidence.id", back_populates="application", cascade="all, delete-orphan"
    )
    papers: Mapped[list["Paper"]] = relationship(
        order_by="Paper.id", back_populates="application", cascade="all, delete-orphan"
    )
    clarifications: Mapped[list["Clarification"]] = relationship(
        order_by="Clarification.number", back_populates="application"
    )
    contestations: Mapped[list["Contestation"]] = relationship(
        order_by="Contestation.id", back_populates="application"
    )
    checklist: Mapped[list["ChecklistLine"]] = relationship(order_by="ChecklistLine.id")
    assignments: Mapped[list["Assignment"]] = relationship(order_by="Assignment.id")
    interests: Mapped[list["Interest"]] = relationship(order_by="Interest.id")
    motions: Mapped[list["Motion"]] = relationship(
        order_by="Motion.position", back_populates="application"
    )
    decisions: Mapped[list["Decision"]] = relationship(
        order_by="Decision.id", back_populates="application"
    )
    assembly_resolutions: Mapped[list["AssemblyResolution"]] = relationship(
        order_by="AssemblyResolution.id", back_populates="application"
    )
    letters: Mapped[list["Letter"]] = relationship(
        order_by="Letter.id", back_populates="application"
    )

    def advance(self, step: Step, facts: Facts, *, by: Person | None, at: datetime) -> Row:
        """Takes one step of the procedure and appends it to the history in the same breath.

        Refuses what the rulebook refuses. Returns the row of the table that was taken.
        """
        source = self.stage
        row = rulebook.advance(self, step, facts)
        self.history.append(
            StageChange(
                position=len(self.history) + 1,
                step=step,
                source=source,
                target=row.target,
                basis=row.basis,
                by=by,
                at=at,
            )
        )
        return row


class StageChange(Base):
    """One step that a case took: by whom, when, and on which article's ground."""

    __tablename__ = "stage_changes"
    __table_args__ = (UniqueConstraint("application_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    position: Mapped[int]
    step: Mapped[Step] = mapped_column(by_value(Step))
    source: Mapped[Stage] = mapped_column(by_value(Stage, "source"))
    target: Mapped[Stage] = mapped_column(by_value(Stage, "target"))
    basis: Mapped[str] = mapped_column(String(60))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    application: Mapped[Application] = relationship(back_populates="history")
    by: Mapped[Person | None] = relationship(lazy="joined")
