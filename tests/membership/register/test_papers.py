"""Papers entered by hand, and the registers that are read for a period."""

import io
from datetime import date, timedelta
from typing import Any

import pytest

from membership import checking
from membership.application import uploads
from membership.demonstration.pdf import one_page
from membership.models import (
    Direction,
    Document,
    Enclosed,
    Interest,
    InterestKind,
    Member,
    RegistryEntry,
    StandingChange,
)
from membership.register import enclosing, papers, reading
from membership.register.papers import Paper
from membership.register.reading import Period
from tests.membership.letter_office.scene import acknowledged, decided, found, issue, sent
from tests.membership.letter_office.test_life import annul
from tests.membership.letter_office.test_pages import clerk, english, text_of
from tests.membership.office import TestOffice
from workflows.letter import Channel
from workflows.refusal import Incomplete, NotNow, NotPermitted
from workflows.standing import Standing, StandingStep

ZONE = "Europe/Bucharest"
INVOICE = Paper(direction=Direction.IN, party="Tipografia Exemplu SRL", about="Factura nr. 12",
                channel=Channel.REGISTERED_POST, annexes="1 pagină")  # fmt: skip


def enter(office: TestOffice, paper: Paper = INVOICE, by: str = "secretariat") -> int:
    with office.write() as session:
        clerk = office.person(session, by)
        return papers.enter_paper(session, clerk, paper, at=office.at, zone=ZONE).number


def line(office: TestOffice, number: int) -> RegistryEntry:
    with office.read() as session:
        auditor = office.person(session, "auditor")
        return papers.find_entry(session, auditor, office.at.year, number)


def test_papers_entered_by_hand_share_the_one_series_with_letters(office: TestOffice) -> None:
    issue(office, acknowledged(office))
    assert enter(office) == 2
    assert issue(office, acknowledged(office)) == 3
    entry = line(office, 2)
    assert (entry.about, entry.party, entry.annexes) == (
        "Factura nr. 12", "Tipografia Exemplu SRL", "1 pagină",
    )  # fmt: skip
    assert entry.dated_on is None
    assert checking.check(office.engine, office.settings).breaches == ()


