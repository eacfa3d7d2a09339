"""What several votes ask of one sitting together: of each rule the strictest."""

from fractions import Fraction

import pytest

from workflows import agenda
from workflows.count import Count
from workflows.voting import Rules, SecondCall
from workflows.voting_terms import MinutesSign, Proxy

HALF, THIRDS = Fraction(1, 2), Fraction(2, 3)
ADMIT = Rules(
    notice_days=7, quorum_fraction=HALF, deputy=False, second_call=SecondCall(after_days=10)
)
EXCLUDE = Rules(notice_days=5, quorum_fraction=THIRDS, proxy=Proxy.BOARD_MEMBER,
                minutes_sign=MinutesSign.ALL_PRESENT)  # fmt: skip
BOTH = pytest.mark.parametrize("rules", [(ADMIT, EXCLUDE), (EXCLUDE, ADMIT)])


def here(present: int) -> Count:
    return Count(seats=9, present=present, recused=0, for_=0, against=0, abstain=0)


@BOTH
def test_one_motion_asks_the_longer_notice_and_another_the_larger_quorum(
    rules: tuple[Rules, ...],
) -> None:
    assert agenda.notice(rules) is ADMIT
    assert agenda.second_call(rules) is ADMIT
    assert agenda.signing(rules) is EXCLUDE
    met = agenda.quorum(here(6), rules, again=False)
    assert (met.quorum_needed, met.quorum_met) == (7, False)
    assert agenda.quorum(here(7), rules, again=False).quorum_met


@BOTH
def test_whoever_may_stand_in_for_one_of_the_votes_comes(rules: tuple[Rules, ...]) -> None:
    assert agenda.deputies(rules)
    assert agenda.proxies(rules) is EXCLUDE


def test_on_a_second_call_only_the_rules_that_know_one_ask_less() -> None:
    never = Rules(quorum_fraction=HALF, second_call=SecondCall(allowed=False))
    assert agenda.second_call((ADMIT, never)) is never
    assert agenda.quorum(here(3), (ADMIT,), again=True).quorum_needed == 3
    assert agenda.quorum(here(3), (ADMIT, never), again=True).quorum_needed == 5
