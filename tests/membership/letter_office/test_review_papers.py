"""What the review sends and keeps on paper: the request, the closing, the rapporteurs' report."""

import pytest

from membership.letter import handlers, services
from membership.letter.compose import body
from membership.models import Letter, Owed
from membership.review import services as reviews
from membership.review.motion import Ground
from membership.review.services import Question
from tests.membership.ballot.board import SEATS, Board
from tests.membership.letter_office.scene import (
    QuickPress,
    dispatch,
    issue,
    letter_of,
    print_it,
)
from tests.membership.letter_office.test_pages import clerk, text_of
from tests.membership.office import TestOffice
from tests.membership.review.test_findings import find, report
from workflows.letter import Kind, State
from workflows.refusal import NotNow
from workflows.review import QualityFinding, Verdict
from workflows.voting_terms import Choice, MotionKind

POINT = Question(
    subject="Hotărârea de aderare",
    question="Vă rugăm să o transmiteți.",
    reason="Lipsește din dosar.",
    satisfies="O copie semnată.",
)


def asked(office: TestOffice) -> str:
    case = office.submitted()
    with office.write() as session:
        reviews.ask(session, office.person(session, "secretariat"), case, [POINT], at=office.at)
    return case


def words(office: TestOffice, public_id: str) -> str:
    with office.read() as session:
        letter = session.query(Letter).filter_by(public_id=public_id).one()
        facts = services.said(
            session, letter, house=office.statute, base_url="https://x.example", at=office.at
        )
        return body(letter.kind, letter.language, facts)


def test_a_request_says_each_point_why_it_is_asked_and_by_when(sqlite_office: TestOffice) -> None:
    letter = letter_of(sqlite_office, asked(sqlite_office), Kind.CLARIFICATION)
    said = words(sqlite_office, letter)
    for part in ("Hotărârea de aderare", "Lipsește din dosar.", "O copie semnată.", "17 noiembrie"):
        assert part in said.replace("\u00a0", " ")
    assert issue(sqlite_office, letter) == 1


def test_the_applicant_hears_of_a_request_before_its_letter_is_signed(
    sqlite_office: TestOffice,
) -> None:
    case = asked(sqlite_office)
    page = sqlite_office.client_of("applicant").get(f"/application/{case}/answer")
    assert "Vă rugăm să o transmiteți." in page.get_data(as_text=True)


def test_a_closing_quotes_the_letter_that_asked(sqlite_office: TestOffice) -> None:
    case = asked(sqlite_office)
    number = issue(sqlite_office, letter_of(sqlite_office, case, Kind.CLARIFICATION))
    sqlite_office.later(days=20)
    with sqlite_office.write() as session:
        reviews.lapse(session, sqlite_office.person(session, "secretariat"), case,
                      at=sqlite_office.at)  # fmt: skip
    said = words(sqlite_office, letter_of(sqlite_office, case, Kind.CLOSING)).replace("\u00a0", " ")
    assert f"nr. {number}/02.11.2026" in said
    assert "21 ianuarie 2027" in said


def reported(office: TestOffice) -> str:
    case = office.in_review()
    find(office, case, Verdict.PROVEN, reason="Raportul acoperă domeniul.")
    report(office, case, MotionKind.ADMIT, QualityFinding.FULFILLED)
    return case


def test_a_report_is_numbered_printed_and_never_sent(sqlite_office: TestOffice) -> None:
    office, case = sqlite_office, reported(sqlite_office)
    letter = letter_of(office, case, Kind.REPORT)
    said = words(office, letter).replace("\u00a0", " ")
    for part in ("Raportul acoperă domeniul.", "Contribuția este dovedită.", "versiunea 1",
                 "Rapporteur Exemplu"):  # fmt: skip
        assert part in said
    with office.read() as session:
        row = session.query(Letter).filter_by(public_id=letter).one().id
    for _ in range(2):
        with QuickPress() as press:
            handlers.print_letter(office.engine, office.settings, press, row, office.at)
    with office.read() as session:
        printed = session.get_one(Letter, row)
        assert printed.state is State.NUMBERED
        assert printed.dispatched_at is None
        assert printed.facts is not None
        assert printed.document is not None


