"""The roll call of a meeting held on paper: entering it, confirming it, correcting it.

Two people stand behind every vote that a seat did not cast itself. A correction after the
close has its reason, keeps the outcome as it was, and flags the decision and the letters that
rest on the vote; what the Board then does about them is a resolution of its own.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from membership.application.telling import tell
from membership.ballot.counting import recount
from membership.ballot.freezing import tracker
from membership.ballot.motions import (
    is_interested,
    rules_of,
    standing_vote,
    to_decide,
)
from membership.ballot.services import spaced
from membership.ballot.sittings import in_meeting, sitting_of
from membership.database import Session
from membership.journal.services import record
from membership.models import Life, Motion, Person, RollCall, RosterSeat, Vote
from workflows import conduct
from workflows.permission import Act
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted
from workflows.voting_terms import Ballot, Choice

Choices = Mapping[int, Choice | None]
"""How each seat voted, by its row on the roster; None: it did not vote."""
Voters = Mapping[int, int]
"""Who voted for a seat, by the same rows; a seat that it does not name was voted for by whoever
sits for it."""


def enter(
    session: Session,
    actor: Person,
    motion_public_id: str,
    choices: Choices,
    *,
    voters: Voters | None = None,
    reason: str = "",
    at: datetime,
) -> RollCall:
    """Enters how seats voted on paper, and who voted for them, to be confirmed by somebody else.

    Refuses a vote in writing or in secret, a seat that is recused or has voted itself, and a
    correction of a closed vote that has no reason or changes nothing.
    """
    motion, _ = to_decide(session, actor, Act.ENTER_ROLL, motion_public_id, at=at)
    _refuse_not_on_paper(motion)
    kept = {str(seat.id): _entered(motion, seat, choices) for seat in motion.roster
            if seat.id in choices}  # fmt: skip
    if motion.life is Life.CLOSED and not reason.strip():
        raise Incomplete("roll.reason_missing", field="reason")
    if not any(_changes(motion, key, choice) for key, choice in kept.items()):
        raise Incomplete("roll.nothing_entered", field="reason")
    roll = RollCall(
        choices=kept,
        voters=_voters(motion, voters or {}),
        reason=reason.strip() if motion.life is Life.CLOSED else "",
        entered_by=actor,
        entered_at=at,
    )
    motion.rolls.append(roll)
    record(session, "roll.entered", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id, seats=len(kept), corrects=bool(roll.reason))  # fmt: skip
    session.flush()
    return roll


def _refuse_not_on_paper(motion: Motion) -> None:
    if motion.life not in (Life.OPEN, Life.CLOSED):
        raise NotNow("ballot.not_open")
    if not in_meeting(motion) or rules_of(motion).ballot is Ballot.SECRET:
        raise NotNow("roll.not_on_paper")
    if any(roll.waits for roll in motion.rolls):
        raise NotNow("roll.one_waits")


def _entered(motion: Motion, seat: RosterSeat, choices: Choices) -> str | None:
    choice, cast = choices[seat.id], standing_vote(motion, seat)
    if seat.recused and choice is not None:
        raise Incomplete("roll.recused", field=f"seat_{seat.id}")
    if cast is not None and cast.roll_call_id is None and choice is not cast.choice:
        raise Incomplete("roll.voted_itself", field=f"seat_{seat.id}")
    if choice is not None and not conduct.may_choose(rules_of(motion), choice):
        raise Incomplete("ballot.abstention_not_offered", field=f"seat_{seat.id}")
    return choice.value if choice else None


def voters_of(motion: Motion, seat: RosterSeat) -> list[Person]:
    """Who may have voted for the seat on paper: whoever sits for it, its holder, its deputy where
    the rules know deputies, and who holds its mandate; nobody who has an interest."""
    sitting = sitting_of(motion)
    mandates = [one.person for one in (sitting.representations if sitting else ())
                if one.seat_id == seat.seat_id and one.holds]  # fmt: skip
    deputy = [seat.deputy] if seat.deputy and conduct.may_sit(rules_of(motion), deputy=True) else []
    known = {one.id: one for one in (seat.sitter, seat.person, *deputy, *mandates)}
    return [one for one in known.values() if not is_interested(motion, one)]


def _voters(motion: Motion, given: Voters) -> dict[str, int]:
    kept = {}
    for seat in motion.roster:
        who = given.get(seat.id, seat.sitter_id)
        if who != seat.sitter_id and who not in [one.id for one in voters_of(motion, seat)]:
            raise Incomplete("roll.not_for_this_seat", field=f"voter_{seat.id}")
        kept[str(seat.id)] = who
    return kept


def _changes(motion: Motion, key: str, choice: str | None) -> bool:
    seat = next(seat for seat in motion.roster if str(seat.id) == key)
    cast = standing_vote(motion, seat)
    return choice != (cast.choice.value if cast else None)


def roll_of(
    session: Session, actor: Person, public_id: str, *, at: datetime
) -> tuple[RollCall, Motion]:
    """A roll call that waits, its case and its motion locked, for somebody who may confirm it."""
    roll = session.scalar(select(RollCall).where(RollCall.public_id == public_id))
    if roll is None:
        raise NotFound("permission.not_found")
    motion, _ = to_decide(session, actor, Act.ENTER_ROLL, roll.motion.public_id, at=at)
    session.refresh(roll)
    if not roll.waits:
        raise NotNow("roll.no_longer_waits")
    return roll, motion


def drop(session: Session, actor: Person, public_id: str, *, at: datetime) -> Motion:
    """Drops a roll call that is not right: nothing of it counts, and it stays on record."""
    roll, motion = roll_of(session, actor, public_id, at=at)
    roll.dropped_at = at
    record(session, "roll.dropped", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id)  # fmt: skip
    session.flush()
    return motion


def confirm(session: Session, actor: Person, public_id: str, *, at: datetime) -> Motion:
    """A second person confirms the roll call: its votes count from now, and each member is
    sent the tracker of the vote that was entered for their seat."""
    roll, motion = roll_of(session, actor, public_id, at=at)
    if roll.entered_by_id == actor.id:
        raise NotPermitted("roll.second_person")
    if (motion.life is Life.CLOSED) is not bool(roll.reason):
        raise NotNow("roll.closed_meanwhile")
    roll.confirmed_by_id, roll.confirmed_at = actor.id, at
    for seat in motion.roster:
        if str(seat.id) in roll.choices:
            _write(session, motion, seat, roll, at)
    record(session, "roll.confirmed", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id, entered_by=f"person:{roll.entered_by_id}")  # fmt: skip
    session.flush()
    if motion.life is Life.CLOSED:
        _correct(session, motion, roll, by=actor, at=at)
    return motion


def _write(
    session: Session, motion: Motion, seat: RosterSeat, roll: RollCall, at: datetime
) -> None:
    value, cast = roll.choices[str(seat.id)], standing_vote(motion, seat)
    if cast is not None and cast.choice.value != value:
        cast.superseded_at = at
        session.flush()
    if value is None or seat.recused or (cast is not None and cast.choice.value == value):
        return
    choice, salt = Choice(value), secrets.token_hex(16)
    given = tracker(motion, seat, choice, salt=salt, at=at)
    voter_id = roll.voters[str(seat.id)]
    motion.votes.append(
        Vote(seat=seat, voter_id=voter_id, choice=choice, at=at, salt=salt, tracker=given,
             roll_call_id=roll.id)
    )  # fmt: skip
    tell(session, motion, voter_id, "vote_receipt", at=at, key=given,
         tracker=spaced(given))  # fmt: skip


def _correct(session: Session, motion: Motion, roll: RollCall, *, by: Person, at: datetime) -> None:
    outcome = recount(motion)
    roll.before = motion.outcome
    motion.result, motion.outcome = outcome.result, outcome.to_mapping()
    if motion.decision is not None:
        motion.decision.questioned_at = at
    record(session, "vote.corrected", by=by, at=at, subject=motion.application.public_id,
           motion=motion.public_id, outcome=motion.outcome, before=roll.before,
           resolution=motion.decision.title if motion.decision else "")  # fmt: skip
    session.flush()
