"""When reminders go out: three times at most, after the opening, and never at night."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from workflows.reminder import EVENING, MORNING, moments

ZONE = "Europe/Bucharest"
LOCAL = ZoneInfo(ZONE)


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=LOCAL)


def test_three_days_one_day_and_three_hours_before_the_close() -> None:
    found = moments(local(2, 10), local(9, 18), ZONE)
    assert [at.astimezone(LOCAL) for at in found] == [local(6, 18), local(8, 18), local(9, 15)]


def test_what_falls_into_the_night_goes_out_the_evening_before() -> None:
    found = moments(local(2, 10), local(9, 8), ZONE)
    assert [at.astimezone(LOCAL) for at in found] == [local(6, 8), local(8, 8), local(8, 20)]


def test_nothing_goes_out_before_the_opening() -> None:
    assert len(moments(local(8, 20, 30), local(9, 18), ZONE)) == 1
    assert moments(local(9, 16), local(9, 18), ZONE) == ()


@pytest.mark.parametrize("hour", range(24))
def test_whenever_a_vote_closes_nobody_is_woken(hour: int) -> None:
    opened = datetime(2026, 10, 20, tzinfo=UTC)
    # The days round the change of the clock.
    for day in range(24, 30):
        closes = datetime(2026, 10, day, hour, tzinfo=UTC) + timedelta(days=1)
        for at in moments(opened, closes, ZONE):
            assert MORNING <= at.astimezone(LOCAL).time() <= EVENING
            assert opened < at < closes
