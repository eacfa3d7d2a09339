"""Numbers run without gaps, also when an act is undone and when the year changes."""

from datetime import UTC, datetime

import pytest

from membership.models import Direction
from membership.numbers import REGISTRY, enter, take
from tests.membership.office import TestOffice
from workflows.term import day_of


def test_an_act_that_is_undone_leaves_no_gap(office: TestOffice) -> None:
    with office.write() as session:
        assert take(session, "test", 2026) == 1
    with pytest.raises(RuntimeError), office.write() as session:
        take(session, "test", 2026)
        raise RuntimeError
    with office.write() as session:
        assert take(session, "test", 2026) == 2


def test_the_registry_starts_anew_with_the_year_of_the_clusters_zone(office: TestOffice) -> None:
    # 22:30 in UTC on the last day is already the new year in Bucharest.
    at = datetime(2026, 12, 31, 22, 30, tzinfo=UTC)
    with office.write() as session:
        entry = enter(
            session,
            Direction.IN,
            party="Exemplu",
            subject="cerere",
            application=None,
            at=at,
            zone="Europe/Bucharest",
        )
        assert (entry.year, entry.number) == (2027, 1)
        assert take(session, REGISTRY, 2026) == 1
    assert day_of(at, "Europe/Bucharest").year == 2027
