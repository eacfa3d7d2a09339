"""The administrator: invites, sees who lacks a second factor, closes, opens and resets."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from membership.models import JournalEntry, Measure, Owed, Person
from tests.membership.account.entrance import (
    WORDS,
    comes,
    gives_password,
    has_password,
    holds_app,
    sends,
    signs_in,
)
from tests.membership.office import TestOffice

INVITED = {"name": "Nou Exemplu", "email": "nou@example.ro", "roles": "board"}


@pytest.fixture
def administrator(sqlite_office: TestOffice) -> FlaskClient:
    """The administrator's browser."""
    return sqlite_office.client_of("administrator")


def _page(client: FlaskClient, path: str) -> str:
    return client.get(path, headers={"Accept-Language": "en"}).get_data(as_text=True)


def _invitations(office: TestOffice) -> list[str]:
    with office.read() as session:
        rows = session.scalars(select(Owed).order_by(Owed.id)).all()
        return [office.way(row) for row in rows if row.payload["template"] == "account_invitation"]


def test_the_list_says_who_has_a_second_factor_and_who_lacks_one(
    sqlite_office: TestOffice, administrator: FlaskClient
) -> None:
    holds_app(sqlite_office, "auditor")
    page = _page(administrator, "/people")
    rows = {
        name: row for row in page.split("<tr") for name in ("Auditor", "Rapporteur") if name in row
    }
    assert "missing" in rows["Rapporteur"] and "missing" not in rows["Auditor"]


def test_an_invitation_expires_is_sent_again_and_the_lost_one_opens_nothing(
    sqlite_office: TestOffice, administrator: FlaskClient
) -> None:
    sends(sqlite_office, administrator, "/people", **INVITED)
    assert "invited until 16 November 2026" in _page(administrator, "/people")
    sqlite_office.later(days=14)
    administrator = sqlite_office.client_of("administrator")
    assert "the invitation has expired" in _page(administrator, "/people")
    stranger = comes(sqlite_office)
    assert stranger.get(_invitations(sqlite_office)[0]).status_code == 409
    with sqlite_office.read() as session:
        new = session.scalars(select(Person).where(Person.email == "nou@example.ro")).one()
    assert sends(sqlite_office, administrator, f"/people/{new.id}/invite").status_code == 303
    first, second = _invitations(sqlite_office)
    assert stranger.get(first).status_code == 409
    answer = sends(sqlite_office, stranger, second, password=WORDS)
    assert answer.location == "/account/factor?next=/"
    assert sends(sqlite_office, administrator, f"/people/{new.id}/invite").status_code == 409


def test_an_invitation_gives_no_role_to_an_account_that_is_there(
    sqlite_office: TestOffice, administrator: FlaskClient
) -> None:
    """Roles are changed with a reason, never one's own, and their owner is told."""
    has_password(sqlite_office, "auditor")
    with sqlite_office.write() as session:
        sqlite_office.person(session, "rapporteur").active = False
    for name in ("administrator", "auditor", "rapporteur"):
        form = {"name": "Ana", "email": f"{name.upper()}@example.ro", "roles": "board"}
        answer = sends(sqlite_office, administrator, "/people", **form)
        assert answer.status_code == 422
        assert "Deschideți pagina lui" in answer.get_data(as_text=True)
        with sqlite_office.read() as session:
            assert [r.value for r in sqlite_office.person(session, name).roles] == [name]
    assert not _invitations(sqlite_office)


def test_a_lost_device_is_answered_by_a_reset_with_its_reason_on_record(
    sqlite_office: TestOffice, administrator: FlaskClient
) -> None:
    has_password(sqlite_office, "auditor")
    client = signs_in(sqlite_office, "auditor", holds_app(sqlite_office, "auditor"))
    path = f"/people/{sqlite_office.people['auditor']}/reset-factor"
    assert sends(sqlite_office, administrator, path, reason=" ").status_code == 422
    assert client.get("/journal").status_code == 200
    why = "A pierdut telefonul; recunoscut la sediu."
    assert sends(sqlite_office, administrator, path, reason=why).status_code == 303
    assert client.get("/journal").status_code == 303
    assert gives_password(sqlite_office, "auditor")[1].location == "/account/factor?next=/"
    assert why in _page(administrator, f"/people/{sqlite_office.people['auditor']}")
    with sqlite_office.read() as session:
        kept = session.scalars(select(Measure)).one()
        assert (kept.reason, kept.by_id) == (why, sqlite_office.people["administrator"])
        acts = [row.act for row in session.scalars(select(JournalEntry))]
        told = [row.payload["facts"].get("what") for row in session.scalars(select(Owed))]
    assert "person.factor_reset" in acts and told[-1] == "factor_reset"
    assert sends(sqlite_office, administrator, path, reason=why).status_code == 409


