"""The Board's sittings: the agenda, who was there, and from when to when."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from membership.models.application import Application, StageChange
from membership.models.ballot import Motion
from membership.models.organisation import public_id
from membership.models.seat import Seat
from workflows.sitting import Presence, State
from workflows.voting_terms import Mode

if TYPE_CHECKING:
    from membership.models.letter import Letter
    from membership.models.minutes import Minutes
    from membership.models.representation import Representation


class Sitting(Base):
    """A meeting, a written procedure or both in one: what is decided, where and until when.

    ``ends_at`` is when a written procedure closes; ``revision`` counts how often those
    convened were told of a change, for their calendars.
    """

    __tablename__ = "sittings"
    __table_args__ = (UniqueConstraint("year", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True, default=public_id)
    year: Mapped[int]
    number: Mapped[int]
    mode: Mapped[Mode] = mapped_column(by_value(Mode))
    state: Mapped[State] = mapped_column(by_value(State, "sitting_state"), default=State.PLANNED)
    starts_at: Mapped[datetime] = mapped_column(Instant, index=True)
    ends_at: Mapped[datetime | None] = mapped_column(Instant)
    place: Mapped[str] = mapped_column(String(200), default="")
    link: Mapped[str] = mapped_column(String(500), default="")
    second_call_of_id: Mapped[int | None] = mapped_column(ForeignKey("sittings.id"), unique=True)
    revision: Mapped[int] = mapped_column(default=0)
    planned_at: Mapped[datetime] = mapped_column(Instant)
    planned_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    convened_at: Mapped[datetime | None] = mapped_column(Instant)
    called_for: Mapped[datetime | None] = mapped_column(Instant)
    """The hour for which the Board was last called to meet; None while it was called to none."""
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    cancelled_why: Mapped[str] = mapped_column(Text, default="")
    secretary_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Whom its chair named to keep the minutes in the secretary's place."""

    planned_by: Mapped[Person] = relationship(foreign_keys=planned_by_id)
    opened_by: Mapped[Person | None] = relationship(foreign_keys=opened_by_id)
    closed_by: Mapped[Person | None] = relationship(foreign_keys=closed_by_id)
    secretary: Mapped[Person | None] = relationship(foreign_keys=secretary_id)
    second_call_of: Mapped["Sitting | None"] = relationship(
        remote_side="Sitting.id", back_populates="called_again"
    )
    called_again: Mapped["Sitting | None"] = relationship(back_populates="second_call_of")
    agenda: Mapped[list["AgendaItem"]] = relationship(
        order_by="AgendaItem.position", back_populates="sitting"
    )
    attendance: Mapped[list["Attendance"]] = relationship(
        order_by="Attendance.id", back_populates="sitting"
    )
    minutes: Mapped[list["Minutes"]] = relationship(
        order_by="Minutes.position", back_populates="sitting"
    )
    letters: Mapped[list["Letter"]] = relationship(order_by="Letter.id", back_populates="sitting")
    closings: Mapped[list["ReportedClosing"]] = relationship(
        order_by="ReportedClosing.change_id", cascade="all, delete-orphan"
    )
    representations: Mapped[list["Representation"]] = relationship(
        order_by="Representation.id", back_populates="sitting"
    )


class AgendaItem(Base):
    """A point of the agenda: a case of adhesion, or a matter in words.

    Points marked ``en_bloc`` are put to the vote together; whoever takes one out needs no
    reason. A point is under discussion from ``called_at`` until ``ended_at``.
    """

    __tablename__ = "agenda_items"
    __table_args__ = (UniqueConstraint("sitting_id", "application_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), index=True)
    position: Mapped[int]
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), index=True)
    title: Mapped[str] = mapped_column(String(300), default="")
    en_bloc: Mapped[bool] = mapped_column(default=False)
    taken_out_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    taken_out_at: Mapped[datetime | None] = mapped_column(Instant)
    called_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    sitting: Mapped[Sitting] = relationship(back_populates="agenda")
    application: Mapped[Application | None] = relationship()
    taken_out_by: Mapped[Person | None] = relationship()
    motions: Mapped[list[Motion]] = relationship(order_by="Motion.position", back_populates="item")

    @property
    def together(self) -> bool:
        """Whether the point is still voted together with the others of the block."""
        return self.en_bloc and self.taken_out_at is None


class ReportedClosing(Base):
    """The closing of an abandoned file of which a sitting is told, for information: once, and in
    the first sitting that is convened after it."""

    __tablename__ = "reported_closings"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("stage_changes.id"), unique=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), index=True)

    change: Mapped[StageChange] = relationship()


_THERE = text("left_at IS NULL")


class Attendance(Base):
    """How a seat is accounted for in a sitting: from its arrival until it leaves.

    ``person_id`` is who was there for the seat: its holder, a deputy, or who holds its mandate.
    Who comes back has a second row. Who is excused has neither arrived nor left.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        Index(
            "uq_attendance_one_at_a_time",
            "sitting_id",
            "seat_id",
            unique=True,
            sqlite_where=_THERE,
            postgresql_where=_THERE,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sittings.id"), index=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seats.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[Presence] = mapped_column(by_value(Presence))
    online: Mapped[bool] = mapped_column(default=False)
    arrived_at: Mapped[datetime | None] = mapped_column(Instant)
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))

    sitting: Mapped[Sitting] = relationship(back_populates="attendance")
    seat: Mapped[Seat] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined")
