"""The check of the procedure, who assesses, and who has an interest."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, String, Text, UniqueConstraint, and_
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from membership.database import Base, Instant, by_value
from membership.models.account import Person
from workflows.review import Mark
from workflows.voting_terms import RecusalKind


class ChecklistLine(Base):
    """One line of the formal checklist, ticked by the secretariat."""

    __tablename__ = "checklist_lines"
    __table_args__ = (UniqueConstraint("application_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    code: Mapped[str] = mapped_column(String(40))
    mark: Mapped[Mark] = mapped_column(by_value(Mark))
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)


class Assignment(Base):
    """A rapporteur who assesses the case."""

    __tablename__ = "assignments"
    __table_args__ = (UniqueConstraint("application_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="joined")


class Readers(StrEnum):
    """Who reads a note on a case; its applicant never does."""

    SECRETARIAT = "secretariat"
    REVIEW = "review"
    HOUSE = "house"


class CaseNote(Base):
    """Something noted on a case, for the readers that its writer chose."""

    __tablename__ = "case_notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    readers: Mapped[Readers] = mapped_column(by_value(Readers))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)

    by: Mapped[Person] = relationship(lazy="joined")


InterestKind = RecusalKind
"""Why somebody stays out of a case; only the secretariat records an administrative one."""


class Interest(Base):
    """An interest of a Board member or rapporteur, of a kind, or that they declared none.

    Of any kind it takes the case away from its person, unless they are ``spared``: the rules
    of the statute file that the case is handled under do not name the kind.

    It is the person's own declaration unless ``by`` says that somebody else put it on
    record; such an interest is pinned: its person cannot declare it away.
    """

    __tablename__ = "interests"
    __table_args__ = (UniqueConstraint("application_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    kind: Mapped[InterestKind | None] = mapped_column(by_value(InterestKind, "interestkind"))
    spared: Mapped[bool] = mapped_column(default=False)
    explanation: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=person_id)

    @hybrid_property
    def keeps_out(self) -> bool:
        """Whether it takes the case away from its person."""
        return self.kind is not None and not self.spared

    @keeps_out.inplace.expression
    @classmethod
    def _keeps_out(cls) -> ColumnElement[bool]:
        return and_(cls.kind.is_not(None), ~cls.spared)

    @property
    def none(self) -> bool:
        """Whether the person declared to have no interest."""
        return self.kind is None

    @property
    def pinned(self) -> bool:
        """Whether somebody else put it on record."""
        return self.by_id is not None


class Ground(StrEnum):
    """What makes a conflict of interest likely."""

    DECLARED = "declared"
    EMPLOYER = "employer"
    MAIL = "mail"
    GROUP = "group"


class InterestAct(StrEnum):
    """What the secretariat does about an interest."""

    RECORDED = "recorded"
    LIFTED = "lifted"
    DISMISSED = "dismissed"


class InterestChange(Base):
    """Something that the secretariat did about an interest, and why; ``ground`` names the
    suggestion that was dismissed."""

    __tablename__ = "interest_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("applications.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    act: Mapped[InterestAct] = mapped_column(by_value(InterestAct))
    ground: Mapped[Ground | None] = mapped_column(by_value(Ground))
    reason: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Instant)

    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=person_id)
    by: Mapped[Person] = relationship(lazy="joined", foreign_keys=by_id)
