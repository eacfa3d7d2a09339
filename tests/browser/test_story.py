"""The whole story, played in browsers: from the first page to the letter in the member's hand."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from membership.account import services as accounts
from membership.demonstration.cast import STAFF
from membership.demonstration.paths import address
from membership.demonstration.pdf import one_page
from membership.models import Office, Seat
from tests.browser import applicant, board, crawl, staff
from tests.browser.conftest import Comes
from tests.browser.house import House
from tests.browser.visitor import Visitor
from workflows.permission import Role

NAMES = {one.key: one.name for one in STAFF}
AS_OTHERS = ("vice", "board", "sixth", "seventh")
"""Seats that vote as the chair does on her phone: by the same services, without their own."""
MORE = {"sixth": "Oana Închipuită", "seventh": "Victor Inventat"}


def test_an_organisation_applies_and_ends_with_a_letter_that_says_it_is_a_member(
    house: House, comes: Comes, tmp_path: Path
) -> None:
    the_board_has_seven_seats(house)
    ana = comes(house)
    applicant.registers(ana)
    case = ana.path
    applicant.fills_the_dossier(ana, tmp_path)
    reference = applicant.submits(ana)
    assert ana.path == case
    acknowledgement = words_of(applicant.receives_letter(ana, 1))
    assert reference in acknowledgement and applicant.NAME in acknowledgement
    clerk = comes(house)
    the_procedure_is_checked(clerk, ana, tmp_path)
    the_evidence_is_assessed(comes(house), comes(house, phone=True))
    staff.finds_in_the_queue(clerk, applicant.NAME)
    staff.puts_to_the_board(clerk)
    resolution = the_board_votes(house, comes, case.rpartition("/")[2])
    staff.finds_in_the_queue(clerk, applicant.NAME)
    staff.issues_the_letter(clerk)
    staff.sends_the_letter(clerk, NAMES["chair"])
    letter = words_of(applicant.receives_letter(ana, 2))
    for words in (applicant.NAME, f"Hotărârea {resolution}", "art. 11", applicant.PROOF):
        assert words in letter, letter
    the_letter_can_be_verified(comes(house), letter)
    clerk.goes("/members")
    assert applicant.NAME in clerk.text()
    assert house.breaches() == ()


def the_board_has_seven_seats(house: House) -> None:
    """Two members more than the demonstration's five, by the statute file as well."""
    own = house.settings.own_statute
    own.write_text(own.read_text("utf-8").replace("\nseats = 5", "\nseats = 7"), "utf-8")
    story = house.beginning()
    with story.act() as session:
        for key, name in MORE.items():
            person = accounts.add(session, email=address(key), name=name, roles=(Role.BOARD,),
                                  at=story.now())  # fmt: skip
            session.add(Seat(person_id=person.id, office=Office.MEMBER, since=date(2025, 1, 1)))


def the_procedure_is_checked(clerk: Visitor, ana: Visitor, folder: Path) -> None:
    """The secretariat asks for what lacks, the applicant answers, the procedure is accepted."""
    staff.comes_in(clerk, "secretariat")
    staff.finds_in_the_queue(clerk, applicant.NAME)
    staff.ticks_the_checklist(clerk, "ask", lacking="own_decision")
    staff.asks(clerk)
    decision = folder / "Hotărârea AGA nr. 3.pdf"
    decision.write_bytes(one_page("Hotărârea AGA nr. 3", (applicant.NAME,)))
    applicant.answers(ana, "Transmitem hotărârea adunării generale.", decision)
    staff.finds_in_the_queue(clerk, applicant.NAME)
    assert "Transmitem hotărârea adunării generale." in clerk.text()
    staff.ticks_the_checklist(clerk, "assign")
    staff.accepts_and_assigns(clerk, NAMES["rapporteur"])


def the_evidence_is_assessed(desk: Visitor, phone: Visitor) -> None:
    """The rapporteur has no interest, finds one claim at a desk and begins the next; the draft
    waits on the phone, where it becomes a finding, and where the report is written."""
    for visitor in (desk, phone):
        staff.comes_in(visitor, "rapporteur")
        assert visitor.path == "/files"
    desk.opens(f"main a:has-text('{applicant.NAME}')")
    staff.declares(desk, "none")
    desk.opens("main aside a.btn-primary")
    staff.reads_the_evidence_beside(desk)
    staff.finds(desk, "Prototipul este încercat.")
    staff.keeps_a_draft(desk, "Laboratorul este")
    phone.opens(f"main a:has-text('{applicant.NAME}')")
    phone.opens("main aside a.btn-primary")
    staff.reads_the_evidence_beside(phone)
    assert phone.page.locator("[name='reason']").input_value() == "Laboratorul este"
    assert crawl.runs_over(phone) == []
    staff.finds(phone, "Laboratorul este descris.")
    staff.reads_the_matrix(phone, "dovedit", "dovedit")
    assert [*crawl.runs_over(phone), *crawl.barriers(phone)] == []
    staff.reports(phone)


def the_board_votes(house: House, comes: Comes, case: str) -> str:
    """Seven seats: one has an interest, six vote, one of them twice and has their opposition
    recorded; answers the resolution. Three of them do it on phones."""
    chair, fourth, interested = (comes(house, phone=True) for _ in range(3))
    for seat, key in ((chair, "chair"), (fourth, "fourth"), (interested, "fifth")):
        staff.comes_in(seat, key)
    board.opens_the_motion(interested)
    staff.declares(interested, "collaborator", "proiect comun în ultimii doi ani")
    assert interested.goes(f"/case/{case}") == 404
    for seat in (chair, fourth):
        board.says_no_interest(seat)
    board.opens_the_vote(chair)
    trackers = [board.votes_for(house, case, key) for key in AS_OTHERS]
    trackers.append(board.votes(chair, "for"))
    dropped = board.votes(fourth, "abstain")
    trackers.append(board.votes(fourth, "against", "Nu am fost convins.", opposes=True))
    board.closes_the_vote(chair)
    assert [*crawl.barriers(fourth), *crawl.barriers(chair)] == []
    return the_result_can_be_counted(chair, trackers, dropped)


def the_result_can_be_counted(chair: Visitor, trackers: list[str], dropped: str) -> str:
    """The result names seats, recusals, votes and what was needed, and every vote that counts."""
    chair.page.locator("details").evaluate_all("all => all.forEach(it => it.open = true)")
    said = chair.text()
    assert all(tracker in said for tracker in trackers) and dropped not in said
    figures = [cell.inner_text().split()[0] for cell in chair.page.locator("table.sum td").all()]
    assert figures[:6] == ["7", "−1", "6", "6", "5", "1"], figures
    assert "Opunere consemnată în procesul-verbal." in said
    found = re.search(r"HCD (\d+/\d{2}\.\d{2}\.\d{4})", said)
    assert found, said
    return f"nr. {found.group(1)}"


def the_letter_can_be_verified(stranger: Visitor, letter: str) -> None:
    """Whoever holds the letter learns from its code that the register knows it."""
    code = re.search(r"\b[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}\b", letter)
    assert code, letter
    assert stranger.goes(f"/verify/{code.group()}") == 200
    assert applicant.NAME in stranger.text()
    assert stranger.page.locator("main .status-done").count() == 1


def words_of(paper: bytes) -> str:
    """What a PDF says, with every run of spaces and line ends one space."""
    pages = PdfReader(BytesIO(paper)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).replace("\u00a0", " ").split())
