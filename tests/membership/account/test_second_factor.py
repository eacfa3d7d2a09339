"""The second factor: needed by whoever opens files, taken once, and never sent round."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from membership import checking
from membership.account import factors
from membership.account.factors import WrongCode
from membership.models import CodeApp, JournalEntry, Owed, Passkey, RecoveryCode, SignedIn
from tests.membership.account.entrance import (
    WORDS,
    code_at,
    comes,
    gives_password,
    has_password,
    holds_app,
    sealed_in,
    sends,
    signs_in,
    vault,
)
from tests.membership.office import TestOffice

STAFF = ("secretariat", "rapporteur", "seat1", "seat2", "seat5", "auditor", "administrator")


@pytest.mark.parametrize("name", STAFF)
def test_staff_and_board_get_no_further_than_setting_up_a_second_factor(
    sqlite_office: TestOffice, name: str
) -> None:
    has_password(sqlite_office, name)
    client, answer = gives_password(sqlite_office, name)
    assert answer.location == "/account/factor?next=/"
    for path in ("/queue", "/board", "/people", "/journal", "/account", "/account/password"):
        answer = client.get(path)
        assert answer.status_code == 303 and answer.location.startswith("/account/factor?next=")
    assert client.get("/account/factor").status_code == 200
    assert client.get("/sign-in/second").location.startswith("/account/factor")


def test_an_applicant_may_do_without_and_may_set_one_up(sqlite_office: TestOffice) -> None:
    sqlite_office.drafted()
    name = _applicant(sqlite_office)
    has_password(sqlite_office, "applicant")
    client, answer = gives_password(sqlite_office, name)
    assert answer.location == "/"
    assert client.get("/account/factor").status_code == 200


def _applicant(office: TestOffice) -> str:
    with office.read() as session:
        return office.person(session, "applicant").email.split("@")[0]


def test_an_application_is_set_up_at_the_first_sign_in_and_codes_on_paper_follow(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "secretariat")
    client, _ = gives_password(sqlite_office, "secretariat")
    page = client.get("/account/factor/app").get_data(as_text=True)
    sealed = sealed_in(page)
    with sqlite_office.read() as session:
        row = session.scalars(select(SignedIn)).one()
        secret = vault(sqlite_office).open(f"app:{row.digest}", sealed, sqlite_office.at)
    assert " ".join(secret[i : i + 4] for i in range(0, 32, 4)) in page
    before = client.get_cookie("session")
    wrong = sends(sqlite_office, client, "/account/factor/app", sealed=sealed, code="000000")
    assert wrong.status_code == 422 and sealed_in(wrong.get_data(as_text=True)) == sealed
    code = code_at(secret, sqlite_office.at)
    answer = sends(sqlite_office, client, "/account/factor/app", sealed=sealed, code=code)
    assert answer.location == "/account/factor/codes"
    after = client.get_cookie("session")
    assert before and after and before.value != after.value
    shown = client.get("/account/factor/codes").get_data(as_text=True)
    kept = sends(sqlite_office, client, "/account/factor/codes", sealed=sealed_in(shown))
    assert (kept.status_code, kept.location) == (303, "/")
    assert client.get("/queue").status_code == 200
    with sqlite_office.read() as session:
        assert session.query(RecoveryCode).count() == 10
        app = session.get_one(CodeApp, sqlite_office.people["secretariat"])
        assert secret not in app.sealed
        told = [
            row.payload["facts"]["what"]
            for row in session.query(Owed)
            if "what" in row.payload["facts"]
        ]
    assert told == ["factor_added", "codes"]


def test_looking_at_the_pages_that_set_up_a_factor_keeps_nothing(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "auditor")
    client, _ = gives_password(sqlite_office, "auditor")
    first, second = (client.get("/account/factor/app").get_data(as_text=True) for _ in range(2))
    assert sealed_in(first) != sealed_in(second)
    with sqlite_office.read() as session:
        assert session.query(CodeApp).count() == 0
        assert sqlite_office.person(session, "auditor").factor_since is None


def test_the_password_alone_opens_nothing_where_a_second_factor_is_set_up(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "secretariat")
    secret = holds_app(sqlite_office, "secretariat")
    client, answer = gives_password(sqlite_office, "secretariat")
    assert answer.location == "/sign-in/second?next=/"
    for path in (
        "/queue",
        "/account",
        "/account/factor",
        "/account/factor/app",
        "/account/factor/codes",
    ):
        assert client.get(path).location.startswith("/sign-in/second?next=")
    for path in ("/account/factor/app/remove", "/account/factor/codes", "/account/password"):
        assert sends(sqlite_office, client, path).location == "/sign-in/second?next=/"
    page = client.get("/sign-in/second?next=/queue")
    assert page.status_code == 200
    answer = sends(sqlite_office, client, "/sign-in/second?next=/queue",
                   code=code_at(secret, sqlite_office.at))  # fmt: skip
    assert answer.location == "/queue" and client.get("/queue").status_code == 200


def test_a_code_is_taken_once_even_by_another_browser(sqlite_office: TestOffice) -> None:
    has_password(sqlite_office, "secretariat")
    secret = holds_app(sqlite_office, "secretariat")
    signs_in(sqlite_office, "secretariat", secret)
    thief, _ = gives_password(sqlite_office, "secretariat")
    again = sends(sqlite_office, thief, "/sign-in/second", code=code_at(secret, sqlite_office.at))
    assert again.status_code == 422
    sqlite_office.later(seconds=30)
    answer = sends(sqlite_office, thief, "/sign-in/second", code=code_at(secret, sqlite_office.at))
    assert answer.status_code == 303


def test_a_code_of_the_neighbouring_half_minute_is_taken_and_an_older_one_is_not(
    office: TestOffice,
) -> None:
    secret = holds_app(office, "auditor")
    for aside, taken in ((-90, False), (-30, True), (30, True), (90, False)):
        office.later(minutes=10)
        code = code_at(secret, office.at + timedelta(seconds=aside))
        with office.write() as session:
            person = office.person(session, "auditor")
            if taken:
                factors.check_code(session, person, code, vault=vault(office), at=office.at)
            else:
                with pytest.raises(WrongCode):
                    factors.check_code(session, person, code, vault=vault(office), at=office.at)


def test_a_recovery_code_is_taken_once_and_only_from_its_owner(office: TestOffice) -> None:
    holds_app(office, "auditor")
    holds_app(office, "rapporteur")
    codes = factors.new_codes()
    assert len(set(codes)) == 10 and all(len(code) == 27 for code in codes)
    with office.write() as session:
        factors.keep_codes(session, office.person(session, "auditor"), codes, at=office.at)
    typed = f" {codes[0].upper().replace('-', ' ')} "
    for name, taken in (("rapporteur", False), ("auditor", True), ("auditor", False)):
        with office.write() as session:
            person = office.person(session, name)
            if taken:
                how = factors.check_code(session, person, typed, vault=vault(office), at=office.at)
                assert how == "recovery_code"
            else:
                with pytest.raises(WrongCode):
                    factors.check_code(session, person, typed, vault=vault(office), at=office.at)
    with office.read() as session:
        assert factors.held(session, office.person(session, "auditor")).codes == 9


def test_after_five_wrong_codes_the_password_is_asked_for_again(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "secretariat")
    secret = holds_app(sqlite_office, "secretariat")
    client, _ = gives_password(sqlite_office, "secretariat")
    for _ in range(4):
        assert sends(sqlite_office, client, "/sign-in/second", code="000000").status_code == 422
    answer = sends(sqlite_office, client, "/sign-in/second", code="000000")
    assert answer.location == "/sign-in"
    right = sends(sqlite_office, client, "/sign-in/second", code=code_at(secret, sqlite_office.at))
    assert right.location.startswith("/sign-in?next=")
    signs_in(sqlite_office, "secretariat", secret)


def test_a_known_device_owes_no_code_for_thirty_days(sqlite_office: TestOffice) -> None:
    has_password(sqlite_office, "secretariat")
    secret = holds_app(sqlite_office, "secretariat")
    client, _ = gives_password(sqlite_office, "secretariat")
    answer = sends(sqlite_office, client, "/sign-in/second", remember="y",
                   code=code_at(secret, sqlite_office.at))  # fmt: skip
    cookie = next(c for c in answer.headers.getlist("Set-Cookie") if c.startswith("device="))
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Max-Age=2592000" in cookie
    sqlite_office.later(days=29)
    assert gives_password(sqlite_office, "secretariat", client)[1].location == "/"
    device = client.get_cookie("device")
    assert device is not None
    stranger = comes(sqlite_office)
    stranger.set_cookie("device", device.value)
    has_password(sqlite_office, "auditor")
    holds_app(sqlite_office, "auditor")
    assert (
        gives_password(sqlite_office, "auditor", stranger)[1].location == "/sign-in/second?next=/"
    )
    sqlite_office.later(days=1)
    assert (
        gives_password(sqlite_office, "secretariat", client)[1].location == "/sign-in/second?next=/"
    )


def test_a_forgotten_device_and_a_new_password_ask_for_the_code_again(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "secretariat")
    secret = holds_app(sqlite_office, "secretariat")
    for forget in ("/account/devices/1/forget", "password"):
        sqlite_office.later(minutes=1)
        client, _ = gives_password(sqlite_office, "secretariat")
        sends(sqlite_office, client, "/sign-in/second", remember="y",
              code=code_at(secret, sqlite_office.at))  # fmt: skip
        assert gives_password(sqlite_office, "secretariat", client)[1].location == "/"
        if forget == "password":
            has_password(sqlite_office, "secretariat")
        else:
            assert sends(sqlite_office, client, forget).status_code == 303
        again = gives_password(sqlite_office, "secretariat", client)[1]
        assert again.location == "/sign-in/second?next=/"


def test_the_last_factor_of_a_role_that_needs_one_is_not_removed(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "secretariat")
    client = signs_in(sqlite_office, "secretariat", holds_app(sqlite_office, "secretariat"))
    answer = sends(sqlite_office, client, "/account/factor/app/remove", current=WORDS)
    assert answer.status_code == 409
    with sqlite_office.read() as session:
        assert session.get(CodeApp, sqlite_office.people["secretariat"]) is not None
        assert session.query(JournalEntry).filter_by(act="person.factor_removed").count() == 0


def test_an_applicant_removes_the_second_factor_with_the_password(
    sqlite_office: TestOffice,
) -> None:
    sqlite_office.drafted()
    name = _applicant(sqlite_office)
    has_password(sqlite_office, "applicant")
    client = signs_in(sqlite_office, name, holds_app(sqlite_office, "applicant"))
    refused = sends(sqlite_office, client, "/account/factor/app/remove", current="altceva cu totul")
    assert refused.status_code == 422
    assert (
        sends(sqlite_office, client, "/account/factor/app/remove", current=WORDS).status_code == 303
    )
    assert gives_password(sqlite_office, name)[1].location == "/"


def test_one_of_two_factors_is_removed_and_nobody_removes_anothers(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "auditor")
    client = signs_in(sqlite_office, "auditor", holds_app(sqlite_office, "auditor"))
    assert 'formaction="' not in client.get("/account/factor").get_data(as_text=True)
    with sqlite_office.write() as session:
        for number, name in enumerate(("auditor", "seat1"), start=1):
            key = Passkey(person_id=sqlite_office.people[name], credential=f"cheia-{number}")
            key.public_key, key.sign_count, key.name = b"x", 0, "cheia"
            key.added_at = sqlite_office.at
            session.add(key)
    assert client.get("/account/factor").get_data(as_text=True).count('formaction="') == 2
    foreign = "/account/factor/passkey/2/remove"
    assert sends(sqlite_office, client, foreign, current=WORDS).status_code == 404
    own = "/account/factor/passkey/1/remove"
    assert sends(sqlite_office, client, own, current="altceva").status_code == 422
    assert sends(sqlite_office, client, own, current=WORDS).status_code == 303
    assert (
        sends(sqlite_office, client, "/account/factor/app/remove", current=WORDS).status_code == 409
    )


def test_a_second_factor_that_is_on_record_but_not_asked_for_is_a_breach(
    office: TestOffice,
) -> None:
    holds_app(office, "auditor")
    assert checking.check(office.engine, office.settings).breaches == ()
    with office.write() as session:
        office.person(session, "auditor").factor_since = None
        office.person(session, "seat1").factor_since = office.at
    found = checking.check(office.engine, office.settings).breaches
    assert len(found) == 2 and all("second factor" in line for line in found)
