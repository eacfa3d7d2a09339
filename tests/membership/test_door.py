"""The door: one transaction a request, one effect a form, and closed to who has no business."""

from types import SimpleNamespace

import pytest
from flask import Blueprint
from flask.testing import FlaskClient

from membership import create_app
from membership.door import Audience, Office, open_to, safe_next, undeclared
from membership.models import JournalEntry, Person
from tests.membership.office import TestOffice
from workflows.permission import Act
from workflows.refusal import NotNow


def _invited(office: TestOffice) -> int:
    with office.read() as session:
        return session.query(Person).filter(Person.email == "nou@example.ro").count()


INVITATION = {"name": "Nou Exemplu", "email": "nou@example.ro", "roles": "board"}


def test_a_form_sent_twice_does_its_work_once_and_answers_the_same(
    sqlite_office: TestOffice,
) -> None:
    browser = sqlite_office.client_of("administrator")
    form = {**INVITATION, "form_token": sqlite_office.token()}
    first, second = browser.post("/people", data=form), browser.post("/people", data=form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    with sqlite_office.read() as session:
        acts = [entry.act for entry in session.query(JournalEntry)]
    assert acts.count("person.invited") == 1


def test_a_form_sent_again_with_other_answers_is_refused_and_the_first_stays(
    sqlite_office: TestOffice,
) -> None:
    browser = sqlite_office.client_of("administrator")
    token = sqlite_office.token()
    browser.post("/people", data={**INVITATION, "form_token": token})
    other = {**INVITATION, "email": "alt@example.ro", "form_token": token}
    assert browser.post("/people", data=other).status_code == 409
    assert _invited(sqlite_office) == 1


@pytest.mark.parametrize("token", [{}, {"form_token": ""}, {"form_token": "short"}])
def test_a_form_without_its_token_is_refused(
    sqlite_office: TestOffice, token: dict[str, str]
) -> None:
    browser = sqlite_office.client_of("administrator")
    assert browser.post("/people", data={**INVITATION, **token}).status_code == 400
    assert _invited(sqlite_office) == 0


def test_a_form_with_a_mistake_keeps_what_was_typed_and_may_be_sent_again(
    sqlite_office: TestOffice,
) -> None:
    browser = sqlite_office.client_of("administrator")
    token = sqlite_office.token()
    wrong = browser.post("/people", data={**INVITATION, "email": "nou@", "form_token": token})
    assert wrong.status_code == 422
    page = wrong.get_data(as_text=True)
    assert 'value="nou@"' in page and 'value="Nou Exemplu"' in page
    assert browser.post("/people", data={**INVITATION, "form_token": token}).status_code == 303


def test_pages_of_a_role_are_closed_to_others_and_ask_strangers_to_sign_in(
    sqlite_office: TestOffice,
) -> None:
    assert sqlite_office.client_of("auditor").get("/people").status_code == 403
    stranger = sqlite_office.app.test_client().get("/people")
    assert (stranger.status_code, stranger.location) == (303, "/sign-in?next=/people")


def test_a_page_that_does_not_say_to_whom_it_is_open_is_found() -> None:
    app = Office("test")
    app.add_url_rule("/closed", "closed", lambda: "")
    app.add_url_rule("/open", "open", open_to(Audience.ANYONE)(lambda: ""))
    assert undeclared(app) == ["closed"]


def test_the_application_does_not_start_with_such_a_page(
    sqlite_office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3: a page that is added without a word on whom it is open to."""
    room = Blueprint("room", __name__)
    room.add_url_rule("/closed", "closed", lambda: "")
    monkeypatch.setattr("membership.app.CAPABILITIES", (SimpleNamespace(blueprint=room),))
    with pytest.raises(RuntimeError, match=r"room\.closed"):
        create_app(sqlite_office.settings, engine=sqlite_office.engine)


def test_a_copied_cookie_is_worth_nothing_after_signing_out(sqlite_office: TestOffice) -> None:
    browser = sqlite_office.client_of("auditor")
    copied = browser.get_cookie("session")
    assert copied is not None
    browser.post("/sign-out")
    thief: FlaskClient = sqlite_office.app.test_client()
    thief.set_cookie("session", copied.value)
    assert thief.get("/journal").status_code == 303


def test_a_refusal_that_must_be_on_record_is_kept_although_its_act_is_undone(
    sqlite_office: TestOffice,
) -> None:
    def late() -> str:
        raise NotNow("permission.sign_in", recorded=True)

    app = sqlite_office.app
    view = open_to(Act.READ_JOURNAL)(late)
    app.view_functions["pages.journal"] = view
    assert sqlite_office.client_of("auditor").get("/journal").status_code == 409
    with sqlite_office.read() as session:
        last = session.query(JournalEntry).order_by(JournalEntry.seq.desc()).first()
    assert last is not None
    assert (last.act, last.actor) == ("refused", f"person:{sqlite_office.people['auditor']}")


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "\t//evil.example",
        "evil",
        "",
        None,
        "/x\r\ny",
    ],
)
def test_a_way_on_that_leads_out_of_the_house_becomes_the_front_page(target: str | None) -> None:
    assert safe_next(target) == "/"


def test_a_way_on_within_the_house_is_kept() -> None:
    assert safe_next("/queue?after=3") == "/queue?after=3"


@pytest.mark.parametrize("address", ["/", "/sign-in", "/nothing-here", "/verify"])
def test_every_page_carries_the_headers_that_guard_it(
    sqlite_office: TestOffice, address: str
) -> None:
    headers = sqlite_office.app.test_client().get(address).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]


def test_the_language_is_switched_by_a_form_and_the_page_stays(sqlite_office: TestOffice) -> None:
    browser = sqlite_office.app.test_client()
    answer = browser.post("/language", data={"language": "ro", "next": "/sign-in"})
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert '<html lang="ro"' in browser.get("/sign-in").get_data(as_text=True)
