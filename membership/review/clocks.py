"""The Board's own clock: from the complete file to its last day, and the sitting that can meet it.

It is shown and decides nothing. Where no sitting can meet it, the chair is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from membership.application.access import closed_to
from membership.application.clock import complete_since, days_still, pauses
from membership.application.steps import NEVER, last_day
from membership.database import Session
from membership.models import AgendaItem, Application, Life, Motion, Organisation, Person, Sitting
from workflows.application import Stage
from workflows.sitting import AHEAD, State
from workflows.statute import Statute
from workflows.term import day_of, end_of

STAGES = frozenset({Stage.EVIDENCE_REVIEW, Stage.BOARD_DECISION})


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardClock:
    """From which day the term runs and to which, how many days stood still, and the sitting that
    decides: the one on whose agenda the case stands (``called``), else the next one that can still
    meet the term; None where there is none."""

    since: date
    due: date
    still: int
    sitting: datetime | None
    called: bool
    in_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """A case that no planned sitting can decide in time, or that is late already."""

    public_id: str
    reference: str
    name: str
    due_on: date


def board_clock(
    session: Session, application: Application, statute: Statute, *, at: datetime
) -> BoardClock | None:
    """The Board's clock of a case whose file is complete; None before, after, and where the
    cluster sets no term."""
    since = complete_since(application)
    if since is None or application.stage not in STAGES:
        return None
    today = day_of(at, statute.zone)
    due = last_day(statute, "decision", since, pauses(application, today))
    if due is None:
        return None
    start = day_of(since, statute.zone)
    own, following = _sittings(session, application, at, end_of(due, statute.zone))
    sitting = own or following
    return BoardClock(
        since=start, due=due, still=days_still(application, start, today), sitting=sitting,
        called=own is not None, in_time=sitting is not None and sitting < end_of(due, statute.zone),
    )  # fmt: skip


_DECIDES = func.coalesce(Sitting.ends_at, Sitting.starts_at)
"""When a sitting decides: a written procedure when it closes, a meeting when it begins."""
_FIRST = func.min(_DECIDES, type_=Sitting.starts_at.type)


def _sittings(
    session: Session, application: Application, at: datetime, before: datetime
) -> tuple[datetime | None, datetime | None]:
    """When the sitting decides that has the case on its agenda, and when the next one does whose
    agenda can still take it, before this moment."""
    following = select(_FIRST).where(Sitting.state.in_(AHEAD), at < _DECIDES, before > _DECIDES)
    own = _called().where(Motion.application_id == application.id).with_only_columns(_FIRST)
    found = session.execute(select(own.scalar_subquery(), following.scalar_subquery())).one()
    return found[0], found[1]


def _called() -> Select[*tuple[Any, ...]]:
    """The motions that stand on the agenda of a sitting that is to come, or sits, each with when
    it decides."""
    to_come = Sitting.state.in_((*AHEAD, State.OPEN))
    return (
        select(Motion.application_id, _DECIDES.label("decides"))
        .join(AgendaItem, AgendaItem.id == Motion.item_id)
        .join(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(Motion.life.in_((Life.PROPOSED, Life.OPEN)), to_come)
    )


def pressing(
    session: Session, person: Person, statute: Statute, *, at: datetime, most: int = 10
) -> Sequence[Pressing]:
    """The cases before the Board that are late, or that no sitting decides in time, the nearest
    first: a case on an agenda is decided by its own sitting, another one by the next whose agenda
    can still take it. Without those that an interest closes to this person."""
    first = session.scalar(select(_FIRST).where(Sitting.state.in_(AHEAD), at < _DECIDES))
    called = _called().subquery()
    wanted = (
        select(Application.public_id, Application.reference, Organisation.legal_name,
               Application.due_on)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(Application.stage == Stage.BOARD_DECISION, Application.due_on != NEVER)
        .where(~closed_to(person))
        .order_by(Application.due_on, Application.id)
    )  # fmt: skip
    free = wanted.where(Application.id.not_in(select(called.c.application_id))).limit(most)
    if first is not None:
        # The next sitting is the earliest: what it cannot meet, no later one can.
        free = free.where(Application.due_on < day_of(first, statute.zone))
    own = wanted.join(called, called.c.application_id == Application.id)
    late = [
        row
        for row in session.execute(own.add_columns(called.c.decides))
        if row[3] < day_of(row[4], statute.zone)
    ]
    found = sorted([*session.execute(free), *late], key=lambda row: (row[3], row[1] or ""))
    return [
        Pressing(public_id=row[0], reference=row[1] or "", name=row[2], due_on=row[3])
        for row in found[:most]
    ]
