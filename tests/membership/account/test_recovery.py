"""Forgotten passwords and changed addresses: nobody is told on, and nobody is locked out."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from membership.models import Owed, Person, Purpose, Ticket
from tests.membership.account.entrance import (
    OTHER_WORDS,
    WORDS,
    comes,
    gives_password,
    has_password,
    holds_app,
    sends,
    signs_in,
)
from tests.membership.office import TestOffice

NEW = "auditor.nou@example.ro"


def _mails(office: TestOffice) -> list[tuple[str, str | None]]:
    with office.read() as session:
        rows = session.scalars(select(Owed).order_by(Owed.id)).all()
        return [(row.payload["template"], row.payload.get("to")) for row in rows]


def _path(office: TestOffice, template: str) -> str:
    with office.read() as session:
        rows = session.scalars(select(Owed).order_by(Owed.id.desc())).all()
        way = next(office.way(r) for r in rows if r.payload["template"] == template)
    assert way.startswith("/enter/")
    return way


def _email(office: TestOffice) -> str:
    with office.read() as session:
        return office.person(session, "auditor").email


@pytest.fixture
def auditor(sqlite_office: TestOffice) -> FlaskClient:
    """The auditor's browser, signed in with password and code."""
    has_password(sqlite_office, "auditor")
    return signs_in(sqlite_office, "auditor", holds_app(sqlite_office, "auditor"))


def test_s8_asking_for_a_new_password_answers_the_same_for_every_address(
    sqlite_office: TestOffice,
) -> None:
    client, bodies = comes(sqlite_office), []
    for email in ("auditor@example.ro", "nimeni@example.ro"):
        answer = sends(sqlite_office, client, "/forgotten", email=email)
        assert (answer.status_code, answer.location) == (303, "/forgotten/sent")
        bodies.append(
            re.sub(r'value="[^"]*"', "", client.get("/forgotten/sent").get_data(as_text=True))
        )
    assert bodies[0] == bodies[1]
    assert _mails(sqlite_office) == [("account_reset", None)]


def test_a_new_password_is_chosen_once_within_an_hour_and_the_code_is_still_owed(
    sqlite_office: TestOffice, auditor: FlaskClient
) -> None:
    client = comes(sqlite_office)
    for _ in range(2):
        sends(sqlite_office, client, "/forgotten", email="auditor@example.ro")
    path = _path(sqlite_office, "account_reset")
    assert client.get(path).status_code == 200 and client.head(path).status_code == 200
    answer = sends(sqlite_office, client, path, password=OTHER_WORDS)
    assert answer.location == "/sign-in/second?next=/"
    assert auditor.get("/account").status_code == 303
    assert sends(sqlite_office, client, path, password=OTHER_WORDS).status_code == 409
    with sqlite_office.read() as session:
        unused = select(Ticket).where(Ticket.purpose == Purpose.RESET, Ticket.used_at.is_(None))
        assert session.scalars(unused).all() == []
    sends(sqlite_office, client, "/forgotten", email="auditor@example.ro")
    sqlite_office.later(hours=1)
    assert client.get(_path(sqlite_office, "account_reset")).status_code == 409


def test_a_closed_account_gets_no_path_and_its_old_ones_open_nothing(
    sqlite_office: TestOffice,
) -> None:
    client = comes(sqlite_office)
    sends(sqlite_office, client, "/forgotten", email="auditor@example.ro")
    with sqlite_office.write() as session:
        sqlite_office.person(session, "auditor").active = False
    assert client.get(_path(sqlite_office, "account_reset")).status_code == 409
    sends(sqlite_office, client, "/forgotten", email="auditor@example.ro")
    assert len(_mails(sqlite_office)) == 1


