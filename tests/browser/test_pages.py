"""Every role's pages, in both languages, wide and narrow, light and dark.

``EVERY_PAGE=1`` opens every kind of page that a role's links lead to, and looks at
each in forced colours as well; without it a dozen kinds are opened.
"""

import os
from typing import Literal

import pytest
from playwright.sync_api import expect

from membership.demonstration import paths
from tests.browser import crawl
from tests.browser.conftest import Comes
from tests.browser.house import House
from tests.browser.visitor import Visitor

WIDTHS = {"ro": crawl.DESK, "en": crawl.PHONE}
"""How wide each page is in each language; the first page of a role is seen in both widths."""
SCHEMES: dict[str, Literal["light", "dark"]] = {"ro": "light", "en": "dark"}
PUBLIC = ("/", "/verify", "/accessibility", "/privacy")
EVERY = bool(os.environ.get("EVERY_PAGE"))
MOST = {"proeco-cbrne": 1000, "mechatrec": 1000} if EVERY else {"proeco-cbrne": 12, "mechatrec": 3}
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


@pytest.mark.parametrize("cluster", ["proeco-cbrne"], indirect=True)
def test_a_page_says_when_its_session_is_about_to_end_and_lets_its_person_stay_while_it_can(
    cluster: House, comes: Comes
) -> None:
    clerk = comes(cluster)
    clerk.page.clock.install()
    clerk.enters(paths.fresh(cluster.engine, cluster.settings, "secretariat"))
    ending = clerk.page.locator("#ending")
    assert not ending.is_visible()
    clerk.page.clock.fast_forward("25:01")
    expect(ending).to_be_visible()
    ending.get_by_role("button").click()
    expect(ending).to_be_hidden()
    clerk.page.clock.fast_forward("25:01")
    expect(ending).to_be_visible()
    # The session of an applicant has no more than its whole length, which cannot be made longer.
    applicant = comes(cluster)
    applicant.page.clock.install()
    applicant.enters(paths.fresh(cluster.engine, cluster.settings, "applicant"))
    applicant.page.clock.fast_forward("11:55:01")
    expect(applicant.page.locator("#ending [data-of='whole']")).to_be_visible()
    assert not applicant.page.locator("#ending button").is_visible()


@pytest.mark.parametrize("cluster", ["proeco-cbrne"], indirect=True)
def test_after_signing_out_the_way_back_leads_to_no_page_of_before(
    cluster: House, comes: Comes
) -> None:
    """S15: what a browser kept is dropped, and the server gives it no more."""
    clerk = comes(cluster)
    clerk.enters(paths.fresh(cluster.engine, cluster.settings, "secretariat"))
    clerk.opens("main a[href^='/case/']")
    assert clerk.path.startswith("/case/")
    with clerk.page.expect_navigation():
        clerk.page.locator("form[action$='/sign-out'] button").click()
    clerk.page.go_back()
    assert clerk.path.startswith("/sign-in"), clerk.path


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
    if EVERY and language == "ro":
        visitor.page.emulate_media(forced_colors="active")
        found += [f"forced colours: {it}" for it in crawl.barriers(visitor)]
        visitor.page.emulate_media(forced_colors="none")
    return found + crawl.runs_over(visitor)
