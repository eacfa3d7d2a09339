"""Knocking at a page, and what the answer means."""

from enum import StrEnum

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.permissions import expectations as written
from tests.permissions.expectations import Line, On
from tests.permissions.house import House, Visitor
from tests.permissions.pages import Page


class Answer(StrEnum):
    """What an answer means to who knocked."""

    IN = "in"
    SIGN_IN = "sign in first"
    DECLARE = "declare an interest first"
    FORBIDDEN = "not permitted"
    UNKNOWN = "not found"
    NOT_NOW = "not now"
    ODD = "an answer that no page should give"


REFUSED = frozenset({Answer.FORBIDDEN, Answer.UNKNOWN})
BODIES: dict[str, dict[str, str]] = {
    "POST ballot.vote": {"choice": "for"},
    "POST ballot.vote_secretly": {"choice": "for"},
}
"""What is sent where an empty form would be answered before anybody is asked."""
TOKEN = "token-of-the-walk-" + "0" * 20
MEANT = {403: Answer.FORBIDDEN, 404: Answer.UNKNOWN, 409: Answer.NOT_NOW}


def browser(app: Flask, house: House, visitor: Visitor) -> FlaskClient:
    """A browser of its own for each knock: what one page does to it, the next does not see."""
    client = app.test_client()
    cookie = house.browsers[visitor].get_cookie("session")
    if cookie is not None:
        client.set_cookie("session", cookie.value)
    return client


def knock(app: Flask, house: House, visitor: Visitor, page: Page, path: str) -> TestResponse:
    """Asks for the page, or sends its form with nothing in it but its token."""
    body = {"form_token": TOKEN, **BODIES.get(page.name, {})} if page.method == "POST" else None
    return browser(app, house, visitor).open(path, method=page.method, data=body, buffered=True)


def meaning(response: TestResponse) -> Answer:
    """What this answer means."""
    location = (response.location or "").partition("?")[0]
    if location == "/sign-in":
        return Answer.SIGN_IN
    if location.endswith("/interest"):
        return Answer.DECLARE
    if response.status_code < 400 or response.status_code in (422, 423):
        return Answer.IN
    return MEANT.get(response.status_code, Answer.ODD)


def expected(page: Page, line: Line, visitor: Visitor, situation: str) -> frozenset[Answer]:
    """The answers that are right."""
    if visitor is Visitor.STRANGER and visitor not in line.whom:
        return frozenset({Answer.SIGN_IN})
    if line.on is On.HOUSE:
        return _of_the_house(page, line, visitor)
    if line.on is On.PERSON:
        return frozenset({Answer.IN, Answer.NOT_NOW} if visitor in line.whom else REFUSED)
    return _on_a_case(line, visitor, situation)


def _of_the_house(page: Page, line: Line, visitor: Visitor) -> frozenset[Answer]:
    if visitor not in line.whom:
        return frozenset({Answer.FORBIDDEN})
    # What an address names may be none of the house's; who may come in is told so.
    named = {Answer.UNKNOWN} if page.arguments else set()
    return frozenset({Answer.IN, Answer.NOT_NOW, Answer.SIGN_IN} | named)


def _on_a_case(line: Line, visitor: Visitor, situation: str) -> frozenset[Answer]:
    if visitor in line.told or (visitor in written.OWN and _is_hidden(line, situation)):
        return REFUSED
    if written.must_declare(visitor, situation):
        return _before_declaring(line, visitor)
    auditor = visitor is Visitor.AUDITOR and visitor in line.whom
    if not auditor and not written.reads(visitor, situation):
        return frozenset({Answer.UNKNOWN})
    if visitor not in line.whom:
        return REFUSED
    if situation not in line.only:
        return frozenset({Answer.UNKNOWN})
    return frozenset({Answer.IN if situation in line.at else Answer.NOT_NOW})


def _is_hidden(line: Line, situation: str) -> bool:
    unsent = line.on is On.LETTER and situation not in written.TOLD
    return unsent or line.on in (On.INSIDE, On.MOTION)


def _before_declaring(line: Line, visitor: Visitor) -> frozenset[Answer]:
    if line.declares:
        return frozenset({Answer.DECLARE})
    return frozenset({Answer.IN}) if visitor in line.whom else REFUSED
