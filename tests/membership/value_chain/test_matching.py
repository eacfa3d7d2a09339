"""What members seek and who among them offers it: pages, workbook, and who reads what."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from membership.models import Application, Organisation
from membership.value_chain import matching
from tests.membership.office import TestOffice
from tests.membership.review.filling import counted
from tests.membership.value_chain.register import ceased, enter
from tests.membership.value_chain.test_chain import page

DAY = date(2026, 11, 2)
MEMBERS = (
    "Caută Exemplu,RES:E,2016-12-05,yes,research,testing",
    "Laborator Exemplu,TST:C,2016-12-05,yes,testing research,",
    "Poligon Exemplu,TST:E,2016-12-05,yes,testing,suppliers",
    "Tăcut Exemplu,TST:E,2016-12-05,no",
)


def names(found: list[matching.Matched]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {
        one.sought.code: [(match.trader.name, match.shared) for match in one.nearest]
        for one in found
    }


def test_who_offers_what_a_member_seeks_is_named_nearest_first(office: TestOffice) -> None:
    ids = enter(office, *MEMBERS)
    with office.read() as session:
        everybody = matching.traders(session, office.person(session, "auditor"), DAY)
    found = names(matching.of_member(office.statute, ids[0], everybody))
    assert found == {"testing": [("Poligon Exemplu", ("E",)), ("Laborator Exemplu", ())]}
    assert matching.of_member(office.statute, 999, everybody) == []
    market = matching.market(office.statute, everybody)
    assert [one.name for one in market["clients"].offering] == ["Poligon Exemplu"]
    ceased(office, ids[2], date(2026, 3, 1))
    with office.read() as session:
        everybody = matching.traders(session, office.person(session, "auditor"), DAY)
    assert [one.name for one in everybody if "testing" in one.offers] == ["Laborator Exemplu"]


def test_the_pages_name_who_offers_and_the_workbook_lists_every_pair(
    sqlite_office: TestOffice,
) -> None:
    enter(sqlite_office, *MEMBERS)
    overview = page(sqlite_office, "rapporteur", "/value-chain/matching")
    assert 'href="/value-chain/matching/testing?who=seeking">1</a>' in overview
    assert 'href="/value-chain/matching/testing">2</a>' in overview
    offered = page(sqlite_office, "rapporteur", "/value-chain/matching/testing")
    assert "Laborator Exemplu" in offered
    assert "Caută Exemplu" not in offered
    assert "Caută" in page(sqlite_office, "auditor", "/value-chain/matching/testing?who=seeking")
    assert "proves something in E as well" in page(sqlite_office, "auditor", "/members/1")
    client = sqlite_office.client_of("auditor")
    assert client.get("/value-chain/matching/miracles").status_code == 404
    assert client.get("/value-chain/matching/testing?after=x").status_code == 200
    book = load_workbook(io.BytesIO(client.get("/value-chain/report.xlsx").data))
    rows = list(book.worksheets[3].values)[1:]
    assert [(row[0], row[3], row[4], row[7]) for row in rows] == [
        ("Caută Exemplu", 2, "Poligon Exemplu", "E"),
        ("Caută Exemplu", 2, "Laborator Exemplu", None),
    ]  # fmt: skip
    past = load_workbook(io.BytesIO(client.get("/value-chain/report.xlsx?on=2020-01-01").data))
    assert len(list(past.worksheets[3].values)) == 1


def test_an_applicant_learns_of_no_member_and_the_house_learns_who_could_help_it(
    sqlite_office: TestOffice,
) -> None:
    enter(sqlite_office, *MEMBERS)
    case = sqlite_office.in_review()
    with sqlite_office.write() as session:
        one = session.query(Application).one()
        one.organisation.answers = {**one.organisation.answers, "seeks": ["testing"]}
    assert "Laborator Exemplu" in page(sqlite_office, "secretariat", f"/case/{case}")
    client = sqlite_office.client_of("applicant")
    assert client.get("/value-chain/matching").status_code == 403


def test_fields_are_read_only_of_who_agreed_to_stand_in_its_place(
    sqlite_office: TestOffice,
) -> None:
    enter(sqlite_office, *MEMBERS)
    with sqlite_office.write() as session:
        silent = session.query(Organisation).filter_by(legal_name="Tăcut Exemplu").one()
        silent.answers = {"offers": ["testing"]}
    with sqlite_office.read() as session:
        fields = {
            reader: {one.name: one.fields for one in matching.traders(
                session, sqlite_office.person(session, reader), DAY)}
            for reader in ("rapporteur", "auditor")
        }  # fmt: skip
    assert fields["rapporteur"]["Tăcut Exemplu"] == ()
    assert fields["auditor"]["Tăcut Exemplu"] == ("E",)


@pytest.mark.parametrize("number", [2, 20])
def test_matching_costs_the_same_statements_whatever_the_number_of_members(
    sqlite_office: TestOffice, number: int
) -> None:
    enter(sqlite_office, *(f"Exemplu {n},RES:C,2016-12-05,yes,testing,testing"
                           for n in range(number)))  # fmt: skip
    with sqlite_office.read() as session:
        reader = sqlite_office.person(session, "auditor")
        _ = reader.roles
        with counted(sqlite_office) as sent:
            assert len(matching.traders(session, reader, DAY)) == number
    assert len(sent) == 2, sent
