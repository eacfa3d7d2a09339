"""The registers as they are read for a period: the rows, each register by one statement.

Who has an interest in a case does not find its lines in any register but the members' own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from membership.application.access import closed_to
from membership.database import Session
from membership.models import (
    Application,
    Decision,
    Direction,
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

MOST = 5000
"""How many lines one reading gives; a longer period is read in parts."""


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both included, where the cluster has its seat."""

    since: date
    until: date
    zone: str

    def day_of(self, at: datetime) -> date:
        """The day of a moment at the seat."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When the period begins, and when it is over."""
        zone = ZoneInfo(self.zone)
        after = self.until + timedelta(days=1)
        return datetime.combine(self.since, time(), zone), datetime.combine(after, time(), zone)


def papers(
    session: Session, actor: Person, period: Period, direction: Direction | None = None
) -> Sequence[tuple[RegistryEntry, Letter | None, str | None]]:
    """Every line of the single registry with its letter and its case's reference, by number."""
    require(actor, Act.READ_REGISTERS)
    wanted = (
        select(RegistryEntry, Letter, Application.reference)
        .outerjoin(Application, Application.id == RegistryEntry.application_id)
        .outerjoin(Letter, Letter.entry_id == RegistryEntry.id)
        .where(RegistryEntry.on.between(period.since, period.until))
        .where(or_(RegistryEntry.application_id.is_(None), ~closed_to(actor)))
        .options(selectinload(Letter.sendings))
        .order_by(RegistryEntry.year, RegistryEntry.number)
        .limit(MOST)
    )
    if direction is not None:
        wanted = wanted.where(RegistryEntry.direction == direction)
    return [(entry, letter, reference) for entry, letter, reference in session.execute(wanted)]


def resolutions(session: Session, actor: Person, period: Period) -> Sequence[Decision]:
    """The resolutions of the Board on applications, by number."""
    require(actor, Act.READ_REGISTERS)
    wanted = (
        select(Decision)
        .where(Decision.on.between(period.since, period.until))
        .where(Decision.application.has(~closed_to(actor)))
        .options(joinedload(Decision.application).joinedload(Application.organisation))
        .order_by(Decision.year, Decision.number)
        .limit(MOST)
    )
    return session.scalars(wanted).all()


def sittings(session: Session, actor: Person, period: Period) -> Sequence[Sitting]:
    """The sittings that were held and closed, each of which has its minutes, by number."""
    require(actor, Act.READ_REGISTERS)
    begins, over = period.moments
    wanted = (
        select(Sitting)
        .where(Sitting.state == SittingState.CLOSED)
        .where(Sitting.starts_at >= begins, Sitting.starts_at < over)
        .options(selectinload(Sitting.agenda), selectinload(Sitting.attendance))
        .order_by(Sitting.year, Sitting.number)
        .limit(MOST)
    )
    return session.scalars(wanted).all()


def certificates(session: Session, actor: Person, period: Period) -> Sequence[Letter]:
    """The certificates that took a number, standing or annulled."""
    require(actor, Act.READ_REGISTERS)
    wanted = (
        select(Letter)
        .join(RegistryEntry, RegistryEntry.id == Letter.entry_id)
        .where(Letter.kind == Kind.CERTIFICATE)
        .where(RegistryEntry.on.between(period.since, period.until))
        .where(Letter.application.has(~closed_to(actor)))
        .options(joinedload(Letter.application).joinedload(Application.organisation))
        .order_by(RegistryEntry.year, RegistryEntry.number)
        .limit(MOST)
    )
    return session.scalars(wanted).all()


def interests(
    session: Session, actor: Person, period: Period
) -> Sequence[tuple[Interest, str | None]]:
    """What members of the Board and rapporteurs declared, or had put on record, as it stands."""
    require(actor, Act.READ_REGISTERS)
    begins, over = period.moments
    wanted = (
        select(Interest, Application.reference)
        .join(Application, Application.id == Interest.application_id)
        .where(Interest.at >= begins, Interest.at < over, ~closed_to(actor))
        .order_by(Interest.id)
        .limit(MOST)
    )
    return [(row, reference) for row, reference in session.execute(wanted)]


def interest_acts(
    session: Session, actor: Person, period: Period
) -> Sequence[tuple[InterestChange, str | None]]:
    """What the secretariat recorded, lifted or dismissed, and why."""
    require(actor, Act.READ_REGISTERS)
    begins, over = period.moments
    wanted = (
        select(InterestChange, Application.reference)
        .join(Application, Application.id == InterestChange.application_id)
        .where(InterestChange.at >= begins, InterestChange.at < over, ~closed_to(actor))
        .order_by(InterestChange.id)
        .limit(MOST)
    )
    return [(row, reference) for row, reference in session.execute(wanted)]


@dataclass(frozen=True, slots=True)
class Held:
    """A member as of a day: whether it held the quality then."""

    member: Member
    standing: Standing
    last: StandingChange | None


def members_on(session: Session, actor: Person, day: date) -> Sequence[Held]:
    """Who was on the members' register on that day, by number, replayed from each history."""
    require(actor, Act.READ_MEMBERS)
    wanted = (
        select(Member)
        .where(Member.since <= day)
        .options(selectinload(Member.history), joinedload(Member.decision))
        .order_by(Member.number)
        .limit(MOST)
    )
    return [_held(member, day) for member in session.scalars(wanted)]


def _held(member: Member, day: date) -> Held:
    # What was written down later about an earlier day counts for that day.
    until = [change for change in member.history if change.on <= day]
    last = until[-1] if until else None
    return Held(member, last.target if last else Standing.ACTIVE, last)
