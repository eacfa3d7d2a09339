"""Deputies and mandates: who votes for a seat, one vote a seat whoever casts it."""

from datetime import date
from io import BytesIO

import pytest

from membership.ballot import recounting, rolling
from membership.checking import check
from membership.letter.writers import write
from membership.models import InterestKind, RegistryEntry, Seat
from membership.sitting import representing, seats
from tests.membership.ballot.board import SEATS, Board
from tests.membership.office import PDF, TestOffice
from tests.membership.sitting.assembly import Assembly
from workflows.letter import State
from workflows.permission import Role
from workflows.refusal import Incomplete, NotNow, NotPermitted
from workflows.sitting import Presence
from workflows.voting_terms import Choice, Result

FOR, AGAINST = Choice.FOR, Choice.AGAINST
DEPUTY = "auditor"


def with_deputy(office: TestOffice, seat: int = 5) -> None:
    with office.write() as session:
        clerk, deputy = (office.person(session, name) for name in ("secretariat", DEPUTY))
        seats.name_deputy(session, clerk, seat, deputy, since=date(2026, 11, 2), at=office.at)


def sitting_of(board: Board) -> str:
    with board.office.read() as session:
        item = board.found(session).item
        assert item is not None
        return item.sitting.public_id


def mandate(office: TestOffice, sitting: str, seat: int, holder: str) -> str:
    """A signed mandate on record."""
    with office.write() as session:
        clerk, who = office.person(session, "secretariat"), office.person(session, holder)
        made = representing.prepare(session, clerk, sitting, seat, who.id, statute=office.statute,
                                    base_url="https://adeziune.example", at=office.at)  # fmt: skip
        representing.register(session, clerk, made.public_id, office.paper(session),
                              given_on=office.at.date(), statute=office.statute,
                              at=office.at)  # fmt: skip
        return made.public_id


def test_in_writing_the_deputy_votes_for_a_seat_whose_holder_has_an_interest(
    sqlite_office: TestOffice,
) -> None:
    with_deputy(sqlite_office)
    board = Board.opened(sqlite_office, declared=SEATS)
    with pytest.raises(NotPermitted, match="declare_first"):
        board.cast(DEPUTY)
    board.voted(FOR, FOR, FOR, FOR, AGAINST)
    # The interest comes on record while the vote is open: the holder's vote counts no more.
    board.declare("seat5", InterestKind.COMPETITOR)
    with pytest.raises(NotPermitted, match="recused"):
        board.cast("seat5")
    board.declare(DEPUTY)
    board.cast(DEPUTY, FOR)
    board.close()
    with sqlite_office.read() as session:
        motion = board.found(session)
        last = motion.roster[-1]
        assert (last.name, last.stand_in, last.sits) == (
            "Seat5 Exemplu", "Auditor Exemplu", Presence.DEPUTY)  # fmt: skip
        assert not last.recused and last.recused_at_open is False
        assert motion.outcome is not None
        assert (motion.outcome["recused"], motion.outcome["for"]) == (0, 5)
        assert recounting.faults(recounting.to_recount(motion)) == []
    page = sqlite_office.client_of("seat1").get(f"/motions/{board.motion}/result")
    assert "Auditor Exemplu" in page.get_data(as_text=True)
    assert not check(sqlite_office.engine, sqlite_office.settings).breaches


def test_a_deputy_with_an_interest_leaves_the_seat_out_and_one_who_does_not_sit_cannot_vote(
    sqlite_office: TestOffice,
) -> None:
    with_deputy(sqlite_office)
    board = Board.opened(sqlite_office, declared=SEATS)
    board.declare(DEPUTY)
    with pytest.raises(NotPermitted):
        board.cast(DEPUTY)
    board.declare("seat5", InterestKind.FAMILY)
    with sqlite_office.read() as session:
        assert board.found(session).roster[-1].sits is Presence.DEPUTY


