"""The tally by its vectors; base, majority and quorum by each parameter (docs/voting.md)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.workflows.ballots import count, keys, rows
from workflows.ballot import Choice, Count, Result, Rules, tally, votes_needed
from workflows.voting import SecondCall
from workflows.voting_terms import (
    Base,
    Follows,
    HalfPlusOne,
    Majority,
    Mode,
    QuorumCheck,
    QuorumRule,
    Shortfall,
)

YN, YNA, PRESENT = Base.CAST_YN, Base.CAST_YNA, Base.PRESENT
FOR, AGAINST = Choice.FOR, Choice.AGAINST

VECTORS = [row for row in rows("docs/voting.md", "Vectors") if row[0].startswith("V")]


@pytest.mark.parametrize("vector", VECTORS, ids=[vector[0] for vector in VECTORS])
def test_the_vectors_of_the_documentation_hold(vector: list[str]) -> None:
    _name, *figures, base, chair, result, needed, of = vector
    seats, present, recused, for_, against, abstain = map(int, figures)
    cast = Count(seats, present, recused, for_, against, abstain, Choice(chair) if chair else None)
    outcome = tally(cast, Rules(base=Base(base)))
    assert outcome.result.value == result
    assert (str(outcome.needed or ""), str(outcome.base)) == (needed, of)


def test_every_vector_is_there() -> None:
    assert [vector[0] for vector in VECTORS] == [f"V{number}" for number in range(1, 12)]


def test_the_quorum_of_the_tenth_vector_is_taken_of_five_entitled_seats() -> None:
    outcome = tally(count(2, seats=7, recused=2), Rules())
    assert (outcome.quorum_of, outcome.quorum_needed, outcome.present) == (5, 3, 2)


@pytest.mark.parametrize(
    ("rule", "base", "needed"),
    [
        (Majority.SIMPLE, 6, 4),
        (Majority.SIMPLE, 7, 4),
        (Majority.SIMPLE, 1, 1),
        (Majority.TWO_THIRDS, 6, 4),
        (Majority.TWO_THIRDS, 7, 5),
        (Majority.THREE_QUARTERS, 8, 6),
        (Majority.THREE_QUARTERS, 7, 6),
        (Majority.UNANIMITY, 7, 7),
        (Majority.CONSENSUS_THEN_MAJORITY, 7, 4),
        (Majority.SIMPLE, 0, None),
        (Majority.UNANIMITY, 0, None),
        (Majority.TWO_THIRDS, 3 * 10**40, 2 * 10**40),
    ],
)
def test_each_majority_needs_its_share_of_the_base(
    rule: Majority, base: int, needed: int | None
) -> None:
    assert votes_needed(base, rule) == needed


@pytest.mark.parametrize(
    ("base", "of"), [(YN, 4), (YNA, 5), (PRESENT, 6), (Base.ENTITLED, 8)], ids=str
)
def test_each_base_counts_its_own_people(base: Base, of: int) -> None:
    assert tally(count(3, 1, 1, seats=9, recused=1, present=6), Rules(base=base)).base == of


def test_recused_seats_enter_the_base_only_where_the_rules_say_so() -> None:
    rules = Rules(base=Base.ENTITLED, recused_in_base=True)
    assert tally(count(5, seats=9, recused=2), rules).base == 9
    assert tally(count(5, seats=9, recused=2), replace(rules, base=PRESENT)).base == 5


def test_recused_seats_enter_the_quorum_only_where_the_rules_say_so() -> None:
    votes = count(3, seats=7, recused=2)
    assert tally(votes, Rules()).result is Result.ADOPTED
    assert tally(votes, Rules(recused_in_quorum=True)).result is Result.NO_QUORUM


def test_a_present_seat_that_casts_nothing_counts_among_those_present_only() -> None:
    votes = count(2, 1, present=5)
    assert tally(votes, Rules(base=PRESENT)).result is Result.NOT_ADOPTED
    outcome = tally(votes, Rules(base=YN))
    assert (outcome.result, outcome.silent) == (Result.ADOPTED, 2)


@pytest.mark.parametrize(
    ("rule", "reading", "needed"),
    [
        (QuorumRule.MORE_THAN, HalfPlusOne.ROUND_DOWN, 4),
        (QuorumRule.MORE_THAN, HalfPlusOne.ROUND_UP, 5),
        (QuorumRule.AT_LEAST, HalfPlusOne.ROUND_UP, 4),
    ],
)
def test_half_plus_one_of_seven_is_four_or_five_by_its_reading(
    rule: QuorumRule, reading: HalfPlusOne, needed: int
) -> None:
    rules = Rules(quorum_rule=rule, half_plus_one_reading=reading)
    assert tally(count(7), rules).quorum_needed == needed


def test_half_plus_one_reads_the_same_both_ways_for_an_even_number() -> None:
    readings = {tally(count(6, seats=6), Rules(half_plus_one_reading=r)) for r in HalfPlusOne}
    assert {outcome.quorum_needed for outcome in readings} == {4}


def test_the_reading_of_half_plus_one_is_about_half_only() -> None:
    rules = Rules(quorum_fraction=Fraction(1, 3), half_plus_one_reading=HalfPlusOne.ROUND_UP)
    assert tally(count(7), rules).quorum_needed == 3


@pytest.mark.parametrize(("present", "met"), [(3, False), (4, True)])
def test_exactly_half_is_a_quorum_of_at_least_and_not_of_more_than(present: int, met: bool) -> None:
    votes = count(present, seats=8, present=present)
    assert tally(votes, Rules(quorum_rule=QuorumRule.AT_LEAST)).quorum_met is met
    assert not tally(votes, Rules()).quorum_met


def test_a_quorum_may_require_the_chair_or_a_vice_chair() -> None:
    rules = Rules(quorum_requires_chair=True)
    absent = tally(replace(count(5), presided=False), rules)
    assert (absent.result, absent.shortfall) == (Result.NO_QUORUM, Shortfall.CHAIR)
    assert "words.shortfall_chair" in keys(absent)
    assert tally(replace(count(5), presided=True), rules).adopted
    assert tally(count(5, chair=FOR), rules).adopted


def test_a_quorum_measured_at_the_opening_survives_departures() -> None:
    votes = replace(count(3), present_at_open=5)
    assert tally(votes, Rules(quorum_check=QuorumCheck.AT_OPEN)).adopted
    assert tally(votes, Rules()).result is Result.NO_QUORUM


def test_a_missing_quorum_leads_to_a_second_call_with_a_lower_one() -> None:
    first = tally(count(3), Rules())
    assert first.follows is Follows.SECOND_CALL
    second = tally(replace(count(3), on_second_call=True), Rules())
    assert (second.result, second.quorum_needed) == (Result.ADOPTED, 3)


def test_a_second_call_that_fails_and_a_written_procedure_lead_to_no_second_call() -> None:
    again = replace(count(seats=9), on_second_call=True)
    assert tally(again, Rules()).follows is None
    assert tally(count(3), Rules(mode=Mode.WRITTEN)).follows is None
    assert tally(count(3), Rules(second_call=SecondCall(allowed=False))).follows is None
