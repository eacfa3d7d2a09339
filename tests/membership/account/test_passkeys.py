"""Passkeys: whatever a device may answer, only its own key to this very challenge is taken."""

import json
from datetime import timedelta

import pytest

from membership.account import passkeys
from membership.account.passkeys import Party, WrongPasskey
from membership.models import Passkey
from tests.membership.account.entrance import (
    gives_password,
    has_password,
    sealed_in,
    sends,
    vault,
)
from tests.membership.office import TestOffice

PARTY = Party("https://membership.example", "Cluster Exemplu")
BROKEN = (
    "",
    "null",
    "[]",
    "17",
    "{",
    "{}",
    '{"id": 1, "rawId": [], "type": null, "response": "x"}',
    json.dumps({"id": "AA", "rawId": "AA", "type": "public-key", "response": {}}),
    json.dumps(
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "AA",
                "attestationObject": "AA",
                "authenticatorData": "AA",
                "signature": "AA",
            },
        }
    ),
    json.dumps({"id": "\ud800", "rawId": "\x00", "type": "public-key", "response": {"a": "é"}}),
    '{"a":' * 2000,
)


@pytest.mark.parametrize("answer", BROKEN)
def test_a_broken_answer_of_a_device_is_refused_and_never_a_fault(
    sqlite_office: TestOffice, answer: str
) -> None:
    challenge = passkeys.new_challenge()
    with sqlite_office.write() as session:
        person = sqlite_office.person(session, "auditor")
        session.add(
            Passkey(
                person_id=person.id,
                credential="AA",
                public_key=b"x",
                sign_count=0,
                name="cheie",
                added_at=sqlite_office.at,
            )
        )
        session.flush()
        with pytest.raises(WrongPasskey):
            passkeys.add(session, person, answer, challenge=challenge, party=PARTY, name="cheie",
                         at=sqlite_office.at)  # fmt: skip
        with pytest.raises(WrongPasskey):
            passkeys.check(session, person, answer, challenge=challenge, party=PARTY,
                           at=sqlite_office.at)  # fmt: skip


@pytest.mark.parametrize(
    ("base_url", "possible"),
    [
        ("https://membership.example", True),
        ("http://localhost:8000", True),
        ("http://127.0.0.1:8000", False),
        ("https://[::1]:8000", False),
        ("http://membership.example", False),
    ],
)
def test_passkeys_are_offered_only_where_browsers_allow_them(base_url: str, possible: bool) -> None:
    assert Party(base_url, "").can_have_passkeys is possible


def test_what_the_browser_is_told_names_the_house_and_hides_the_person(
    sqlite_office: TestOffice,
) -> None:
    challenge = passkeys.new_challenge()
    with sqlite_office.read() as session:
        person = sqlite_office.person(session, "auditor")
        told = json.loads(passkeys.to_make(person, [], PARTY, challenge))
    assert told["rp"] == {"name": "Cluster Exemplu", "id": "membership.example"}
    assert len(told["user"]["id"]) == 43 and str(person.id) != told["user"]["id"]
    assert told["attestation"] == "none"


def test_a_page_that_was_open_for_too_long_or_was_another_sessions_is_not_taken(
    sqlite_office: TestOffice,
) -> None:
    has_password(sqlite_office, "auditor")
    client, _ = gives_password(sqlite_office, "auditor")
    sealed = sealed_in(client.get("/account/factor/app").get_data(as_text=True))
    other, _ = gives_password(sqlite_office, "auditor")
    form = {"sealed": sealed, "code": "123456"}
    assert sends(sqlite_office, other, "/account/factor/app", **form).status_code == 409
    forged = vault(sqlite_office).seal("app:0", "A" * 32, sqlite_office.at)
    for wrong in (forged, "x", ""):
        answer = sends(sqlite_office, client, "/account/factor/app", sealed=wrong, code="123456")
        assert answer.status_code == 409
    sqlite_office.at += timedelta(minutes=29)
    assert sends(sqlite_office, client, "/account/factor/app", **form).status_code == 422
