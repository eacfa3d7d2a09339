"""The tally by its vectors and parameter by parameter (domain report 5.2 and 5.3)."""

from dataclasses import replace
from fractions import Fraction

import pytest

from workflows.ballot import Choice, Count, Outcome, Result, Rules, tally, votes_needed
from workflows.refusal import Incomplete
from workflows.voting import SecondCall
from workflows.voting_terms import (
    Ballot,
    Base,
    Follows,
    HalfPlusOne,
    Majority,
    Mode,
    QuorumCheck,
    QuorumRule,
    Shortfall,
    Silence,
    Tie,
    Veto,
)

YN, YNA, PRESENT = Base.CAST_YN, Base.CAST_YNA, Base.PRESENT
FOR, AGAINST = Choice.FOR, Choice.AGAINST

Vector = tuple[int, int, int, int, int, int, Base, Choice | None, str, int | None, int]

VECTORS: dict[str, Vector] = {
    "V1": (7, 7, 0, 4, 3, 0, YN, None, "ADOPTED", 4, 7),
    "V2": (7, 4, 0, 2, 1, 1, YN, None, "ADOPTED", 2, 3),
    "V3": (7, 4, 0, 2, 1, 1, PRESENT, None, "NOT_ADOPTED", 3, 4),
    "V4": (7, 4, 0, 2, 1, 1, YNA, None, "NOT_ADOPTED", 3, 4),
    "V5": (7, 3, 0, 3, 0, 0, YN, None, "NO_QUORUM", None, 3),
    "V6": (7, 6, 0, 3, 3, 0, YN, FOR, "ADOPTED_BY_CASTING_VOTE", 4, 6),
    "V7": (7, 6, 0, 3, 3, 0, YN, AGAINST, "NOT_ADOPTED_BY_CASTING_VOTE", 4, 6),
    "V8": (7, 6, 0, 3, 3, 0, YN, None, "TIE_UNRESOLVED", 4, 6),
    "V9": (7, 3, 2, 2, 1, 0, YN, None, "ADOPTED", 2, 3),
    "V10": (7, 2, 2, 2, 0, 0, YN, None, "NO_QUORUM", None, 2),
    "V11": (7, 5, 0, 0, 0, 5, YN, None, "NOT_ADOPTED", None, 0),
}


def count(
    for_: int = 0,
    against: int = 0,
    abstain: int = 0,
    *,
    seats: int = 7,
    recused: int = 0,
    present: int | None = None,
    chair: Choice | None = None,
) -> Count:
    cast = for_ + against + abstain
    here = cast if present is None else present
    return Count(seats, here, recused, for_, against, abstain, chair)


def keys(outcome: Outcome) -> list[str]:
    return [message.key.removeprefix("ballot.") for message in outcome.words()]


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS.keys())
def test_the_vectors_of_the_domain_report_hold(vector: Vector) -> None:
    seats, present, recused, for_, against, abstain, base, chair, result, needed, of = vector
    figures = Count(seats, present, recused, for_, against, abstain, chair)
    outcome = tally(figures, Rules(base=base))
    assert (outcome.result.value, outcome.needed, outcome.base) == (result, needed, of)


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


def test_fewer_voters_than_the_least_refers_the_matter_to_the_general_assembly() -> None:
    for votes in (
        count(2, seats=3, recused=1),
        count(seats=4, recused=2),
        replace(count(2), on_second_call=True, seats=6),
    ):
        outcome = tally(votes, Rules())
        assert (outcome.result, outcome.shortfall) == (Result.NO_QUORUM, Shortfall.VOTERS)
        assert outcome.follows is Follows.GENERAL_ASSEMBLY
    assert tally(count(2, seats=3, recused=1), Rules(min_voters=2)).adopted


def test_heads_and_not_weights_are_compared_with_the_least_number_of_voters() -> None:
    votes = replace(count(9, seats=10), voters=2)
    assert tally(votes, Rules(weight={"1": 8})).shortfall is Shortfall.VOTERS


def test_silence_in_a_written_procedure_approves_abstains_or_stays_away() -> None:
    votes = count(2, 2)
    results = {
        silence: tally(votes, Rules(mode=Mode.WRITTEN, silence_means=silence))
        for silence in Silence
    }
    approving = results[Silence.APPROVE]
    assert (approving.result, approving.for_, approving.present) == (Result.ADOPTED, 5, 7)
    abstaining = results[Silence.ABSTAIN]
    assert (abstaining.result, abstaining.abstain, abstaining.base) == (Result.NOT_ADOPTED, 3, 7)
    assert results[Silence.NOT_PARTICIPATING].base == 4


def test_silence_in_a_meeting_speaks_only_for_those_present() -> None:
    outcome = tally(count(2, 2, present=5), Rules(silence_means=Silence.APPROVE))
    assert (outcome.for_, outcome.present, outcome.silent) == (3, 5, 1)


def test_a_tie_ends_as_the_rules_say() -> None:
    tied = count(3, 3, chair=FOR)
    outcomes = {tie: tally(tied, Rules(tie=tie)) for tie in Tie}
    assert outcomes[Tie.CHAIR_CASTS].casting is FOR
    assert outcomes[Tie.FAILS].result is Result.NOT_ADOPTED
    assert outcomes[Tie.REVOTE_ONCE].follows is Follows.REVOTE
    assert outcomes[Tie.REFER_GA].follows is Follows.GENERAL_ASSEMBLY
    assert outcomes[Tie.REFER_GA].result is Result.TIE_UNRESOLVED
    again = tally(replace(tied, revote=True), Rules(tie=Tie.REVOTE_ONCE))
    assert (again.result, again.follows) == (Result.NOT_ADOPTED, None)


