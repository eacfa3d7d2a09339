"""Planning a sitting: how, when and where; convening it, moving it, calling it off."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from membership.application import closings
from membership.application.agenda_rules import rules_on
from membership.application.ending import owe_calling_off
from membership.application.locking import lock_case
from membership.application.steps import days_off
from membership.ballot.sittings import numbered
from membership.ballot.timing import refuse_in_writing
from membership.database import Session
from membership.journal.services import record
from membership.models import AgendaItem, Life, Person, Sitting
from membership.sitting.finding import find
from membership.sitting.points import is_free, release, take_motions
from workflows import agenda
from workflows import sitting as rulebook
from workflows.permission import Act, require
from workflows.refusal import Incomplete, NotNow
from workflows.sitting import ENDED, Step, refuse_unless_ahead
from workflows.statute import Statute
from workflows.term import day_of
from workflows.voting_terms import Mode

LONGEST_MEETING = timedelta(hours=24)
"""After so long a meeting's vote can no longer be opened: it was not held."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arranged:
    """How, when and where a sitting is held; ``ends_at`` closes a written procedure."""

    mode: Mode
    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    link: str = ""


def plan(
    session: Session,
    actor: Person,
    arranged: Arranged,
    *,
    statute: Statute,
    at: datetime,
    second_call_of: str = "",
) -> Sitting:
    """Plans a sitting; a second call takes over what its first one could not vote on. Refuses to
    call a sitting again twice."""
    require(actor, Act.CONVENE)
    first = _to_call_again(session, actor, second_call_of) if second_call_of else None
    _refuse_wrong(arranged, at)
    sitting = numbered(session, arranged.mode, statute.zone, by=actor, at=at)
    _arrange(sitting, arranged)
    sitting.second_call_of = first
    session.add(sitting)
    session.flush()
    if first is not None:
        _call_again(session, first, sitting, statute)
    record(session, "sitting.planned", by=actor, at=at, subject=f"sitting:{sitting.public_id}",
           mode=sitting.mode.value, number=sitting.number, starts_at=sitting.starts_at)  # fmt: skip
    session.flush()
    return sitting


def _to_call_again(session: Session, actor: Person, public_id: str) -> Sitting:
    first = find(session, actor, public_id, Act.CONVENE, lock=True)
    for case_id in sorted({item.application_id for item in first.agenda if item.application_id}):
        lock_case(session, case_id)
    # Another agenda may have taken its cases before the locks were held.
    session.expire_all()
    if first.called_again is not None:
        raise NotNow("sitting.called_again", at=first.called_again.starts_at)
    return first


def _arrange(sitting: Sitting, arranged: Arranged) -> None:
    sitting.mode = arranged.mode
    sitting.starts_at, sitting.ends_at = arranged.starts_at, arranged.ends_at
    sitting.place, sitting.link = arranged.place.strip(), arranged.link.strip()


def _refuse_wrong(arranged: Arranged, at: datetime) -> None:
    if arranged.starts_at <= at:
        raise Incomplete("sitting.in_the_past", field="starts_on")
    if rulebook.needs_place(arranged.mode) and not arranged.place.strip():
        raise Incomplete("sitting.place_missing", field="place")
    if arranged.mode is Mode.HYBRID and not arranged.link.strip():
        raise Incomplete("sitting.link_missing", field="link")
    if arranged.mode is not Mode.WRITTEN:
        return
    if arranged.ends_at is None:
        raise Incomplete("sitting.end_missing", field="ends_on")
    if arranged.ends_at <= arranged.starts_at:
        raise Incomplete("sitting.ends_before_it_starts", field="ends_on")


def _call_again(session: Session, first: Sitting, sitting: Sitting, statute: Statute) -> None:
    if first.state not in ENDED:
        raise NotNow(f"sitting.not_now.{first.state.value}")
    held_on = day_of(first.starts_at, statute.zone)
    again_on = day_of(sitting.starts_at, statute.zone)
    rules = agenda.second_call(rules_on(first.agenda, statute))
    rulebook.refuse_early_second_call(held_on, again_on, rules)
    left = [item for item in first.agenda if item.application_id is None or _waits(item)]
    for place, item in enumerate(left, start=1):
        again = AgendaItem(position=place, application_id=item.application_id,
                           title=item.title, en_bloc=item.en_bloc)  # fmt: skip
        sitting.agenda.append(again)
        session.flush()
        if item.application is not None:
            take_motions(again, item.application)


