"""Whether an address has an account is nobody's business: same words, status and work (S8)."""

import re
from collections.abc import Callable, Iterator
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from membership.account import passwords
from tests.membership.office import TestOffice

WORDS = "patru cuvinte de drum lung"
ADDRESSES = ("auditor", "secretariat", "rapporteur", "nobody")
"""With a password, without one, no longer active, and without an account."""
Asks = Callable[[FlaskClient, TestOffice, str], TestResponse]
places = iter(f"192.0.2.{number}" for number in range(1, 255))


class Counting(PasswordHasher):
    """Hashes as ever, and counts how often."""

    def __init__(self) -> None:
        super().__init__()
        self.work: list[str] = []

    def hash(self, password: str | bytes, **how: Any) -> str:
        """Hashes once."""
        self.work.append("hash")
        return super().hash(password, **how)

    def verify(self, hash: str | bytes, password: str | bytes) -> Any:  # noqa: A002
        """Hashes once too, to compare."""
        self.work.append("hash")
        return super().verify(hash, password)


@pytest.fixture
def people(sqlite_office: TestOffice) -> TestOffice:
    """An office with each kind of account."""
    with sqlite_office.write() as session:
        for name in ("auditor", "rapporteur"):
            passwords.choose(sqlite_office.person(session, name), WORDS)
        sqlite_office.person(session, "rapporteur").active = False
    return sqlite_office


@pytest.fixture
def hasher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counting]:
    """Counts the work; nobody's hash is made before the counting begins."""
    counting = Counting()
    monkeypatch.setattr(passwords, "_hasher", counting)
    passwords._nobodys.cache_clear()
    passwords._nobodys()
    counting.work.clear()
    yield counting
    passwords._nobodys.cache_clear()


def _post(browser: FlaskClient, path: str, data: dict[str, str]) -> TestResponse:
    return browser.post(path, data=data, environ_overrides={"REMOTE_ADDR": next(places)})


def signs_in(browser: FlaskClient, office: TestOffice, name: str) -> TestResponse:
    """Tries a wrong password."""
    form = {"email": f"{name}@example.ro", "password": "nu aceasta este parola"}
    return _post(browser, "/sign-in", form)


def registers(browser: FlaskClient, office: TestOffice, name: str) -> TestResponse:
    """Asks for an account."""
    token = {"form_token": office.token()}
    form = {"email": f"{name}@example.ro", "name": "Ana Model"}
    return _post(browser, "/register", form | token)


def forgets(browser: FlaskClient, office: TestOffice, name: str) -> TestResponse:
    """Asks for a new password."""
    form = {"email": f"{name}@example.ro", "form_token": office.token()}
    return _post(browser, "/forgotten", form)


def _said(answer: TestResponse, name: str) -> tuple[int, str, Any, list[str]]:
    page = answer.get_data(as_text=True).replace(f"{name}@example.ro", "ADDRESS")
    plain = re.sub(r'name="(csrf|form)_token"[^>]*', "", page)
    headers = {k: v for k, v in answer.headers if k not in ("X-Request-ID", "Content-Length")}
    cookies = [re.sub("=.*", "", headers.pop("Set-Cookie", ""))]
    return answer.status_code, plain, headers, cookies


@pytest.mark.parametrize("asks", [signs_in, registers, forgets])
def test_an_unknown_address_gets_the_same_answer_for_the_same_work_s8(
    people: TestOffice, hasher: Counting, asks: Asks
) -> None:
    """S8, as in Indico CVE-2025-59034, CIVI-SA-2021-06 and Wagtail CVE-2020-11037."""
    answers, work = [], []
    for name in ADDRESSES:
        hasher.work.clear()
        answers.append(_said(asks(people.app.test_client(), people, name), name))
        work.append(len(hasher.work))
    assert all(answer == answers[-1] for answer in answers)
    assert len(set(work)) == 1 and work[0] >= 1, dict(zip(ADDRESSES, work, strict=True))


@pytest.mark.parametrize("asks", [signs_in, registers, forgets])
def test_an_unknown_address_is_answered_as_late_s8(people: TestOffice, asks: Asks) -> None:
    """The work is equal by count; that nothing else tells them apart is measured, coarsely,
    since other things run on the machine too."""
    took: dict[str, list[float]] = {"auditor": [], "nobody": []}
    browser = people.app.test_client()
    asks(browser, people, "first")
    for number in range(5):
        for kind, times in took.items():
            name = kind if asks is signs_in or kind == "auditor" else f"nobody{number}"
            begun = perf_counter()
            asks(browser, people, name)
            times.append(perf_counter() - begun)
    known, unknown = (median(times) for times in took.values())
    assert 0.4 < known / unknown < 2.5


@pytest.mark.parametrize("role", ["stranger", "applicant"])
def test_nobody_lists_people_by_counting_indico_cve_2025_53640(
    people: TestOffice, role: str
) -> None:
    """S8, as in Indico CVE-2025-53640: all accounts by their numbers."""
    if role == "applicant":
        people.drafted()
        browser = people.client_of(max(name for name in people.people if "applicant" in name))
    else:
        browser = people.app.test_client()
    answers = [browser.get(f"/people/{number}") for number in range(1, 30)]
    assert len({answer.status_code for answer in answers}) == 1
    assert answers[0].status_code in (303, 403, 404)
    assert not [a for a in answers if b"@example.ro" in a.data and role == "stranger"]
