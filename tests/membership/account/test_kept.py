"""A session that ends under somebody's hands loses nothing that they typed."""

import html
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

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
