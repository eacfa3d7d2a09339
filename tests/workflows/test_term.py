"""Deadlines: how they are counted, moved and stopped."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.refusal import Message
from workflows.term import Pause, Term, Unit, day_of, days_left, due, end_of, is_working

LABOUR_DAY = date(2026, 5, 1)
HOLIDAYS = frozenset({LABOUR_DAY, date(2026, 6, 1)})

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))
lengths = st.integers(1, 400)
terms = st.builds(Term, lengths, st.sampled_from([Unit.CALENDAR, Unit.WORKING]), st.booleans())


def test_a_clarification_sent_on_friday_24_april_ends_on_monday_11_may() -> None:
    """Scenario 7: 9 May is a Saturday, and calendar days ask of no holiday."""
    fifteen_days = Term(15, Unit.CALENDAR)
    assert date(2026, 5, 9).strftime("%A") == "Saturday"
    assert due(date(2026, 4, 24), fifteen_days, HOLIDAYS) == date(2026, 5, 11)


def test_a_term_that_does_not_move_ends_on_the_saturday() -> None:
    assert due(date(2026, 4, 24), Term(15, Unit.CALENDAR, move=False)) == date(2026, 5, 9)


def test_a_holiday_counts_among_calendar_days_and_not_among_working_days() -> None:
    thursday = date(2026, 4, 30)
    assert due(thursday, Term(4, Unit.CALENDAR), HOLIDAYS) == date(2026, 5, 4)
    assert due(thursday, Term(1, Unit.WORKING), HOLIDAYS) == date(2026, 5, 4)
    assert due(thursday, Term(1, Unit.WORKING)) == LABOUR_DAY


def test_a_term_that_ends_on_a_holiday_moves_past_it_and_the_weekend() -> None:
    assert due(date(2026, 4, 29), Term(2, Unit.CALENDAR), HOLIDAYS) == date(2026, 5, 4)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2026, 12, 31), 24, date(2028, 12, 31)),
    ],
)
def test_a_term_in_months_ends_on_the_same_day_or_the_months_last(
    start: date, months: int, end: date
) -> None:
    assert due(start, Term(months, Unit.MONTH, move=False)) == end


def test_a_paused_clock_goes_on_where_it_stopped() -> None:
    decision = Term(30, Unit.CALENDAR, move=False)
    start = date(2026, 3, 1)
    asked_and_answered = Pause(date(2026, 3, 10), date(2026, 3, 20))
    assert due(start, decision, pauses=[asked_and_answered]) == date(2026, 4, 10)


def test_pauses_that_overlap_stop_the_clock_once() -> None:
    pauses = [
        Pause(date(2026, 3, 10), date(2026, 3, 20)),
        Pause(date(2026, 3, 15), date(2026, 3, 20)),
    ]
    start, term = date(2026, 3, 1), Term(30, Unit.CALENDAR, move=False)
    assert due(start, term, pauses=pauses) == due(start, term, pauses=pauses[:1])


def test_a_pause_after_the_end_changes_nothing() -> None:
    start, term = date(2026, 3, 2), Term(5, Unit.WORKING)
    later = Pause(date(2026, 5, 1), date(2026, 5, 9))
    assert due(start, term, pauses=[later]) == due(start, term)


@given(days, lengths, st.integers(0, 300), st.integers(0, 60))
def test_each_paused_day_is_given_back(start: date, n: int, after: int, length: int) -> None:
    term = Term(n, Unit.CALENDAR, move=False)
    since = start + timedelta(days=after % n)
    pause = Pause(since, since + timedelta(days=length))
    assert due(start, term, pauses=[pause]) == due(start, term) + timedelta(days=length)


@given(days, terms)
def test_a_term_that_moves_never_ends_on_a_day_off(start: date, term: Term) -> None:
    moving = Term(term.n, term.unit)
    end = due(start, moving, HOLIDAYS)
    assert is_working(end, HOLIDAYS)
    assert end >= due(start, Term(term.n, term.unit, move=False), HOLIDAYS)


@given(days, lengths)
def test_working_days_are_counted_one_by_one(start: date, n: int) -> None:
    end = due(start, Term(n, Unit.WORKING), HOLIDAYS)
    between = (start + timedelta(days=k) for k in range(1, (end - start).days + 1))
    assert sum(is_working(day, HOLIDAYS) for day in between) == n


@given(days, terms, st.integers(0, 30))
def test_a_longer_term_never_ends_earlier(start: date, term: Term, more: int) -> None:
    longer = Term(term.n + more, term.unit, term.move)
    assert due(start, longer, HOLIDAYS) >= due(start, term, HOLIDAYS)


def test_the_days_left_are_said_with_their_number() -> None:
    end = date(2026, 5, 11)
    assert days_left(date(2026, 5, 8), end) == Message("term.days_left", {"n": 3, "due": end})
    assert days_left(end, end) == Message("term.last_day", {"due": end})
    assert days_left(date(2026, 5, 12), end) == Message("term.overdue", {"n": 1, "due": end})


def test_a_contestation_at_twenty_to_midnight_of_the_last_day_is_in_time() -> None:
    last_day, zone = date(2026, 6, 30), "Europe/Bucharest"
    filed = datetime(2026, 6, 30, 20, 40, tzinfo=UTC)
    assert day_of(filed, zone) == last_day
    assert filed < end_of(last_day, zone)
    assert day_of(filed + timedelta(minutes=20), zone) > last_day
    assert filed + timedelta(minutes=20) == end_of(last_day, zone)
