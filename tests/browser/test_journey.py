"""Five legal forms apply, each begun on one device in one language and ended in the other.

Before it is sent, every page is opened in the two other crossings of language and device.

One of them has no JavaScript, one has no mouse, and one loses its server between two pages.
"""

import signal
from pathlib import Path

import pytest

from tests.browser import crawl, journey
from tests.browser.conftest import Comes
from tests.browser.house import House, installed, served
from tests.browser.keyboard import Typist
from tests.browser.visitor import Visitor

BEGUN_IN = {
    "detectie": ("ro", "phone"),  # a company with a new register number
    "decontaminare": ("en", "phone"),  # an association
    "universitate": ("ro", "desk"),
    "primaria": ("en", "desk"),  # a town hall
    "capteurs": ("en", "phone"),  # a foreign company
}
WITHOUT_SCRIPTS, WITHOUT_MOUSE = frozenset({"primaria"}), frozenset({"universitate"})
ROW = "document.activeElement.closest('ul.tasks') ? document.activeElement.href : ''"
OTHER = {"ro": "en", "en": "ro"}


@pytest.mark.parametrize("key", BEGUN_IN)
def test_an_application_is_begun_here_and_ended_there(
    house: House, comes: Comes, tmp_path: Path, key: str
) -> None:
    language, device = BEGUN_IN[key]
    how = {"java_script_enabled": key not in WITHOUT_SCRIPTS,
           "kind": Typist if key in WITHOUT_MOUSE else Visitor,
           "reduced_motion": "reduce"}  # fmt: skip
    case = journey.begins(house, key)
    first = comes(house, phone=device == "phone", **how)
    crawl.speaks(first, language)
    journey.comes_in(first, key, case)
    assert key not in WITHOUT_MOUSE or rows_are_a_stop_each(first)
    journey.first_half(first, key, case)
    then = comes(house, phone=device != "phone", **how)
    crawl.speaks(then, OTHER[language])
    journey.comes_in(then, key, case)
    journey.second_half(then, key, case, tmp_path)
    if key in WITHOUT_SCRIPTS:
        journey.changes_files(then, case, tmp_path)
    # The two crossings that are left: the same pages, opened in both and sent in one of them.
    if key not in WITHOUT_MOUSE:
        journey.sends_again(first, case, OTHER[language], sent=journey.ASKED[::2])
        journey.sends_again(then, case, language, sent=journey.ASKED[1::2])
    crawl.speaks(then, OTHER[language])
    journey.submits(then, case, key)
    assert then.page.locator("html").get_attribute("lang") == OTHER[language]
    assert house.breaches() == ()


def rows_are_a_stop_each(visitor: Visitor) -> bool:
    """Whether a keyboard comes to every row of the task list, to none of them twice."""
    rows, reached = visitor.page.locator("main ul.tasks a").count(), list[str]()
    while len(reached) < rows:
        visitor.page.keyboard.press("Tab")
        if row := visitor.page.evaluate(ROW):
            reached.append(row)
    return len(set(reached)) == rows


def test_a_server_that_is_killed_between_two_pages_loses_no_section(
    comes: Comes, tmp_path: Path
) -> None:
    installed(tmp_path, "proeco-cbrne")
    with served(tmp_path, ends_by=signal.SIGKILL) as house:
        house.beginning().people()
        case = journey.begins(house, "robotica")
        before = comes(house, phone=True)
        journey.comes_in(before, "robotica", case)
        journey.first_half(before, "robotica", case)
    with served(tmp_path) as house:
        after = Visitor(before.page.context.new_page(), house)
        # The same browser, still signed in: what was acknowledged is there.
        assert after.goes(f"{case}/identifiers") == 200
        assert after.page.locator("[name='register_number']").input_value() == "J2018999907402"
        journey.claims(after, case, tmp_path)
        assert after.troubles == []
        assert house.breaches() == ()


def test_the_language_changes_under_a_half_typed_answer(house: House, comes: Comes) -> None:
    case = journey.begins(house, "filtre")
    visitor = comes(house)
    journey.comes_in(visitor, "filtre", case)
    visitor.goes(f"{case}/motivation")
    visitor.fills(motivation="Încă la jumătate")
    with visitor.page.expect_navigation():
        visitor.page.locator("button[name='switch_language']").click()
    assert visitor.page.locator("html").get_attribute("lang") == "en"
    assert visitor.page.locator("[name='motivation']").input_value() == "Încă la jumătate"
