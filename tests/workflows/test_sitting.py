"""The life of a sitting and the notice that it owes, by rule."""

from dataclasses import dataclass
from datetime import date

import pytest

from workflows import sitting
from workflows.refusal import Incomplete, NotNow
from workflows.sitting import State, Step
from workflows.voting import Rules

MONDAY = date(2026, 11, 2)
HOLIDAYS = frozenset({date(2026, 11, 30), date(2026, 12, 1)})


@dataclass
class Held:
    state: State = State.PLANNED


def test_a_sitting_is_convened_opens_and_closes() -> None:
    held = Held()
    for step in (Step.CONVENE, Step.CONVENE, Step.OPEN, Step.CLOSE):
        sitting.advance(held, step)
    assert held.state is State.CLOSED


@pytest.mark.parametrize("state", [State.OPEN, State.CLOSED, State.CANCELLED])
def test_once_it_opened_a_sitting_is_neither_cancelled_nor_convened_again(state: State) -> None:
    for step in (Step.CONVENE, Step.CANCEL):
        held = Held(state)
        with pytest.raises(NotNow) as refused:
            sitting.advance(held, step)
        assert refused.value.message.key == f"sitting.not_now.{state.value}"
        assert held.state is state


def test_without_a_quorum_a_sitting_closes_without_having_opened() -> None:
    held = Held(State.CONVENED)
    sitting.advance(held, Step.CLOSE)
    assert held.state is State.CLOSED


@pytest.mark.parametrize(
    ("called", "held", "days"),
    [
        (MONDAY, date(2026, 11, 3), 0),
        (MONDAY, date(2026, 11, 9), 4),
        (MONDAY, date(2026, 11, 10), 5),
        (date(2026, 11, 27), date(2026, 12, 4), 2),
    ],
)
def test_the_notice_counts_whole_working_days_between(called: date, held: date, days: int) -> None:
    assert sitting.working_days_before(called, held, HOLIDAYS) == days


def test_a_meeting_within_its_notice_is_refused_with_the_first_day() -> None:
    rules = Rules()
    sitting.refuse_short_notice(MONDAY, date(2026, 11, 10), rules, HOLIDAYS)
    with pytest.raises(Incomplete) as refused:
        sitting.refuse_short_notice(MONDAY, date(2026, 11, 9), rules, HOLIDAYS)
    assert refused.value.message.params["earliest"] == date(2026, 11, 10)


def test_a_second_call_waits_for_seven_days() -> None:
    rules = Rules()
    sitting.refuse_early_second_call(MONDAY, date(2026, 11, 9), rules)
    with pytest.raises(Incomplete):
        sitting.refuse_early_second_call(MONDAY, date(2026, 11, 8), rules)


def test_where_the_rules_know_no_second_call_none_is_made() -> None:
    rules = Rules.of({"second_call": {"allowed": False}})
    with pytest.raises(NotNow):
        sitting.refuse_early_second_call(MONDAY, date(2026, 12, 9), rules)
