"""Voting again: the same motion, a deferred case, a new round; and how long a deferral lasts."""

import pytest

from membership.ballot import repeating, resuming
from membership.ballot.counting import round_of
from membership.ballot.lodging import Wanted
from membership.models import Life
from tests.membership.ballot.board import SEATS, Board
from tests.membership.ballot.lodged import adopt, day, lodge
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.refusal import Incomplete, NotNow
from workflows.review import QualityFinding
from workflows.voting_terms import Choice, MotionKind, Result

AGAINST, FOR = Choice.AGAINST, Choice.FOR


def again(board: Board) -> None:
    with board.office.write() as session:
        chair = board.office.person(session, "seat1")
        motion = repeating.put_again(session, chair, board.motion, at=board.office.at)
        board.motion = motion.public_id


def test_a_motion_that_decided_nothing_is_voted_again_twice_and_no_more(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(*[AGAINST] * 5)
    board.close()
    for _ in range(2):
        again(board)
        adopt(board, *[AGAINST] * 5)
    with pytest.raises(NotNow) as raised:
        again(board)
    assert raised.value.message.key == "ballot.repeated_enough"


def test_a_tie_that_the_rules_repeat_once_fails_the_second_time(
    sqlite_office: TestOffice,
) -> None:
    own = sqlite_office.settings.own_statute
    own.write_text(own.read_text("utf-8").replace('"chair_casts"', '"revote_once"'), "utf-8")
    board = Board.opened(sqlite_office)
    tied = (AGAINST, FOR, FOR, AGAINST)
    board.voted(*tied)
    sqlite_office.later(days=7)
    board.close()
    with sqlite_office.read() as session:
        assert board.found(session).result is Result.TIE_UNRESOLVED
    again(board)
    board.call()
    board.open()
    board.voted(*tied)
    sqlite_office.later(days=7)
    board.close()
    with sqlite_office.read() as session:
        assert board.found(session).result is Result.NOT_ADOPTED


def test_an_alternative_waits_behind_the_motion_that_is_voted_again(
    sqlite_office: TestOffice,
) -> None:
    board = Board.called(sqlite_office)
    code = next(iter(sqlite_office.statute.reasons))
    first = board.motion
    lodge(board, Wanted(kind=MotionKind.DEFER, reasons=[{"code": code, "text": "Lipsește."}]))
    board.motion = first
    board.open()
    board.voted(*[AGAINST] * 5)
    board.close()
    with pytest.raises(NotNow) as raised:
        again(board)
    assert raised.value.message.key == "ballot.nothing_to_repeat"


def deferred(office: TestOffice, **wanted: object) -> Board:
    case = office.before_board(MotionKind.DEFER, declared=SEATS)
    with office.read() as session:
        board = Board(office, case, office.motion(session, case).public_id)
    adopt(board, *[AGAINST] * 5)
    code = next(iter(office.statute.reasons))
    lodge(board, Wanted(kind=MotionKind.DEFER, reasons=[{"code": code, "text": "Lipsește."}],
                        **wanted))  # type: ignore[arg-type]  # fmt: skip
    adopt(board)
    return board


def test_a_deferral_names_its_day_within_the_longest_term(sqlite_office: TestOffice) -> None:
    with pytest.raises(Incomplete) as raised:
        deferred(sqlite_office, until=day(sqlite_office, 120))
    assert raised.value.message.key == "ballot.until_too_late"
    until = day(sqlite_office, 30)
    board = deferred(sqlite_office, until=until, needed="Raportul, de la solicitant.")
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, board.case)
        assert (case.stage, case.due_on) == (Stage.DEFERRED, until)


def test_a_resumed_case_begins_a_new_round_into_which_no_vote_is_carried(
    office: TestOffice,
) -> None:
    board = deferred(office)
    office.later(days=30)
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        with pytest.raises(Incomplete):
            resuming.resume(session, clerk, board.case, note=" ", at=office.at)
        resuming.resume(session, clerk, board.case, note="A sosit raportul.", at=office.at)
    lodge(board, Wanted(kind=MotionKind.ADMIT, quality=QualityFinding.FULFILLED))
    with office.read() as session:
        motions = office.case(session, board.case).motions
        assert [round_of(motion) for motion in motions] == [1, 1, 2]
        assert motions[-1].votes == []
        assert motions[-1].life is Life.PROPOSED
    adopt(board)
    with office.read() as session:
        assert office.case(session, board.case).stage is Stage.ASSOCIATE_MEMBER
        assert board.found(session).outcome == {**(board.found(session).outcome or {}), "for": 5}
