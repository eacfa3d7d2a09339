"""The roll call of a meeting on paper: two people behind it, and behind its correction (C8)."""

import pytest

from membership.ballot import rolling
from membership.checking import check
from membership.models import Decision, Owed, RollCall
from tests.membership.ballot.board import SEATS, Board
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import Assembly
from workflows.refusal import Incomplete, NotNow, NotPermitted
from workflows.voting_terms import Choice, Result

FOR, AGAINST = Choice.FOR, Choice.AGAINST


def meeting(office: TestOffice) -> Board:
    case = office.before_board(declared=SEATS)
    assembly = Assembly.opened(office, case)
    with office.read() as session:
        board = Board(office, case, office.motion(session, case).public_id)
    assembly.come_to(1)
    board.open()
    return board


def enter(board: Board, *choices: Choice | None, by: str = "secretariat", reason: str = "") -> str:
    office = board.office
    with office.write() as session:
        seats = [seat.id for seat in board.found(session).roster]
        person = office.person(session, by)
        roll = rolling.enter(session, person, board.motion, dict(zip(seats, choices, strict=False)),
                             reason=reason, at=office.at)  # fmt: skip
        return roll.public_id


def confirm(board: Board, roll: str, by: str = "seat1") -> None:
    with board.office.write() as session:
        rolling.confirm(session, board.office.person(session, by), roll, at=board.office.at)


def sound(office: TestOffice) -> bool:
    return not check(office.engine, office.settings).breaches


def test_votes_from_paper_count_once_a_second_person_has_confirmed_them(
    sqlite_office: TestOffice,
) -> None:
    board = meeting(sqlite_office)
    roll = enter(board, FOR, FOR, FOR, AGAINST, None)
    with pytest.raises(NotPermitted) as raised:
        confirm(board, roll, by="secretariat")
    assert raised.value.message.key == "roll.second_person"
    with pytest.raises(NotNow):
        enter(board, FOR)
    with sqlite_office.read() as session:
        assert board.found(session).votes == []
    confirm(board, roll)
    board.close()
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert motion.result is Result.ADOPTED
        assert motion.outcome is not None
        assert (motion.outcome["for"], motion.outcome["against"]) == (3, 1)
        receipts = [row for row in session.query(Owed) if "vote_receipt" in row.key]
        assert len(receipts) == 4
    assert sound(sqlite_office)


def test_a_seat_that_voted_itself_is_not_voted_for(sqlite_office: TestOffice) -> None:
    board = meeting(sqlite_office)
    board.cast("seat2", AGAINST)
    with pytest.raises(Incomplete) as raised:
        enter(board, FOR, FOR, FOR)
    assert raised.value.message.key == "roll.voted_itself"
    confirm(board, enter(board, FOR, AGAINST, FOR), by="seat3")
    with sqlite_office.read() as session:
        assert len(board.found(session).votes) == 3


def test_a_vote_in_writing_knows_no_roll_call(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    with pytest.raises(NotNow) as raised:
        enter(board, FOR)
    assert raised.value.message.key == "roll.not_on_paper"


def test_a_correction_keeps_what_was_and_marks_what_was_issued_on_it(office: TestOffice) -> None:
    board = meeting(office)
    confirm(board, enter(board, FOR, FOR, FOR, AGAINST, AGAINST))
    board.close()
    with pytest.raises(Incomplete) as raised:
        enter(board, FOR, FOR, AGAINST, AGAINST, AGAINST)
    assert raised.value.message.key == "roll.reason_missing"
    with pytest.raises(Incomplete):
        enter(board, FOR, FOR, FOR, AGAINST, AGAINST, reason="Nimic nu diferă.")
    wrong = "Votul locului 3 a fost trecut greșit; vezi pagina 2 a procesului-verbal."
    roll = enter(board, FOR, FOR, AGAINST, AGAINST, AGAINST, reason=wrong)
    confirm(board, roll, by="seat2")
    with office.read() as session:
        motion, decision = board.found(session), session.query(Decision).one()
        assert motion.result is Result.NOT_ADOPTED
        assert motion.outcome is not None
        assert motion.outcome["for"] == 2
        kept = session.query(RollCall).order_by(RollCall.id.desc()).first()
        assert kept is not None and kept.before is not None
        assert (kept.before["result"], kept.before["for"]) == ("ADOPTED", 3)
        assert decision.questioned_at == office.at
        assert decision.in_force
    client = office.client_of("secretariat")
    client.set_cookie("language", "en")
    page = client.get(f"/motions/{board.motion}/result").get_data(as_text=True)
    assert "This vote was corrected on" in page
    assert "Before: for 3, against 2" in page
    assert sound(office)


def test_the_page_enters_and_another_person_confirms(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    board = meeting(office)
    clerk, chair = office.client_of("secretariat"), office.client_of("seat1")
    for client in (clerk, chair):
        client.set_cookie("language", "en")
    path = f"/motions/{board.motion}"
    assert "Enter or confirm the roll call" in clerk.get(f"{path}?how").get_data(as_text=True)
    with office.read() as session:
        seats = [seat.id for seat in board.found(session).roster]
    body = {f"seat_{key}": "for" for key in seats}
    sent = clerk.post(f"{path}/roll", data={**body, "form_token": office.token()})
    assert sent.status_code == 303
    assert "so somebody else confirms it" in clerk.get(f"{path}/roll").get_data(as_text=True)
    page = chair.get(f"{path}/roll").get_data(as_text=True)
    assert "Confirm the roll call" in page
    with office.read() as session:
        roll = session.query(RollCall).one().public_id
    done = chair.post(f"/rolls/{roll}/confirm", data={"form_token": office.token()})
    assert done.status_code == 303
    with office.read() as session:
        assert len(board.found(session).votes) == 5