@pytest.mark.parametrize("current", ["", "altceva cu totul"])
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/account/address", {"email": NEW}),
        ("/account/password", {"password": OTHER_WORDS}),
        ("/account/factor/app/remove", {}),
    ],
)
def test_s11_a_stolen_session_changes_neither_address_nor_password_nor_factor(
    sqlite_office: TestOffice, auditor: FlaskClient, path: str, fields: dict[str, str], current: str
) -> None:
    answer = sends(sqlite_office, auditor, path, current=current, **fields)
    assert answer.status_code == 422
    assert _mails(sqlite_office) == [("account_changed", None)]
    assert gives_password(sqlite_office, "auditor")[1].status_code == 303


def test_s11_guessing_the_password_within_a_stolen_session_ends_it(
    sqlite_office: TestOffice, auditor: FlaskClient
) -> None:
    for _ in range(4):
        assert (
            sends(sqlite_office, auditor, "/account/address", email=NEW, current="?").status_code
            == 422
        )
    answer = sends(sqlite_office, auditor, "/account/address", email=NEW, current="?")
    assert answer.location == "/sign-in"
    assert auditor.get("/account").location.startswith("/sign-in?")


def test_s11_a_new_address_holds_once_confirmed_and_both_addresses_are_written_to(
    sqlite_office: TestOffice, auditor: FlaskClient
) -> None:
    sends(sqlite_office, auditor, "/account/address", email=NEW, current=WORDS)
    assert _email(sqlite_office) == "auditor@example.ro"
    assert _mails(sqlite_office)[1:] == [
        ("account_address", NEW),
        ("account_address_asked", "auditor@example.ro"),
    ]
    path, scanner = _path(sqlite_office, "account_address"), comes(sqlite_office)
    assert scanner.get(path).status_code == 200 and scanner.head(path).status_code == 200
    assert _email(sqlite_office) == "auditor@example.ro"
    assert sends(sqlite_office, scanner, path).location == "/account/address/done"
    assert _email(sqlite_office) == NEW
    assert scanner.get("/account").status_code == 303
    assert _mails(sqlite_office)[-1] == ("account_address_changed", "auditor@example.ro")


def test_s11_the_old_address_takes_the_account_back_within_72_hours(
    sqlite_office: TestOffice, auditor: FlaskClient
) -> None:
    sends(sqlite_office, auditor, "/account/address", email=NEW, current=WORDS)
    client = comes(sqlite_office)
    sends(sqlite_office, client, _path(sqlite_office, "account_address"))
    back = _path(sqlite_office, "account_address_changed")
    sqlite_office.later(hours=71)
    assert "auditor@example.ro" in client.get(back).get_data(as_text=True)
    assert sends(sqlite_office, client, back).location == "/forgotten/sent"
    assert _email(sqlite_office) == "auditor@example.ro"
    assert auditor.get("/account").status_code == 303
    assert gives_password(sqlite_office, "auditor")[1].status_code == 422
    again = sends(
        sqlite_office, client, _path(sqlite_office, "account_reset"), password=OTHER_WORDS
    )
    assert again.location == "/sign-in/second?next=/"


def test_s11_after_72_hours_the_way_back_is_closed(
    sqlite_office: TestOffice, auditor: FlaskClient
) -> None:
    sends(sqlite_office, auditor, "/account/address", email=NEW, current=WORDS)
    sends(sqlite_office, comes(sqlite_office), _path(sqlite_office, "account_address"))
    back = _path(sqlite_office, "account_address_changed")
    sqlite_office.later(hours=72)
    assert sends(sqlite_office, comes(sqlite_office), back).status_code == 409
    assert _email(sqlite_office) == NEW


def test_s8_asking_for_somebody_elses_address_answers_as_ever_and_tells_its_owner(
    sqlite_office: TestOffice, auditor: FlaskClient
) -> None:
    answer = sends(sqlite_office, auditor, "/account/address", email="Secretariat@example.ro",
                   current=WORDS)  # fmt: skip
    assert answer.location == "/account"
    assert _mails(sqlite_office)[1:] == [
        ("account_address_taken", None),
        ("account_address_asked", "auditor@example.ro"),
    ]
    with sqlite_office.read() as session:
        assert session.query(Person).filter(Person.email == "secretariat@example.ro").count() == 1
