"""A press for the tests that print."""

from collections.abc import Iterator

import pytest

from membership.printing.press import Press


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    with Press(seconds=60) as running:
        yield running
