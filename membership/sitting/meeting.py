"""The sitting as it is held: opening it, coming to a point, voting by itself, closing it."""

from collections.abc import Sequence
from datetime import datetime

from membership.database import Session
from membership.journal.services import record
from membership.models import AgendaItem, Life, Office, Person, Sitting
from membership.sitting.finding import find, item_of, own_seat, seats_of
from membership.sitting.points import release
from membership.sitting.presence import EARLY, Place, current, room
from workflows import sitting as rulebook
from workflows.permission import Act, may, require
from workflows.refusal import NotNow, NotPermitted
from workflows.sitting import TAKES_PART, State, Step
from workflows.statute import Statute
from workflows.term import day_of
from workflows.voting_terms import Mode


def chosen_to_preside(places: Sequence[Place]) -> int | None:
    """Who presides: the chair if they are there, else a vice-chair who is; before either has
    signed in, the chair. An interest in a point hands that point's vote over, not the sitting."""
    offices = (Office.CHAIR, Office.VICE_CHAIR)
    ranked = sorted(
        (place for place in places if place.seat.office in offices),
        key=lambda place: (not place.there, offices.index(place.seat.office)),
    )
    return ranked[0].seat.person_id if ranked else None


def presider(session: Session, sitting: Sitting, statute: Statute) -> int | None:
    """Who opened it while presiding; before that, and in writing, whoever presides now."""
    return sitting.opened_by_id or chosen_to_preside(room(session, sitting, statute).places)


def _to_preside(session: Session, actor: Person, public_id: str, statute: Statute) -> Sitting:
    """The sitting, locked, for whoever presides it."""
    require(actor, Act.PRESIDE)
    sitting = find(session, actor, public_id, Act.PRESIDE, lock=True)
    if chosen_to_preside(room(session, sitting, statute).places) != actor.id:
        raise NotPermitted("sitting.not_presiding")
    return sitting


def open_it(
    session: Session, actor: Person, public_id: str, *, statute: Statute, at: datetime
) -> Sitting:
    """Whoever presides opens the sitting; refuses without a quorum, before its hour, and when
    the Board was called for another one."""
    sitting = _to_preside(session, actor, public_id, statute)
    if sitting.mode is Mode.WRITTEN:
        raise NotNow("sitting.written_opens_with_its_votes")
    if at < sitting.starts_at - EARLY:
        raise NotNow("sitting.too_early_to_sign_in", at=sitting.starts_at - EARLY)
    if sitting.called_for != sitting.starts_at:
        raise NotNow("sitting.call_again")
    quorum = room(session, sitting, statute).quorum
    if not quorum.quorum_met:
        raise NotNow("sitting.no_quorum", present=quorum.present, needed=quorum.quorum_needed)
    rulebook.advance(sitting, Step.OPEN)
    sitting.opened_at, sitting.opened_by_id = at, actor.id
    record(session, "sitting.opened", by=actor, at=at, subject=f"sitting:{public_id}",
           present=quorum.present)  # fmt: skip
    session.flush()
    return sitting


def call(
    session: Session, actor: Person, public_id: str, item_id: int, *, statute: Statute, at: datetime
) -> AgendaItem:
    """The sitting comes to a point of its agenda; the one before it ends."""
    sitting = _to_preside(session, actor, public_id, statute)
    if sitting.state is not State.OPEN:
        raise NotNow(f"sitting.not_now.{sitting.state.value}")
    item = item_of(sitting, item_id)
    before = current(sitting)
    if before is item:
        return item
    if before is not None:
        _refuse_open_vote([before])
        before.ended_at = at
    item.called_at, item.ended_at = item.called_at or at, None
    record(session, "sitting.point_called", by=actor, at=at, subject=f"sitting:{public_id}",
           item=item.id)  # fmt: skip
    session.flush()
    return item


def _refuse_open_vote(items: Sequence[AgendaItem]) -> None:
    if any(motion.life is Life.OPEN for item in items for motion in item.motions):
        raise NotNow("sitting.vote_is_open")


def take_out(
    session: Session, actor: Person, public_id: str, item_id: int, *, statute: Statute, at: datetime
) -> AgendaItem:
    """A member has a case voted by itself instead of with the block; no reason is asked."""
    sitting = find(session, actor, public_id, Act.ATTEND, lock=True)
    if sitting.state not in (State.CONVENED, State.OPEN):
        raise NotNow(f"sitting.not_now.{sitting.state.value}")
    day = day_of(sitting.starts_at, statute.zone)
    if own_seat(seats_of(session, sitting, statute.zone), actor, day) is None:
        raise NotPermitted("sitting.no_seat")
    item = item_of(sitting, item_id)
    if not item.together:
        raise NotNow("sitting.not_en_bloc")
    if any(motion.life is not Life.PROPOSED for motion in item.motions):
        raise NotNow("sitting.voted_already")
    item.taken_out_by_id, item.taken_out_at = actor.id, at
    record(session, "sitting.taken_out", by=actor, at=at, subject=f"sitting:{public_id}",
           item=item.id)  # fmt: skip
    session.flush()
    return item


def close_it(
    session: Session, actor: Person, public_id: str, *, statute: Statute, at: datetime
) -> Sitting:
    """Whoever presides closes the sitting; what was not voted waits for another agenda.

    A convened sitting closes without having opened only when its hour has come and there
    is no quorum; who convened it may do so too.
    """
    if may(actor, Act.CONVENE):
        sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
        if sitting.state is State.OPEN:
            sitting = _to_preside(session, actor, public_id, statute)
    else:
        sitting = _to_preside(session, actor, public_id, statute)
    _refuse_open_vote(sitting.agenda)
    quorum = room(session, sitting, statute).quorum
    if sitting.state is State.CONVENED and (at < sitting.starts_at or quorum.quorum_met):
        raise NotNow("sitting.not_without_trying")
    rulebook.advance(sitting, Step.CLOSE)
    _end_everything(sitting, at)
    sitting.closed_at, sitting.closed_by_id = at, actor.id
    record(session, "sitting.closed", by=actor, at=at, subject=f"sitting:{public_id}",
           present=quorum.present, opened=sitting.opened_at is not None)  # fmt: skip
    session.flush()
    return sitting


def _end_everything(sitting: Sitting, at: datetime) -> None:
    for item in sitting.agenda:
        if item.called_at and not item.ended_at:
            item.ended_at = at
        release(item)
    for row in sitting.attendance:
        if row.left_at is None and row.kind in TAKES_PART:
            row.left_at = at
