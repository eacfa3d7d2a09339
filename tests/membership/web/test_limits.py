"""How often may be tried: counted for all processes at once, and locking nobody out for good."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from membership import limits
from membership.account import passwords
from membership.door import Audience
from membership.models import Tries
from membership.tries import Allowance, take
from tests.membership.office import START, TestOffice

WORDS = "patru cuvinte de drum lung"
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Hashes as quickly as can be: how slow guessing is made is not asked here."""
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
    passwords._nobodys.cache_clear()
    yield
    passwords._nobodys.cache_clear()


def _guess(
    browser: FlaskClient, email: str = "auditor@example.ro", password: str = "", **how: Any
) -> TestResponse:
    where = how.pop("where", "192.0.2.1")
    return browser.post(
        "/sign-in",
        data={"email": email, "password": password or "wrong"},
        environ_overrides={"REMOTE_ADDR": where},
        **how,
    )


def _with_password(office: TestOffice, name: str) -> None:
    with office.write() as session:
        passwords.choose(office.person(session, name), WORDS)


def test_an_allowance_is_used_up_and_fills_again_by_one_at_a_time(office: TestOffice) -> None:
    three = [Allowance("k", 3, 10 * SECOND)]
    with office.write() as session:
        assert [take(session, three, START) for _ in range(4)] == [None, None, None, 10 * SECOND]
        assert take(session, three, START + 9 * SECOND) == SECOND
        assert take(session, three, START + 10 * SECOND) is None
        assert take(session, three, START + 10 * SECOND) == 10 * SECOND


def test_what_is_refused_by_one_allowance_costs_none_of_the_others(office: TestOffice) -> None:
    narrow, wide = Allowance("a", 1, 60 * SECOND), Allowance("b", 2, 60 * SECOND)
    with office.write() as session:
        take(session, [narrow], START)
        assert take(session, [narrow, wide], START) is not None
        assert [take(session, [wide], START) for _ in range(2)] == [None, None]


def test_an_allowance_is_shared_by_all_who_ask_at_once(office: TestOffice) -> None:
    five = [Allowance("z", 5, 60 * SECOND), Allowance("y", 50, 60 * SECOND)]

    def ask(_number: int) -> bool:
        with office.write() as session:
            return take(session, five, START) is None

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(ask, range(18))) == 5


def test_forgotten_tries_leave_no_row_behind(office: TestOffice) -> None:
    with office.write() as session:
        for number in range(20):
            take(session, [Allowance(f"old{number}", 5, SECOND)], START)
        take(session, [Allowance("new", 5, SECOND)], START + timedelta(hours=1))
        assert session.scalar(select(func.count()).select_from(Tries)) == 1


def test_thirty_wrong_passwords_are_too_many_and_nobody_else_pays_for_them_s9(
    sqlite_office: TestOffice,
) -> None:
    """S9: no guessing, and no way to lock a victim out by guessing."""
    _with_password(sqlite_office, "auditor")
    _with_password(sqlite_office, "secretariat")
    guesser = sqlite_office.app.test_client()
    answers = [_guess(guesser) for _ in range(30)]
    assert [a.status_code for a in answers[:10]] == [422] * 10
    assert {a.status_code for a in answers[10:]} == {429}
    assert int(answers[-1].headers["Retry-After"]) <= 61
    assert _guess(guesser, password=WORDS).status_code == 429
    other = sqlite_office.app.test_client()
    assert _guess(other, email="secretariat@example.ro", password=WORDS).status_code == 303
    elsewhere = sqlite_office.app.test_client()
    assert _guess(elsewhere, password=WORDS, where="198.51.100.7").status_code == 303


def test_the_refusal_ends_by_itself(sqlite_office: TestOffice) -> None:
    _with_password(sqlite_office, "auditor")
    browser = sqlite_office.app.test_client()
    assert [_guess(browser).status_code for _ in range(12)][-1] == 429
    sqlite_office.later(minutes=1)
    assert _guess(browser, password=WORDS).status_code == 303


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP"])
def test_a_claimed_address_resets_no_count_pretix_cve_2023_44463(
    sqlite_office: TestOffice, header: str
) -> None:
    """S9, as in pretix CVE-2023-44463: the client's own X-Forwarded-For was believed."""
    browser = sqlite_office.app.test_client()
    for number in range(10):
        _guess(browser, headers={header: f"203.0.113.{number}"})
    assert _guess(browser, headers={header: "203.0.113.99"}).status_code == 429


def test_writing_the_address_otherwise_resets_no_count(sqlite_office: TestOffice) -> None:
    browser = sqlite_office.app.test_client()
    spelt = ("AUDITOR@example.ro", " auditor@example.ro ", "audi\u200btor@example.ro")
    for number in range(10):
        _guess(browser, email=spelt[number % 3])
    assert _guess(browser).status_code == 429


