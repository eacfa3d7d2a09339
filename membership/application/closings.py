"""Abandoned files that the secretariat closed, as the Board is told of them in its next sitting.

The secretariat closes such a file and never rejects it; the Board, whose attribute the check is,
is told for information, with the day until which the file can be opened again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from membership import statutes
from membership.application.access import closed_to
from membership.application.steps import last_day
from membership.database import Session
from membership.models import Application, Person, ReportedClosing, Sitting, StageChange
from workflows.application import Stage, Step
from workflows.term import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """A file that was closed: whose, when, until when it can be opened again (None where the
    cluster sets no term), and whether it was opened again since."""

    name: str
    reference: str
    closed_on: date
    reopen_by: date | None
    reopened: bool


def to_report(session: Session, reader: Person) -> Sequence[Closing]:
    """What the next sitting that is convened will be told of, as far as this reader may know."""
    wanted = _untold().where(StageChange.application.has(~closed_to(reader)))
    return [_closing(change) for change in session.scalars(wanted).unique()]


def told(session: Session, reader: Person, sitting: Sitting) -> Sequence[Closing]:
    """What this sitting is told of, as far as this reader may know."""
    wanted = (
        _lapses()
        .join(ReportedClosing, ReportedClosing.change_id == StageChange.id)
        .where(ReportedClosing.sitting_id == sitting.id)
        .where(StageChange.application.has(~closed_to(reader)))
    )
    return [_closing(change) for change in session.scalars(wanted).unique()]


def of(sitting: Sitting) -> Iterator[Closing]:
    """What this sitting is told of, for its own papers."""
    return (_closing(row.change) for row in sitting.closings)


def report(session: Session, sitting: Sitting) -> None:
    """Tells this sitting, which is convened, of every closing that no sitting was told of yet."""
    for change in session.scalars(_untold()).unique():
        sitting.closings.append(ReportedClosing(change=change))
    session.flush()


def take_back(session: Session, sitting: Sitting) -> None:
    """A sitting that is called off tells nobody: what it had waits for the next one."""
    sitting.closings.clear()
    session.flush()


def reopen_by(closing: StageChange) -> date | None:
    """The last day on which a file that was closed can be opened again; None where the cluster
    sets no term for it."""
    return last_day(statutes.of(closing.application), "reopen", closing.at)


def _lapses() -> Select[StageChange]:
    return (
        select(StageChange)
        .where(StageChange.step == Step.LAPSE)
        .options(joinedload(StageChange.application).joinedload(Application.organisation))
        .order_by(StageChange.id)
    )


def _untold() -> Select[StageChange]:
    return _lapses().where(StageChange.id.not_in(select(ReportedClosing.change_id)))


def _closing(change: StageChange) -> Closing:
    case = change.application
    statute = statutes.of(case)
    return Closing(
        name=case.organisation.legal_name,
        reference=case.reference or "",
        closed_on=day_of(change.at, statute.zone),
        reopen_by=reopen_by(change),
        reopened=case.stage is not Stage.LAPSED,
    )