def test_a_late_paper_takes_todays_number_says_when_it_came_and_why_it_is_late(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    enter(office)
    came = office.at.date() - timedelta(days=6)
    late = Paper(direction=Direction.IN, party="P", about="A", dated_on=came)
    with pytest.raises(Incomplete) as refused:
        enter(office, late)
    assert refused.value.field == "note"
    late = Paper(direction=Direction.IN, party="P", about="A", dated_on=came, note="găsită târziu")
    assert enter(office, late) == 2
    entry = line(office, 2)
    assert (entry.dated_on, entry.on) == (came, office.at.date())
    page = text_of(clerk(office), "/registry")
    assert "late registration" in page
    tomorrow = Paper(direction=Direction.IN, party="P", about="A",
                     dated_on=office.at.date() + timedelta(days=1), note="x")  # fmt: skip
    with pytest.raises(Incomplete) as refused:
        enter(office, tomorrow)
    assert refused.value.field == "dated_on"


def test_a_paper_belongs_to_a_case_that_is_there(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    office.submitted()
    with office.read() as session:
        reference = office.case(session, office.submitted()).reference or ""
    paper = Paper(direction=Direction.IN, party="P", about="A", case=reference.lower())
    assert line(office, enter(office, paper)).application_id is not None
    with pytest.raises(Incomplete) as refused:
        enter(office, Paper(direction=Direction.IN, party="P", about="A", case="ADZ-1999-1"))
    assert refused.value.field == "case"


def test_only_the_secretariat_keeps_the_registry(sqlite_office: TestOffice) -> None:
    for who in ("auditor", "seat1"):
        with pytest.raises(NotPermitted):
            enter(sqlite_office, by=who)


def test_it_is_on_record_who_dealt_with_a_paper(sqlite_office: TestOffice) -> None:
    office, number = sqlite_office, enter(sqlite_office)
    with office.write() as session:
        by = office.person(session, "secretariat")
        papers.solve(session, by, office.at.year, number, by_whom="Ana Model",
                     how="plătită", at=office.at, zone=ZONE)  # fmt: skip
    entry = line(office, number)
    assert (entry.solved_by, entry.solved_how, entry.solved_on) == (
        "Ana Model", "plătită", office.at.date(),
    )  # fmt: skip


def test_a_line_entered_by_mistake_is_annulled_and_keeps_its_number(
    sqlite_office: TestOffice,
) -> None:
    office, number = sqlite_office, enter(sqlite_office)
    with office.write() as session:
        by = office.person(session, "secretariat")
        papers.annul_entry(session, by, office.at.year, number, why="dublură", at=office.at)
    assert enter(office) == number + 1
    with office.write() as session, pytest.raises(NotNow):
        by = office.person(session, "secretariat")
        papers.annul_entry(session, by, office.at.year, number, why="iar", at=office.at)
    assert checking.check(office.engine, office.settings).breaches == ()


def test_a_letters_line_is_annulled_with_its_letter_alone(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    number = issue(office, acknowledged(office))
    with office.write() as session, pytest.raises(NotNow):
        by = office.person(session, "secretariat")
        papers.annul_entry(session, by, office.at.year, number, why="x", at=office.at)


def test_a_paper_is_entered_solved_and_annulled_from_pages(sqlite_office: TestOffice) -> None:
    office, client = sqlite_office, clerk(sqlite_office)
    form = {"form_token": office.token(), "about": "Factura nr. 12"}
    answer = client.post("/registry/add", data=form)
    assert answer.status_code == 422
    assert 'value="Factura nr. 12"' in answer.get_data(as_text=True)
    form |= {"form_token": office.token(), "direction": "in", "party": "Tipografia Exemplu SRL"}
    answer = client.post("/registry/add", data=form)
    assert (answer.status_code, answer.location) == (303, "/registry/2026/1")
    answer = client.post("/registry/2026/1/solved", data={"form_token": office.token()})
    assert answer.status_code == 422
    form = {"form_token": office.token(), "by_whom": "Ana Model", "how": "plătită"}
    client.post("/registry/2026/1/solved", data=form)
    assert "Ana Model, plătită" in text_of(client, "/registry/2026/1")
    client.post("/registry/2026/1/annul", data={"form_token": office.token(), "why": "dublură"})
    assert "annulled" in text_of(client, "/registry/2026/1")
    auditor = english(office.client_of("auditor"))
    assert "Annul this line" not in text_of(auditor, "/registry/2026/1")
    assert auditor.get("/registry/add").status_code == 403


def test_a_paper_comes_with_its_file_and_proofs_are_kept_with_a_line(
    sqlite_office: TestOffice,
) -> None:
    office, client = sqlite_office, clerk(sqlite_office)
    form: Any = {"direction": "in", "party": "Tipografia Exemplu SRL"}

    def send(path: str, file: bytes = b"", **typed: str) -> tuple[int, str]:
        data: dict[str, Any] = {**typed, "form_token": office.token()}
        if file:
            data["file"] = (io.BytesIO(file), "recipisa.pdf")
        answer = client.post(path, data=data)
        return answer.status_code, answer.get_data(as_text=True)

    invoice, receipt = one_page("Factura"), one_page("Recipisa")
    status, page = send("/registry/add", invoice, **form)
    kept = page.partition('name="document" type="hidden" value="')[2].partition('"')[0]
    assert (status, len(kept)) == (422, 22)
    assert send("/registry/add", **form, about="Factura nr. 12", document=kept)[0] == 303
    line = "/registry/2026/1"
    with client.get(f"{line}/files/1") as answer:
        assert answer.data == invoice
    assert send(f"{line}/files", what="receipt")[0] == 422
    assert send(f"{line}/files", b"nimic", what="receipt")[0] == 422
    for _ in range(2):
        assert send(f"{line}/files", receipt, what="receipt")[0] == 303
    assert "proof that it was received" in text_of(client, line)
    auditor = english(office.client_of("auditor"))
    assert "recipisa.pdf" in text_of(auditor, line)
    assert auditor.get(f"{line}/files/2/out").status_code == 403
    assert send(f"{line}/files/2/out")[0] == 422
    assert send(f"{line}/files/2/out", why="alt plic")[0] == 303
    assert "A file was taken out: alt plic" in text_of(auditor, line)
    assert client.get(f"{line}/files/2").status_code == 404
    assert checking.check(office.engine, office.settings).breaches == ()


def test_the_files_of_a_line_open_to_who_may_read_what_it_is_about(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    case = office.submitted()
    with office.read() as session:
        reference = office.case(session, case).reference or ""
    about_case = Paper(direction=Direction.IN, party="P", about="A", case=reference)
    for number in (enter(office, about_case), issue(office, decided(office))):
        with office.write() as session:
            by = office.person(session, "secretariat")
            file = Document(sha256="0" * 64, size=1, media_type="application/pdf", name="x.pdf",
                            stored_by_id=by.id, at=office.at)  # fmt: skip
            session.add(file)
            enclosing.enclose(session, by, 2026, number, file, what=Enclosed.RECEIPT,
                              at=office.at)  # fmt: skip
        with office.read() as session:
            entry = line(office, number)
            opened = {
                who
                for who in ("secretariat", "auditor", "seat1", "administrator")
                if enclosing.opens(session, office.person(session, who), entry, at=office.at)
            }
            assert opened == {"secretariat"}
            theirs = uploads.earlier_files(session, office.case(session, case))
            assert "x.pdf" not in {one.name for one in theirs}


def test_a_register_is_read_for_any_period(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    first = enter(office)
    office.later(days=10)
    second = enter(office)
    with office.read() as session:
        auditor, today = office.person(session, "auditor"), office.at.date()
        for since, until, numbers in (
            (today, today, [second]),
            (today - timedelta(days=10), today - timedelta(days=1), [first]),
            (today - timedelta(days=10), today, [first, second]),
        ):
            rows = reading.papers(session, auditor, Period(since, until, ZONE))
            assert [entry.number for entry, _, _ in rows] == numbers


def test_an_annulled_letter_stands_in_the_register_and_says_so(sqlite_office: TestOffice) -> None:
    office, letter = sqlite_office, decided(sqlite_office)
    issue(office, letter)
    annul(office, letter)
    auditor = english(office.client_of("auditor"))
    assert "annulled" in text_of(auditor, "/registers/registry")


def test_a_case_that_is_closed_to_its_reader_is_in_no_register(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    letter = sent(office)
    with office.write() as session:
        case = office.case(session, office.submitted())
        closed = found(session, letter).case
        closed.interests.append(
            Interest(person_id=office.people["auditor"], kind=InterestKind.FAMILY, at=office.at)
        )
        name = closed.organisation.legal_name
        assert case is not closed
    auditor = english(office.client_of("auditor"))
    for register in ("registry", "resolutions", "interests"):
        assert name not in text_of(auditor, f"/registers/{register}")


def test_the_members_register_is_as_it_was_on_the_day(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    sent(office)
    admitted = office.at.date()
    with office.write() as session:
        member = session.query(Member).one()
        member.standing = Standing.CEASED
        member.history.append(
            StandingChange(step=StandingStep.CEASE, target=Standing.CEASED, basis="x",
                           on=admitted + timedelta(days=30), at=office.later(days=40))
        )  # fmt: skip
    with office.read() as session:
        auditor = office.person(session, "auditor")

        def held(day: date) -> list[Standing]:
            return [one.standing for one in reading.members_on(session, auditor, day)]

        assert held(admitted - timedelta(days=1)) == []
        assert held(admitted + timedelta(days=29)) == [Standing.ACTIVE]
        assert held(admitted + timedelta(days=30)) == [Standing.CEASED]
