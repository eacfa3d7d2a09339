"""Pages that a walk from the first page may miss, each opened by its name.

Both languages; on the smallest screen, which is also what 400 % leaves of 1280 pixels; and in
the colours that somebody's own system forces on a page.
"""

import re

import pytest
from sqlalchemy import select

from membership.database import reading
from membership.demonstration import paths
from membership.models import Minutes, Sitting
from tests.browser import crawl
from tests.browser.conftest import Comes
from tests.browser.house import House
from tests.browser.test_errors import places
from tests.browser.visitor import Visitor
from workflows.sitting import State

LEAST = {"width": 320, "height": 256}
"""What is left of 1280 by 1024 pixels at 400 %."""
PAGES: dict[str, tuple[str, ...]] = {
    "": ("/join", "/join/check", "/join/documents", "/privacy", "/sign-in", "/register"),
    "applicant": (
        "/application/{draft}/identifiers", "/application/{draft}/documents",
        "/application/{draft}/documents/D3", "/application/{draft}/evidence/add",
        "/application/{draft}/colleagues", "/application/{draft}/data",
        "/application/{draft}/check",
    ),
    "senzori@example.ro": ("/application/{own}/contest", "/application/{own}/data"),
    "decontaminare@example.ro": ("/application/{own}/answer", "/application/{own}/more-time"),
    "secretariat": (
        "/queue", "/sittings", "/sittings/plan", "/sittings/{sitting}", "/sittings/{sitting}/pack",
        "/sittings/{minuted}/minutes", "/value-chain", "/search?q=Exemplu", "/registers",
        "/letters",
    ),
    "board": ("/board", "/sittings", "/sittings/{sitting}", "/sittings/{sitting}/pack"),
}  # fmt: skip
"""Addresses by who opens them: a role, or an applicant's own mail address."""
LOST = """() => [...document.querySelectorAll('main svg.shape, main .btn, main a.touch')]
  .filter(it => it.getClientRects().length)
  .filter(it => getComputedStyle(it).color === getComputedStyle(document.body).backgroundColor)
  .map(it => it.outerHTML.slice(0, 160))"""
"""What forced colours would make invisible: drawn in the colour of the page."""


@pytest.mark.parametrize("cluster", ["proeco-cbrne"], indirect=True)
@pytest.mark.parametrize("who", PAGES, ids=lambda who: who or "stranger")
def test_a_page_opened_by_its_name_keeps_nobody_out(cluster: House, comes: Comes, who: str) -> None:
    visitor = comes(cluster)
    if who:
        known = "@" in who
        visitor.enters(
            cluster.way_in(who) if known else paths.fresh(cluster.engine, cluster.settings, who)
        )
    there = {**places(cluster), **sittings(cluster), "own": own(visitor)}
    found: list[str] = []
    for path in PAGES[who]:
        for language in ("ro", "en"):
            found += look(visitor, path.format_map(there), language)
    assert found == []


def look(visitor: Visitor, path: str, language: str) -> list[str]:
    """What is wrong with this page in this language, wide, small, and in forced colours."""
    crawl.speaks(visitor, language)
    crawl.is_wide(visitor, crawl.DESK)
    assert visitor.goes(path) == 200, path
    assert visitor.path == path, f"{path} leads to {visitor.path}"
    assert visitor.page.locator("html").get_attribute("lang") == language
    words = visitor.text()
    found = crawl.barriers(visitor)
    visitor.page.emulate_media(forced_colors="active")
    found += [f"{path}: lost in forced colours: {it}" for it in visitor.page.evaluate(LOST)]
    assert visitor.text() == words, path
    visitor.page.emulate_media(forced_colors="none")
    visitor.page.set_viewport_size(LEAST)  # type: ignore[arg-type]
    return found + crawl.runs_over(visitor)


def own(visitor: Visitor) -> str:
    """The case on whose page somebody arrives; nothing where they have none."""
    found = re.search(r"/application/([\w-]+)", visitor.path)
    return found.group(1) if found else ""


def sittings(cluster: House) -> dict[str, str]:
    """The sitting that is called, and one whose minutes are approved."""
    with reading(cluster.engine) as session:
        called = select(Sitting).where(Sitting.state == State.CONVENED)
        minuted = select(Sitting).join(Minutes).where(Minutes.approved_at.is_not(None))
        return {
            "sitting": session.scalars(called).one().public_id,
            "minuted": session.scalars(minuted.order_by(Sitting.id)).all()[-1].public_id,
        }


@pytest.mark.parametrize("cluster", ["proeco-cbrne"], indirect=True)
def test_the_self_check_is_answered_by_keyboard_alone(cluster: House, comes: Comes) -> None:
    visitor = comes(cluster)
    visitor.goes("/join/check")
    page = visitor.page
    page.keyboard.press("Tab")
    # The first stop leads past the head of the page, and can be seen while it is there.
    assert page.evaluate("document.activeElement.hash") == "#main"
    assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 20
    page.keyboard.press("Enter")
    stops = 0
    while page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
        stops += 1
        assert stops < 10
    page.keyboard.press("Space")
    with page.expect_navigation():
        while page.evaluate("document.activeElement.type") != "submit":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert visitor.path.startswith("/join")
