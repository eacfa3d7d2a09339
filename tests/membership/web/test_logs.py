"""What the house writes of itself, and what it says when something went wrong (S22, S23)."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError, OperationalError

from membership import create_app, logs
from membership.account import services
from membership.door import Audience, open_to
from membership.models import Person, Purpose
from tests.membership.office import TestOffice

TYPED = "parola foarte secreta 77"


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Iterator[Any]:
    """Reads what was written so far: every line is one JSON object."""
    log = logging.getLogger("membership.requests")
    log.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    log.setLevel(logging.WARNING)


def _app(office: TestOffice) -> Flask:
    app = create_app(office.settings, clock=office.now, engine=office.engine)
    app.config["WTF_CSRF_ENABLED"] = False
    logging.getLogger("membership.requests").setLevel(logging.INFO)
    return app


def test_nothing_that_is_typed_begins_a_line_of_its_own_s22(
    sqlite_office: TestOffice, lines: Any
) -> None:
    browser = _app(sqlite_office).test_client()
    lines()
    planted = 'a\n{"event":"admin","message":"signed in"}'
    for email in (planted, "\r\n\u2028\ud800".encode("utf-8", "surrogatepass").decode("latin-1")):
        browser.post("/sign-in", data={"email": email, "password": TYPED})
    browser.get("/%0a%7B%22event%22:%22admin%22%7D", headers={"User-Agent": '"}\t{"'})
    said = lines()
    assert len(said) == 3
    assert all("event" not in line and line["message"] == "answered" for line in said)


def test_a_log_holds_no_password_no_path_no_cookie_and_no_name_s22(
    sqlite_office: TestOffice, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = _app(sqlite_office).test_client()
    with sqlite_office.write() as session:
        person = sqlite_office.person(session, "auditor")
        ticket = services.ticket(
            session, person, Purpose.SIGN_IN, at=sqlite_office.at, valid=services.HOUR
        )
    form = {"form_token": sqlite_office.token()}
    browser.post("/sign-in", data={"email": "auditor@example.ro", "password": TYPED})
    browser.get(f"/enter/{ticket}")
    browser.post(f"/enter/{ticket}", data=form)
    browser.get("/journal?q=1850101123456")
    cookie = browser.get_cookie("session")
    said = capsys.readouterr().err
    assert cookie is not None and '"/enter/<secret>"' in said
    for hidden in (TYPED, ticket, cookie.value, form["form_token"], "auditor", "1850101123456"):
        assert hidden not in said


def test_a_refusal_is_logged_with_its_rule_and_its_reference(
    sqlite_office: TestOffice, lines: Any
) -> None:
    app = _app(sqlite_office)
    browser = sqlite_office.client_of("auditor")
    logging.getLogger("membership.requests").setLevel(logging.INFO)
    lines()
    answer = browser.get("/people")
    (line,) = lines()
    assert (line["status"], line["rule"], line["refused"]) == (
        403,
        "/people",
        "permission.not_permitted",
    )
    assert line["reference"] == answer.headers["X-Request-ID"]
    assert app.name == "membership"


def _broken(app: Flask, error: Exception) -> None:
    def view() -> str:
        raise error

    app.view_functions["pages.join"] = open_to(Audience.ANYONE)(view)


def test_a_fault_shows_a_reference_and_nothing_of_the_fault_s23(
    sqlite_office: TestOffice, lines: Any
) -> None:
    app = _app(sqlite_office)
    _broken(app, ZeroDivisionError(f"of {TYPED}"))
    lines()
    answer = app.test_client().get("/join", headers={"Accept-Language": "en"})
    page = answer.get_data(as_text=True)
    fault, answered = lines()
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in page
    assert "ZeroDivision" not in page and "Traceback" not in page and TYPED not in page
    assert fault["fault"]["kind"] == "ZeroDivisionError"
    assert any("test_logs.py" in frame for frame in fault["fault"]["where"])
    assert fault["reference"] == answered["reference"] == answer.headers["X-Request-ID"]
    assert TYPED not in json.dumps([fault, answered])


@pytest.mark.parametrize("address", ["/join", "/sign-in", "/nothing-here", "/"])
def test_a_page_is_answered_in_words_with_the_database_away_s23(
    sqlite_office: TestOffice, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    app = _app(sqlite_office)

    def away(*_what: Any) -> None:
        raise OperationalError("SELECT", {"email": TYPED}, OSError("no answer"))

    monkeypatch.setattr("membership.door.reading", away)
    monkeypatch.setattr("membership.refusals.reading", away)
    answer = app.test_client().get(address, headers={"Accept-Language": "en"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == (404 if address == "/nothing-here" else 503)
    assert "<h1>" in page and "SELECT" not in page and TYPED not in page
    if answer.status_code == 503:
        assert answer.headers["Retry-After"] == "10"
        assert answer.headers["X-Request-ID"] in page


def test_an_error_of_the_database_says_nothing_of_what_it_was_asked(
    sqlite_office: TestOffice,
) -> None:
    again = Person(email="auditor@example.ro", name=TYPED, created_at=sqlite_office.at)
    with pytest.raises(IntegrityError) as failed, sqlite_office.write() as session:
        session.add(again)
        session.flush()
    assert TYPED not in str(failed.value)
    assert "words" not in logs.fault(failed.value)


def test_a_fault_of_the_machine_is_told_in_its_own_words() -> None:
    full = OperationalError("INSERT", {}, OSError("database or disk is full"))
    assert logs.fault(full)["words"] == "database or disk is full"
