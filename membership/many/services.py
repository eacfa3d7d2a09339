"""Acting on several cases at once: what would happen to each, and then what did.

Each case is decided on its own: one that cannot be done is skipped and says why, and the
others are done all the same. What became of each is kept on record.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from membership import statutes
from membership.application import access
from membership.application.reminding import effect_of, remind_of
from membership.application.telling import keys_of
from membership.database import Session
from membership.journal.services import record
from membership.many.results import kept
from membership.models import Application, JointAct, Person, Sitting, Together
from membership.owed.services import owed_already
from membership.review.assignment import fit
from membership.review.services import assign
from membership.sitting import points
from membership.sitting.finding import find as find_sitting
from workflows.application import Stage
from workflows.permission import Act, require
from workflows.refusal import Message, NotFound, NotNow, Refused
from workflows.term import day_of

MOST = 40
"""How many cases one act takes: as many as a page of the queue shows."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one case; ``why`` it is skipped, None where it is done."""

    application: Application
    why: Message | None


def preview(
    session: Session, actor: Person, act: Together, public_ids: Sequence[str], *, at: datetime
) -> list[Outcome]:
    """What would become of each case, without doing anything; cases that this person may not
    see are left out, as if they were not there."""
    look = {
        Together.REMIND: _may_remind,
        Together.ASSIGN: _may_assign,
        Together.SCHEDULE: _may_schedule,
    }[act]
    return _each(session, actor, public_ids, at, lambda case: look(session, actor, case, at))


def remind(session: Session, actor: Person, public_ids: Sequence[str], *, at: datetime) -> JointAct:
    """Reminds the applicants who were asked and have not answered, each at most once a day."""

    def write(case: Application) -> None:
        _remind(session, actor, case, at)

    return _done(session, actor, Together.REMIND, public_ids, write, at=at)


def assign_all(
    session: Session,
    actor: Person,
    public_ids: Sequence[str],
    person_ids: Collection[int],
    *,
    at: datetime,
) -> JointAct:
    """Makes these people the rapporteurs of each case that is assessed."""

    def give(case: Application) -> None:
        fit(session, case, person_ids)
        assign(session, actor, case.public_id, person_ids, at=at)

    return _done(session, actor, Together.ASSIGN, public_ids, give, at=at)


def schedule_all(
    session: Session, actor: Person, public_ids: Sequence[str], sitting_id: str, *, at: datetime
) -> JointAct:
    """Puts these cases on the agenda of a sitting, in their order; one that stands there already
    is left where it stands."""
    sitting = find_sitting(session, actor, sitting_id, Act.CONVENE)

    def put(case: Application) -> None:
        if not points.is_on(case, sitting_id):
            points.add_case(session, actor, sitting_id, case.public_id, at=at)

    return _done(session, actor, Together.SCHEDULE, public_ids, put, at=at, sitting=sitting)


def _done(
    session: Session,
    actor: Person,
    act: Together,
    public_ids: Sequence[str],
    do: Callable[[Application], None],
    *,
    at: datetime,
    sitting: Sitting | None = None,
) -> JointAct:
    found = _each(session, actor, public_ids, at, do)
    rows = [(one.application, one.why) for one in found]
    return kept(session, actor, act, rows, sitting=sitting, at=at)


def _each(
    session: Session,
    actor: Person,
    public_ids: Sequence[str],
    at: datetime,
    act: Callable[[Application], None],
) -> list[Outcome]:
    require(actor, Act.READ_QUEUE)
    found = []
    for public_id in list(dict.fromkeys(public_ids))[:MOST]:
        try:
            application, _on = access.find(session, actor, public_id, at=at)
        except NotFound:
            continue
        try:
            with session.begin_nested():
                act(application)
        except Refused as refused:
            found.append(Outcome(application, refused.message))
        else:
            found.append(Outcome(application, None))
    return found


def _may_assign(session: Session, actor: Person, case: Application, at: datetime) -> None:
    require(actor, Act.ASSIGN, access.standing_of(session, case, at))
    if case.stage is not Stage.EVIDENCE_REVIEW:
        raise NotNow("review.not_at_this_stage")


def _may_schedule(session: Session, actor: Person, case: Application, at: datetime) -> None:
    require(actor, Act.SCHEDULE, access.standing_of(session, case, at))
    points.refuse_unless_ready(case)


def _may_remind(session: Session, actor: Person, case: Application, at: datetime) -> None:
    require(actor, Act.ASK, access.standing_of(session, case, at))
    if case.stage is not Stage.CLARIFICATION:
        raise NotNow("review.nothing_asked")
    effect = effect_of(case.clarifications[-1], _day(case, at))
    today = keys_of(session, case, effect)
    if owed_already(session, today.values()):
        raise NotNow("review.reminded_today")


def _day(case: Application, at: datetime) -> str:
    return f"{day_of(at, statutes.of(case).zone).isoformat()}:"


def _remind(session: Session, actor: Person, case: Application, at: datetime) -> None:
    _may_remind(session, actor, case, at)
    remind_of(session, case.clarifications[-1], at=at, on=_day(case, at))
    record(session, "applicant.reminded", by=actor, at=at, subject=case.public_id)
