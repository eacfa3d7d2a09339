"""An hour that spring skips is no moment; one that autumn repeats is two (F16)."""

from datetime import UTC, date, datetime, time

import pytest

from workflows.term import moments

ZONE = "Europe/Bucharest"


@pytest.mark.parametrize(
    ("day", "hour", "found"),
    [
        (date(2027, 3, 28), time(3, 30), ()),
        (date(2026, 10, 25), time(3, 30), ((2026, 10, 25, 0, 30), (2026, 10, 25, 1, 30))),
        (date(2026, 11, 2), time(10, 0), ((2026, 11, 2, 8, 0),)),
        (date(2027, 3, 28), time(4, 0), ((2027, 3, 28, 1, 0),)),
    ],
)
def test_an_hour_of_the_clock_is_as_many_moments_as_the_clock_shows_it(
    day: date, hour: time, found: tuple[tuple[int, int, int, int, int], ...]
) -> None:
    assert moments(day, hour, ZONE) == tuple(datetime(*one, tzinfo=UTC) for one in found)
