"""Who sits for a seat in a vote, whatever was written down for it."""

from dataclasses import replace

import pytest

from workflows.refusal import Incomplete
from workflows.representation import Named, Sits, refuse_mandate, who_sits
from workflows.sitting import Presence
from workflows.voting import Rules
from workflows.voting_terms import Proxy

HOLDER, DEPUTY, OTHER = 1, 2, 3
RULES = Rules(proxy=Proxy.BOARD_MEMBER)
HOLDS = Sits(HOLDER, Presence.PRESENT, recused=False)
STAYS_OUT = Sits(HOLDER, Presence.PRESENT, recused=True)
BY_DEPUTY = Sits(DEPUTY, Presence.DEPUTY, recused=False)
BY_MANDATE = Sits(OTHER, Presence.PROXY, recused=False)
SENT, HELD = Named(DEPUTY, Presence.DEPUTY), Named(OTHER, Presence.PROXY)


@pytest.mark.parametrize(
    ("named", "interested", "meets", "sits"),
    [
        (None, set(), False, HOLDS),
        (SENT, set(), False, BY_DEPUTY),
        (HELD, set(), True, BY_MANDATE),
        # In writing the deputy takes the place of a holder with an interest; a meeting has to
        # see them sign in.
        (None, {HOLDER}, False, BY_DEPUTY),
        (None, {HOLDER}, True, STAYS_OUT),
        (None, {HOLDER, DEPUTY}, False, STAYS_OUT),
        # A deputy sits in their own right, a mandate speaks for its giver.
        (SENT, {HOLDER}, True, BY_DEPUTY),
        (SENT, {DEPUTY}, False, replace(BY_DEPUTY, recused=True)),
        (HELD, {HOLDER}, True, replace(BY_MANDATE, recused=True)),
        (HELD, {OTHER}, True, replace(BY_MANDATE, recused=True)),
    ],
)
def test_who_sits_follows_what_was_written_down_and_every_interest(
    named: Named | None, interested: set[int], meets: bool, sits: Sits
) -> None:
    found = who_sits(
        HOLDER, named=named, deputy=DEPUTY, interested=interested, rules=RULES, meets=meets
    )
    assert found == sits


def test_rules_that_know_neither_leave_the_seat_to_its_holder() -> None:
    rules = Rules(deputy=False, proxy=Proxy.NONE)
    for named in (SENT, HELD):
        assert (
            who_sits(HOLDER, named=named, deputy=DEPUTY, interested=set(), rules=rules, meets=True)
            == HOLDS
        )


@pytest.mark.parametrize(
    ("rules", "own", "on_roster", "held", "why"),
    [
        (Rules(), False, True, 0, "no_proxies"),
        (RULES, True, True, 0, "holder_unknown"),
        (RULES, False, False, 0, "holder_unknown"),
        (RULES, False, True, 1, "held_already"),
    ],
)
def test_a_mandate_is_refused_with_its_reason(
    rules: Rules, own: bool, on_roster: bool, held: int, why: str
) -> None:
    with pytest.raises(Incomplete, match=why):
        refuse_mandate(rules, own=own, on_roster=on_roster, held=held)


def test_whoever_has_no_seat_may_hold_a_mandate_where_anybody_may() -> None:
    refuse_mandate(Rules(proxy=Proxy.ANY), own=False, on_roster=False, held=0)