def test_a_closed_account_signs_in_no_more_until_it_is_opened_again(
    sqlite_office: TestOffice, administrator: FlaskClient
) -> None:
    has_password(sqlite_office, "auditor")
    path = f"/people/{sqlite_office.people['auditor']}"
    for act, status in (("deactivate", 422), ("reactivate", 303)):
        assert (
            sends(sqlite_office, administrator, f"{path}/{act}", reason="Mandat.").status_code
            == 303
        )
        assert gives_password(sqlite_office, "auditor")[1].status_code == status
        assert (
            sends(sqlite_office, administrator, f"{path}/{act}", reason="Mandat.").status_code
            == 409
        )


@pytest.mark.parametrize("act", ["deactivate", "reset-factor", "roles"])
def test_nobody_does_it_to_themselves_so_an_administrator_always_stays(
    sqlite_office: TestOffice, administrator: FlaskClient, act: str
) -> None:
    holds_app(sqlite_office, "administrator")
    path = f"/people/{sqlite_office.people['administrator']}/{act}"
    assert sends(sqlite_office, administrator, path, reason="Plec.").status_code == 409
    with sqlite_office.read() as session:
        person = sqlite_office.person(session, "administrator")
        assert person.active and person.factor_since is not None and person.roles


@pytest.mark.parametrize("name", ["secretariat", "seat1", "auditor", "rapporteur"])
def test_only_the_administrator_reaches_the_accounts_of_others(
    sqlite_office: TestOffice, name: str
) -> None:
    client = sqlite_office.client_of(name)
    path = f"/people/{sqlite_office.people['seat2']}"
    assert client.get(path).status_code == 403
    for act in ("deactivate", "reactivate", "reset-factor", "roles", "invite"):
        assert sends(sqlite_office, client, f"{path}/{act}", reason="Vreau.").status_code == 403
    with sqlite_office.read() as session:
        assert sqlite_office.person(session, "seat2").active


def test_s6_a_form_gives_no_role_and_no_right_that_its_fields_do_not_offer(
    sqlite_office: TestOffice, administrator: FlaskClient
) -> None:
    person = sqlite_office.people["auditor"]
    answer = sends(sqlite_office, administrator, f"/people/{person}/roles", roles="chair",
                   reason="Vreau.", active="", factor_since="2020-01-01")  # fmt: skip
    assert answer.status_code == 422
    extra = {"roles": "administrator", "role": "administrator", "active": "1", "id": "1"}
    form = {"name": "Ana Nouă", "email": "ana@example.ro", **extra}
    assert sends(sqlite_office, comes(sqlite_office), "/register", **form).status_code == 303
    with sqlite_office.read() as session:
        new = session.scalars(select(Person).where(Person.email == "ana@example.ro")).one()
        assert [role.value for role in new.roles] == ["applicant"]
        assert [role.value for role in sqlite_office.person(session, "auditor").roles] == [
            "auditor"
        ]


def test_a_new_installation_gets_its_first_administrator_by_a_command_and_no_password(
    sqlite_office: TestOffice,
) -> None:
    runner = sqlite_office.app.test_cli_runner()
    assert runner.invoke(args=["administrator", "nu e o adresă"]).exit_code == 2
    told = runner.invoke(args=["administrator", "prima@example.ro", "--name", "Prima Exemplu"])
    path = told.output.strip().removeprefix(sqlite_office.settings.base_url)
    answer = sends(sqlite_office, comes(sqlite_office), path, password=WORDS)
    assert answer.location == "/account/factor?next=/"


def test_the_command_lets_an_only_administrator_back_in_who_lost_every_factor(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "administrator")
    old = signs_in(sqlite_office, "administrator", holds_app(sqlite_office, "administrator"))
    runner = sqlite_office.app.test_cli_runner()
    told = runner.invoke(args=["administrator", "administrator@example.ro"])
    assert old.get("/people").status_code == 303
    path = told.output.strip().removeprefix(sqlite_office.settings.base_url)
    answer = sends(sqlite_office, comes(sqlite_office), path, password=WORDS)
    assert answer.location == "/account/factor?next=/"
