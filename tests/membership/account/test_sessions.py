"""Sessions: known to the server, new at each privilege, seen and ended by their owner (S10)."""

from flask.testing import FlaskClient
from sqlalchemy import select

from membership import sessions
from membership.models import SignedIn
from membership.sessions import Limits
from tests.membership.account.entrance import (
    OTHER_WORDS,
    WORDS,
    code_at,
    comes,
    gives_password,
    has_password,
    holds_app,
    sends,
    signs_in,
)
from tests.membership.office import TestOffice
from workflows.permission import Role

ABROAD = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def _cookie(client: FlaskClient) -> str:
    found = client.get_cookie("session")
    assert found is not None
    return found.value


def _thief(office: TestOffice, cookie: str) -> FlaskClient:
    thief = comes(office)
    thief.set_cookie("session", cookie)
    return thief


def _is_out(client: FlaskClient) -> bool:
    answer = client.get("/account")
    return answer.status_code == 303 and answer.location.startswith("/sign-in?")


def test_s10_a_session_gets_a_new_secret_at_the_password_and_at_the_second_factor(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "auditor")
    secret = holds_app(sqlite_office, "auditor")
    client = comes(sqlite_office)
    client.get("/sign-in")
    gives_password(sqlite_office, "auditor", client)
    half = _cookie(client)
    sends(sqlite_office, client, "/sign-in/second", code=code_at(secret, sqlite_office.at))
    assert _cookie(client) != half
    assert _is_out(_thief(sqlite_office, half))
    assert client.get("/journal").status_code == 200


def test_s10_a_session_planted_before_signing_in_is_not_the_one_that_is_signed_in(
    sqlite_office: TestOffice,
) -> None:
    thief = sqlite_office.client_of("auditor")
    planted = _cookie(thief)
    victim = comes(sqlite_office)
    victim.set_cookie("session", planted)
    has_password(sqlite_office, "secretariat")
    signed_in = signs_in_with(sqlite_office, victim)
    assert _cookie(signed_in) != planted
    assert _is_out(thief)


def signs_in_with(office: TestOffice, client: FlaskClient) -> FlaskClient:
    """The secretariat signs in, in this browser."""
    secret = holds_app(office, "secretariat")
    gives_password(office, "secretariat", client)
    sends(office, client, "/sign-in/second", code=code_at(secret, office.at))
    return client


def test_s10_signing_out_ends_the_session_for_every_copy_of_its_cookie(
    sqlite_office: TestOffice,
) -> None:
    client = sqlite_office.client_of("auditor")
    copy = _cookie(client)
    assert not _is_out(_thief(sqlite_office, copy))
    client.post("/sign-out")
    assert _is_out(client) and _is_out(_thief(sqlite_office, copy))


def test_s10_half_a_sign_in_can_be_signed_out_too(sqlite_office: TestOffice) -> None:
    has_password(sqlite_office, "auditor")
    client, _ = gives_password(sqlite_office, "auditor")
    copy = _cookie(client)
    client.post("/sign-out")
    assert _is_out(_thief(sqlite_office, copy))


def test_s10_a_new_password_ends_every_other_session_at_once(sqlite_office: TestOffice) -> None:
    has_password(sqlite_office, "auditor")
    secret = holds_app(sqlite_office, "auditor")
    other = signs_in(sqlite_office, "auditor", secret)
    sqlite_office.later(minutes=1)
    client = signs_in(sqlite_office, "auditor", secret)
    before = _cookie(client)
    answer = sends(sqlite_office, client, "/account/password", current=WORDS, password=OTHER_WORDS)
    assert answer.location == "/account"
    assert client.get("/account").status_code == 200
    assert _is_out(other) and _is_out(_thief(sqlite_office, before))
    assert gives_password(sqlite_office, "auditor")[1].status_code == 422
    assert gives_password(sqlite_office, "auditor", words=OTHER_WORDS)[1].status_code == 303


def test_s10_a_closed_account_is_out_with_the_next_page(sqlite_office: TestOffice) -> None:
    auditor = sqlite_office.client_of("auditor")
    administrator = sqlite_office.client_of("administrator")
    assert auditor.get("/journal").status_code == 200
    path = f"/people/{sqlite_office.people['auditor']}/deactivate"
    sends(sqlite_office, administrator, path, reason="A plecat din cluster.")
    assert _is_out(auditor)


