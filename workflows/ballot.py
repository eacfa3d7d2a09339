"""The tally: quorum, base, majority, tie and veto, in whole numbers and exact fractions.

Stated exactly in docs/voting.md. Nothing here knows a clock, a page or a row:
figures and rules go in, an outcome that can say its own arithmetic comes out.
"""

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

from .count import Count, count_votes, refuse_impossible
from .outcome import Outcome
from .voting import Rules
from .voting_terms import (
    Ballot,
    Base,
    Choice,
    Follows,
    HalfPlusOne,
    Majority,
    Mode,
    MotionKind,
    QuorumRule,
    Result,
    Shortfall,
    Silence,
    Tie,
    Veto,
)

__all__ = [
    "Choice",
    "Count",
    "MotionKind",
    "Outcome",
    "Result",
    "Rules",
    "count_votes",
    "is_beyond_reach",
    "tally",
    "votes_needed",
]

_CASTING = {
    Choice.FOR: Result.ADOPTED_BY_CASTING_VOTE,
    Choice.AGAINST: Result.NOT_ADOPTED_BY_CASTING_VOTE,
}


def tally(count: Count, rules: Rules) -> Outcome:
    """The outcome of a vote under its rules.

    Refuses, with a key under ``ballot.count``, figures that contradict one another or the
    rules. Without a quorum nothing is counted: ``base`` is then those present.
    """
    refuse_impossible(count, rules)
    heard = _hear_silence(count, rules)
    quorum_of = _quorum_of(heard, rules)
    opened = Outcome(
        result=Result.NOT_ADOPTED,
        count=heard,
        rules=rules,
        silent=_silent(count, rules),
        quorum_of=quorum_of,
        quorum_needed=_quorum_needed(quorum_of, rules, second=count.on_second_call),
        base=heard.present,
        needed=None,
    )
    shortfall = _shortfall(opened)
    return _stop(opened, shortfall) if shortfall else _settle(opened)


def votes_needed(base: int, rule: Majority) -> int | None:
    """The least number of votes for that carries a motion; None where nobody is in the base."""
    if base == 0:
        return None
    if rule is Majority.TWO_THIRDS:
        return ceil(Fraction(2 * base, 3))
    if rule is Majority.THREE_QUARTERS:
        return ceil(Fraction(3 * base, 4))
    return base if rule is Majority.UNANIMITY else base // 2 + 1


def is_beyond_reach(count: Count, rules: Rules) -> bool:
    """Whether the Board could not decide even if every entitled seat came: fewer may vote than
    the least number of voters, or than the quorum both of a first and of a second call."""
    of = _quorum_of(count, rules)
    calls = {_quorum_needed(of, rules, second=False)}
    if rules.second_call.allowed:
        calls.add(_quorum_needed(of, rules, second=True))
    return count.entitled < max(rules.min_voters, min(calls))


def _silent(count: Count, rules: Rules) -> int:
    """Seats that cast nothing. Where silence speaks, a written procedure hears every seat."""
    speaks = rules.silence_means is not Silence.NOT_PARTICIPATING
    everyone = speaks and rules.mode is Mode.WRITTEN
    return (count.entitled if everyone else count.present) - count.cast


def _hear_silence(count: Count, rules: Rules) -> Count:
    if rules.silence_means is Silence.NOT_PARTICIPATING:
        return count
    silent = _silent(count, rules)
    present = count.cast + silent
    voters = None if count.voters is None else count.voters + present - count.present
    heard = replace(count, present=present, voters=voters)
    if rules.silence_means is Silence.APPROVE:
        return replace(heard, for_=count.for_ + silent)
    return replace(heard, abstain=count.abstain + silent)


def _quorum_of(count: Count, rules: Rules) -> int:
    return count.seats if rules.recused_in_quorum else count.entitled


def _quorum_needed(of: int, rules: Rules, *, second: bool) -> int:
    if second:
        return ceil(rules.second_call.fraction * of)
    share = rules.quorum_fraction * of
    if rules.quorum_rule is QuorumRule.AT_LEAST:
        return ceil(share)
    if rules.reads_half_plus_one and rules.half_plus_one_reading is HalfPlusOne.ROUND_UP:
        return ceil(share) + 1
    return floor(share) + 1


def _shortfall(opened: Outcome) -> Shortfall | None:
    """Why nothing may be counted, if so. Too few entitled voters can never be mended by
    calling again, so that is said before a missing quorum."""
    count, rules = opened.count, opened.rules
    if count.entitled < rules.min_voters:
        return Shortfall.VOTERS
    if not opened.quorum_met:
        return Shortfall.PRESENT
    if rules.quorum_requires_chair and not (count.presided or count.chair):
        return Shortfall.CHAIR
    heads = count.present if count.voters is None else count.voters
    return Shortfall.VOTERS if heads < rules.min_voters else None


def _stop(opened: Outcome, shortfall: Shortfall) -> Outcome:
    stopped = replace(opened, result=Result.NO_QUORUM, shortfall=shortfall)
    if shortfall is Shortfall.VOTERS or is_beyond_reach(opened.count, opened.rules):
        return replace(stopped, follows=Follows.GENERAL_ASSEMBLY)
    again = opened.rules.second_call.allowed and opened.rules.mode is not Mode.WRITTEN
    if again and not opened.count.on_second_call:
        return replace(stopped, follows=Follows.SECOND_CALL)
    return stopped


def _base(count: Count, rules: Rules) -> int:
    if rules.base is Base.ENTITLED:
        return count.seats if rules.recused_in_base else count.entitled
    if rules.base is Base.PRESENT:
        return count.present
    return count.cast if rules.base is Base.CAST_YNA else count.for_ + count.against


def _settle(opened: Outcome) -> Outcome:
    base = _base(opened.count, opened.rules)
    outcome = replace(opened, base=base, needed=votes_needed(base, opened.rules.rule))
    if outcome.needed is None:
        return outcome
    if outcome.for_ >= outcome.needed:
        outcome = replace(outcome, result=Result.ADOPTED)
    elif outcome.tied:
        outcome = _break_tie(outcome)
    return _veto(outcome)


def _break_tie(outcome: Outcome) -> Outcome:
    tie = outcome.rules.tie
    if tie is Tie.FAILS or (tie is Tie.REVOTE_ONCE and outcome.count.revote):
        return outcome
    unresolved = replace(outcome, result=Result.TIE_UNRESOLVED)
    if tie is Tie.REVOTE_ONCE:
        return replace(unresolved, follows=Follows.REVOTE)
    if tie is Tie.REFER_GA:
        return replace(unresolved, follows=Follows.GENERAL_ASSEMBLY)
    return _cast(unresolved)


def _cast(unresolved: Outcome) -> Outcome:
    """The chair's vote decides, if it was for or against and the ballot is open."""
    chair = unresolved.count.chair
    if unresolved.rules.ballot is Ballot.SECRET or chair is None or chair not in _CASTING:
        return unresolved
    return replace(unresolved, result=_CASTING[chair], casting=chair)


def _veto(outcome: Outcome) -> Outcome:
    """A veto is a vote against, cast openly by who holds it; it keeps a motion from passing."""
    rules, count = outcome.rules, outcome.count
    if not outcome.adopted or rules.ballot is Ballot.SECRET:
        return outcome
    if rules.chair_veto and count.chair is Choice.AGAINST:
        return replace(outcome, result=Result.NOT_ADOPTED, veto=Veto.CHAIR)
    if rules.founder_veto and count.founders_against:
        return replace(outcome, result=Result.NOT_ADOPTED, veto=Veto.FOUNDER)
    return outcome
