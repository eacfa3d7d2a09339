"""Every list of the staff's rooms asks as much of the database with 5,000 cases as with ten."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert

from membership import statutes
from membership.models import (
    Application,
    Assignment,
    ChecklistLine,
    Claim,
    Contribution,
    Direction,
    Letter,
    Member,
    Organisation,
    Owed,
    Person,
    RegistryEntry,
    SearchEntry,
    Sought,
    StandingChange,
    Waiting,
    Work,
)
from tests.membership.office import TestOffice
from tests.membership.review.filling import TODAY, counted
from workflows.application import Stage
from workflows.letter import Kind
from workflows.review import Mark, Verdict
from workflows.standing import Standing, StandingStep

SIZES = (10, 200, 5000)
MEMBERS = 200
"""How many of the organisations are members: the value chain is a picture of them all."""
PAGES = {
    "secretariat": (
        "/queue", "/queue?filter=all", "/queue?filter=rapporteur", "/queue?q=senzori",
        "/conditions", "/letters", "/letters?pile=todo", "/registry", "/registers",
        "/members", "/members?q=senzori", "/search?q=senzori", "/sittings", "/owed", "/journal",
        "/value-chain", "/value-chain/RES/C", "/value-chain/composition",
        "/value-chain/matching", "/value-chain/matching/testing", "/queue/expiring",
        "/queue/many/done",
    ),
    "rapporteur": ("/files", "/search?q=senzori"),
    "seat1": ("/board", "/sittings", "/registers", "/members"),
    "administrator": ("/people", "/owed"),
    "auditor": ("/registers", "/journal", "/members"),
}  # fmt: skip


def grow(office: TestOffice, since: int, until: int) -> None:
    """So many cases more, each with its organisation, claim, letter and line of the registry."""
    numbers = range(since + 1, until + 1)
    with office.write() as session:
        kept = statutes.keep(session, office.settings, office.at)
        rapporteur, clerk = office.people["rapporteur"], office.people["secretariat"]
        rows: dict[type[Any], Iterator[dict[str, Any]]] = {
            Organisation: (_organisation(office, n) for n in numbers),
            Application: (_case(office, n, kept.hash) for n in numbers),
            Claim: ({"application_id": n, "stage": "RES", "fields": ["C"], "description": "…"}
                    for n in numbers),
            Assignment: ({"application_id": n, "person_id": rapporteur, "at": office.at}
                         for n in numbers),
            ChecklistLine: ({"application_id": n, "code": "identity", "mark": Mark.CONFORM,
                             "by_id": clerk, "at": office.at} for n in numbers),
            RegistryEntry: ({"year": 2026, "number": n, "on": TODAY, "at": office.at,
                             "direction": Direction.IN, "party": f"Senzori {n}",
                             "subject": "registry.application", "application_id": n}
                            for n in numbers),
            Letter: ({"kind": Kind.CLARIFICATION, "language": "ro", "application_id": n,
                      "owed_at": office.at} for n in numbers),
            SearchEntry: ({"kind": Sought.CASE, "record_id": n, "organisation_id": n,
                           "application_id": n, "title": f"Senzori {n}", "words": f"senzori {n}"}
                          for n in numbers),
            Owed: ({"kind": Work.MAIL, "key": f"row-{n}", "payload": {}, "owed_at": office.at,
                    "due_at": office.at, "failed_at": office.at} for n in numbers),
            Person: ({"email": f"p{n}@example.ro", "name": f"Persoana {n}",
                      "created_at": office.at} for n in numbers),
            **_members(office, [n for n in numbers if n <= MEMBERS]),
        }  # fmt: skip
        for record, values in rows.items():
            if found := list(values):
                session.execute(insert(record), found)


def _organisation(office: TestOffice, n: int) -> dict[str, Any]:
    return {"id": n, "legal_name": f"Senzori Exemplu {n} SRL", "legal_form": "srl",
            "locality": "Cluj-Napoca", "email": f"a@{n}.example", "created_at": office.at,
            "answers": {key: ["testing"] for key in ("offers", "seeks")}}  # fmt: skip


def _case(office: TestOffice, n: int, statute: str) -> dict[str, Any]:
    return {"id": n, "reference": f"ADZ-2026-{n:05}", "organisation_id": n,
            "statute_hash": statute, "version": 1, "waiting_on": Waiting.SECRETARIAT,
            "stage": (Stage.EVIDENCE_REVIEW, Stage.SUBMITTED, Stage.BOARD_DECISION)[n % 3],
            "due_on": TODAY + timedelta(days=n % 50), "opened_at": office.at,
            "saved_at": office.at}  # fmt: skip


def _members(office: TestOffice, numbers: list[int]) -> dict[type[Any], Iterator[dict[str, Any]]]:
    return {
        Member: ({"id": n, "number": n, "title": f"M-{n:04}", "organisation_id": n,
                  "category": "asociat", "since": TODAY, "standing": Standing.ACTIVE}
                 for n in numbers),
        StandingChange: ({"member_id": n, "step": StandingStep.IMPORT, "target": Standing.ACTIVE,
                          "basis": "adhesion.quality", "on": TODAY, "at": office.at}
                         for n in numbers),
        Contribution: ({"member_id": n, "stage": "RES", "fields": ["C"], "since": TODAY,
                        "verdict": Verdict.PROVEN} for n in numbers),
    }  # fmt: skip


@pytest.fixture
def clients(sqlite_office: TestOffice) -> dict[str, FlaskClient]:
    """A browser for each who reads lists."""
    return {name: sqlite_office.client_of(name) for name in PAGES}


def cost(office: TestOffice, clients: dict[str, FlaskClient]) -> dict[str, list[str]]:
    """What each list sends to the database."""
    asked = {}
    for name, pages in PAGES.items():
        for page in pages:
            with counted(office) as sent:
                assert clients[name].get(page).status_code == 200, page
            asked[f"{name} {page}"] = list(sent)
    return asked


def test_no_list_costs_more_statements_with_5000_cases_than_with_ten(
    sqlite_office: TestOffice, clients: dict[str, FlaskClient]
) -> None:
    found, since = [], 0
    for until in SIZES:
        grow(sqlite_office, since, until)
        since = until
        found.append(cost(sqlite_office, clients))
    for later in found[1:]:
        numbers = {page: (len(found[0][page]), len(sent)) for page, sent in later.items()}
        assert not {page: both for page, both in numbers.items() if both[0] != both[1]}
