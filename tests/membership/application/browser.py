"""A person's browser in the tests of pages: signed in, in English, sending forms."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.membership.office import TestOffice


def in_english(office: TestOffice, name: str) -> FlaskClient:
    client = office.client_of(name)
    client.set_cookie("language", "en")
    return client


def text_of(client: FlaskClient, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def post(office: TestOffice, client: FlaskClient, path: str, **data: Any) -> TestResponse:
    fields = {name.replace("__", "."): value for name, value in data.items()}
    return client.post(path, data={"form_token": office.token(), **fields})


def seen_in(page: str) -> str:
    found = re.search(r'name="seen"[^>]*value="([0-9a-f]{20})"', page)
    assert found
    return found[1]
