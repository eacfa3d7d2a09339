"""The registers that are read for a period: forty lines by key, a constant number of statements."""

import io
import re

import openpyxl

from membership.models import (
    AssemblyResolution,
    InterestAct,
    InterestChange,
    RegistryEntry,
    Sitting,
)
from membership.register.ledgers import LEDGERS
from tests.membership.letter_office.scene import (
    acknowledged,
    decided,
    found,
    issue,
    letter_of,
)
from tests.membership.letter_office.test_life import annul
from tests.membership.letter_office.test_pages import counted, english, many, text_of
from tests.membership.office import TestOffice
from workflows.assembly import Ruling
from workflows.letter import Kind
from workflows.sitting import State
from workflows.voting_terms import Mode

YEAR = "since=2026-01-01&until=2026-12-31"


def filled(office: TestOffice, number: int) -> str:
    """One more line in every register, and a certificate that was issued; answers that."""
    admission = decided(office)
    with office.read() as session:
        case = found(session, admission).case.public_id
    certificate = letter_of(office, case, Kind.CERTIFICATE)
    issue(office, admission)
    issue(office, certificate)
    with office.write() as session:
        held, people = office.case(session, case), office.people
        session.add_all(
            (
                InterestChange(
                    application_id=held.id, person_id=people["seat2"], act=InterestAct.LIFTED,
                    reason="o eroare", by_id=people["secretariat"], at=office.at,
                ),
                AssemblyResolution(
                    application_id=held.id, number=f"HAG {number}", on=office.at.date(),
                    ruling=Ruling.DISMISS, for_=9, against=2, abstain=1, reasons="tardivă",
                    by_id=people["secretariat"], at=office.at,
                ),
                Sitting(
                    year=2025, number=number, mode=Mode.MEETING, state=State.CLOSED,
                    starts_at=office.at, closed_at=office.at, place="sediu",
                    planned_at=office.at, planned_by_id=people["secretariat"],
                ),
            )
        )  # fmt: skip
    return certificate


def test_every_register_costs_the_same_statements_at_one_line_and_at_three(
    sqlite_office: TestOffice,
) -> None:
    """And opens to the auditor as a page and as a workbook, for any period."""
    office = sqlite_office
    filled(office, 1)
    auditor = english(office.client_of("auditor"))
    few = {}
    for name in LEDGERS:
        with counted(office.engine) as seen:
            auditor.get(f"/registers/{name}")
        few[name] = len(seen)
    for number in (2, 3):
        filled(office, number)
    auditor = english(office.client_of("auditor"))
    for name in LEDGERS:
        with counted(office.engine) as seen:
            page = auditor.get(f"/registers/{name}").get_data(as_text=True)
        assert len(seen) == few[name] <= 7, (name, seen)
        assert page.count("<tr") >= 4, name
        answer = auditor.get(f"/registers/{name}.xlsx?{YEAR}")
        sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
        assert sheet is not None
        assert sheet.max_row >= 4, name
        assert text_of(auditor, f"/registers/{name}?since=2019-01-01&until=2019-12-31")


def test_a_certificate_stands_under_its_own_number_with_what_it_is_worth(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    certificate = filled(office, 1)
    auditor = english(office.client_of("auditor"))
    assert re.search(r"CM-2026-001 .* valid", text_of(auditor, "/registers/certificates"))
    annul(office, certificate)
    assert re.search(r"CM-2026-001 .* annulled", text_of(auditor, "/registers/certificates"))


def test_what_the_assembly_resolved_has_its_register(sqlite_office: TestOffice) -> None:
    filled(sqlite_office, 3)
    page = text_of(english(sqlite_office.client_of("auditor")), "/registers/assembly")
    assert "HAG 3" in page
    assert "the contestation is dismissed" in page
    assert "9 2 1" in page


def test_a_register_goes_on_by_key_prints_whole_and_its_workbook_holds_every_line(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    acknowledged(office)
    many(office, 60)
    auditor = english(office.client_of("auditor"))
    first = auditor.get("/registers/registry").get_data(as_text=True)
    assert first.count("Organizația Exemplu") == 40
    beyond = re.search(r'rel="next" href="([^"]+)"', first)
    assert beyond is not None
    second = auditor.get(beyond[1].replace("&amp;", "&")).get_data(as_text=True)
    assert second.count("Organizația Exemplu") == 20
    assert 'rel="next"' not in second
    whole = re.search(r'href="([^"]*whole=1[^"]*)"', first)
    assert whole is not None
    printed = auditor.get(whole[1].replace("&amp;", "&")).get_data(as_text=True)
    assert printed.count("Organizația Exemplu") == 60


def test_what_went_with_a_paper_stands_in_its_line(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    issue(office, decided(office))
    with office.read() as session:
        (line,) = session.query(RegistryEntry)
        assert line.annex_count == 1
    auditor = english(office.client_of("auditor"))
    assert "1 annex" in text_of(auditor, "/registers/registry")
    assert "Annexes 1 annex" in text_of(auditor, f"/registry/{line.year}/{line.number}")
