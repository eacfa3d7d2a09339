"""What an applicant claims in the value chain, the evidence for it, and what was found."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.application import Application
from membership.models.document import Document
from membership.models.organisation import public_id
from workflows.review import Verdict

claim_evidence = Table(
    "claim_evidence",
    Base.metadata,
    Column("claim_id", ForeignKey("claims.id"), primary_key=True),
    Column("evidence_id", ForeignKey("evidence.id"), primary_key=True),
)


class Claim(Base):
    """A stage of the value chain, the fields it touches and what the organisation does there."""

    __tablename__ = "claims"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    fields: Mapped[list[str]] = mapped_column(JSON)
    capability: Mapped[str] = mapped_column(String(20), default="")
    description: Mapped[str] = mapped_column(Text)
    since_year: Mapped[int | None]

    application: Mapped[Application] = relationship(back_populates="claims")
    evidence: Mapped[list["Evidence"]] = relationship(
        secondary=claim_evidence, back_populates="claims", order_by="Evidence.id"
    )
    finding: Mapped["Finding | None"] = relationship(back_populates="claim")

    @property
    def verdict(self) -> Verdict | None:
        """What was found of this claim, if anything yet."""
        return self.finding.verdict if self.finding else None


class Confidentiality(StrEnum):
    """Who may open a piece of evidence."""

    PUBLIC = "public"
    CLUSTER = "cluster"
    COMMISSION = "commission"


class Evidence(Base):
    """One proof; it may serve several claims."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(200))
    issuer: Mapped[str] = mapped_column(String(200), default="")
    number: Mapped[str] = mapped_column(String(80), default="")
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    confidentiality: Mapped[Confidentiality] = mapped_column(
        by_value(Confidentiality), default=Confidentiality.COMMISSION
    )
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))

    application: Mapped[Application] = relationship(back_populates="evidence")
    claims: Mapped[list[Claim]] = relationship(
        secondary=claim_evidence, back_populates="evidence", order_by="Claim.id"
    )
    document: Mapped[Document | None] = relationship(lazy="joined")


class Finding(Base):
    """The rapporteur's finding on one claim, with its reason."""

    __tablename__ = "findings"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), unique=True)
    verdict: Mapped[Verdict] = mapped_column(by_value(Verdict))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    claim: Mapped[Claim] = relationship(back_populates="finding")
    by: Mapped[Person] = relationship()
