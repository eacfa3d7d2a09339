"""How a motion stands towards the sitting that it is put to: its point, its mode, who is there.

A single case put to the vote by correspondence is a written procedure with one point.
"""

from datetime import datetime

from membership import numbers, statutes
from membership.database import Session
from membership.models import AgendaItem, Motion, Person, RosterSeat, Sitting
from workflows.refusal import NotNow
from workflows.sitting import ENDED, TAKES_PART, State, Step, advance
from workflows.term import day_of
from workflows.voting_terms import Mode


def sitting_of(motion: Motion) -> Sitting | None:
    """The sitting that the motion is put to, if it was put to any."""
    return motion.item.sitting if motion.item is not None else None


def in_meeting(motion: Motion) -> bool:
    """Whether the motion is voted in a meeting, where whoever presides closes the vote."""
    sitting = sitting_of(motion)
    return sitting is not None and sitting.mode is not Mode.WRITTEN


def is_due(motion: Motion) -> bool:
    """Whether its sitting has come to the motion: in a meeting that is open, its point is under
    discussion or is voted with the block; a written procedure comes to all of them at once."""
    item = motion.item
    if item is None or not in_meeting(motion):
        return True
    called = item.together or item.called_at is not None
    return item.sitting.state is State.OPEN and called


def numbered(session: Session, mode: Mode, zone: str, *, by: Person, at: datetime) -> Sitting:
    """A new sitting under the next number of the year."""
    year = day_of(at, zone).year
    return Sitting(
        year=year,
        number=numbers.take(session, numbers.SITTINGS, year),
        mode=mode,
        state=State.PLANNED,
        starts_at=at,
        planned_at=at,
        planned_by_id=by.id,
    )


def call_in_writing(
    session: Session, actor: Person, motion: Motion, *, closes_at: datetime, at: datetime
) -> Sitting:
    """The written procedure of one point for this motion, or the one that it is in already.

    Refuses a case that stands on the agenda of a meeting, or of a written procedure of several
    points, which is called as a whole; and one whose procedure has opened.
    """
    sitting = sitting_of(motion)
    if sitting is None or sitting.state in ENDED:
        zone = statutes.of(motion.application).zone
        sitting = numbered(session, Mode.WRITTEN, zone, by=actor, at=at)
        sitting.agenda = [AgendaItem(position=1, application=motion.application)]
        session.add(sitting)
        motion.item = sitting.agenda[0]
    if sitting.mode is not Mode.WRITTEN or len(sitting.agenda) > 1:
        raise NotNow("sitting.on_an_agenda", at=sitting.starts_at)
    advance(sitting, Step.CONVENE)
    sitting.convened_at, sitting.ends_at = at, closes_at
    session.flush()
    return sitting


def begin(motion: Motion, by: Person, at: datetime) -> None:
    """The first vote opened in a written procedure begins it."""
    sitting = sitting_of(motion)
    if sitting is not None and sitting.mode is Mode.WRITTEN and sitting.state is State.CONVENED:
        advance(sitting, Step.OPEN)
        sitting.opened_at, sitting.opened_by_id = at, by.id


def signed_in(motion: Motion) -> list[int]:
    """The seats of the frozen roster that are there, by the roster's row; as they were when
    the vote closed, once it has."""
    if any(seat.present is not None for seat in motion.roster):
        return [seat.id for seat in motion.roster if seat.present]
    there = _there(motion)
    return [seat.id for seat in motion.roster if seat.seat_id in there]


def there_at_opening(motion: Motion) -> list[int] | None:
    """The seats of the roster that were there when the meeting opened; None in writing."""
    sitting = sitting_of(motion)
    if sitting is None or sitting.opened_at is None or not in_meeting(motion):
        return None
    opened = sitting.opened_at
    there = {
        row.seat_id
        for row in sitting.attendance
        if row.kind in TAKES_PART
        and row.arrived_at is not None
        and row.arrived_at <= opened
        and (row.left_at is None or row.left_at > opened)
    }
    return [seat.id for seat in motion.roster if seat.seat_id in there]


def keep_presence(motion: Motion) -> None:
    """Writes down on the roster who is there as the vote closes; only of a meeting."""
    there = _there(motion)
    if not in_meeting(motion):
        return
    for seat in motion.roster:
        seat.present = _is_there(seat, there)


def _is_there(seat: RosterSeat, there: frozenset[int]) -> bool:
    return seat.seat_id in there and not seat.recused


def _there(motion: Motion) -> frozenset[int]:
    sitting = sitting_of(motion)
    if sitting is None:
        return frozenset()
    rows = (row for row in sitting.attendance if row.kind in TAKES_PART and row.left_at is None)
    return frozenset(row.seat_id for row in rows)
