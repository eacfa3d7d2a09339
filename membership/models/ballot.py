"""The Board's motions and votes."""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.application import Application
from membership.models.organisation import public_id
from membership.models.seat import Office
from workflows.review import ProcedureFinding, QualityFinding
from workflows.sitting import Presence
from workflows.voting_terms import Choice, MotionKind, Result

if TYPE_CHECKING:
    from membership.models.condition import Condition
    from membership.models.decision import Decision
    from membership.models.objection import Objection
    from membership.models.roll import RollCall
    from membership.models.secrecy import BoxBallot, Participation
    from membership.models.sitting import AgendaItem


class Life(StrEnum):
    """The life of a motion."""

    PROPOSED = "proposed"
    OPEN = "open"
    CLOSED = "closed"
    WITHOUT_OBJECT = "without_object"


_IS_OPEN = text("life = 'open'")


class Motion(Base):
    """What the Board is asked to adopt; once open its text, rules and roster are frozen."""

    __tablename__ = "motions"
    __table_args__ = (
        UniqueConstraint("application_id", "position"),
        Index(
            "uq_motions_one_open",
            "application_id",
            unique=True,
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_items.id"), index=True)
    position: Mapped[int]
    kind: Mapped[MotionKind] = mapped_column(by_value(MotionKind))
    text_ro: Mapped[str] = mapped_column(Text)
    text_en: Mapped[str] = mapped_column(Text)
    reasons: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    until: Mapped[date | None]
    """Of a deferral: when the case comes back to the Board at the latest; of a suspension, when
    it ends at the latest."""
    needed: Mapped[str] = mapped_column(Text, default="")
    """Of a deferral or a suspension: what is needed by then, and from whom."""
    invited_on: Mapped[date | None]
    """Of an exclusion: when the member received the invitation to be heard."""
    heard_on: Mapped[date | None]
    """Of an exclusion: the day of the hearing, to come or held."""
    heard: Mapped[str] = mapped_column(Text, default="")
    """Of an exclusion: what the member said, or that nobody came though invited."""
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("motions.id"))
    """The motion whose decision this one rectifies or revokes."""
    repeats_id: Mapped[int | None] = mapped_column(ForeignKey("motions.id"))
    """The motion that was voted before, and is put to the vote again."""
    procedure_finding: Mapped[ProcedureFinding] = mapped_column(by_value(ProcedureFinding))
    quality_finding: Mapped[QualityFinding] = mapped_column(by_value(QualityFinding))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    proposed_at: Mapped[datetime] = mapped_column(Instant)
    scheduled_at: Mapped[datetime | None] = mapped_column(Instant)
    closes_at: Mapped[datetime | None] = mapped_column(Instant)
    life: Mapped[Life] = mapped_column(by_value(Life), default=Life.PROPOSED)
    rules: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    rules_citation: Mapped[str] = mapped_column(Text, default="")
    dossier_hash: Mapped[str | None] = mapped_column(String(64))
    frozen_hash: Mapped[str | None] = mapped_column(String(64))
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    destroyed_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the ballots of a secret vote were destroyed, their term of keeping over."""
    result: Mapped[Result | None] = mapped_column(by_value(Result))
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    application: Mapped[Application] = relationship(back_populates="motions")
    item: Mapped["AgendaItem | None"] = relationship(back_populates="motions")
    proposed_by: Mapped[Person] = relationship(foreign_keys=proposed_by_id)
    roster: Mapped[list["RosterSeat"]] = relationship(order_by="RosterSeat.id")
    votes: Mapped[list["Vote"]] = relationship(order_by="Vote.id")
    participations: Mapped[list["Participation"]] = relationship(order_by="Participation.id")
    box: Mapped[list["BoxBallot"]] = relationship(
        order_by="BoxBallot.receipt", cascade="all, delete-orphan"
    )
    conditions: Mapped[list["Condition"]] = relationship(
        order_by="Condition.position", back_populates="motion", cascade="all, delete-orphan"
    )
    rolls: Mapped[list["RollCall"]] = relationship(order_by="RollCall.id", back_populates="motion")
    objections: Mapped[list["Objection"]] = relationship(order_by="Objection.id")
    decision: Mapped["Decision | None"] = relationship(back_populates="motion")
    reversed: Mapped["Motion | None"] = relationship(
        back_populates="reversed_by", foreign_keys=reverses_id, remote_side="Motion.id"
    )
    reversed_by: Mapped[list["Motion"]] = relationship(
        back_populates="reversed", foreign_keys=reverses_id, order_by="Motion.id"
    )
    repeats: Mapped["Motion | None"] = relationship(
        foreign_keys=repeats_id, remote_side="Motion.id"
    )

    @property
    def reverses(self) -> "Decision | None":
        """The decision that the motion rectifies or revokes."""
        return self.reversed.decision if self.reversed is not None else None


class RosterSeat(Base):
    """A seat as it stood when the vote opened; ``present`` is kept when the vote closes.

    ``person_id`` and ``name`` are the holder's, ``deputy_id`` who was its deputy then.
    ``sitter_id`` is who votes for the seat, ``sits`` in which quality: they change while the
    vote is open when somebody else comes to sit, and each vote keeps who cast it.
    """

    __tablename__ = "roster_seats"
    __table_args__ = (UniqueConstraint("motion_id", "seat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str] = mapped_column(String(200))
    office: Mapped[Office] = mapped_column(by_value(Office))
    founder: Mapped[bool] = mapped_column(default=False)
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    sitter_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    sits: Mapped[Presence] = mapped_column(by_value(Presence, "sits"), default=Presence.PRESENT)
    recused: Mapped[bool] = mapped_column(default=False)
    recused_at_open: Mapped[bool] = mapped_column(default=False)
    present: Mapped[bool | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    sitter: Mapped[Person] = relationship(foreign_keys=sitter_id, lazy="joined")
    deputy: Mapped[Person | None] = relationship(foreign_keys=deputy_id)

    @property
    def stand_in(self) -> str:
        """The name of whoever votes for the seat in its holder's place; empty when nobody does."""
        return self.sitter.name if self.sits is not Presence.PRESENT else ""


_CURRENT = text("superseded_at IS NULL")


class Vote(Base):
    """A vote as cast; the one that counts is the one that nothing superseded.

    ``voter_id`` is who cast it for the seat: its holder, its deputy, or by mandate.
    """

    __tablename__ = "votes"
    __table_args__ = (
        Index(
            "uq_votes_one_current",
            "motion_id",
            "roster_seat_id",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motions.id"), index=True)
    roster_seat_id: Mapped[int] = mapped_column(ForeignKey("roster_seats.id"))
    voter_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    choice: Mapped[Choice] = mapped_column(by_value(Choice))
    reason: Mapped[str] = mapped_column(Text, default="")
    opposition: Mapped[bool] = mapped_column(default=False)
    salt: Mapped[str] = mapped_column(String(32))
    at: Mapped[datetime] = mapped_column(Instant)
    tracker: Mapped[str] = mapped_column(String(16), unique=True)
    roll_call_id: Mapped[int | None] = mapped_column(ForeignKey("roll_calls.id"))
    superseded_at: Mapped[datetime | None] = mapped_column(Instant)

    seat: Mapped[RosterSeat] = relationship(lazy="joined")
    voter: Mapped[Person] = relationship(lazy="joined")

    @property
    def stand_in(self) -> str:
        """The name of who voted in the holder's place; empty when the holder did."""
        return self.voter.name if self.voter_id != self.seat.person_id else ""
