"""A stranger's form from a page that was open too long: nothing done, nothing typed lost."""

import html
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from membership.models import KeptForm, Owed
from tests.membership.application.browser import text_of
from tests.membership.office import TestOffice

HERE = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
NAME = "Ana „Model” <b>"
FORMS = (
    ("/sign-in?next=/members", {"email": "ana@example.ro", "password": "patru cuvinte de drum"}),
    ("/register", {"email": "ana@example.ro", "name": NAME}),
    ("/forgotten", {"email": "ana@example.ro"}),
)


def stale_form(office: TestOffice, client: FlaskClient, path: str) -> dict[str, str]:
    """The tokens of a page whose browser lost its session since: signed out in another tab."""
    client.set_cookie("language", "en")
    office.app.config["WTF_CSRF_ENABLED"] = True
    found = re.search(r'name="csrf_token" [^>]*value="([^"]+)"', text_of(client, path))
    assert found
    client.delete_cookie("session")
    text_of(client, "/sign-in")
    return {"csrf_token": found[1], "form_token": office.token()}


@pytest.mark.parametrize(("path", "typed"), FORMS)
def test_what_a_stranger_typed_comes_back_to_its_form(
    sqlite_office: TestOffice, path: str, typed: dict[str, str]
) -> None:
    """S14: the token is refused; what was typed is in the answer, and held nowhere."""
    office, client = sqlite_office, sqlite_office.app.test_client()
    tokens = stale_form(office, client, path)
    answer = client.post(path, data={**tokens, **typed}, headers=HERE)
    page = answer.get_data(as_text=True).partition("<main")[2]
    assert answer.status_code == 400
    assert "What you typed is still here" in page and "patru cuvinte" not in page
    action = re.search(r'<form method="post" action="([^"]+)"', page)
    assert action and html.unescape(action[1]) == path
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    fields = {name: html.unescape(text) for name, text in hidden}
    shown = client.post(path, data=fields, headers=HERE)
    assert shown.status_code == 200
    form = html.unescape(shown.get_data(as_text=True))
    assert all(text in form for name, text in typed.items() if name != "password")
    with office.read() as session:
        assert session.scalars(select(KeptForm)).all() == []
        assert session.scalars(select(Owed)).all() == []


@pytest.mark.parametrize("headers", [
    {}, {"Origin": "https://elsewhere.example"}, {**HERE, "Sec-Fetch-Site": "cross-site"},
])  # fmt: skip
def test_another_sites_form_is_not_laid_before_a_stranger(
    sqlite_office: TestOffice, headers: dict[str, str]
) -> None:
    client = sqlite_office.app.test_client()
    tokens = stale_form(sqlite_office, client, "/register")
    answer = client.post("/register", data={**tokens, "name": NAME}, headers=headers)
    assert answer.status_code == 400 and b"Model" not in answer.data
    made_up = {**tokens, "csrf_token": "x" * 40, "name": NAME}
    assert b"Model" not in client.post("/register", data=made_up, headers=HERE).data