def test_s10_a_role_that_is_given_or_taken_ends_the_sessions_that_were_begun_without_it(
    sqlite_office: TestOffice,
) -> None:
    auditor = sqlite_office.client_of("auditor")
    administrator = sqlite_office.client_of("administrator")
    path = f"/people/{sqlite_office.people['auditor']}/roles"
    answer = administrator.post(path, data={
        "roles": ["auditor", "secretariat"], "reason": "Ține locul secretarei.",
        "form_token": sqlite_office.token(),
    })  # fmt: skip
    assert answer.status_code == 303
    assert _is_out(auditor)
    with sqlite_office.read() as session:
        assert sqlite_office.person(session, "auditor").roles == {Role.AUDITOR, Role.SECRETARIAT}


def test_s10_a_staff_session_falls_asleep_after_half_an_hour_without_a_page(
    sqlite_office: TestOffice,
) -> None:
    client = sqlite_office.client_of("auditor")
    for _ in range(4):
        sqlite_office.later(minutes=29)
        assert client.get("/journal").status_code == 200
    sqlite_office.later(minutes=30)
    assert _is_out(client)


def test_s10_an_applicant_may_think_for_hours_but_not_for_ever(sqlite_office: TestOffice) -> None:
    sqlite_office.drafted()
    client = sqlite_office.client_of("applicant")
    sqlite_office.later(hours=11)
    assert client.get("/account").status_code == 200
    sqlite_office.later(hours=1)
    assert _is_out(client)


def test_s10_no_use_keeps_a_session_alive_beyond_twelve_hours(sqlite_office: TestOffice) -> None:
    client = sqlite_office.client_of("auditor")
    for _ in range(35):
        sqlite_office.later(minutes=20)
        assert client.get("/journal").status_code == 200
    sqlite_office.later(minutes=20)
    assert _is_out(client)


def test_a_page_notes_its_sessions_use_once_a_minute_and_otherwise_writes_nothing(
    sqlite_office: TestOffice,
) -> None:
    client = sqlite_office.client_of("auditor")
    began = sqlite_office.at
    for seconds, seen in ((0, 0), (59, 0), (1, 60), (30, 60)):
        sqlite_office.later(seconds=seconds)
        client.get("/journal")
        with sqlite_office.read() as session:
            row = session.scalars(select(SignedIn)).one()
            assert (row.seen_at - began).total_seconds() == seen


def test_the_owner_sees_every_session_and_ends_any_of_them(sqlite_office: TestOffice) -> None:
    has_password(sqlite_office, "auditor")
    secret = holds_app(sqlite_office, "auditor")
    abroad = comes(sqlite_office)
    abroad.environ_base["HTTP_USER_AGENT"] = ABROAD
    gives_password(sqlite_office, "auditor", abroad)
    sends(sqlite_office, abroad, "/sign-in/second", code=code_at(secret, sqlite_office.at))
    sqlite_office.later(minutes=1)
    here = signs_in(sqlite_office, "auditor", secret)
    page = here.get("/account").get_data(as_text=True)
    assert "Firefox, Linux" in page and page.count("/end") == 2
    with sqlite_office.read() as session:
        first = session.scalars(select(SignedIn).order_by(SignedIn.id)).first()
        assert first is not None and first.agent == "Firefox, Linux"
    assert sends(sqlite_office, here, f"/account/sessions/{first.id}/end").status_code == 303
    assert _is_out(abroad) and not _is_out(here)


def test_nobody_ends_or_learns_of_anybody_elses_session(sqlite_office: TestOffice) -> None:
    sqlite_office.client_of("secretariat")
    client = sqlite_office.client_of("auditor")
    with sqlite_office.read() as session:
        other = session.scalars(select(SignedIn).order_by(SignedIn.id)).first()
        assert other is not None
    for number in (other.id, 999):
        answer = sends(sqlite_office, client, f"/account/sessions/{number}/end")
        assert answer.status_code == 404
    assert sends(sqlite_office, client, "/account/devices/999/forget").status_code == 404
    with sqlite_office.read() as session:
        assert session.get_one(SignedIn, other.id).ended_at is None


def test_every_other_session_is_ended_at_once(sqlite_office: TestOffice) -> None:
    clients = [sqlite_office.client_of("auditor") for _ in range(3)]
    assert sends(sqlite_office, clients[0], "/account/sessions/end").status_code == 303
    assert [_is_out(client) for client in clients] == [False, True, True]


def test_the_cookie_carries_a_secret_of_which_the_house_keeps_the_digest_alone(
    office: TestOffice,
) -> None:
    with office.write() as session:
        secret = sessions.begin(session, office.person(session, "auditor"), at=office.at)
    with office.read() as session:
        row = session.scalars(select(SignedIn)).one()
        assert secret not in row.digest and len(secret) >= 43
        assert sessions.find(session, secret, office.at, Limits(12, 30)) is not None
        assert sessions.find(session, row.digest, office.at, Limits(12, 30)) is None
