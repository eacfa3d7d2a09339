"""Every page, as everybody, at every stage: who gets in is written down, and nobody else does.

Answers the rows S1, S2, S3, S5 and S7 of the threats, and F27 for every form.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask, templating

from membership import limits
from tests.permissions.expectations import LINES, On
from tests.permissions.house import SITUATIONS, House, Visitor, untouched
from tests.permissions.pages import Page, address, pages
from tests.permissions.still import drawn_once, read_once
from tests.permissions.walk import browser, expected, knock, meaning

GIVES_A_FILE = frozenset({"POST application.document_opened"})
"""Forms whose answer is a file: there is no page to come back to."""


@pytest.fixture(scope="module")
def app(house: House) -> Iterator[Flask]:
    """The application of the house; what is walked for is the answer, not its page."""
    with pytest.MonkeyPatch.context() as patch, untouched():
        patch.setattr(templating, "_render", lambda *_: "")
        patch.setattr(limits, "take", lambda *_: None)
        drawn_once(patch)
        yield house.office.app


def test_every_page_has_its_line_in_the_table_of_expectations(app: Flask) -> None:
    missing = [
        f'add to LINES in tests/permissions/expectations.py: "{page.name}": Line({_guess(page)}),'
        for page in pages(app)
        if page.name not in LINES
    ]
    assert not missing, "\n".join(missing)


def _guess(page: Page) -> str:
    hangs = {"/case/": "CASE, CLERK", "/application/": "CASE, OWN", "/motions/": "MOTION, FILE",
             "/letters/": "LETTER, CLERK"}  # fmt: skip
    return next((it for start, it in hangs.items() if page.rule.startswith(start)),
                "HOUSE, EVERYBODY")  # fmt: skip


def test_every_line_of_the_table_has_its_page(app: Flask) -> None:
    gone = set(LINES) - {page.name for page in pages(app)}
    assert not gone, f"take out of tests/permissions/expectations.py: {sorted(gone)}"


@dataclass(frozen=True)
class Door:
    """A page at one address, and the stage at which the case behind it is."""

    page: Page
    path: str
    situation: str


@pytest.fixture(scope="module")
def doors(app: Flask, house: House) -> tuple[Door, ...]:
    """Every page at every address that it has at any stage; an address that is the same at
    several stages leads to no case, and cannot be answered by its stage."""
    found: dict[tuple[str, str], Door] = {}
    for page in pages(app):
        for situation in SITUATIONS:
            path = address(app, page, house, situation)
            if path is not None and page.name in LINES:
                found.setdefault((page.name, path), Door(page, path, situation))
    return tuple(found.values())


def test_every_page_on_a_case_has_a_door_at_every_stage_that_such_a_case_reaches(
    house: House, doors: tuple[Door, ...]
) -> None:
    known = {(door.page.name, door.situation) for door in doors}
    names = {door.page.name for door in doors}
    walled = [
        f"{name} at {situation}"
        for name in sorted(names)
        if (hangs := LINES[name].on) not in (On.HOUSE, On.PERSON)
        for situation, place in house.places.items()
        if not (hangs is On.MOTION and place.motion is None)
        if not (hangs is On.LETTER and place.letter is None)
        if (name, situation) not in known
    ]
    assert walled == []


@pytest.mark.parametrize("visitor", Visitor)
def test_whoever_is_not_named_finds_every_page_closed_and_who_is_finds_it_open(
    app: Flask, house: House, doors: tuple[Door, ...], visitor: Visitor
) -> None:
    with read_once(house.office.engine) as standing:
        wrong = [it for door in doors for it in _wrong(app, house, visitor, door)]
    assert not wrong, "\n".join(wrong)
    # A page that is read changes nothing, whoever reads it and at whatever stage (S14).
    assert standing.changed_by_reading == []


def _wrong(app: Flask, house: House, visitor: Visitor, door: Door) -> Iterator[str]:
    page = door.page
    response = knock(app, house, visitor, page, door.path)
    right = expected(page, LINES[page.name], visitor, door.situation)
    where = f"{page.name} as {visitor} at {door.situation}: {response.status_code}"
    if meaning(response) not in right:
        yield f"{where} is {meaning(response)}, and should be {' or '.join(sorted(right))}"
    if page.method == "POST" and response.status_code == 200 and page.name not in GIVES_A_FILE:
        yield f"{where}: a form that did its work leads to a page (303)"


ASKING = (Visitor.STRANGER, Visitor.FOREIGN, Visitor.OWNER, Visitor.CLERK, Visitor.SEAT_RECUSED,
          Visitor.CHAIR)  # fmt: skip
FILES = (
    "GET application.document", "GET application.document_copy", "GET application.document_picture",
    "GET application.data_archive", "GET letter.pdf", "GET letter.scan", "GET ballot.recount",
    "GET sitting.pack_document", "GET sitting.calendar", "GET review.case",
)  # fmt: skip


PRINTED = {"GET sitting.pack_document": (Visitor.FOREIGN, Visitor.CHAIR)}
"""What is printed anew each time is asked for by one who may read it, and one who may not."""


@pytest.mark.parametrize("name", FILES)
def test_head_and_range_requests_are_answered_like_the_page_itself(
    app: Flask, house: House, name: str
) -> None:
    page = next(page for page in pages(app) if page.name == name)
    for visitor in PRINTED.get(name, ASKING):
        path = address(app, page, house, "associate_member")
        assert path is not None
        client = browser(app, house, visitor)
        whole = client.get(path, buffered=True)
        head = client.head(path, buffered=True)
        part = client.get(path, headers={"Range": "bytes=0-3"}, buffered=True)
        assert (head.status_code, head.data) == (whole.status_code, b"")
        assert (part.status_code, part.data) == (whole.status_code, whole.data)
