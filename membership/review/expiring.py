"""The evidence of members that has expired or soon will: what a later check of the membership
quality has to ask for again.

It is a list to act on and nothing more: no day that passes changes what a member is, or what it
was found to prove.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from membership.application.access import closed_to
from membership.database import Session
from membership.models import (
    Application,
    Claim,
    Contribution,
    Evidence,
    Member,
    Organisation,
    Person,
)
from membership.value_chain.services import active_on, in_force_on
from workflows.permission import Act, require

AHEAD = timedelta(days=90)
"""How many days before it expires a piece of evidence is on the list."""
PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Expiring:
    """A piece of evidence of an active member; ``places`` are the stages and fields for which it
    was found to prove something."""

    public_id: str
    title: str
    kind: str
    expires_on: date
    case: str
    name: str
    number: int
    places: Sequence[tuple[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class ExpiringPage:
    """At most forty pieces, the first to expire first; ``after`` is the public id to go on from,
    if there are more."""

    pieces: Sequence[Expiring]
    after: str | None


def expiring(session: Session, actor: Person, day: date, *, after: str = "") -> ExpiringPage:
    """What expired or expires within ninety days of this day, behind what active members
    contribute; without the cases that an interest closes to this person.

    ``after`` is the public id of the last piece of the page before.
    """
    require(actor, Act.READ_QUEUE)
    held = select(Contribution.claim_id).where(in_force_on(day))
    wanted = (
        select(Evidence.id, Evidence.public_id, Evidence.title, Evidence.kind, Evidence.expires_on,
               Application.public_id, Organisation.legal_name, Member.number)
        .join(Application, Application.id == Evidence.application_id)
        .join(Member, Member.application_id == Application.id)
        .join(Organisation, Organisation.id == Member.organisation_id)
        .where(Evidence.expires_on <= day + AHEAD, active_on(day), ~closed_to(actor))
        .where(Evidence.claims.any(Claim.id.in_(held)))
        .order_by(Evidence.expires_on, Evidence.id)
        .limit(PAGE + 1)
    )  # fmt: skip
    if after:
        wanted = wanted.where(_after(after))
    rows: Sequence[Any] = session.execute(wanted).all()
    places = _places(session, day, [row[0] for row in rows[:PAGE]])
    return ExpiringPage(
        [
            Expiring(public_id=row[1], title=row[2], kind=row[3], expires_on=row[4], case=row[5],
                     name=row[6], number=row[7], places=places.get(row[0], ()))
            for row in rows[:PAGE]
        ],
        rows[PAGE - 1][1] if len(rows) > PAGE else None,
    )  # fmt: skip


def _after(public_id: str) -> ColumnElement[bool]:
    last = select(Evidence).where(Evidence.public_id == public_id)
    expires = last.with_only_columns(Evidence.expires_on).correlate(None).scalar_subquery()
    number = last.with_only_columns(Evidence.id).correlate(None).scalar_subquery()
    return or_(
        Evidence.expires_on > expires, and_(Evidence.expires_on == expires, Evidence.id > number)
    )


def _places(
    session: Session, day: date, ids: Sequence[int]
) -> dict[int, list[tuple[str, tuple[str, ...]]]]:
    """What each of these pieces serves to prove, of what is contributed on this day."""
    found: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    wanted = (
        select(Evidence.id, Contribution.stage, Contribution.fields)
        .join(Evidence.claims)
        .join(Contribution, Contribution.claim_id == Claim.id)
        .where(Evidence.id.in_(ids), in_force_on(day))
        .order_by(Contribution.id)
    )
    for number, stage, fields in session.execute(wanted):
        found.setdefault(number, []).append((stage, tuple(fields)))
    return found
