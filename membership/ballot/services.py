"""The vote: opening it, which freezes what it is voted under, and casting a ballot in it."""

import secrets
from dataclasses import replace
from datetime import date, datetime

from membership.application.access import must_declare, seats_on, standing_of
from membership.application.ending import OVER
from membership.application.seating import is_of
from membership.application.telling import tell
from membership.ballot.freezing import freeze, tracker
from membership.ballot.lodging import refuse_unless_proposed
from membership.ballot.motions import (
    is_interested,
    motion_of,
    rules_of,
    seat_of,
    standing_vote,
    to_decide,
)
from membership.ballot.reminders import owe_reminders
from membership.ballot.roster import on_roster, roster_of
from membership.ballot.sittings import begin, is_due, sitting_of
from membership.ballot.timing import owe_close, owe_early_close, refuse_in_writing
from membership.database import Session
from membership.journal.services import record
from membership.models import Life, Motion, Person, RosterSeat, Vote
from workflows import conduct
from workflows.application import Stage
from workflows.permission import Act, require
from workflows.refusal import Incomplete, NotNow, NotPermitted
from workflows.statute import MembershipStart, Statute
from workflows.term import day_of
from workflows.voting import Rules
from workflows.voting_terms import Ballot, Choice, MotionKind, MotionNeed


def open_vote(
    session: Session, actor: Person, motion_public_id: str, *, statute: Statute, at: datetime
) -> Motion:
    """Whoever presides opens the vote: text, rules, roster and file are frozen and hashed.

    The rules are those of the statute file in force now. Refuses a motion that was not
    called or whose term is behind it, one that has an earlier motion before it, one that
    lacks what its kind needs, and a vote that the statute file cannot yet decide.
    """
    motion, _ = to_decide(session, actor, Act.OPEN_VOTE, motion_public_id, at=at)
    refuse_unless_proposed(motion)
    _refuse_out_of_turn(motion, at)
    rules = _rules(motion, statute, at)
    seats = seats_on(session, motion.application, at)
    _refuse_wrong_size(len(seats), statute.need("bodies.decides.seats"))
    motion.rules = rules.to_mapping()
    motion.rules_citation = f"{statute.key} {statute.version} {statute.hash}"
    motion.roster = [on_roster(seat, deputy, sits)
                     for seat, deputy, sits in roster_of(motion, rules, seats, at)]  # fmt: skip
    motion.life, motion.opened_at, motion.opened_by_id = Life.OPEN, at, actor.id
    session.flush()
    freeze(motion)
    begin(motion, actor, at)
    _tell_of_opening(session, motion, at)
    owe_reminders(session, motion, at)
    owe_close(session, motion, at)
    record(session, "vote.opened", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id, frozen=motion.frozen_hash, seats=len(seats),
           recused=sum(seat.recused for seat in motion.roster))  # fmt: skip
    session.flush()
    return motion


def _refuse_out_of_turn(motion: Motion, at: datetime) -> None:
    if motion.scheduled_at is None or motion.closes_at is None:
        raise NotNow("ballot.not_called")
    if at >= motion.closes_at:
        raise NotNow("ballot.term_is_behind", closes_at=motion.closes_at)
    if not is_due(motion):
        raise NotNow("sitting.not_under_discussion")
    others = [other for other in motion.application.motions if other is not motion]
    if any(other.life is Life.OPEN for other in others):
        raise NotNow("ballot.another_vote_is_open")
    if any(o.life is Life.PROPOSED and o.position < motion.position for o in others):
        raise NotNow("ballot.earlier_motion_first")


def _rules(motion: Motion, statute: Statute, at: datetime) -> Rules:
    sitting = sitting_of(motion)
    rules = statute.rules_for(motion.kind)
    if sitting is not None:
        rules = replace(rules, mode=sitting.mode)
    gaps = conduct.motion_gaps(rules, _given(motion, day_of(at, statute.zone)))
    refuse_in_writing(rules.mode, [motion])
    if gaps:
        raise Incomplete("ballot.motion_incomplete", gaps=gaps)
    if motion.kind is MotionKind.ADMIT:
        begins = statute.need("membership_starts")
        if begins is not MembershipStart.RESOLUTION_DATE:
            raise NotNow("ballot.membership_begins_later")
    return rules


def _given(motion: Motion, today: date) -> set[MotionNeed]:
    given = set()
    if motion.heard and motion.heard_on is not None and motion.heard_on <= today:
        given.add(MotionNeed.HEARING)
    if motion.reasons and all(reason.get("text", "").strip() for reason in motion.reasons):
        given.add(MotionNeed.REASONS)
    if motion.reasons and all(reason.get("code") for reason in motion.reasons):
        given.add(MotionNeed.CRITERIA)
    if motion.conditions:
        given.add(MotionNeed.CONDITIONS)
    return given