def test_a_victim_guessed_at_from_everywhere_still_gets_in_with_their_own_browser_s9(
    sqlite_office: TestOffice,
) -> None:
    _with_password(sqlite_office, "auditor")
    own = sqlite_office.app.test_client()
    assert _guess(own, password=WORDS, where="198.51.100.7").status_code == 303
    own.post("/sign-out")
    crowd = sqlite_office.app.test_client()
    many = [_guess(crowd, where=f"203.0.113.{number}").status_code for number in range(110)]
    assert many[-1] == 429
    assert _guess(own, password=WORDS, where="198.51.100.7").status_code == 303


def test_a_known_browser_vouches_for_its_own_address_alone(sqlite_office: TestOffice) -> None:
    _with_password(sqlite_office, "auditor")
    own = sqlite_office.app.test_client()
    assert _guess(own, password=WORDS).status_code == 303
    known = own.get_cookie("known")
    assert known is not None and "auditor" not in known.value and known.http_only
    own.post("/sign-out")
    many = [_guess(own, email="chair@example.ro", where=f"203.0.113.{n}") for n in range(110)]
    assert many[-1].status_code == 429


def test_a_known_and_an_unknown_address_are_limited_alike(sqlite_office: TestOffice) -> None:
    """S8: the limit itself tells nobody which addresses have an account."""
    answers = []
    for email in ("auditor@example.ro", "nobody@example.ro"):
        browser = sqlite_office.app.test_client()
        answers.append([_guess(browser, email=email, where="192.0.2.77") for _ in range(12)])
    known, unknown = ([a.status_code for a in some] for some in answers)
    assert known == unknown
    said = [re.sub(rb'name="csrf_token"[^>]*', b"", some[-1].data) for some in answers]
    assert said[0] == said[1]


def test_asking_for_accounts_is_limited_for_the_address_and_for_the_network_hypha(
    sqlite_office: TestOffice,
) -> None:
    """S9, as in Hypha's published test: two hundred mails in five seconds."""
    browser, ask = sqlite_office.app.test_client(), {"name": "Ana Model", "email": "ana@example.ro"}
    one = [
        browser.post("/register", data={**ask, "form_token": sqlite_office.token()})
        for _ in range(6)
    ]
    assert [a.status_code for a in one] == [303] * 5 + [429]
    many = [
        browser.post(
            "/register",
            data={**ask, "email": f"a{n}@example.ro", "form_token": sqlite_office.token()},
        )
        for n in range(30)
    ]
    assert {a.status_code for a in many[20:]} == {429}


def test_codes_on_letters_are_not_found_by_trying(sqlite_office: TestOffice) -> None:
    browser = sqlite_office.app.test_client()
    answers = [browser.get(f"/verify/K7QF-{n:04}").status_code for n in range(62)]
    assert set(answers[:60]) == {404} and answers[-1] == 429


def test_sending_files_is_limited_for_the_person_wherever_they_send_from(
    sqlite_office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SENDING_FILES", (limits.Limit(limits.By.PERSON, 3, 60),))
    office = sqlite_office
    case = office.drafted()
    names = [name for name in office.people if re.fullmatch(r"applicant\d+", name)]
    browser, other = office.client_of(names[0]), office.client_of("auditor")

    def send(by: FlaskClient, number: int) -> int:
        return by.post(
            f"/application/{case}/evidence/add",
            data={"form_token": office.token()},
            environ_overrides={"REMOTE_ADDR": f"203.0.113.{number}"},
        ).status_code

    assert 429 not in [send(browser, number) for number in range(3)]
    assert send(browser, 4) == 429
    assert send(other, 4) == 404
    assert browser.get(f"/application/{case}/evidence/add").status_code == 200


def test_every_form_that_strangers_can_send_says_how_often(sqlite_office: TestOffice) -> None:
    app, harmless = sqlite_office.app, {"account.sign_out", "pages.language"}
    open_forms = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ())
        and getattr(app.view_functions[rule.endpoint], "open_to", None)
        in (Audience.ANYONE, Audience.HALFWAY)
    }
    assert open_forms - harmless <= set(limits.LIMITS)
    assert set(limits.LIMITS) <= set(app.view_functions)


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("2001:db8:1:2:ffff::1", "2001:0db8:0001:0002"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("", "unknown"),
        (None, "unknown"),
        ("unix:", "unknown"),
    ],
)
def test_a_subscriber_of_ipv6_is_one_network(address: str | None, counted: str) -> None:
    assert limits.network(address) == counted


def test_the_table_of_tries_names_nobody(sqlite_office: TestOffice) -> None:
    _guess(sqlite_office.app.test_client())
    with sqlite_office.read() as session:
        keys = list(session.scalars(select(Tries.key)))
    assert len(keys) == 4
    assert all(len(key) == 64 and set(key) <= set("0123456789abcdef") for key in keys)
