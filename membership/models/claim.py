"""What an applicant claims in the value chain, the evidence for it, and what was found."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, Column, ForeignKey, String, Table, Text, UniqueConstraint
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
    """A stage of the value chain, the fields it touches and what the organisation does there.

    ``carried``: it came over from the last application and was not looked at since.
    """

    __tablename__ = "claims"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    fields: Mapped[list[str]] = mapped_column(JSON)
    capability: Mapped[str] = mapped_column(String(20), default="")
    description: Mapped[str] = mapped_column(Text)
    since_year: Mapped[int | None]
    trl: Mapped[int | None]
    """Technology readiness, 1 to 9 (ISO 16290)."""
    share: Mapped[int | None]
    """Of the organisation's turnover or activity, in per cent."""
    geography: Mapped[str] = mapped_column(String(200), default="")
    carried: Mapped[bool] = mapped_column(default=False)

    application: Mapped[Application] = relationship(back_populates="claims")
    evidence: Mapped[list["Evidence"]] = relationship(
        secondary=claim_evidence, back_populates="claims", order_by="Evidence.id"
    )
    finding: Mapped["Finding | None"] = relationship(back_populates="claim")
    opinions: Mapped[list["Opinion"]] = relationship(order_by="Opinion.id", back_populates="claim")
    questions: Mapped[list["ClaimQuestion"]] = relationship(
        order_by="ClaimQuestion.id", back_populates="claim"
    )

    @property
    def verdict(self) -> Verdict | None:
        """What was found of this claim, if anything yet."""
        return self.finding.verdict if self.finding else None


class Confidentiality(StrEnum):
    """Who may open a piece of evidence."""

    PUBLIC = "public"
    CLUSTER = "cluster"
    COMMISSION = "commission"


class Brought(StrEnum):
    """How a proof is brought. What is announced by post is missing until it arrives."""

    FILE = "file"
    LINK = "link"
    REFERENCE = "reference"
    POST = "post"


class Evidence(Base):
    """One proof; it may serve several claims.

    ``carried``: it came over from the last application and was not looked at since. ``endless``:
    it is of a kind that expires, and this one bears no last day.
    """

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
    endless: Mapped[bool] = mapped_column(default=False)
    confidentiality: Mapped[Confidentiality] = mapped_column(
        by_value(Confidentiality), default=Confidentiality.COMMISSION
    )
    brought: Mapped[Brought] = mapped_column(by_value(Brought), default=Brought.FILE)
    link: Mapped[str] = mapped_column(String(300), default="")
    arrived_at: Mapped[datetime | None] = mapped_column(Instant)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    carried: Mapped[bool] = mapped_column(default=False)

    application: Mapped[Application] = relationship(back_populates="evidence")
    claims: Mapped[list[Claim]] = relationship(
        secondary=claim_evidence, back_populates="evidence", order_by="Claim.id"
    )
    document: Mapped[Document | None] = relationship(lazy="joined")

    @property
    def counts(self) -> bool:
        """Whether it can prove anything yet."""
        return self.brought is not Brought.POST or self.arrived_at is not None


class Opinion(Base):
    """What one rapporteur finds of a claim: a draft of theirs alone until it is given."""

    __tablename__ = "opinions"
    __table_args__ = (UniqueConstraint("claim_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    verdict: Mapped[Verdict | None] = mapped_column(by_value(Verdict, "opined"))
    reason: Mapped[str] = mapped_column(Text, default="")
    saved_at: Mapped[datetime] = mapped_column(Instant)
    given_at: Mapped[datetime | None] = mapped_column(Instant)

    claim: Mapped[Claim] = relationship(back_populates="opinions")
    person: Mapped[Person] = relationship(lazy="joined")


class ClaimQuestion(Base):
    """What a rapporteur wants to know of a claim: the secretariat asks it, or drops it.

    ``point_id`` is the point of a request in which the applicant was asked.
    """

    __tablename__ = "claim_questions"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    point_id: Mapped[int | None] = mapped_column(ForeignKey("clarification_points.id"), unique=True)

    claim: Mapped[Claim] = relationship(back_populates="questions")
    by: Mapped[Person] = relationship(lazy="joined")


class Finding(Base):
    """What was found of one claim, with its reason: by its only rapporteur, or by all of them
    together, of whom ``by`` is the most cautious."""

    __tablename__ = "findings"

    id: Mapped[int] = mapped_column(primary_key=True)
    claim_id: Mapped[int] = mapped_column(ForeignKey("claims.id"), unique=True)
    verdict: Mapped[Verdict] = mapped_column(by_value(Verdict))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    claim: Mapped[Claim] = relationship(back_populates="finding")
    by: Mapped[Person] = relationship()