@pytest.mark.parametrize("ballot", Ballot)
def test_the_chair_casts_on_an_open_ballot_and_never_on_a_secret_one(ballot: Ballot) -> None:
    outcome = tally(count(3, 3, chair=FOR), Rules(ballot=ballot))
    assert outcome.adopted is (ballot is not Ballot.SECRET)
    assert ("words.casting_not_in_secret" in keys(outcome)) is (ballot is Ballot.SECRET)


def test_a_chair_who_abstained_has_no_casting_vote() -> None:
    outcome = tally(count(3, 3, 1, chair=Choice.ABSTAIN), Rules(base=YN))
    assert outcome.result is Result.TIE_UNRESOLVED


def test_equal_votes_are_no_tie_when_somebody_else_is_in_the_base() -> None:
    votes = count(3, 3, 1, chair=FOR)
    assert tally(votes, Rules(base=PRESENT)).result is Result.NOT_ADOPTED
    assert tally(votes, Rules(base=YN)).result is Result.ADOPTED_BY_CASTING_VOTE


@pytest.mark.parametrize("rule", [rule for rule in Majority if rule is not Majority.SIMPLE])
def test_only_the_simple_rule_knows_a_tie(rule: Majority) -> None:
    assert tally(count(3, 3, chair=FOR), Rules(rule=rule)).result is Result.NOT_ADOPTED


def test_consensus_is_everybody_present_and_otherwise_the_majority_decides() -> None:
    rules = Rules(rule=Majority.CONSENSUS_THEN_MAJORITY)
    assert "words.consensus" in keys(tally(count(5), rules))
    majority = tally(count(4, 1), rules)
    assert majority.adopted and "words.consensus" not in keys(majority)
    assert not tally(count(2, present=5), rules).adopted


def test_a_veto_keeps_an_adopted_motion_from_passing() -> None:
    votes = count(4, 1, chair=AGAINST)
    assert tally(votes, Rules()).adopted
    assert tally(votes, Rules(chair_veto=True)).veto is Veto.CHAIR
    founder = replace(count(4, 1), founders_against=1)
    assert tally(founder, Rules()).adopted
    assert tally(founder, Rules(founder_veto=True)).veto is Veto.FOUNDER
    cast = replace(count(3, 3, chair=FOR), founders_against=1)
    assert tally(cast, Rules(founder_veto=True)).result is Result.NOT_ADOPTED


def test_a_veto_is_cast_openly_and_changes_nothing_that_failed_anyway() -> None:
    votes = count(4, 1, chair=AGAINST)
    assert tally(votes, Rules(chair_veto=True, ballot=Ballot.SECRET)).adopted
    assert tally(count(1, 4, chair=AGAINST), Rules(chair_veto=True)).veto is None


@pytest.mark.parametrize(
    ("figures", "rules", "key"),
    [
        (count(-1, 2), Rules(), "negative"),
        (replace(count(3), present_at_open=-1), Rules(), "negative"),
        (count(present=6, recused=2), Rules(), "more_present_than_seats"),
        (count(3, present=2), Rules(), "more_votes_than_present"),
        (count(3, abstain=1), Rules(abstain_allowed=False), "abstention_not_allowed"),
        (count(3, chair=AGAINST), Rules(), "chair_without_vote"),
        (replace(count(3), founders_against=1), Rules(), "more_founders_than_against"),
        (replace(count(3), present_at_open=8), Rules(), "more_at_open_than_entitled"),
        (replace(count(3), voters=4), Rules(), "more_voters_than_present"),
        (count(5), Rules(quorum_requires_chair=True), "presiding_unknown"),
        (
            replace(count(3), on_second_call=True),
            Rules(second_call=SecondCall(allowed=False)),
            "no_second_call",
        ),
    ],
)
def test_an_impossible_count_is_refused(figures: Count, rules: Rules, key: str) -> None:
    with pytest.raises(Incomplete) as refused:
        tally(figures, rules)
    assert refused.value.message.key == f"ballot.count.{key}"


def test_the_words_say_the_whole_sum_in_order() -> None:
    assert keys(tally(count(3, 1, 1, recused=1), Rules(base=PRESENT))) == [
        "words.seats",
        "words.recused",
        "words.entitled_of",
        "words.quorum_more_than",
        "words.present_quorum_met",
        "words.votes",
        "words.base_present",
        "words.abstain_in_base",
        "words.needed_simple",
        "words.enough",
        "result.ADOPTED",
    ]


def test_the_words_of_a_vote_without_quorum_count_nothing() -> None:
    said = keys(tally(count(3), Rules()))
    assert said[-3:] == ["words.present_quorum_missed", "result.NO_QUORUM", "follows.second_call"]
    assert "words.votes" not in said


def test_the_record_of_an_outcome_holds_every_figure() -> None:
    record = tally(count(3, 3, chair=AGAINST, recused=1), Rules()).to_mapping()
    assert record == {
        "result": "NOT_ADOPTED_BY_CASTING_VOTE",
        "seats": 7,
        "recused": 1,
        "entitled": 6,
        "present": 6,
        "quorum_of": 6,
        "quorum_needed": 4,
        "for": 3,
        "against": 3,
        "abstain": 0,
        "silent": 0,
        "base": 6,
        "needed": 4,
        "casting": "against",
        "follows": None,
        "veto": None,
        "shortfall": None,
    }
