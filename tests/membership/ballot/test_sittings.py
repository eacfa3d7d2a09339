"""A vote on a single case is a written procedure of one point."""

from datetime import timedelta

from membership.checking import check
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from workflows.sitting import State
from workflows.voting_terms import Mode


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
