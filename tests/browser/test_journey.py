"""Five legal forms apply, each begun on one device in one language and ended in the other.

Before it is sent, every page is opened in the two other crossings of language and device.

One of them has no JavaScript, and one loses its server between two pages.
"""

import signal
from pathlib import Path

import pytest

from tests.browser import crawl, journey
from tests.browser.conftest import Comes
from tests.browser.house import House, installed, served
from tests.browser.visitor import Visitor

BEGUN_IN = {
    "detectie": ("ro", "phone"),  # a company with a new register number
    "decontaminare": ("en", "phone"),  # an association
    "universitate": ("ro", "desk"),
    "primaria": ("en", "desk"),  # a town hall
    "capteurs": ("en", "phone"),  # a foreign company
}
WITHOUT_SCRIPTS = frozenset({"primaria"})
ROW = "document.activeElement.closest('ul.tasks') ? document.activeElement.href : ''"
OTHER = {"ro": "en", "en": "ro"}


@pytest.mark.parametrize("key", BEGUN_IN)
def test_an_application_is_begun_here_and_ended_there(
    house: House, comes: Comes, tmp_path: Path, key: str
) -> None:
    language, device = BEGUN_IN[key]
    how = {"java_script_enabled": key not in WITHOUT_SCRIPTS}
    case = journey.begins(house, key)
    first = comes(house, phone=device == "phone", **how)
    crawl.speaks(first, language)
    journey.comes_in(first, key, case)
    journey.first_half(first, key, case)
    then = comes(house, phone=device != "phone", **how)
    crawl.speaks(then, OTHER[language])
    journey.comes_in(then, key, case)
    journey.second_half(then, key, case, tmp_path)
    # The two crossings that are left: the same pages, opened and sent as they stand.
    journey.sends_again(first, case, OTHER[language])
    journey.sends_again(then, case, language)
    crawl.speaks(then, OTHER[language])
    journey.submits(then, case, key)
    assert then.page.locator("html").get_attribute("lang") == OTHER[language]
    assert house.breaches() == ()


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
        journey.second_half(after, "robotica", case, tmp_path)
        journey.submits(after, case, "robotica")
        assert after.troubles == []
        assert house.breaches() == ()


def test_a_keyboard_alone_reaches_every_row_of_the_task_list_once_and_sends_a_section(
    house: House, comes: Comes
) -> None:
    case = journey.begins(house, "consult")
    visitor = comes(house)
    journey.comes_in(visitor, "consult", case)
    page = visitor.page
    rows, reached = page.locator("main ul.tasks a").count(), list[str]()
    while len(reached) < rows:
        page.keyboard.press("Tab")
        if row := page.evaluate(ROW):
            reached.append(row)
    assert len(set(reached)) == rows
    visitor.goes(f"{case}/motivation")
    page.locator("[name='motivation']").focus()
    page.keyboard.type("Scris numai de la tastatură, fără mouse.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        while page.evaluate("document.activeElement.type") != "submit":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert visitor.path == case


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