def _refuse_wrong_size(filled: int, seats: int) -> None:
    if filled > seats:
        raise NotNow("ballot.more_seats_than_statute", filled=filled, seats=seats)
    if filled == 0:
        raise NotNow("ballot.no_seat_is_filled")


def _tell_of_opening(session: Session, motion: Motion, at: datetime) -> None:
    for person_id in {seat.sitter_id for seat in motion.roster if not seat.recused}:
        tell(session, motion, person_id, "vote_opened", at=at)


def cast(
    session: Session,
    actor: Person,
    motion_public_id: str,
    *,
    choice: Choice,
    reason: str = "",
    opposition: bool = False,
    seat_id: int | None = None,
    at: datetime,
) -> Vote:
    """Casts a ballot, or replaces the one cast before where the rules let votes change.

    ``seat_id`` is the seat's row of the roster, for who votes for several. ``reason`` says why,
    where the rules ask for it; ``opposition`` enters it in the minutes (Civil Code, art. 216).
    One after the close, while recused, or a second one that the rules do not let change the
    first is refused and put on record.
    """
    motion = motion_of(session, motion_public_id, lock=True)
    seat = entitled(session, actor, motion, at, seat_id=seat_id)
    rules = rules_of(motion)
    if rules.ballot is Ballot.SECRET:
        raise NotNow("ballot.only_secret")
    before = standing_vote(motion, seat)
    if before is not None and not conduct.may_change(rules):
        raise NotNow("ballot.already_voted", recorded=True, at=before.at)
    refuse_incomplete(rules, choice, reason, opposition)
    if before is not None:
        before.superseded_at = at
        session.flush()
    vote = _vote(motion, seat, choice, by=actor, at=at)
    vote.reason, vote.opposition = reason.strip(), opposition
    record(session, "vote.cast", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id, tracker=vote.tracker, instead=before is not None,
           seat=seat.seat_id, sits=seat.sits.value)  # fmt: skip
    tell(session, motion, actor.id, "vote_receipt", at=at, key=vote.tracker,
         tracker=spaced(vote.tracker))  # fmt: skip
    owe_early_close(session, motion, at)
    session.flush()
    return vote


def entitled(
    session: Session,
    actor: Person,
    motion: Motion,
    at: datetime,
    *,
    seat_id: int | None = None,
) -> RosterSeat:
    """The seat for which the actor may vote now; the order of the refusals is that of who,
    then when."""
    seat = seat_of(motion, actor, seat_id)
    theirs = any(is_of(one, actor) for one in motion.roster)
    if (theirs and is_interested(motion, actor)) or (seat is not None and seat.recused):
        raise NotPermitted("ballot.recused", recorded=True)
    on = standing_of(session, motion.application, at)
    if must_declare(actor, on, motion.application):
        raise NotPermitted("ballot.declare_first")
    require(actor, Act.VOTE, on)
    if motion.life is Life.PROPOSED:
        raise NotNow("ballot.not_open")
    if motion.life is Life.WITHOUT_OBJECT:
        raise NotNow("ballot.without_object", recorded=True)
    if motion.life is Life.CLOSED:
        raise NotNow("ballot.closed", recorded=True, at=motion.closed_at)
    if motion.closes_at is not None and at >= motion.closes_at:
        raise NotNow("ballot.closed", recorded=True, at=motion.closes_at)
    if seat is None:
        raise NotPermitted("ballot.seat_is_sat_for" if theirs else "ballot.not_on_the_roster")
    return seat


def refuse_incomplete(rules: Rules, choice: Choice, reason: str, opposition: bool) -> None:
    """Refuses a choice that is not on the ballot, and one without the reason it must carry."""
    if not conduct.may_choose(rules, choice):
        raise Incomplete("ballot.abstention_not_offered", field="choice")
    if conduct.reason_needed(rules, choice) and not reason.strip():
        raise Incomplete("ballot.reason_missing", field="reason")
    if opposition and not conduct.may_record_opposition(rules, choice):
        raise Incomplete("ballot.opposition_without_vote_against", field="opposition")


def _vote(motion: Motion, seat: RosterSeat, choice: Choice, *, by: Person, at: datetime) -> Vote:
    salt = secrets.token_hex(16)
    given = tracker(motion, seat, choice, salt=salt, at=at)
    vote = Vote(seat=seat, voter=by, choice=choice, at=at, salt=salt, tracker=given)
    motion.votes.append(vote)
    return vote


def awaits_motion(motion: Motion) -> bool:
    """Whether the Board still has the case after this vote, and nothing else to vote on."""
    application = motion.application
    over = all(other.life in OVER for other in application.motions)
    return application.stage is Stage.BOARD_DECISION and over


def spaced(tracker: str) -> str:
    """A tracker in groups of four, as people compare it."""
    return " ".join(tracker[i : i + 4] for i in range(0, len(tracker), 4))
