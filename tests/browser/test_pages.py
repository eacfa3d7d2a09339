"""Every role's pages, in both languages, wide and narrow, light and dark."""

from typing import Literal

import pytest

from membership.demonstration import paths
from tests.browser import crawl
from tests.browser.conftest import Comes
from tests.browser.house import House
from tests.browser.visitor import Visitor

WIDTHS = {"ro": crawl.DESK, "en": crawl.PHONE}
"""How wide each page is in each language; the first page of a role is seen in both widths."""
SCHEMES: dict[str, Literal["light", "dark"]] = {"ro": "light", "en": "dark"}
PUBLIC = ("/", "/verify", "/accessibility", "/privacy")
MOST = {"proeco-cbrne": 16, "mechatrec": 4}
"""How many kinds of page are opened for each role; the pages are the same for both clusters."""


def test_a_stranger_can_use_every_public_page_and_see_who_the_cluster_is(
    cluster: House, comes: Comes
) -> None:
    stranger = comes(cluster)
    stranger.goes("/")
    assert look_at_all(stranger) == []


@pytest.mark.parametrize("role", paths.ROLES)
def test_everybody_can_use_the_first_page_of_their_role_and_the_pages_it_leads_to(
    cluster: House, comes: Comes, role: str
) -> None:
    visitor = comes(cluster)
    visitor.enters(paths.fresh(cluster.engine, cluster.settings, role))
    assert visitor.path != "/"
    assert look_at_all(visitor, but=PUBLIC) == []


@pytest.mark.parametrize("key", ["detectie", "senzori", "decontaminare"])
def test_an_applicant_can_use_the_pages_of_a_case_that_is_decided_or_asked_about(
    cluster: House, comes: Comes, key: str
) -> None:
    visitor = comes(cluster)
    visitor.enters(cluster.way_in(f"{key}@example.ro"))
    assert look_at_all(visitor, but=PUBLIC) == []


def look_at_all(visitor: Visitor, *, but: tuple[str, ...] = ()) -> list[str]:
    """What is wrong with the page where the visitor is, and with those it leads to."""
    found: list[str] = []
    most = MOST[visitor.house.settings.statute] + len(but)
    for number, path in enumerate(crawl.pages(visitor, most, but=but)):
        for language, width in WIDTHS.items():
            widths = (width,) if number else (crawl.DESK, crawl.PHONE)
            found += [f"{language} {it}" for it in look_at(visitor, path, language, widths)]
    return found


def look_at(visitor: Visitor, path: str, language: str, widths: tuple[int, ...]) -> list[str]:
    """What is wrong with one page in one language."""
    crawl.speaks(visitor, language)
    visitor.page.emulate_media(color_scheme=SCHEMES[language])
    status = visitor.goes(path)
    assert status < 400, f"{path}: {status}"
    assert visitor.page.locator("html").get_attribute("lang") == language
    found: list[str] = []
    for width in widths:
        crawl.is_wide(visitor, width)
        found += [f"{width} {it}" for it in crawl.barriers(visitor)]
    return found + crawl.runs_over(visitor)
