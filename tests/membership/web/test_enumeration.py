"""Whether an address has an account is nobody's business: same words, status and work (S8)."""

import re
from collections.abc import Callable, Iterator
from itertools import count
from statistics import median
from time import process_time
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from membership import limits
from membership.account import passwords
from tests.membership.office import TestOffice

WORDS = "patru cuvinte de drum lung"
ADDRESSES = ("auditor", "secretariat", "rapporteur", "nobody")
"""With a password, without one, no longer active, and without an account."""
Asks = Callable[[FlaskClient, TestOffice, str], TestResponse]
places = (f"198.18.{number // 250}.{number % 250 + 1}" for number in count())


class Counting(PasswordHasher):
    """Hashes quickly, and counts how often."""

    def __init__(self) -> None:
        super().__init__(1, 8, 1)
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


@pytest.fixture
def beside_the_hash(monkeypatch: pytest.MonkeyPatch) -> Iterator[float]:
    """Takes the hash out of what is measured, and says how long it is: the same hash for every
    address, as the test above counts, would otherwise hide what else differs."""
    begun = process_time()
    PasswordHasher().hash(WORDS)
    one = process_time() - begun
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
    monkeypatch.setattr(limits, "take", lambda *_: None)
    passwords._nobodys.cache_clear()
    yield one
    passwords._nobodys.cache_clear()


@pytest.mark.parametrize("asks", [signs_in, registers, forgets])
def test_an_unknown_address_is_answered_as_late_s8(
    beside_the_hash: float, people: TestOffice, asks: Asks
) -> None:
    """S8: two hundred of each kind get one answer, whose medians differ by less than a tenth.

    The processor's time is compared, since other things run on the machine too."""
    took: dict[str, list[float]] = {"auditor": [], "nobody": []}
    answers, browser = [], people.app.test_client()
    asks(browser, people, "first")
    for _ in range(200):
        for name, times in took.items():
            begun = process_time()
            answer = asks(browser, people, name)
            times.append(process_time() - begun)
            answers.append(_said(answer, name))
    assert answers.count(answers[0]) == len(answers)
    known, unknown = (beside_the_hash + median(times) for times in took.values())
    assert 0.9 < known / unknown < 1.1


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
