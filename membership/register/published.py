"""The list of members as everybody may read it: what each of them agreed to have published."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select

from membership.database import Session
from membership.models import Contribution, Member, Organisation
from membership.register.services import PAGE
from workflows.publication import Published
from workflows.standing import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A member with as much of it as it agreed to; what it did not is empty."""

    name: str
    place: tuple[str, ...]
    category: str
    since: date
    website: str
    delegate: str
    contributions: tuple[tuple[str, tuple[str, ...]], ...]
    """Each a stage of the value chain with its fields, by their codes."""


@dataclass(frozen=True, slots=True)
class PublicPage:
    """Some members by number; how many are named of how many there are; where the next begin."""

    members: Sequence[Listed]
    named: int
    total: int
    after: int | None


def public_page(session: Session, day: date, *, after: int = 0) -> PublicPage:
    """The active members that agreed to be named, from after this number on, 40 at most.

    Four statements whatever their number. Whoever did not agree is counted and never shown.
    """
    active = Member.standing == Standing.ACTIVE
    total = session.scalar(select(func.count(Member.id)).where(active)) or 0
    wanted = select(Member).join(Member.organisation).where(active, _agreed_to_be_named())
    named = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    found = session.scalars(
        wanted.where(Member.number > after).order_by(Member.number).limit(PAGE + 1)
    ).all()
    shown = found[:PAGE]
    held = _contributed(session, shown, day)
    rows = [_listed(member, held.get(member.id, ())) for member in shown]
    return PublicPage(rows, named, total, shown[-1].number if len(found) > PAGE else None)


def _agreed_to_be_named() -> ColumnElement[bool]:
    # The list of codes as either database writes it: a code stands in it between quotes.
    ticked = Organisation.answers["publish"].as_string()
    return or_(Member.named, ticked.like(f'%"{Published.NAME}"%'))


def _contributed(
    session: Session, members: Iterable[Member], day: date
) -> dict[int, list[tuple[str, tuple[str, ...]]]]:
    agreed = [one.id for one in members if Published.CONTRIBUTION in one.agreed]
    rows = session.scalars(
        select(Contribution)
        .where(Contribution.member_id.in_(agreed), Contribution.since <= day)
        .where(or_(Contribution.until.is_(None), Contribution.until > day))
        .order_by(Contribution.id)
    )
    found: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
    for row in rows:
        found.setdefault(row.member_id, []).append((row.stage, tuple(row.fields)))
    return found


def _listed(member: Member, held: Iterable[tuple[str, tuple[str, ...]]]) -> Listed:
    organisation, agreed = member.organisation, member.agreed
    delegate = organisation.answers.get("delegate") or ""
    return Listed(
        name=organisation.legal_name,
        place=tuple(dict.fromkeys(filter(None, (organisation.locality, organisation.county)))),
        category=member.category,
        since=member.since,
        website=organisation.website if Published.WEBSITE in agreed else "",
        delegate=delegate if Published.DELEGATE in agreed else "",
        contributions=tuple(held),
    )
