"""Closing a vote: counting it, and the decision that an adopted motion makes in the same breath."""

from datetime import datetime

from membership import numbers, statutes
from membership.application.ending import end
from membership.ballot import consequences
from membership.ballot.communicating import communicate
from membership.ballot.counting import count_of, is_spoiled, recount
from membership.ballot.motions import rules_of, to_decide
from membership.ballot.repeating import end_uncounted
from membership.ballot.secret import shuffle
from membership.ballot.sittings import in_meeting, keep_presence
from membership.database import Session
from membership.journal.services import record
from membership.models import Decision, Life, Motion, Person
from workflows import conduct
from workflows.motion import BESIDE
from workflows.permission import Act
from workflows.refusal import NotNow
from workflows.statute import Series
from workflows.term import day_of
from workflows.voting_terms import Ballot


def close(session: Session, actor: Person, motion_public_id: str, *, at: datetime) -> Motion:
    """Whoever presides closes the vote: it is counted under its frozen rules and, if the motion
    is adopted, the resolution takes its number and the case moves, all in one transaction.

    Before its time a vote is closed only where its rules allow it, except in a meeting, where
    it is closed when all who are there have been asked. A motion that is not
    adopted decides nothing: the case stays before the Board, which may take another one.
    A secret vote with a ballot of a seat that must stay out is ended uncounted and its
    motion lodged again.
    """
    motion, _ = to_decide(session, actor, Act.CLOSE_VOTE, motion_public_id, at=at)
    _refuse_not_open(motion)
    if is_spoiled(motion):
        end_uncounted(session, motion, "vote.spoiled", by=actor, at=at)
        return motion
    rules = rules_of(motion)
    if motion.closes_at is not None and at < motion.closes_at and not in_meeting(motion):
        count = count_of(motion, rules)
        if not conduct.may_close_early(count, rules):
            raise NotNow("ballot.too_early", closes_at=motion.closes_at,
                         n=count.entitled - count.cast)  # fmt: skip
    return settle(session, motion, actor, at)


def _refuse_not_open(motion: Motion) -> None:
    if motion.life is Life.CLOSED:
        raise NotNow("ballot.already_closed", at=motion.closed_at)
    if motion.life is Life.WITHOUT_OBJECT:
        raise NotNow("ballot.without_object")
    if motion.life is not Life.OPEN:
        raise NotNow("ballot.not_open")


def settle(session: Session, motion: Motion, actor: Person | None, at: datetime) -> Motion:
    """Counts an open vote and does what its result asks; ``actor`` None is the clock."""
    keep_presence(motion)
    if rules_of(motion).ballot is Ballot.SECRET:
        shuffle(session, motion)
    outcome = recount(motion)
    motion.result, motion.outcome = outcome.result, outcome.to_mapping()
    end(session, motion, Life.CLOSED, by=actor, at=at)
    record(session, "vote.closed", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id, outcome=motion.outcome)  # fmt: skip
    session.flush()
    if outcome.adopted:
        _decide(session, motion, actor, at)
    return motion


def _decide(session: Session, motion: Motion, actor: Person | None, at: datetime) -> Decision:
    """What an adopted motion makes: a resolution with its number, and whatever follows it."""
    application = motion.application
    if motion.kind not in BESIDE:
        for other in application.motions:
            if other.life is Life.PROPOSED:
                end(session, other, Life.WITHOUT_OBJECT, by=actor, at=at)
        for earlier in consequences.replaced_by(motion):
            earlier.in_force = False
    session.flush()
    decision = _resolution(session, motion, at)
    record(session, "decision.taken", by=actor, at=at, subject=application.public_id,
           resolution=decision.title, kind=decision.kind.value,
           reverses=motion.reverses.title if motion.reverses else "")  # fmt: skip
    consequences.follow(session, decision, by=actor, at=at)
    communicate(session, decision, at=at)
    return decision


def _resolution(session: Session, motion: Motion, at: datetime) -> Decision:
    on = day_of(at, statutes.of(motion.application).zone)
    series = Series(rules_of(motion).resolution_series)
    year = on.year if series.yearly else numbers.PERMANENT
    number = numbers.take(session, numbers.RESOLUTIONS, year)
    decision = Decision(
        application=motion.application,
        motion=motion,
        kind=motion.kind,
        year=year,
        number=number,
        title=series.number(number, on),
        on=on,
        at=at,
        procedure_finding=motion.procedure_finding,
        quality_finding=motion.quality_finding,
        frozen_hash=motion.frozen_hash,
    )
    session.add(decision)
    session.flush()
    return decision
