"""The registers: numbers without gaps, the single in-out registry, the members."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.application import Application
from membership.models.organisation import Organisation
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
    """One line of the single registry: incoming, outgoing and internal papers share one series."""

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


class Member(Base):
    """An entry of the members' register."""

    __tablename__ = "members"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(unique=True)
    title: Mapped[str] = mapped_column(String(40), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), unique=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("applications.id"), unique=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    category: Mapped[str] = mapped_column(String(40))
    since: Mapped[date]
    standing: Mapped[Standing] = mapped_column(by_value(Standing))

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    application: Mapped[Application | None] = relationship()
    history: Mapped[list["StandingChange"]] = relationship(order_by="StandingChange.id")


class StandingChange(Base):
    """One step of a member's standing, on which ground."""

    __tablename__ = "standing_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    step: Mapped[StandingStep] = mapped_column(by_value(StandingStep))
    target: Mapped[Standing] = mapped_column(by_value(Standing))
    basis: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Instant)