def _waits(item: AgendaItem) -> bool:
    case = item.application
    return case is not None and any(is_free(motion) for motion in case.motions)


def change(
    session: Session,
    actor: Person,
    public_id: str,
    arranged: Arranged,
    *,
    statute: Statute,
    at: datetime,
) -> Sitting:
    """Moves a sitting that has not opened to another hour or place; who was convened is told
    when it is convened again. Refuses what it could then not be convened to."""
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    refuse_unless_ahead(sitting)
    _refuse_wrong(arranged, at)
    _refuse_not_in_writing(sitting, arranged.mode)
    if sitting.convened_at is not None:
        _refuse_too_soon(sitting, arranged.mode, arranged.starts_at, statute, at)
    _arrange(sitting, arranged)
    record(session, "sitting.moved", by=actor, at=at, subject=f"sitting:{public_id}",
           starts_at=sitting.starts_at)  # fmt: skip
    session.flush()
    return sitting


def convene(
    session: Session, actor: Person, public_id: str, *, statute: Statute, at: datetime
) -> Sitting:
    """Calls the Board: from here on the motions of the agenda may be opened at their time.

    Refuses an empty agenda, a meeting within its notice, a second call before its day, and in
    writing what objections have sent to a meeting;
    convened again, whoever was called is told of the change.
    """
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    if not sitting.agenda:
        raise Incomplete("sitting.agenda_empty")
    _refuse_not_in_writing(sitting, sitting.mode)
    _refuse_too_soon(sitting, sitting.mode, sitting.starts_at, statute, at)
    again = sitting.convened_at is not None
    rulebook.advance(sitting, Step.CONVENE)
    sitting.convened_at = at
    sitting.called_for = sitting.starts_at if sitting.mode is not Mode.WRITTEN else None
    sitting.revision += int(again)
    for item in sitting.agenda:
        _schedule(item, sitting, at)
    closings.report(session, sitting)
    record(session, "sitting.convened", by=actor, at=at, subject=f"sitting:{public_id}",
           starts_at=sitting.starts_at, revision=sitting.revision)  # fmt: skip
    session.flush()
    return sitting


def _refuse_not_in_writing(sitting: Sitting, mode: Mode) -> None:
    motions = (motion for item in sitting.agenda for motion in item.motions)
    refuse_in_writing(mode, (motion for motion in motions if motion.life is Life.PROPOSED))


def _refuse_too_soon(
    sitting: Sitting, mode: Mode, starts_at: datetime, statute: Statute, at: datetime
) -> None:
    if starts_at <= at:
        raise Incomplete("sitting.in_the_past", field="starts_on")
    rules, zone = rules_on(sitting.agenda, statute), statute.zone
    held_on, today = day_of(starts_at, zone), day_of(at, zone)
    called_for = day_of(sitting.called_for, zone) if sitting.called_for is not None else None
    if rulebook.needs_notice(mode, called_for, held_on):
        rulebook.refuse_short_notice(today, held_on, agenda.notice(rules),
                                     days_off(statute.country, today.year))  # fmt: skip
    first = sitting.second_call_of
    if first is not None:
        first_on = day_of(first.starts_at, zone)
        rulebook.refuse_early_second_call(first_on, held_on, agenda.second_call(rules))


def _schedule(item: AgendaItem, sitting: Sitting, at: datetime) -> None:
    closes_at = sitting.ends_at if sitting.mode is Mode.WRITTEN else None
    for motion in item.motions:
        if motion.life is Life.PROPOSED:
            motion.scheduled_at = at
            motion.closes_at = closes_at or sitting.starts_at + LONGEST_MEETING


def cancel(session: Session, actor: Person, public_id: str, *, why: str, at: datetime) -> Sitting:
    """Calls a sitting off before it opens: who was called to it is told, and its cases wait for
    another agenda."""
    sitting = find(session, actor, public_id, Act.CALL_OFF, lock=True)
    if not why.strip():
        raise Incomplete("sitting.reason_missing", field="why")
    rulebook.advance(sitting, Step.CANCEL)
    sitting.cancelled_why = why.strip()
    sitting.closed_at, sitting.closed_by_id = at, actor.id
    if sitting.convened_at is not None:
        owe_calling_off(session, sitting, at)
    for item in sitting.agenda:
        release(item)
    closings.take_back(session, sitting)
    record(session, "sitting.cancelled", by=actor, at=at, subject=f"sitting:{public_id}",
           why=sitting.cancelled_why)  # fmt: skip
    session.flush()
    return sitting
