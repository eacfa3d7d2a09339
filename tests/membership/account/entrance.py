"""How people come in: with a password, and with what they hold beside it."""

import html
import re
from datetime import datetime

import pyotp
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from membership.account import factors, services
from membership.vault import Vault
from tests.membership.office import TestOffice

WORDS = "patru cuvinte de drum"
OTHER_WORDS = "cinci pietre la un izvor"


def has_password(office: TestOffice, *names: str) -> None:
    """These people have chosen a password."""
    with office.write() as session:
        for name in names:
            services.new_password(session, office.person(session, name), WORDS, at=office.at)


def holds_app(office: TestOffice, name: str) -> str:
    """This person has an application that shows codes; answers the secret it shares."""
    secret = factors.new_secret()
    with office.write() as session:
        person = office.person(session, name)
        # Proven with a code of long ago, so that every present one is still unused.
        before = office.at.replace(year=office.at.year - 1)
        factors.add_app(session, person, secret, code_at(secret, before), vault=vault(office),
                        at=before)  # fmt: skip
    return secret


def vault(office: TestOffice) -> Vault:
    """What seals in this office."""
    return Vault((office.settings.secret_key,))


def code_at(secret: str, at: datetime) -> str:
    """What the application shows at this moment."""
    return pyotp.TOTP(secret).at(at)


def comes(office: TestOffice) -> FlaskClient:
    """A browser in which nobody is signed in."""
    return office.app.test_client()


def gives_password(
    office: TestOffice, name: str, client: FlaskClient | None = None, words: str = WORDS
) -> tuple[FlaskClient, TestResponse]:
    """Address and password are typed; answers the browser and what the house said."""
    client = client or comes(office)
    form = {"email": f"{name}@example.ro", "password": words}
    return client, client.post("/sign-in", data=form)


def sends(office: TestOffice, client: FlaskClient, path: str, **fields: str) -> TestResponse:
    """A form is sent, with a fresh one-use token."""
    return client.post(path, data={**fields, "form_token": office.token()})


def signs_in(office: TestOffice, name: str, secret: str) -> FlaskClient:
    """The whole sign-in: password, then the code of the moment."""
    client, _ = gives_password(office, name)
    answer = sends(office, client, "/sign-in/second", code=code_at(secret, office.at))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return client


def sealed_in(page: str) -> str:
    """The hidden field in which a page keeps what the house sealed."""
    found = re.search(r'name="sealed" type="hidden" value="([^"]+)"', page)
    assert found, page
    return html.unescape(found.group(1))
