"""One validator for all conformance tests, and one press to print what they judge."""

from collections.abc import Iterator

import pytest

from membership.printing.press import Press
from tests.conformance.validator import Validator


@pytest.fixture(scope="session")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Validator]:
    with Validator(tmp_path_factory.mktemp("validator")) as running:
        yield running


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    with Press(seconds=60) as running:
        yield running
