"""A vote on a single case is a written procedure of one point."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from membership.application import services
from membership.ballot import clock
from membership.ballot.lodging import Wanted
from membership.checking import check
from membership.models import InterestKind, Life, Sitting
from tests.membership.ballot.board import SEATS, Board
from tests.membership.ballot.lodged import lodge
from tests.membership.ballot.test_clock import objects
from tests.membership.ballot.test_secret import put, secretly
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import Assembly
from workflows.refusal import NotNow
from workflows.sitting import State
from workflows.voting_terms import Choice, Mode, MotionKind


def test_calling_a_vote_on_one_case_convenes_a_written_procedure(sqlite_office: TestOffice) -> None:
    board = Board.called(sqlite_office)
    with sqlite_office.read() as session:
        item = board.found(session).item
        assert item is not None and item.application is not None
        sitting = item.sitting
        assert (sitting.mode, sitting.state) == (Mode.WRITTEN, State.CONVENED)
        assert (sitting.year, sitting.number) == (2026, 1)
        assert sitting.ends_at == sqlite_office.at + timedelta(days=7)
        assert item.application.public_id == board.case


def test_calling_it_again_moves_the_same_procedure(sqlite_office: TestOffice) -> None:
    board = Board.called(sqlite_office)
    sqlite_office.later(days=1)
    board.call()
    with sqlite_office.read() as session:
        item = board.found(session).item
        assert item is not None
        assert (item.sitting.number, item.sitting.ends_at) == (
            1,
            sqlite_office.at + timedelta(days=7),
        )


def test_opening_the_vote_begins_it_under_the_rules_of_a_written_procedure(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert motion.item is not None and motion.item.sitting.state is State.OPEN
        assert motion.rules is not None and motion.rules["mode"] == "written"
    assert not check(sqlite_office.engine, sqlite_office.settings).breaches


def test_a_procedure_that_has_opened_is_not_called_again(sqlite_office: TestOffice) -> None:
    case = sqlite_office.before_board(declared=SEATS)
    with sqlite_office.read() as session:
        board = Board(sqlite_office, case, sqlite_office.motion(session, case).public_id)
    lodge(board, Wanted(kind=MotionKind.ADMIT))
    second = Board(sqlite_office, case, board.motion)
    with sqlite_office.read() as session:
        board.motion = sqlite_office.case(session, case).motions[0].public_id
    Assembly.planned(sqlite_office, case, mode=Mode.WRITTEN)
    board.call()
    second.call()
    board.open()
    with pytest.raises(NotNow, match=r"not_now\.open"):
        second.call()
    with sqlite_office.read() as session:
        item = second.found(session).item
        assert item is not None and item.sitting.state is State.OPEN


def test_a_case_in_a_procedure_of_several_is_called_with_the_others(
    sqlite_office: TestOffice,
) -> None:
    case, other = sqlite_office.before_board(), sqlite_office.before_board()
    Assembly.planned(sqlite_office, case, other, mode=Mode.WRITTEN)
    with sqlite_office.read() as session:
        board = Board(sqlite_office, case, sqlite_office.motion(session, case).public_id)
    with pytest.raises(NotNow, match="on_an_agenda"):
        board.call()


def withdraw(board: Board) -> None:
    """The applicant withdraws."""
    office = board.office
    with office.write() as session:
        applicant = office.person(session, "applicant")
        services.withdraw(session, applicant, board.case, at=office.at)


def spoil(board: Board) -> None:
    """Somebody whose ballot is in the box comes to have an interest, and the vote is closed."""
    put(board, "seat3", Choice.FOR)
    board.declare("seat3", InterestKind.COMPETITOR)
    board.office.later(days=7)
    with board.office.write() as session:
        clock.close_when_due(session, board.motion, at=board.office.at)


@pytest.mark.parametrize("how", [withdraw, spoil, lambda board: objects(board, "seat3")])
def test_a_procedure_ends_with_its_last_vote_whatever_ends_that(
    sqlite_office: TestOffice, how: Callable[[Board], None]
) -> None:
    if how is spoil:
        secretly(sqlite_office)
    board = Board.opened(sqlite_office)
    how(board)
    with sqlite_office.read() as session:
        motion = sqlite_office.case(session, board.case).motions[0]
        assert (motion.life, motion.closed_at) == (Life.WITHOUT_OBJECT, sqlite_office.at)
        assert motion.item is not None and motion.item.sitting.state is State.CLOSED
        assert motion.box == []
    assert not check(sqlite_office.engine, sqlite_office.settings).breaches


def test_a_procedure_whose_case_is_withdrawn_before_any_vote_was_not_held(
    sqlite_office: TestOffice,
) -> None:
    board = Board.called(sqlite_office)
    withdraw(board)
    with sqlite_office.write() as session:
        sitting = session.scalars(select(Sitting)).one()
        assert (sitting.state, sitting.opened_at) == (State.CANCELLED, None)
        sitting.state = State.OPEN
        assert sitting.public_id
    (breach,) = check(sqlite_office.engine, sqlite_office.settings).breaches
    assert breach == f"sitting {sitting.public_id}: stands, and every motion of it has ended"
