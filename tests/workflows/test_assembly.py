"""When a case goes to the Assembly instead of the Board, and what it may rule there."""

from fractions import Fraction

import pytest

from tests.workflows.ballots import count, keys
from workflows.application import TABLE, Stage
from workflows.assembly import STEPS, Ruling, referral_after, rulings_at
from workflows.ballot import Result, Rules, is_beyond_reach, tally
from workflows.motion import REVOTES
from workflows.voting import SecondCall
from workflows.voting_terms import Follows, Mode, QuorumRule, Referral, Shortfall

TIE, NONE = Result.TIE_UNRESOLVED, Result.NO_QUORUM


@pytest.mark.parametrize(
    ("result", "follows", "repeated", "why"),
    [
        (TIE, Follows.GENERAL_ASSEMBLY, 0, Referral.TIE),
        (TIE, None, 0, None),
        (TIE, None, REVOTES, Referral.TIE),
        (TIE, Follows.REVOTE, 0, None),
        (NONE, Follows.GENERAL_ASSEMBLY, 0, Referral.VOTERS),
        (NONE, Follows.SECOND_CALL, REVOTES, None),
        (Result.NOT_ADOPTED, None, REVOTES, None),
        (None, None, 0, None),
    ],
)
def test_a_case_goes_to_the_assembly_after_a_vote_that_the_board_cannot_mend(
    result: Result | None, follows: Follows | None, repeated: int, why: Referral | None
) -> None:
    assert referral_after(result, follows, repeated=repeated) is why


def test_each_ruling_leads_by_a_step_of_the_procedure_that_starts_there() -> None:
    starts = {(row.source, row.step) for row in TABLE}
    for stage, steps in STEPS.items():
        assert {(stage, step) for step in steps.values()} <= starts
    assert rulings_at(Stage.BOARD_DECISION) == (Ruling.RETRY, Ruling.ADMIT, Ruling.REJECT)
    assert rulings_at(Stage.DRAFT) == ()


def test_with_recused_seats_in_the_quorum_so_many_may_stay_out_that_none_can_be_met() -> None:
    rules = Rules(recused_in_quorum=True, min_voters=0)
    assert not is_beyond_reach(count(seats=7, recused=4), rules)
    assert is_beyond_reach(count(seats=7, recused=5), rules)
    outcome = tally(count(2, seats=7, recused=5), rules)
    assert (outcome.result, outcome.shortfall) == (Result.NO_QUORUM, Shortfall.PRESENT)
    assert outcome.follows is Follows.GENERAL_ASSEMBLY
    assert "words.quorum_beyond_reach" in keys(outcome)


def test_a_second_call_keeps_the_quorum_within_reach_also_of_a_vote_in_writing() -> None:
    rules = Rules(recused_in_quorum=True, min_voters=0, mode=Mode.WRITTEN)
    assert tally(count(3, seats=7, recused=4), rules).follows is None
    without = Rules(recused_in_quorum=True, min_voters=0, second_call=SecondCall(allowed=False))
    assert tally(count(3, seats=7, recused=4), without).follows is Follows.GENERAL_ASSEMBLY


def test_a_quorum_of_all_is_within_reach_as_long_as_nobody_stays_out_of_it() -> None:
    every = Rules(quorum_fraction=Fraction(1), quorum_rule=QuorumRule.AT_LEAST, min_voters=0,
                  second_call=SecondCall(allowed=False))  # fmt: skip
    assert not is_beyond_reach(count(seats=7, recused=2), every)
