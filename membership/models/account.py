"""People, the roles they hold, and how the house knows that it is them."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.organisation import Affiliation, Position
from workflows.permission import Role

WITHOUT_FACTOR = frozenset({Role.APPLICANT, Role.MEMBER})
"""Roles that may do without a second factor; it is offered to them all the same."""


class Reminded(StrEnum):
    """Which reminders of a vote somebody gets: all of them, or only the last before the close."""

    ALWAYS = "always"
    LAST = "last"


class Person(Base):
    """Somebody who may sign in; the rulebook's ``Actor``."""

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    language: Mapped[str] = mapped_column(String(2), default="ro")
    active: Mapped[bool] = mapped_column(default=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    created_at: Mapped[datetime] = mapped_column(Instant)
    employer: Mapped[str] = mapped_column(String(200), default="")
    """For whom the person works, in their own words: it suggests conflicts of interest."""
    factor_since: Mapped[datetime | None] = mapped_column(Instant)
    """Since when signing in takes a second factor; kept with the factors themselves."""

    reminded: Mapped[Reminded] = mapped_column(by_value(Reminded), default=Reminded.ALWAYS)

    held: Mapped[list["RoleHeld"]] = relationship(cascade="all, delete-orphan")
    affiliations: Mapped[list[Affiliation]] = relationship(back_populates="person")

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held now."""
        return frozenset(row.role for row in self.held)

    @property
    def organisation_ids(self) -> frozenset[int]:
        """The organisations this person may act for."""
        return frozenset(row.organisation_id for row in self.affiliations)

    @property
    def submitting_ids(self) -> frozenset[int]:
        """The organisations in whose name this person may also sign."""
        signs = (Position.OWNER, Position.SUBMITTER)
        return frozenset(r.organisation_id for r in self.affiliations if r.position in signs)

    @property
    def owned_ids(self) -> frozenset[int]:
        """The organisations whose people this person chooses."""
        return frozenset(
            row.organisation_id for row in self.affiliations if row.position is Position.OWNER
        )

    @property
    def needs_factor(self) -> bool:
        """Whether a role of theirs opens nothing without a second factor (ASVS 5.0, 6.3.3)."""
        return bool(self.roles - WITHOUT_FACTOR)

    def give(self, role: Role) -> None:
        """Adds a role, once."""
        if role not in self.roles:
            self.held.append(RoleHeld(role=role))

    def take(self, role: Role) -> None:
        """Takes a role away, if it is held."""
        self.held = [row for row in self.held if row.role is not role]


class RoleHeld(Base):
    """One role of one person."""

    __tablename__ = "roles_held"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(by_value(Role), primary_key=True)


class Purpose(StrEnum):
    """What a one-time path is for."""

    SIGN_IN = "sign_in"
    INVITATION = "invitation"
    CONFIRMATION = "confirmation"
    RESET = "reset"
    ADDRESS = "address"
    REVERT = "revert"


class Ticket(Base):
    """A one-time path, known to the house by its digest alone.

    ``detail`` is the address that a change of address leads to, or goes back to.
    """

    __tablename__ = "tickets"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    purpose: Mapped[Purpose] = mapped_column(by_value(Purpose))
    expires_at: Mapped[datetime] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)
    detail: Mapped[str] = mapped_column(String(254), default="")

    person: Mapped[Person] = relationship(lazy="joined")


class SignedIn(Base):
    """One signed-in session, known to the server so that signing out really ends it.

    ``strong_at`` is when the second factor was given; ``agent`` names the browser and its
    system; ``missed`` counts the wrong codes and passwords given within it.
    """

    __tablename__ = "signed_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    since: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    strong_at: Mapped[datetime | None] = mapped_column(Instant)
    agent: Mapped[str] = mapped_column(String(60), default="")
    missed: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship()


class UsedForm(Base):
    """A form that was sent once: the second click is shown what the first one did."""

    __tablename__ = "used_forms"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    body: Mapped[str] = mapped_column(String(64))
    location: Mapped[str] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(Instant)