def test_by_mandate_one_member_votes_for_two_seats_each_by_itself(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office, declared=SEATS)
    sitting = sitting_of(board)
    held = mandate(sqlite_office, sitting, 5, "seat1")
    with pytest.raises(NotPermitted, match="seat_is_sat_for"):
        board.cast("seat5")
    browser = sqlite_office.client_of("seat1")
    for choice, seat in (("for", "Seat1"), ("against", "Seat5")):
        ballot = browser.get(f"/motions/{board.motion}").get_data(as_text=True)
        assert ("Seat5 Exemplu" in ballot) is (seat == "Seat5")
        with sqlite_office.read() as session:
            roster = board.found(session).roster
            row = next(one.id for one in roster if one.name.startswith(seat))
        told = browser.post(
            f"/motions/{board.motion}/vote?seat={row}",
            data={"choice": choice, "reason": "De ce.", "form_token": sqlite_office.token()},
        )
        assert told.headers["Location"].endswith(f"/receipt?seat={row}")
        assert browser.get(told.headers["Location"]).status_code == 200
    board.cast("seat2"), board.cast("seat3"), board.cast("seat4")
    board.close()
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert motion.result is Result.ADOPTED and motion.outcome is not None
        assert (motion.outcome["for"], motion.outcome["against"]) == (4, 1)
        by = {vote.seat.name: vote.voter.name for vote in motion.votes}
        assert by["Seat5 Exemplu"] == "Seat1 Exemplu"
        entry = session.query(RegistryEntry).filter_by(subject="registry.entry.mandate").one()
        assert entry.party == "Seat5 Exemplu"
    with sqlite_office.write() as session, pytest.raises(NotNow):
        clerk = sqlite_office.person(session, "secretariat")
        representing.withdraw(session, clerk, held, at=sqlite_office.at)


def test_one_person_holds_one_mandate_and_it_ends_when_it_is_withdrawn(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office, declared=SEATS)
    sitting = sitting_of(board)
    held = mandate(sqlite_office, sitting, 5, "seat1")
    for seat, holder, why in ((4, "seat1", "held_already"), (5, "seat2", "represented_already"),
                              (4, "seat4", "holder_unknown")):  # fmt: skip
        with pytest.raises(Incomplete, match=why):
            mandate(sqlite_office, sitting, seat, holder)
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        representing.withdraw(session, clerk, held, at=sqlite_office.at)
    board.cast("seat5")


def test_the_mandate_is_a_paper_with_both_names(sqlite_office: TestOffice) -> None:
    assembly = Assembly.convened(sqlite_office, sqlite_office.before_board())
    mandate(sqlite_office, assembly.sitting, 5, "seat1")
    with sqlite_office.read() as session:
        (letter,) = [one for one in assembly.found(session).letters if one.kind.value == "L18"]
        said = write(session, letter, sqlite_office.statute, "ro")
        assert (said.giver, said.holder) == ("Seat5 Exemplu", "Seat1 Exemplu")  # type: ignore[union-attr]
        assert letter.entry is not None


