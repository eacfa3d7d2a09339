"""People in browsers, and installations for the tests that look at pages as people do."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.house import House, installed, served
from tests.browser.visitor import Visitor
from tests.filled import Filled

DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 3,
    "is_mobile": True,
    "has_touch": True,
}
Comes = Callable[..., Visitor]
"""Opens a browser of its own: ``comes(house, phone=True, java_script_enabled=False)``."""


@pytest.fixture
def comes(browser: Browser) -> Iterator[Comes]:
    """Lets people come, each in a browser of their own; what a page did wrong ends the test."""
    visitors: list[Visitor] = []

    def come(
        house: House, *, phone: bool = False, kind: type[Visitor] = Visitor, **how: Any
    ) -> Visitor:
        profile = {**(PHONE if phone else DESK), "locale": "ro-RO", **how}
        visitors.append(kind(browser.new_context(**profile).new_page(), house))
        return visitors[-1]

    yield come
    for visitor in visitors:
        visitor.page.context.close()
    assert [trouble for visitor in visitors for trouble in visitor.troubles] == []


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An installation with its staff and a Board of five seats, and no case yet."""
    instance = tmp_path_factory.mktemp("house")
    installed(instance, "proeco-cbrne")
    with served(instance) as house:
        house.beginning().people()
        yield house


@pytest.fixture(scope="session", params=["proeco-cbrne", "mechatrec"])
def cluster(
    request: pytest.FixtureRequest, filled: Filled, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """Each cluster's demonstration, served."""
    instance: Path = tmp_path_factory.mktemp(request.param)
    filled.copy(request.param, instance)
    with served(instance) as house:
        yield house
