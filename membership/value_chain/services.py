"""Reading the cluster as of a day: who was a member, and what each of them proved.

Two statements whatever the number of members: who they are, and what they contribute. The
counting is the rulebook's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select

from membership.database import Session
from membership.models import Contribution, Member, Organisation, Person, StandingChange
from workflows.permission import Act, may, require
from workflows.publication import IN_ITS_PLACE, agreed
from workflows.review import Verdict
from workflows.standing import Standing
from workflows.value_chain import Cell, Held, coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A contribution of a member; the name is empty where the reader may not know whose it is."""

    member_id: int
    number: int
    name: str
    locality: str
    stage: str
    fields: tuple[str, ...]
    capability: str
    description: str
    verdict: Verdict
    since: date


@dataclass(frozen=True, slots=True)
class Holder:
    """A member that may be named, with everything that it contributes to one place."""

    number: int
    name: str
    locality: str
    contributes: Sequence[Placed]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A member as the composition counts it."""

    member_id: int
    category: str
    county: str
    country: str


def active_on(day: date) -> ColumnElement[bool]:
    """The members, as SQL, whose quality held on this day, whatever happened later."""
    last = (
        select(StandingChange.target)
        .where(StandingChange.member_id == Member.id, StandingChange.on <= day)
        .order_by(StandingChange.on.desc(), StandingChange.id.desc())
        .limit(1)
        .correlate(Member)
        .scalar_subquery()
    )
    return last == Standing.ACTIVE


def in_force_on(day: date) -> ColumnElement[bool]:
    """The contributions, as SQL, that held on this day."""
    still = or_(Contribution.until.is_(None), Contribution.until > day)
    return and_(Contribution.since <= day, still)


def contributions(
    session: Session, actor: Person, day: date, *, stage: str | None = None
) -> list[Placed]:
    """What active members contributed on this day, by member; in one stage, or in all."""
    require(actor, Act.READ_MEMBERS)
    wanted = _contributed(day).order_by(Member.number, Contribution.id)
    if stage is not None:
        wanted = wanted.where(Contribution.stage == stage)
    everybody = may(actor, Act.READ_REGISTERS)
    return [_placed(row, everybody=everybody) for row in session.execute(wanted)]


def holders(placed: Iterable[Placed]) -> list[Holder]:
    """The members among whom these contributions are, by number; without those who are not
    named."""
    own: dict[int, list[Placed]] = {}
    for one in placed:
        if one.name:
            own.setdefault(one.number, []).append(one)
    return [Holder(number, found[0].name, found[0].locality, found)
            for number, found in sorted(own.items())]  # fmt: skip


def held(session: Session, day: date) -> dict[Cell, Held]:
    """How many active members held each place of the value chain on this day."""
    return coverage(_placed(row, everybody=False) for row in session.execute(_contributed(day)))


def _contributed(day: date) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Member.id, Member.number, Member.named, Organisation.answers, Organisation.legal_name,
            Organisation.locality,
            Contribution.stage, Contribution.fields, Contribution.capability,
            Contribution.description, Contribution.verdict, Contribution.since,
        )
        .join(Contribution, Contribution.member_id == Member.id)
        .join(Organisation, Organisation.id == Member.organisation_id)
        .where(active_on(day), in_force_on(day))
    )  # fmt: skip


def _placed(row: Row[Any], *, everybody: bool) -> Placed:
    shown = everybody or agreed(row.answers.get("publish"), named=row.named) >= IN_ITS_PLACE
    return Placed(
        member_id=row.id,
        number=row.number,
        name=row.legal_name if shown else "",
        locality=row.locality if shown else "",
        stage=row.stage,
        fields=tuple(row.fields),
        capability=row.capability,
        description=row.description if shown else "",
        verdict=row.verdict,
        since=row.since,
    )


def members_on(session: Session, actor: Person, day: date) -> Sequence[Counted]:
    """The members whose quality held on this day."""
    require(actor, Act.READ_MEMBERS)
    rows = session.execute(
        select(Member.id, Member.category, Organisation.county, Organisation.country)
        .join(Organisation, Organisation.id == Member.organisation_id)
        .where(active_on(day))
        .order_by(Member.number)
    )
    return [
        Counted(member_id=row[0], category=row[1], county=row[2], country=row[3]) for row in rows
    ]