def test_the_signed_mandate_is_brought_as_a_file_and_read_by_whom_it_concerns(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    assembly = Assembly.convened(office, office.before_board())
    with office.write() as session:
        clerk, holder = office.person(session, "secretariat"), office.person(session, "seat4")
        made = representing.prepare(
            session, clerk, assembly.sitting, 5, holder.id, statute=office.statute,
            base_url="https://adeziune.example", at=office.at,
        ).public_id  # fmt: skip
    secretary, paper = office.client_of("secretariat"), f"/mandates/{made}/paper"
    secretary.set_cookie("language", "en")

    def brings(**file: object) -> tuple[int, str]:
        answer = secretary.post(f"/mandates/{made}/register", data={
            "form_token": office.token(), "given_on": "2026-11-02", **file})  # fmt: skip
        return answer.status_code, answer.text

    assert secretary.get(f"/mandates/{made}/register").status_code == 200
    assert secretary.get(paper).status_code == 404
    status, page = brings()
    assert (status, "Choose the signed mandate." in page) == (422, True)
    status, page = brings(file=(BytesIO(b"signed"), "mandate.txt"))
    assert (status, "a picture of the paper" in page) == (422, True)
    assert brings(file=(BytesIO(PDF), "mandate.pdf"))[0] == 303
    answers = {
        name: office.client_of(name).get(paper, buffered=True).status_code
        for name in ("secretariat", "seat1", "auditor", "seat5", "seat4", "seat3")
    }
    assert answers == dict.fromkeys(answers, 200) | {"seat3": 404}
    assert "/paper" in office.client_of("seat4").get(f"/sittings/{assembly.sitting}").text
    assert "/paper" not in office.client_of("seat3").get(f"/sittings/{assembly.sitting}").text


def test_the_paper_of_a_withdrawn_mandate_is_annulled_and_one_not_issued_yet_thrown_away(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    assembly = Assembly.convened(office, office.before_board())
    held = mandate(office, assembly.sitting, 5, "seat1")
    with office.write() as session:
        office.person(session, "seat4").give(Role.BOARD_SECRETARY)
    # The secretary of the Board convenes, and issues no letter.
    secretary = office.client_of("seat4")
    page = f"/sittings/{assembly.sitting}/mandates"
    told = secretary.post(page, follow_redirects=True, data={
        "form_token": office.token(), "kind": "proxy", "seat": "3",
        "person": office.people["seat2"]})  # fmt: skip
    assert "secretariatul emite actul de semnat" in told.get_data(as_text=True)
    with office.read() as session:
        other = assembly.found(session).representations[1].public_id
    for one in (held, other):
        answer = secretary.post(f"/mandates/{one}/withdraw", data={"form_token": office.token()})
        assert answer.status_code == 303
    with office.read() as session:
        (letter,) = [one for one in assembly.found(session).letters if one.kind.value == "L18"]
        assert (letter.state, letter.replaced_by) == (State.ANNULLED, None)
        assert [one.letter for one in assembly.found(session).representations] == [letter, None]
    assert not check(office.engine, office.settings).breaches


def test_a_roll_on_paper_says_who_voted_for_the_seat(sqlite_office: TestOffice) -> None:
    with_deputy(sqlite_office)
    case = sqlite_office.before_board(declared=SEATS)
    assembly = Assembly.opened(sqlite_office, case, there=("seat1", "seat2", "seat3", DEPUTY))
    assembly.come_to(1)
    with sqlite_office.read() as session:
        board = Board(sqlite_office, case, sqlite_office.motion(session, case).public_id)
    board.open()
    with sqlite_office.write() as session:
        clerk, motion = sqlite_office.person(session, "secretariat"), board.found(session)
        assert motion.roster[-1].stand_in == "Auditor Exemplu"
        choices = {seat.id: FOR for seat in motion.roster[:3]} | {motion.roster[-1].id: AGAINST}
        with pytest.raises(Incomplete, match="not_for_this_seat"):
            rolling.enter(session, clerk, board.motion, choices, at=sqlite_office.at,
                          voters={motion.roster[0].id: clerk.id})  # fmt: skip
        roll = rolling.enter(session, clerk, board.motion, choices, at=sqlite_office.at)
        rolling.confirm(session, sqlite_office.person(session, "seat1"), roll.public_id,
                        at=sqlite_office.at)  # fmt: skip
    board.close()
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert motion.outcome is not None and motion.outcome["present"] == 4
        assert {v.seat.name: v.stand_in for v in motion.votes}["Seat5 Exemplu"] == "Auditor Exemplu"
    assert not check(sqlite_office.engine, sqlite_office.settings).breaches


def test_the_secretary_writes_down_a_mandate_on_the_roll_once_it_is_registered(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.before_board(declared=SEATS)
    assembly = Assembly.opened(sqlite_office, case, there=("seat1", "seat2", "seat3"))
    with pytest.raises(Incomplete, match="no_mandate"):
        assembly.mark(4, Presence.PROXY)
    mandate(sqlite_office, assembly.sitting, 4, "seat2")
    assembly.mark(4, Presence.PROXY)
    assert assembly.present() == 4
    assembly.come_to(1)
    with sqlite_office.read() as session:
        board = Board(sqlite_office, case, sqlite_office.motion(session, case).public_id)
        assert session.get_one(Seat, 4).person.name == "Seat4 Exemplu"
    board.open()
    board.cast("seat2")
    board.cast("seat2", AGAINST)
    with sqlite_office.read() as session:
        cast = {v.seat.name: v.choice for v in board.found(session).votes}
        assert cast == {"Seat2 Exemplu": FOR, "Seat4 Exemplu": AGAINST}
