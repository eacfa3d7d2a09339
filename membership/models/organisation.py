"""Legal persons that apply, and the people who act for them."""

import secrets
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value

if TYPE_CHECKING:
    from membership.models.account import Person
    from membership.models.application import Application
    from membership.models.register import Member


def public_id() -> str:
    """A name for the address bar that nobody can guess: 128 bits."""
    return secrets.token_urlsafe(16)


class Organisation(Base):
    """A legal person, as its register writes it."""

    __tablename__ = "organisations"

    id: Mapped[int] = mapped_column(primary_key=True)
    legal_name: Mapped[str] = mapped_column(String(200), default="")
    short_name: Mapped[str] = mapped_column(String(80), default="")
    name_en: Mapped[str] = mapped_column(String(200), default="")
    legal_form: Mapped[str] = mapped_column(String(40), default="")
    country: Mapped[str] = mapped_column(String(2), default="RO")
    fiscal_code: Mapped[str | None] = mapped_column(String(20), index=True)
    vat_number: Mapped[str] = mapped_column(String(20), default="", index=True)
    register_number: Mapped[str] = mapped_column(String(80), default="", index=True)
    former_register_number: Mapped[str] = mapped_column(String(40), default="", index=True)
    raf_number: Mapped[str] = mapped_column(String(80), default="")
    founding_act: Mapped[str] = mapped_column(String(200), default="")
    foreign_number: Mapped[str] = mapped_column(String(80), default="", index=True)
    euid: Mapped[str] = mapped_column(String(60), default="", index=True)
    lei: Mapped[str] = mapped_column(String(20), default="", index=True)
    ncage: Mapped[str] = mapped_column(String(5), default="", index=True)
    pic: Mapped[str] = mapped_column(String(9), default="", index=True)
    street: Mapped[str] = mapped_column(String(200), default="")
    locality: Mapped[str] = mapped_column(String(100), default="")
    county: Mapped[str] = mapped_column(String(60), default="")
    postal_code: Mapped[str] = mapped_column(String(12), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    website: Mapped[str] = mapped_column(String(200), default="")
    founded_on: Mapped[date | None]
    representative: Mapped[str] = mapped_column(String(200), default="")
    representative_role: Mapped[str] = mapped_column(String(120), default="")
    language: Mapped[str] = mapped_column(String(2), default="ro")
    activity: Mapped[str] = mapped_column(Text, default="")
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """The answers that are neither searched nor printed by themselves, by the key of their
    question (see workflows/questions.py)."""
    created_at: Mapped[datetime] = mapped_column(Instant)

    @property
    def reads_both(self) -> bool:
        """Whether its letters hold Romanian and English in one document."""
        return "both" in (self.answers.get("both_languages") or ())

    affiliations: Mapped[list["Affiliation"]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan", order_by="Affiliation.id"
    )
    applications: Mapped[list["Application"]] = relationship(
        back_populates="organisation", order_by="Application.id"
    )
    member: Mapped["Member | None"] = relationship(back_populates="organisation")


class Position(StrEnum):
    """What a person may do for the organisation."""

    OWNER = "owner"
    EDITOR = "editor"
    SUBMITTER = "submitter"


class Affiliation(Base):
    """A person who acts for an organisation."""

    __tablename__ = "affiliations"
    __table_args__ = (UniqueConstraint("person_id", "organisation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    position: Mapped[Position] = mapped_column(by_value(Position), default=Position.OWNER)

    person: Mapped["Person"] = relationship(back_populates="affiliations")
    organisation: Mapped[Organisation] = relationship(back_populates="affiliations")


class Invitation(Base):
    """A colleague who is asked, by mail, to act for an organisation; known by its digest.

    It makes nobody anything until the person who holds the address accepts it.
    """

    __tablename__ = "colleague_invitations"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    position: Mapped[Position] = mapped_column(by_value(Position, "invited_position"))
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)
    expires_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)

    organisation: Mapped[Organisation] = relationship(lazy="joined")
    invited_by: Mapped["Person"] = relationship(lazy="joined")
