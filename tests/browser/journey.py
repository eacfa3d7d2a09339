"""One application from the empty task list to its reference, whatever the legal form asks.

What is answered comes from the demonstration's invented organisations; which pages there are,
and what each of them asks, is read from the pages themselves.
"""

import re
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from membership.demonstration.cast import APPLICANTS, Applicant
from membership.demonstration.form import aims, identity
from membership.demonstration.pdf import one_page
from tests.browser import crawl
from tests.browser.house import House
from tests.browser.visitor import Visitor

FIRST = ("organisation", "identifiers", "seat", "size", "representative", "contacts")
THEN = ("exchange", "motivation", "publication")
ASKED = (*FIRST, *THEN, "interests")
CLAIM = "Lucrăm de mult timp cu detectoare, împreună cu echipele de intervenție."
TITLE = "Contract nr. 12/2025"


def named(key: str) -> Applicant:
    """The invented organisation with this key."""
    return next(one for one in APPLICANTS if one.key == key)


def begins(house: House, key: str) -> str:
    """Opens a draft for this organisation's representative; answers its address."""
    story = house.beginning()
    story.begins(key)
    return f"/application/{story.cases[key]}"


def comes_in(visitor: Visitor, key: str, case: str) -> None:
    """Signs in, and goes to the task list."""
    visitor.enters(visitor.house.way_in(named(key).email))
    visitor.goes(case)


def first_half(visitor: Visitor, key: str, case: str) -> None:
    """Who the organisation is and who speaks for it, section by section."""
    for part in FIRST:
        answers(visitor, case, part, identity(named(key)))


def second_half(visitor: Visitor, key: str, case: str, folder: Path) -> None:
    """What it does, with a proof; its papers; why it wants to join; what it declares."""
    statute = visitor.house.beginning().statute
    claims(visitor, case, folder)
    papers(visitor, case, folder)
    for part in THEN:
        answers(visitor, case, part, {**identity(named(key)), **aims(named(key), statute)})
    answers(visitor, case, "interests", {"any_ties": "no"})
    visitor.goes(f"{case}/declarations")
    for box in visitor.page.locator("main input[type='checkbox']").all():
        visitor.ticks(box)
    visitor.presses()


def answers(visitor: Visitor, case: str, part: str, told: Mapping[str, Any]) -> None:
    """Answers whatever a section asks that there is an answer to, and continues."""
    visitor.goes(f"{case}/{part}")
    asked = visitor.page.eval_on_selector_all(
        "main form.form [name]:not([type='hidden'])", "all => [...new Set(all.map(it => it.name))]"
    )
    for name in asked:
        value = told.get(name)
        if isinstance(value, list) and not all(isinstance(one, str) for one in value):
            continue
        if value not in (None, "", []):
            visitor.fills(**{name: given(value)})
    visitor.presses()
    assert visitor.path == case, f"{part}: {visitor.text()}"


def sends_again(visitor: Visitor, case: str, language: str, sent: Collection[str]) -> None:
    """Every page once more in another language: nothing runs over, and those named here are sent
    as they stand."""
    crawl.speaks(visitor, language)
    for part in (*ASKED, "claims", "evidence", "documents", "check"):
        assert visitor.goes(f"{case}/{part}") == 200
        assert visitor.page.locator("html").get_attribute("lang") == language
        assert visitor.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), part
        if part in sent:
            visitor.presses()
            assert visitor.path == case, f"{part}: {visitor.text()}"


def given(value: object) -> Any:
    """A value as somebody types or ticks it."""
    if isinstance(value, date):
        return value.isoformat()
    if value is True:
        return value
    return tuple(value) if isinstance(value, list | tuple) else str(value)


def claims(visitor: Visitor, case: str, folder: Path) -> None:
    """One claim in the first stage and field that are offered, and one proof of it."""
    visitor.goes(f"{case}/claims/add")
    visitor.fills(stage=offered(visitor, "stage"), description=CLAIM, since_year="2019")
    visitor.ticks(visitor.page.locator("main [name='fields']").first)
    if visitor.page.locator("main [name='capability']").count():
        visitor.fills(capability=offered(visitor, "capability"))
    visitor.presses()
    visitor.goes(f"{case}/evidence")
    visitor.opens("main a[href*='/evidence/add']")
    file = written(folder, "Contract nr. 12-2025")
    visitor.fills(kind=offered(visitor, "kind"), title=TITLE, issuer="Autoritatea Exemplu",
                  file=file, endless=True, confidentiality=("cluster",))  # fmt: skip
    visitor.presses()


def offered(visitor: Visitor, name: str) -> str:
    """The first real choice of a list."""
    values: list[str] = visitor.page.eval_on_selector_all(
        f"main [name='{name}'] option", "all => all.map(it => it.value)"
    )
    return next(value for value in values if value)


def papers(visitor: Visitor, case: str, folder: Path) -> None:
    """Every paper that this legal form has to bring, with number and today where they are asked."""
    visitor.goes(f"{case}/documents")
    links = visitor.page.locator("main ul.tasks a.name:not(:has(.optional))")
    for path in [link.get_attribute("href") or "" for link in links.all()]:
        visitor.goes(path)
        if not visitor.page.locator("main [name='file']").count():
            continue
        visitor.fills(file=written(folder, f"Document {path.rpartition('/')[2]}"))
        if visitor.page.locator("main [name='number']").count():
            visitor.fills(number="HCL 45")
        if visitor.page.locator("main [name='issued_on']").count():
            visitor.fills(issued_on=date.today().isoformat())  # noqa: DTZ011 - as a person would
        visitor.presses()


def changes_files(visitor: Visitor, case: str, folder: Path) -> None:
    """Two more files of a document at once, one taken away again; another file for the proof."""
    first = "main ul.tasks a.name"
    visitor.goes(f"{case}/documents")
    visitor.opens(first)
    annexes = ("Anexa A", "Anexa B")
    visitor.page.locator("main [name='file']").set_input_files(
        [written(folder, title) for title in annexes]
    )
    visitor.presses()
    visitor.opens(first)
    assert all(title in visitor.text() for title in annexes)
    removal = visitor.page.locator("main li.task", has_text=annexes[1]).locator("form")
    visitor.presses(removal.get_attribute("action") or "")
    assert annexes[0] in visitor.text()
    assert annexes[1] not in visitor.text()
    visitor.goes(f"{case}/evidence")
    visitor.opens("main ul.tasks a.name[href*='/evidence/']:not([href*='add'])")
    visitor.fills(file=written(folder, "Contract, varianta semnată"))
    visitor.presses()
    assert "Contract, varianta semnată.pdf" in visitor.text()


def written(folder: Path, title: str) -> Path:
    """A PDF of one page with this title."""
    path = folder / f"{title}.pdf"
    path.write_bytes(one_page(title, ("Document inventat.",)))
    return path


def submits(visitor: Visitor, case: str, key: str) -> str:
    """Reads the answers back, accepts, and reads the reference on a page that can be kept."""
    visitor.goes(f"{case}/check")
    read_back = visitor.text()
    for words in (named(key).name, CLAIM, TITLE, named(key).representative):
        assert words in read_back, f"{words}: {read_back}"
    assert visitor.page.locator("form[action$='/submit']").count(), read_back
    visitor.presses("/submit")
    reference = visitor.page.locator(".reference").inner_text().strip()
    assert re.fullmatch(r"ADZ-\d{4}-\d{4}", reference)
    kept = visitor.path
    visitor.goes(kept)
    assert reference in visitor.text()
    return reference