def test_a_proposal_of_inadmissibility_goes_to_the_board_with_a_short_report(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.submitted()
    with sqlite_office.write() as session:
        by = sqlite_office.person(session, "secretariat")
        ground = Ground(code="not_legal_person", text="Nu este persoană juridică.")
        reviews.propose_inadmissible(session, by, case, ground, at=sqlite_office.at)
    letter = letter_of(sqlite_office, case, Kind.REPORT)
    said = words(sqlite_office, letter).replace("\u00a0", " ")
    for part in ("nu a fost urmată. Nu este persoană juridică.", "nu a fost evaluată",
                 "Secretariat Exemplu</bdi>, secretariat", "versiunea 1"):  # fmt: skip
        assert part in said
    assert "Contribuția în lanțul valoric" not in said
    with QuickPress() as press, sqlite_office.read() as session:
        row = session.query(Letter).filter_by(public_id=letter).one().id
        handlers.print_letter(sqlite_office.engine, sqlite_office.settings, press, row,
                              sqlite_office.at)  # fmt: skip
    with sqlite_office.read() as session:
        assert session.get_one(Letter, row).document is not None


def test_the_board_votes_on_inadmissibility_and_its_letter_names_the_reason(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.submitted()
    with sqlite_office.write() as session:
        by = sqlite_office.person(session, "secretariat")
        ground = Ground(code="untrue_data", text="Sediul declarat nu este cel din registru.")
        reviews.propose_inadmissible(session, by, case, ground, at=sqlite_office.at)
    with sqlite_office.read() as session:
        board = Board(sqlite_office, case, sqlite_office.motion(session, case).public_id)
    board.call()
    for seat in SEATS:
        board.declare(seat)
    board.open()
    for seat in SEATS:
        board.cast(seat, Choice.FOR)
    sqlite_office.later(days=8)
    board.close()
    said = words(sqlite_office, letter_of(sqlite_office, case, Kind.REJECTION))
    assert "Sediul declarat nu este cel din registru." in said.replace("\u00a0", " ")


def test_a_report_is_the_houses_own_paper(sqlite_office: TestOffice) -> None:
    case = reported(sqlite_office)
    address = f"/letters/{letter_of(sqlite_office, case, Kind.REPORT)}"
    assert sqlite_office.client_of("secretariat").get(address).status_code == 200
    assert sqlite_office.client_of("rapporteur").get(address).status_code == 200
    for name in ("applicant", "seat1", "auditor"):
        assert sqlite_office.client_of(name).get(address).status_code == 404


def test_a_report_is_signed_and_kept_and_no_way_leads_it_out(sqlite_office: TestOffice) -> None:
    office, case = sqlite_office, reported(sqlite_office)
    letter = letter_of(office, case, Kind.REPORT)
    print_it(office, letter)
    client = clerk(office)
    page = text_of(client, f"/letters/{letter}")
    assert "the applicant does not read it" in page
    assert "How it goes out" not in page
    with pytest.raises(NotNow):
        dispatch(office, letter)
    form = {"form_token": office.token(), "signed_by": ""}
    assert client.post(f"/letters/{letter}/dispatch", data=form).status_code == 422
    form = {"form_token": office.token(), "signed_by": "Rapporteur Exemplu"}
    assert client.post(f"/letters/{letter}/dispatch", data=form).status_code == 303
    assert "signed, kept" in text_of(client, f"/letters/{letter}")
    assert "Report of the rapporteurs" not in text_of(client, "/letters?pile=todo")
    assert "Report of the rapporteurs" in text_of(client, "/letters?pile=gone")
    with office.read() as session:
        told = [
            one.payload for one in session.query(Owed) if "letter_dispatched" in str(one.payload)
        ]
        assert told == []
