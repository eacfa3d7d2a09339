"""The secretariat's queue: every case, on whose desk it lies, the nearest deadline first.

Whose desk is asked of the records in SQL, in one place, so that the filter, the counts
and the rows can never disagree. A page costs the same few statements whatever the
number of cases.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, and_, case, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from membership.application.access import closed_to
from membership.application.steps import UNDECIDED
from membership.database import Session
from membership.models import (
    Application,
    Assignment,
    ChecklistLine,
    Claim,
    Clarification,
    Decision,
    Finding,
    Letter,
    Life,
    Motion,
    Organisation,
    Person,
    SearchEntry,
    Sought,
)
from membership.review.desk import Desk, on_desk
from membership.search.services import has_words
from workflows.application import Stage
from workflows.letter import INTERNAL, Kind, State
from workflows.permission import Act, require
from workflows.review import Mark
from workflows.voting_terms import MotionKind

PAGE = 40
Wanted = tuple[ColumnElement[bool], ...]
"""What must hold of a case for it to be shown, and counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One case of the queue, with what is needed to say what comes next."""

    public_id: str
    reference: str
    name: str
    legal_form: str
    stage: Stage
    desk: Desk
    due_on: date
    ticked: int
    answered: bool
    unfound: int
    rapporteurs: tuple[str, ...]
    motion: MotionKind | None
    life: Life | None
    closes_at: datetime | None
    scheduled: bool
    decision: MotionKind | None
    decided_on: date | None
    letter: Kind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """At most forty cases; ``after`` is the public id to go on from, if there are more."""

    lines: tuple[Line, ...]
    counts: Mapping[Desk, int]
    paused: int
    after: str | None

    @property
    def total(self) -> int:
        """How many cases there are on all desks."""
        return sum(self.counts.values())


def queue(
    session: Session,
    actor: Person,
    *,
    filter: Desk | None = Desk.NEEDS,  # noqa: A002
    after: str = "",
    q: str = "",
    today: date,
) -> Page:
    """A page of the queue and how many cases lie on each desk.

    ``q`` looks in what the search knows of a case, its names, numbers and reference among it,
    and minds neither capitals nor diacritics; ``filter`` is one desk, or None for all; ``after``
    is the public id of the last case of the page before; ``today`` is the day in the cluster's
    zone.
    """
    require(actor, Act.READ_QUEUE)
    desk = on_desk(today)
    sought = _sought(session, actor, q)
    counts, paused = _counts(session, desk, sought)
    rows = _rows(session, desk, filter, after, sought)
    names = _rapporteurs(session, [row.id for row in rows[:PAGE]])
    return Page(
        lines=tuple(_line(row, names.get(row.id, ())) for row in rows[:PAGE]),
        counts=counts,
        paused=paused,
        after=rows[PAGE - 1].public_id if len(rows) > PAGE else None,
    )


def _counts(
    session: Session, desk: ColumnElement[str], sought: Wanted
) -> tuple[dict[Desk, int], int]:
    lies = desk.label("desk")
    asked = func.sum(case((Application.stage == Stage.CLARIFICATION, 1), else_=0))
    counted = _among(select(lies, func.count(), asked), sought).group_by(lies)
    rows = session.execute(counted).all()
    found = {Desk(row[0]): row[1] for row in rows}
    return {one: found.get(one, 0) for one in Desk}, sum(row[2] for row in rows)


def _among(wanted: Select[*tuple[Any, ...]], sought: Wanted) -> Select[*tuple[Any, ...]]:
    return wanted.join(Organisation, Organisation.id == Application.organisation_id).where(*sought)


def _sought(session: Session, actor: Person, q: str) -> Wanted:
    found: Wanted = ()
    if q.strip():
        entries = select(SearchEntry.application_id).where(SearchEntry.kind == Sought.CASE)
        found = (Application.id.in_(entries.where(has_words(session, q))),)
    return (
        Application.stage != Stage.DRAFT,
        Application.reference.is_not(None),
        ~closed_to(actor),
        *found,
    )


def _rows(
    session: Session, desk: ColumnElement[str], on: Desk | None, after: str, sought: Wanted
) -> list[Row[Any]]:
    page = _among(select(Application.id, desk.label("desk")), sought)
    if on is not None:
        page = page.where(desk == on.value)
    if after:
        page = page.where(_after(after))
    page = page.order_by(Application.due_on, Application.id).limit(PAGE + 1)
    chosen = page.cte("page")
    rows = session.execute(
        select(
            Application.id,
            Application.public_id,
            Application.reference,
            Application.stage,
            Application.due_on,
            Organisation.legal_name,
            Organisation.legal_form,
            chosen.c.desk,
            *_details(),
        )
        .join(chosen, chosen.c.id == Application.id)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .order_by(Application.due_on, Application.id)
    )
    return list(rows)


def _after(public_id: str) -> ColumnElement[bool]:
    last = select(Application).where(Application.public_id == public_id)
    due = last.with_only_columns(Application.due_on).correlate(None).scalar_subquery()
    number = last.with_only_columns(Application.id).correlate(None).scalar_subquery()
    return or_(Application.due_on > due, and_(Application.due_on == due, Application.id > number))


def _details() -> tuple[ColumnElement[Any], ...]:
    fine = (Mark.CONFORM, Mark.NOT_APPLICABLE)
    ticked = select(func.count(ChecklistLine.id)).where(ChecklistLine.mark.in_(fine))
    unfound = select(func.count(Claim.id)).outerjoin(Finding).where(Finding.id.is_(None))
    answered = select(func.count(Clarification.id)).where(Clarification.answered_at.is_not(None))
    last = select(func.max(Motion.position)).where(Motion.application_id == Application.id)
    motion = select(Motion).where(Motion.position == last.correlate(Application).scalar_subquery())
    decision = select(Decision).where(Decision.in_force)
    letter = (
        select(func.max(Letter.kind, type_=Letter.kind.type))
        .where(Letter.dispatched_at.is_(None), Letter.state != State.ANNULLED)
        .where(Letter.kind.not_in(UNDECIDED | INTERNAL))
    )
    return (
        _of(ticked, ChecklistLine).label("ticked"),
        _of(unfound, Claim).label("unfound"),
        _of(answered, Clarification).label("answered"),
        _of(motion.with_only_columns(Motion.kind), Motion).label("motion"),
        _of(motion.with_only_columns(Motion.life), Motion).label("life"),
        _of(motion.with_only_columns(Motion.closes_at), Motion).label("closes_at"),
        _of(motion.with_only_columns(Motion.scheduled_at), Motion).label("scheduled_at"),
        _of(decision.with_only_columns(Decision.kind), Decision).label("decision"),
        _of(decision.with_only_columns(Decision.on), Decision).label("decided_on"),
        _of(letter, Letter).label("letter"),
    )


def _of(wanted: Select[*tuple[Any, ...]], record: Any) -> Any:
    own = wanted.where(record.application_id == Application.id)
    return own.correlate(Application).scalar_subquery()


def _rapporteurs(session: Session, ids: list[int]) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(Assignment.application_id, Person.name)
        .join(Person, Person.id == Assignment.person_id)
        .where(Assignment.application_id.in_(ids))
        .order_by(Assignment.id)
    )
    names: dict[int, tuple[str, ...]] = {}
    for application_id, name in rows:
        names[application_id] = (*names.get(application_id, ()), name)
    return names


def _line(row: Row[Any], rapporteurs: tuple[str, ...]) -> Line:
    return Line(
        public_id=row.public_id,
        reference=row.reference,
        name=row.legal_name,
        legal_form=row.legal_form,
        stage=row.stage,
        desk=Desk(row.desk),
        due_on=row.due_on,
        ticked=row.ticked,
        answered=row.answered > 0,
        unfound=row.unfound,
        rapporteurs=rapporteurs,
        motion=row.motion,
        life=row.life,
        closes_at=row.closes_at,
        scheduled=row.scheduled_at is not None,
        decision=row.decision,
        decided_on=row.decided_on,
        letter=row.letter,
    )
