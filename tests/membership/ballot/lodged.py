"""Motions that members lodge in the office of the tests, and votes on them to the end."""

from datetime import date, timedelta

from membership.ballot import conditions
from membership.ballot.lodging import Wanted, propose
from membership.ballot.motions import rules_of
from tests.membership.ballot.board import SEATS, Board
from tests.membership.ballot.test_secret import put
from tests.membership.office import TestOffice
from workflows.motion import ConditionKind
from workflows.review import QualityFinding
from workflows.voting_terms import Ballot, Choice, MotionKind


def lodge(board: Board, wanted: Wanted, by: str = "seat3") -> None:
    """Lodges the motion, which becomes the board's."""
    office = board.office
    with office.write() as session:
        person = office.person(session, by)
        motion = propose(session, person, board.case, wanted, statute=office.statute,
                         at=office.at)  # fmt: skip
        board.motion = motion.public_id


def write(board: Board, kind: ConditionKind, by: str = "seat3", days: int = 60) -> str:
    """Writes a condition on the board's motion; answers its name."""
    office = board.office
    values = conditions.ConditionValues(
        kind=kind, text_ro="Depune certificatul ISO 9001.", text_en="Files its ISO 9001.",
        due_on=(office.at + timedelta(days=days)).date(), verified_by="secretariatul",
        proof="certificatul, în copie",
    )  # fmt: skip
    with office.write() as session:
        person = office.person(session, by)
        return conditions.add(session, person, board.motion, values, at=office.at).public_id


def adopt(board: Board, *choices: Choice) -> None:
    """Calls, opens, votes and closes; all vote for, unless other choices are given."""
    board.call()
    board.open()
    given = choices or [Choice.FOR] * 5
    with board.office.read() as session:
        secret = rules_of(board.found(session)).ballot is Ballot.SECRET
    if secret:
        for name, choice in zip(SEATS, given, strict=True):
            put(board, name, choice)
    else:
        board.voted(*given)
    board.close()


def admitted_with(office: TestOffice, *kinds: ConditionKind) -> tuple[Board, list[str]]:
    """A case admitted with one condition of each kind; its board and the conditions' names."""
    case = office.before_board(MotionKind.DEFER, declared=SEATS)
    with office.read() as session:
        board = Board(office, case, office.motion(session, case).public_id)
    adopt(board, *[Choice.AGAINST] * 5)
    lodge(board, Wanted(kind=MotionKind.ADMIT_CONDITIONALLY, quality=QualityFinding.FULFILLED))
    names = [write(board, kind) for kind in kinds]
    adopt(board)
    return board, names


def day(office: TestOffice, days: int) -> date:
    """A day of the office's calendar, so many days from now."""
    return (office.at + timedelta(days=days)).date()
