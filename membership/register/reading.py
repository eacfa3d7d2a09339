"""The registers as they are read for a period: the rows, each register by one statement.

Who has an interest in a case does not find its lines in any register but the members' own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar, TypeVarTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from membership.application.access import closed_to
from membership.database import Session
from membership.models import (
    Application,
    AssemblyResolution,
    Decision,
    Interest,
    InterestChange,
    Letter,
    Member,
    Person,
    RegistryEntry,
    Sitting,
    StandingChange,
)
from workflows.letter import Kind
from workflows.permission import Act, require
from workflows.sitting import State as SittingState
from workflows.standing import Standing
from workflows.term import day_of

MOST = 5000
"""How many lines one reading gives; a longer period is read part by part."""
Columns = TypeVarTuple("Columns")


@dataclass(frozen=True, slots=True)
class Part:
    """So many lines of a register, of those behind a key; each register says what its key is."""

    beyond: int = 0
    most: int = MOST

    def of(self, wanted: Select[*Columns], key: InstrumentedAttribute[int]) -> Select[*Columns]:
        """The statement for this part alone."""
        return wanted.where(key > self.beyond).order_by(key).limit(self.most)


WHOLE = Part()


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included, where the cluster has its seat."""

    since: date
    until: date
    zone: str

    def day_of(self, at: datetime) -> date:
        """The day of a moment at the seat."""
        return day_of(at, self.zone)

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When the period begins, and when it is over."""
        zone = ZoneInfo(self.zone)
        after = self.until + timedelta(days=1)
        return datetime.combine(self.since, time(), zone), datetime.combine(after, time(), zone)


def papers(
    session: Session, actor: Person, period: Period, part: Part = WHOLE
) -> Sequence[tuple[RegistryEntry, Letter | None, str | None]]:
    """Every line of the single registry with its letter and its case's reference, by number;
    the key is the line's id, which grows with it."""
    require(actor, Act.READ_REGISTERS)
    wanted = (
        select(RegistryEntry, Letter, Application.reference)
        .outerjoin(Application, Application.id == RegistryEntry.application_id)
        .outerjoin(Letter, Letter.entry_id == RegistryEntry.id)
        .where(RegistryEntry.on.between(period.since, period.until))
        .where(or_(RegistryEntry.application_id.is_(None), ~closed_to(actor)))
        .options(selectinload(Letter.sendings))
    )
    rows = session.execute(part.of(wanted, RegistryEntry.id))
    return [(entry, letter, reference) for entry, letter, reference in rows]


def resolutions(
    session: Session, actor: Person, period: Period, part: Part = WHOLE
) -> Sequence[Decision]:
    """The resolutions of the Board on applications, by number."""
    require(actor, Act.READ_REGISTERS)
    wanted = (
        select(Decision)
        .where(Decision.on.between(period.since, period.until))
        .where(Decision.application.has(~closed_to(actor)))
        .options(joinedload(Decision.application).joinedload(Application.organisation))
    )
    return session.scalars(part.of(wanted, Decision.id)).all()


def assembly(
    session: Session, actor: Person, period: Period, part: Part = WHOLE
) -> Sequence[AssemblyResolution]:
    """What the body that hears contestations resolved, as it was put on record."""
    require(actor, Act.READ_REGISTERS)
    case = AssemblyResolution.application
    wanted = (
        select(AssemblyResolution)
        .where(AssemblyResolution.on.between(period.since, period.until))
        .where(case.has(~closed_to(actor)))
        .options(joinedload(case).joinedload(Application.organisation))
    )
    return session.scalars(part.of(wanted, AssemblyResolution.id)).all()


def sittings(
    session: Session, actor: Person, period: Period, part: Part = WHOLE
) -> Sequence[Sitting]:
    """The sittings that were held and closed, each of which has its minutes, by number."""
    require(actor, Act.READ_REGISTERS)
    begins, over = period.moments
    wanted = (
        select(Sitting)
        .where(Sitting.state == SittingState.CLOSED)
        .where(Sitting.starts_at >= begins, Sitting.starts_at < over)
        .options(selectinload(Sitting.agenda), selectinload(Sitting.attendance))
    )
    return session.scalars(part.of(wanted, Sitting.id)).all()


def certificates(
    session: Session, actor: Person, period: Period, part: Part = WHOLE
) -> Sequence[tuple[Letter, Standing | None]]:
    """The certificates that took a number, standing or annulled, each with its holder's
    standing; the key is the id of its line in the registry."""
    require(actor, Act.READ_REGISTERS)
    wanted = (
        select(Letter, Member.standing)
        .join(RegistryEntry, RegistryEntry.id == Letter.entry_id)
        .outerjoin(Member, Member.application_id == Letter.application_id)
        .where(Letter.kind == Kind.CERTIFICATE)
        .where(RegistryEntry.on.between(period.since, period.until))
        .where(Letter.application.has(~closed_to(actor)))
        .options(
            joinedload(Letter.application).joinedload(Application.organisation),
            selectinload(Letter.replaced_by),
        )
    )
    rows = session.execute(part.of(wanted, RegistryEntry.id))
    return [(letter, standing) for letter, standing in rows]


Told = TypeVar("Told", Interest, InterestChange)


def interests(
    session: Session, actor: Person, period: Period, part: Part = WHOLE
) -> Sequence[tuple[Interest, str | None]]:
    """What members of the Board and rapporteurs declared, or had put on record, as it stands."""
    return _on_cases(session, actor, period, part, Interest)


def interest_acts(
    session: Session, actor: Person, period: Period, part: Part = WHOLE
) -> Sequence[tuple[InterestChange, str | None]]:
    """What the secretariat recorded, lifted or dismissed, and why."""
    return _on_cases(session, actor, period, part, InterestChange)


def _on_cases(
    session: Session, actor: Person, period: Period, part: Part, told: type[Told]
) -> Sequence[tuple[Told, str | None]]:
    require(actor, Act.READ_REGISTERS)
    begins, over = period.moments
    wanted = (
        select(told, Application.reference)
        .join(Application, Application.id == told.application_id)
        .where(told.at >= begins, told.at < over, ~closed_to(actor))
    )
    return [(row[0], row[1]) for row in session.execute(part.of(wanted, told.id))]


@dataclass(frozen=True, slots=True)
class Held:
    """A member as of a day: whether it held the quality then."""

    member: Member
    standing: Standing
    last: StandingChange | None


def members_on(session: Session, actor: Person, day: date, part: Part = WHOLE) -> Sequence[Held]:
    """Who was on the members' register on that day, replayed from each history; the key is the
    member's number."""
    require(actor, Act.READ_MEMBERS)
    wanted = (
        select(Member)
        .where(Member.since <= day)
        .options(selectinload(Member.history), joinedload(Member.decision))
    )
    members = session.scalars(part.of(wanted, Member.number))
    return [_held(member, day) for member in members]


def _held(member: Member, day: date) -> Held:
    # What was written down later about an earlier day counts for that day.
    until = [change for change in member.history if change.on <= day]
    last = until[-1] if until else None
    return Held(member, last.target if last else Standing.ACTIVE, last)
