"""Whoever signs in the tests of the letter office, and a press that prints for all of them."""

from collections.abc import Iterator

import pytest

from membership.printing.press import Press
from tests.certificates import Holder, holder
from tests.membership.letter_office.bringing import Scene, numbered
from tests.membership.office import TestOffice


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    with Press(seconds=60) as running:
        yield running


@pytest.fixture(scope="session")
def authority() -> Holder:
    return holder("Autoritate Exemplu")


@pytest.fixture(scope="session")
def chair(authority: Holder) -> Holder:
    return holder("Elena Exemplu", authority)


@pytest.fixture
def scene(sqlite_office: TestOffice, press: Press) -> Scene:
    return numbered(sqlite_office, press)
