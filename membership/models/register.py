"""The registers: numbers without gaps, the single in-out registry, the members."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.application import Application
from membership.models.assembly import AssemblyResolution
from membership.models.decision import Decision
from membership.models.document import Document
from membership.models.organisation import Organisation
from workflows.letter import Channel
from workflows.publication import Published, agreed
from workflows.review import Verdict
from workflows.standing import Standing, StandingStep


class Series(Base):
    """The last number taken of a series in a year; a permanent series counts in year 0."""

    __tablename__ = "series"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]


class Direction(StrEnum):
    """Which way a paper went."""

    IN = "in"
    OUT = "out"
    INTERNAL = "internal"


class RegistryEntry(Base):
    """One line of the single registry: incoming, outgoing and internal papers share one series.

    ``subject`` is the key of a sentence; a paper entered by hand says in ``about`` what it is.
    ``dated_on`` is the day on which a paper came that was registered late. An annulled line
    keeps its number.
    """

    __tablename__ = "registry_entries"
    __table_args__ = (UniqueConstraint("year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    number: Mapped[int]
    on: Mapped[date]
    at: Mapped[datetime] = mapped_column(Instant)
    direction: Mapped[Direction] = mapped_column(by_value(Direction))
    party: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(String(200))
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    about: Mapped[str] = mapped_column(String(200), default="")
    annexes: Mapped[str] = mapped_column(String(100), default="")
    annex_count: Mapped[int] = mapped_column(default=0)
    """How many documents came or went with what the house itself entered."""
    note: Mapped[str] = mapped_column(String(300), default="")
    channel: Mapped[Channel | None] = mapped_column(by_value(Channel, "entry_channel"))
    dated_on: Mapped[date | None]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    solved_by: Mapped[str] = mapped_column(String(200), default="")
    solved_how: Mapped[str] = mapped_column(String(200), default="")
    solved_on: Mapped[date | None]
    annulled_at: Mapped[datetime | None] = mapped_column(Instant)
    annulled_why: Mapped[str] = mapped_column(String(300), default="")

    files: Mapped[list["EntryFile"]] = relationship(order_by="EntryFile.position")


class Enclosed(StrEnum):
    """What a file kept with a line of the registry is: the paper itself, or a proof."""

    PAPER = "paper"
    DISPATCH = "dispatch"
    RECEIPT = "receipt"


class EntryFile(Base):
    """A file kept with a line of the registry. One that was taken out, because it came there by
    mistake, leaves who took it out and why; its content goes."""

    __tablename__ = "entry_files"
    __table_args__ = (
        UniqueConstraint("entry_id", "position"),
        CheckConstraint("(document_id IS NULL) = (taken_out_why <> '')", name="file_or_why_not"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("registry_entries.id"))
    position: Mapped[int]
    what: Mapped[Enclosed] = mapped_column(by_value(Enclosed))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    taken_out_why: Mapped[str] = mapped_column(String(300), default="")

    document: Mapped[Document | None] = relationship()
    by: Mapped[Person] = relationship()


class Member(Base):
    """An entry of the members' register."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(40), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), unique=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), unique=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    assembly_resolution_id: Mapped[int | None] = mapped_column(
        ForeignKey("assembly_resolutions.id")
    )
    category: Mapped[str] = mapped_column(String(40))
    since: Mapped[date]
    standing: Mapped[Standing] = mapped_column(by_value(Standing))
    named: Mapped[bool] = mapped_column(default=False)
    """Whether a list that was imported says that the member agreed to be named beside its
    capabilities; whoever applied said in the form what may be published."""

    organisation: Mapped[Organisation] = relationship(lazy="joined", back_populates="member")
    application: Mapped[Application | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    assembly_resolution: Mapped[AssemblyResolution | None] = relationship()
    history: Mapped[list["StandingChange"]] = relationship(order_by="StandingChange.id")
    contributions: Mapped[list["Contribution"]] = relationship(
        order_by="Contribution.id", back_populates="member"
    )

    @property
    def agreed(self) -> frozenset[Published]:
        """What may be published of it."""
        return agreed(self.organisation.answers.get("publish"), named=self.named)


class StandingChange(Base):
    """One step of a member's standing, on which ground and by which resolution.

    ``until`` is the day by which a suspension ends at the latest; it ends by a resolution.
    """

    __tablename__ = "standing_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    step: Mapped[StandingStep] = mapped_column(by_value(StandingStep))
    target: Mapped[Standing] = mapped_column(by_value(Standing))
    basis: Mapped[str] = mapped_column(String(60))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    until: Mapped[date | None]
    on: Mapped[date]
    """The day from which it holds; ``at`` is the moment when it was written down."""
    at: Mapped[datetime] = mapped_column(Instant)

    decision: Mapped[Decision | None] = relationship()


class Contribution(Base):
    """What a member proves in the value chain, from one day to another.

    A later check never rewrites a line: it ends one and begins the next, so that the value
    chain can be read as of any day. A founder's has no claim: it came with the import.
    """

    __tablename__ = "contributions"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claims.id"), unique=True)
    stage: Mapped[str] = mapped_column(String(20), index=True)
    fields: Mapped[list[str]] = mapped_column(JSON)
    capability: Mapped[str] = mapped_column(String(20), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    verdict: Mapped[Verdict] = mapped_column(by_value(Verdict, "contributed"))
    since: Mapped[date]
    until: Mapped[date | None]
    """The first day on which it no longer holds."""

    member: Mapped[Member] = relationship(back_populates="contributions")
