"""Every role's pages, in both languages, wide and narrow, light and dark."""

import pytest

from membership.demonstration import paths
from tests.browser import crawl
from tests.browser.conftest import Comes
from tests.browser.house import House
from tests.browser.visitor import Visitor

LOOKS = (("ro", crawl.DESK, "light"), ("en", crawl.PHONE, "dark"))
"""How each page is looked at; the first page of a role is looked at the other way round too."""
TURNED = (("en", crawl.DESK, "dark"), ("ro", crawl.PHONE, "light"))
MOST = {"proeco-cbrne": 14, "mechatrec": 4}
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
    assert look_at_all(visitor) == []


def look_at_all(visitor: Visitor) -> list[str]:
    """What is wrong with the page where the visitor is, and with those it leads to."""
    crawl.speaks(visitor, "ro")
    found: list[str] = []
    for number, path in enumerate(crawl.pages(visitor, MOST[visitor.house.settings.statute])):
        for language, width, scheme in LOOKS if number else LOOKS + TURNED:
            crawl.speaks(visitor, language)
            crawl.is_wide(visitor, width)
            visitor.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            visitor.goes(path)
            assert visitor.page.locator("html").get_attribute("lang") == language
            found += [f"{language} {width} {scheme} {it}" for it in crawl.barriers(visitor)]
            found += [f"{language} {it}" for it in crawl.runs_over(visitor)]
    return found
