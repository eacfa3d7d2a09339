"""A session that ends under somebody's hands loses nothing that they typed."""

import html
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse
from wtforms import PasswordField

from membership.forms import Form
from membership.kept import PASSWORDS
from membership.models import KeptForm
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import TestOffice

WORDS = "Motivația noastră, cu „ghilimele”, <b>semne</b> și\r\nrânduri noi."


def late(office: TestOffice, client: FlaskClient, path: str, **typed: str) -> TestResponse:
    """The form comes after half a day."""
    office.later(hours=13)
    answer = post(office, client, path, **typed)
    assert answer.status_code == 303
    return answer


def back_in(office: TestOffice, client: FlaskClient, name: str) -> FlaskClient:
    """The same person, signed in again."""
    return in_english(office, name)


def kept_path(answer: TestResponse) -> str:
    found = re.fullmatch(r"/sign-in\?next=(/kept/[\w-]+)", answer.location or "")
    assert found, answer.location
    return found[1]


def sent_back(office: TestOffice, client: FlaskClient, page: str) -> TestResponse:
    """What the button of the page sends."""
    action = re.search(r'<form method="post" action="(/application[^"]+)"', page)
    assert action
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    fields = {name: html.unescape(text) for name, text in hidden}
    return client.post(action[1], data={**fields, "form_token": office.token()})


def test_what_an_applicant_typed_comes_back_after_signing_in_again(
    sqlite_office: TestOffice,
) -> None:
    """WCAG 2.2.5: nothing is saved until its person sends the form themselves."""
    office = sqlite_office
    path = f"/application/{office.drafted()}/motivation"
    client = in_english(office, "applicant")
    answer = late(office, client, path, motivation=WORDS)
    assert "What you typed is kept for one hour." in text_of(client, answer.location or "")
    again = back_in(office, client, "applicant")
    shown = sent_back(office, again, text_of(again, kept_path(answer)))
    assert shown.status_code == 200
    text = html.unescape(shown.get_data(as_text=True))
    assert WORDS.replace("\r\n", "\n") in text.replace("\r\n", "\n")
    assert "Motivația noastră" not in text_of(again, path)


