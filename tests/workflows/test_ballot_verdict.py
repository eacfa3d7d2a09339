"""Few voters, silence, ties, vetoes, impossible figures, and the words of a result."""

from dataclasses import replace

import pytest

from tests.workflows.ballots import count, keys
from workflows.ballot import Choice, Count, Result, Rules, tally
from workflows.refusal import Incomplete
from workflows.voting import SecondCall
from workflows.voting_terms import (
    Ballot,
    Base,
    Follows,
    Majority,
    Mode,
    Shortfall,
    Silence,
    Tie,
    Veto,
)

YN, PRESENT = Base.CAST_YN, Base.PRESENT
FOR, AGAINST = Choice.FOR, Choice.AGAINST


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
