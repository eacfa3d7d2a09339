"""Closing a vote: counting it, and the decision that an adopted motion makes in the same breath."""

from datetime import datetime, timedelta

from membership import statutes
from membership.application import steps
from membership.ballot.motions import current, rules_of, to_decide
from membership.ballot.sittings import in_meeting, keep_presence, signed_in
from membership.database import Session
from membership.journal.services import record
from membership.models import Decision, Life, Motion, Office, Person
from membership.register import numbers
from membership.register import services as register
from workflows import conduct
from workflows.application import Step
from workflows.ballot import Count, Outcome, count_votes, tally
from workflows.guard import Facts
from workflows.permission import Act
from workflows.refusal import NotNow
from workflows.statute import Series
from workflows.voting import Rules
from workflows.voting_terms import Follows, MotionKind

STEPS = {
    MotionKind.ADMIT: Step.ADMIT,
    MotionKind.ADMIT_CONDITIONALLY: Step.ADMIT_CONDITIONALLY,
    MotionKind.DEFER: Step.DEFER,
    MotionKind.REJECT: Step.REJECT,
}
"""The step of the procedure by which each adopted motion moves its case."""


def close(session: Session, actor: Person, motion_public_id: str, *, at: datetime) -> Motion:
    """Whoever presides closes the vote: it is counted under its frozen rules and, if the motion
    is adopted, the resolution takes its number and the case moves, all in one transaction.

    Before its time a vote is closed only where its rules allow it, except in a meeting, where
    it is closed when all who are there have been asked. A motion that is not
    adopted decides nothing: the case stays before the Board, which may take another one.
    """
    motion, _ = to_decide(session, actor, Act.CLOSE_VOTE, motion_public_id, at=at)
    _refuse_not_open(motion)
    rules = rules_of(motion)
    if motion.closes_at is not None and at < motion.closes_at and not in_meeting(motion):
        count = count_of(motion, rules)
        if not conduct.may_close_early(count, rules):
            raise NotNow("ballot.too_early", closes_at=motion.closes_at,
                         n=count.entitled - count.cast)  # fmt: skip
    return _close(session, motion, actor, at)


def _refuse_not_open(motion: Motion) -> None:
    if motion.life is Life.CLOSED:
        raise NotNow("ballot.already_closed", at=motion.closed_at)
    if motion.life is Life.WITHOUT_OBJECT:
        raise NotNow("ballot.without_object")
    if motion.life is not Life.OPEN:
        raise NotNow("ballot.not_open")


def _close(session: Session, motion: Motion, actor: Person, at: datetime) -> Motion:
    keep_presence(motion)
    outcome = recount(motion)
    motion.life, motion.closed_at = Life.CLOSED, at
    motion.closed_by_id = actor.id
    motion.result, motion.outcome = outcome.result, outcome.to_mapping()
    record(session, "vote.closed", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id, outcome=motion.outcome)  # fmt: skip
    session.flush()
    if outcome.adopted:
        _decide(session, motion, actor, at)
    return motion


def recount(motion: Motion) -> Outcome:
    """The outcome computed again from the votes on record and the rules frozen with them."""
    rules = rules_of(motion)
    return tally(count_of(motion, rules), rules)


def count_of(motion: Motion, rules: Rules) -> Count:
    """The figures of the vote; only the chair's own seat ever holds a casting vote."""
    chair = next((seat.id for seat in motion.roster if seat.office is Office.CHAIR), None)
    vice_chairs = [seat.id for seat in motion.roster if seat.office is Office.VICE_CHAIR]
    last = _before(motion)
    follows = last.outcome.get("follows") if last and last.outcome else None
    return count_votes(
        motion.roster,
        current(motion),
        rules,
        present=signed_in(motion),
        chair=chair,
        vice_chairs=vice_chairs,
        on_second_call=follows == Follows.SECOND_CALL.value and _late_enough(motion, last, rules),
        revote=follows == Follows.REVOTE.value,
    )


def _before(motion: Motion) -> Motion | None:
    """The vote on the same thing just before this one, which a second call or revote repeats."""
    closed = [m for m in motion.application.motions
              if m.life is Life.CLOSED and m.position < motion.position]  # fmt: skip
    last = max(closed, key=lambda m: m.position, default=None)
    return last if last is not None and last.kind is motion.kind else None


def _late_enough(motion: Motion, last: Motion | None, rules: Rules) -> bool:
    if last is None or last.closed_at is None or motion.opened_at is None:
        return False
    return motion.opened_at >= last.closed_at + timedelta(days=rules.second_call.after_days)


def _decide(session: Session, motion: Motion, actor: Person, at: datetime) -> Decision:
    """What an adopted motion makes: a resolution with its number, the step, the register."""
    application = motion.application
    for other in application.motions:
        if other.life is Life.PROPOSED:
            other.life = Life.WITHOUT_OBJECT
    for earlier in application.decisions:
        earlier.in_force = False
    session.flush()
    decision = _resolution(session, motion, at)
    facts = Facts(
        adopted=motion.kind,
        procedure=motion.procedure_finding,
        quality=motion.quality_finding,
        reasons=len(motion.reasons),
    )
    steps.take(session, application, STEPS[motion.kind], facts, by=actor, at=at,
               decision=decision, resolution=decision.title)  # fmt: skip
    if motion.kind is MotionKind.ADMIT:
        register.admit(session, application, decision, by=actor, at=at)
    return decision


def _resolution(session: Session, motion: Motion, at: datetime) -> Decision:
    on = numbers.local_date(at, statutes.of(motion.application).zone)
    series = Series(rules_of(motion).resolution_series)
    year = on.year if series.yearly else numbers.PERMANENT
    number = numbers.take(session, numbers.RESOLUTIONS, year)
    decision = Decision(
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
    motion.application.decisions.append(decision)
    session.flush()
    return decision
