"""The Board's own clock: from the complete file to its last day, and the sitting that can meet it.

It is shown and decides nothing. Where no sitting can meet it, the chair is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from membership.application.access import closed_to
from membership.application.clock import complete_since, days_still, pauses
from membership.application.steps import NEVER, last_day
from membership.database import Session
from membership.models import Application, Organisation, Person, Sitting
from workflows.application import Stage
from workflows.sitting import State
from workflows.statute import Statute
from workflows.term import day_of, end_of

STAGES = frozenset({Stage.EVIDENCE_REVIEW, Stage.BOARD_DECISION})


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardClock:
    """From which day the term runs and to which, how many days stood still, and when the next
    sitting is that ends in time; None when none is planned."""

    since: date
    due: date
    still: int
    sitting: datetime | None


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
    return BoardClock(
        since=start, due=due, still=days_still(application, start, today),
        sitting=_next(session, at, due, statute),
    )  # fmt: skip


def _next(session: Session, at: datetime, due: date, statute: Statute) -> datetime | None:
    decided = func.coalesce(Sitting.ends_at, Sitting.starts_at)
    to_come = Sitting.state.in_((State.PLANNED, State.CONVENED, State.OPEN))
    in_time = (decided > at) & (decided < end_of(due, statute.zone))
    return session.scalar(select(func.min(decided, type_=Sitting.starts_at.type))
                          .where(to_come, in_time))  # fmt: skip


def pressing(
    session: Session, person: Person, statute: Statute, *, at: datetime, most: int = 10
) -> Sequence[Pressing]:
    """The cases before the Board that are late, or that no planned sitting decides in time, the
    nearest first; without those that an interest closes to this person."""
    to_come = select(func.min(func.coalesce(Sitting.ends_at, Sitting.starts_at),
                              type_=Sitting.starts_at.type)).where(
        Sitting.state.in_((State.PLANNED, State.CONVENED, State.OPEN)),
        func.coalesce(Sitting.ends_at, Sitting.starts_at) > at,
    )  # fmt: skip
    first = session.scalar(to_come)
    wanted = (
        select(Application.public_id, Application.reference, Organisation.legal_name,
               Application.due_on)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(Application.stage == Stage.BOARD_DECISION, Application.due_on != NEVER)
        .where(~closed_to(person))
        .order_by(Application.due_on, Application.id)
        .limit(most)
    )  # fmt: skip
    if first is not None:
        # The next sitting is the earliest: what it cannot meet, no later one can.
        wanted = wanted.where(Application.due_on < day_of(first, statute.zone))
    return [
        Pressing(public_id=row[0], reference=row[1] or "", name=row[2], due_on=row[3])
        for row in session.execute(wanted)
    ]
