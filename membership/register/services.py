"""The members' register: entering a member by a resolution, and reading who the members are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select

from membership import numbers, statutes
from membership.database import Session
from membership.journal.services import record
from membership.models import (
    Application,
    AssemblyResolution,
    Claim,
    Contribution,
    Decision,
    Member,
    Organisation,
    Person,
    StandingChange,
)
from membership.organisation import delegates
from workflows.permission import Act, require
from workflows.refusal import NotFound
from workflows.review import Verdict
from workflows.standing import StandingRow, StandingStep, stand

CONTRIBUTES = frozenset({Verdict.PROVEN, Verdict.PARTLY})
PAGE = 40
"""How many members a page of the register shows."""


def admit(
    session: Session,
    application: Application,
    ground: Decision | AssemblyResolution,
    *,
    by: Person | None,
    at: datetime,
    since: date | None = None,
) -> Member:
    """Enters the applicant in the members' register, under the resolution that admits it: the
    Board's, or the General Assembly's. Membership begins on its day, or ``since`` where its
    conditions were met later. Refuses who already is a member.
    """
    member = session.scalar(
        select(Member).where(Member.organisation_id == application.organisation_id)
    )
    row = stand(member.standing if member else None, StandingStep.ADMIT)
    number = numbers.take(session, numbers.MEMBERS)
    title = statutes.of(application).registry.member.number(number, ground.on)
    began = since or ground.on
    member = Member(
        number=number,
        title=title,
        organisation=application.organisation,
        application=application,
        decision=ground if isinstance(ground, Decision) else None,
        assembly_resolution=ground if isinstance(ground, AssemblyResolution) else None,
        category=application.category,
        since=began,
        standing=row.target,
        history=[_changed(row, began, at)],
        contributions=_contributions(application, began),
    )
    session.add(member)
    session.flush()
    delegates.settle_all(session, application.organisation_id)
    record(session, "member.admitted", by=by, at=at, subject=application.public_id,
           number=title, resolution=_named(ground))  # fmt: skip
    return member


def _named(ground: Decision | AssemblyResolution) -> str:
    return ground.title if isinstance(ground, Decision) else ground.number


def _changed(
    row: StandingRow, on: date, at: datetime, decision: Decision | None = None
) -> StandingChange:
    return StandingChange(step=row.step, target=row.target, basis=row.basis, on=on, at=at,
                          decision=decision)  # fmt: skip


def _contributions(application: Application, since: date) -> list[Contribution]:
    return [_contribution(c, since) for c in application.claims if c.verdict in CONTRIBUTES]


def _contribution(claim: Claim, since: date) -> Contribution:
    return Contribution(
        claim_id=claim.id, stage=claim.stage, fields=list(claim.fields),
        capability=claim.capability, description=claim.description,
        verdict=claim.verdict, since=since,
    )  # fmt: skip


def cease(
    session: Session, member: Member, decision: Decision, *, by: Person | None, at: datetime
) -> None:
    """Ends a membership by a resolution of the Board, on its day; the line stays."""
    row = stand(member.standing, StandingStep.CEASE)
    member.standing = row.target
    member.history.append(_changed(row, decision.on, at, decision))
    for contribution in member.contributions:
        contribution.until = contribution.until or decision.on
    record(session, "member.ceased", by=by, at=at, subject=member.title,
           resolution=decision.title)  # fmt: skip
    delegates.settle_all(session, member.organisation_id)


@dataclass(frozen=True, slots=True)
class Page:
    """Some members by number, how many there are in all, and where the next page begins."""

    members: Sequence[Member]
    total: int
    after: int | None


def members(session: Session, actor: Person, *, after: int = 0, q: str = "") -> Page:
    """The members from after this number on, 40 at most; ``q`` looks in names and codes."""
    require(actor, Act.READ_MEMBERS)
    wanted = select(Member).join(Member.organisation)
    if q.strip():
        like = f"%{_literal(q.strip())}%"
        wanted = wanted.where(
            or_(
                Organisation.legal_name.ilike(like, escape="\\"),
                Organisation.fiscal_code.ilike(like, escape="\\"),
                Member.title.ilike(like, escape="\\"),
            )
        )
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    found = session.scalars(
        wanted.where(Member.number > after).order_by(Member.number).limit(PAGE + 1)
    ).all()
    more = len(found) > PAGE
    return Page(found[:PAGE], total, found[PAGE - 1].number if more else None)


def _literal(text: str) -> str:
    for special in ("\\", "%", "_"):
        text = text.replace(special, "\\" + special)
    return text


def member(session: Session, actor: Person, number: int) -> Member:
    """The member with this number in the register."""
    require(actor, Act.READ_MEMBERS)
    found = session.scalar(select(Member).where(Member.number == number))
    if found is None:
        raise NotFound("permission.not_found")
    return found


def decision_of(session: Session, member: Member) -> Decision | None:
    """The resolution by which the member was admitted; None for a founder, who was imported."""
    return session.get(Decision, member.decision_id) if member.decision_id else None