def test_staff_find_what_they_typed_after_half_an_hour(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    public_id = office.submitted()
    client = in_english(office, "secretariat")
    office.later(minutes=31)
    answer = post(office, client, f"/case/{public_id}/ask", points__0__question="Trimiteți dovada.")
    page = text_of(in_english(office, "secretariat"), kept_path(answer))
    assert "Trimiteți dovada." in page


def test_nobody_else_finds_it_and_after_an_hour_nobody_does(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    path = f"/application/{office.drafted()}/motivation"
    answer = late(office, in_english(office, "applicant"), path, motivation=WORDS)
    text_of(in_english(office, "administrator"), kept_path(answer), 404)
    client = in_english(office, "applicant")
    text_of(client, kept_path(answer))
    office.later(minutes=61)
    text_of(in_english(office, "applicant"), kept_path(answer), 404)


def test_what_is_kept_is_sealed_and_holds_no_token_and_no_password(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    path = f"/application/{office.drafted()}/motivation"
    client = in_english(office, "applicant")
    late(office, client, path, motivation="Motivația noastră")
    assert post(office, client, "/account/password", current="x" * 12).location == "/sign-in?next=/"
    with office.read() as session:
        rows = session.scalars(select(KeptForm)).all()
        assert [row.path for row in rows] == [path]
        assert "Motiv" not in rows[0].sealed


def in_another_tab(office: TestOffice, client: FlaskClient, person: str) -> None:
    """Signs out and in again beside a page that stays open."""
    client.post("/sign-out", data={"csrf_token": generated(client)})
    again = in_english(office, person)
    cookie = again.get_cookie("session")
    assert cookie
    client.set_cookie("session", cookie.value)


def generated(client: FlaskClient, path: str = "/account") -> str:
    """The token that a page gives its forms."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', text_of(client, path))
    assert found
    return found[1]


HERE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


def guard(office: TestOffice) -> None:
    """Puts the tokens of forms in force, as outside of tests."""
    office.app.config["WTF_CSRF_ENABLED"] = True


def test_a_page_that_was_open_while_its_person_signed_in_anew_loses_nothing(
    sqlite_office: TestOffice,
) -> None:
    """S14: its token is of the session before, so nothing is done; what was typed comes back."""
    office = sqlite_office
    path = f"/application/{office.drafted()}/motivation"
    client = in_english(office, "applicant")
    stale = {"csrf_token": generated(client, path), "form_token": office.token()}
    in_another_tab(office, client, "applicant")
    guard(office)
    answer = client.post(path, data={**stale, "motivation": WORDS}, headers=HERE)
    assert answer.status_code == 303
    page = text_of(client, answer.location or "")
    shown = sent_back(office, client, page)
    assert WORDS.replace("\r\n", "\n") in html.unescape(shown.get_data(as_text=True)).replace(
        "\r\n", "\n"
    )
    assert "Motivația noastră" not in text_of(client, path)


@pytest.mark.parametrize("headers", [
    {}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"},
    {**HERE, "Sec-Fetch-Site": "cross-site"}, {**HERE, "Sec-Fetch-Site": "same-site"},
])  # fmt: skip
def test_another_sites_form_is_refused_and_leaves_nothing(
    sqlite_office: TestOffice, headers: dict[str, str]
) -> None:
    """S14: a true token of another session is not enough; nothing can be laid before somebody."""
    office = sqlite_office
    path = f"/application/{office.drafted()}/motivation"
    theirs = generated(in_english(office, "secretariat"))
    client = in_english(office, "applicant")
    guard(office)
    sent = {"csrf_token": theirs, "form_token": office.token(), "motivation": WORDS}
    assert client.post(path, data=sent, headers=headers).status_code == 400
    made_up = {**sent, "csrf_token": "x" * 40}
    assert client.post(path, data=made_up, headers=HERE).status_code == 400
    with office.read() as session:
        assert not session.scalars(select(KeptForm)).all()


def test_a_form_with_a_password_comes_back_without_it(sqlite_office: TestOffice) -> None:
    """A new address is typed once; the password that it takes, again."""
    office = sqlite_office
    office.drafted()
    client = in_english(office, "applicant")
    answer = late(office, client, "/account/address", email="nou@exemplu.example",
                  current="the present password")  # fmt: skip
    again = back_in(office, client, "applicant")
    page = text_of(again, kept_path(answer))
    assert "nou@exemplu.example" in page
    assert "the present password" not in page
    assert 'name="current"' not in page
    shown = post(office, again, "/account/address", email="nou@exemplu.example",
                 switch_language="en")  # fmt: skip
    assert shown.status_code == 200
    assert 'value="nou@exemplu.example"' in shown.get_data(as_text=True)


def forms_of(kind: type[Form]) -> Iterator[type[Form]]:
    for form in kind.__subclasses__():
        yield form
        yield from forms_of(form)


def test_every_field_for_a_password_is_one_that_is_never_kept(sqlite_office: TestOffice) -> None:
    forms = set(forms_of(Form))
    named = {
        name
        for form in forms
        for name in dir(form)
        if getattr(getattr(form, name), "field_class", None) is PasswordField
    }
    assert named == PASSWORDS


def test_an_act_without_anything_to_show_again_is_not_done_by_going_back_to_it(
    sqlite_office: TestOffice,
) -> None:
    """Its button is pressed again by its person, on its own page."""
    office = sqlite_office
    client = in_english(office, "secretariat")
    others = in_english(office, "secretariat")
    answer = post(office, client, "/account/sessions/end", switch_language="en")
    assert (answer.status_code, answer.location) == (303, "/account")
    assert "Everywhere else you are signed out" not in text_of(client, "/account")
    text_of(others, "/account")


@pytest.mark.parametrize(("hours", "seconds", "at_most"), [(0, 43200, 43200), (11, 3600, 3600)])
def test_a_page_says_when_the_session_ends_in_any_case(
    sqlite_office: TestOffice, hours: int, seconds: int, at_most: int
) -> None:
    """What is left of twelve hours cannot be made longer, and the page says so instead."""
    office = sqlite_office
    office.drafted()
    client = in_english(office, "applicant")
    office.later(hours=hours)
    page = text_of(client, "/account")
    assert f'data-seconds="{seconds}" data-at-most="{at_most}"' in page
    assert "a session ends 12 hours after signing in and cannot be made longer" in page


@pytest.mark.parametrize(("name", "seconds"), [("secretariat", 1800), ("applicant", 43200)])
def test_a_page_says_how_long_the_session_lasts_and_a_click_makes_it_longer(
    sqlite_office: TestOffice, name: str, seconds: int
) -> None:
    """WCAG 2.2.1: five minutes before the end the page says so, and lets its person stay."""
    office = sqlite_office
    office.drafted()
    client = in_english(office, name)
    assert f'data-seconds="{seconds}"' in text_of(client, "/account")
    for _ in range(3):
        office.later(minutes=25)
        assert text_of(client, "/awake").isdigit()
    assert 'id="ending"' not in text_of(office.app.test_client(), "/join")
