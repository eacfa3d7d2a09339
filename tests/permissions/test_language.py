"""A page in Romanian says nothing in English: no sentence of the catalogue is left as it was."""

import re
from functools import cache
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from tests.permissions.expectations import LINES
from tests.permissions.house import House, Visitor
from tests.permissions.pages import address, pages
from tests.permissions.walk import browser
from workflows.application import Stage

CATALOGUE = Path("membership/translations/ro/LC_MESSAGES/messages.po")
WALKED = {
    Visitor.STRANGER: (Stage.DRAFT,),
    Visitor.OWNER: tuple(Stage),
    Visitor.CLERK: (Stage.SUBMITTED, Stage.CLARIFICATION, Stage.BOARD_DECISION, Stage.REJECTED),
    Visitor.RAPPORTEUR: (Stage.EVIDENCE_REVIEW,),
    Visitor.CHAIR: (Stage.BOARD_DECISION, Stage.ASSOCIATE_MEMBER),
    Visitor.AUDITOR: (Stage.ASSOCIATE_MEMBER,),
    Visitor.ADMINISTRATOR: (Stage.DRAFT,),
}
SHORTEST = 16
"""Shorter msgids may be words of Romanian too, or parts of them."""
_MARKUP = re.compile(r"<script.*?</script>|<style.*?</style>|<[^>]+>", re.DOTALL)
_ENGLISH = re.compile(r'<(\w+)[^>]*\blang="en"[^>]*>.*?</\1>', re.DOTALL)


@cache
def english() -> tuple[str, ...]:
    """The msgids that are whole sentences or labels, and that Romanian says otherwise."""
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="ro")
    texts = (one.id if isinstance(one.id, str) else one.id[0] for one in catalogue if one.id)
    plain = (text for text in texts if "%(" not in text and len(text) >= SHORTEST)
    return tuple(text for text in plain if " " in text and catalogue[text].string != text)


def test_there_is_english_enough_to_look_for() -> None:
    assert len(english()) > 500
    assert all(left_in_english(f"Un text. {text}")[-1:] for text in english())


def pairs(text: str) -> set[tuple[str, str]]:
    """Each word with the one after it."""
    words = re.findall(r"\w+", text)
    return set(pairwise(words))


@cache
def english_by_its_beginning() -> dict[tuple[str, str], tuple[str, ...]]:
    """Those msgids by their first two words, so that a page is asked only for what may be in it."""
    found: dict[tuple[str, str], list[str]] = {}
    for text in english():
        first, second, *_ = re.findall(r"\w+", text)
        found.setdefault((first, second), []).append(text)
    return {start: tuple(texts) for start, texts in found.items()}


def left_in_english(text: str) -> list[str]:
    """The msgids that stand in a page's words."""
    known = english_by_its_beginning()
    return [msgid for pair in pairs(text) for msgid in known.get(pair, ()) if msgid in text]


def said(page: str) -> str:
    """What a page says, but for what it marks as English."""
    return " ".join(unescape(_MARKUP.sub(" ", _ENGLISH.sub(" ", page))).split())


@pytest.mark.parametrize("visitor", WALKED)
def test_a_page_in_romanian_says_nothing_in_english(house: House, visitor: Visitor) -> None:
    found, seen = [], set()
    for stage in WALKED[visitor]:
        for page in pages(house.office.app):
            if page.method != "GET" or page.name not in LINES:
                continue
            path = address(house.office.app, page, house, stage.value)
            if path is None or path in seen:
                continue
            seen.add(path)
            client = browser(house.office.app, house, visitor)
            client.set_cookie("language", "ro")
            with client.get(path) as answer:
                if answer.mimetype != "text/html":
                    continue
                text = said(answer.get_data(as_text=True))
            found += [f"{path}: {msgid}" for msgid in left_in_english(text)]
    assert found == []
