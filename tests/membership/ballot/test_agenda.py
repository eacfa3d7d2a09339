"""Motions on the Board's table: lodging another one, and the order in which they are voted."""

import pytest

from membership.ballot.lodging import Wanted, propose
from membership.models import Life
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.refusal import Incomplete, NotNow, NotPermitted
from workflows.voting_terms import Choice, MotionKind

AGAINST, FOR, ABSTAIN = Choice.AGAINST, Choice.FOR, Choice.ABSTAIN


def test_after_a_failed_motion_another_one_may_be_lodged_and_voted(office: TestOffice) -> None:
    board = Board.opened(office)
    board.voted(FOR, FOR, AGAINST, AGAINST, ABSTAIN)
    board.close()
    board.motion = lodged(board, MotionKind.DEFER)
    board.call()
    board.open()
    board.voted(FOR, FOR, FOR, FOR, FOR)
    board.close()
    with office.read() as session:
        case = office.case(session, board.case)
        assert case.stage is Stage.DEFERRED
        assert [decision.kind for decision in case.decisions] == [MotionKind.DEFER]
        assert case.motions[1].decision is case.decisions[0]


def lodged(board: Board, kind: MotionKind, by: str = "seat3", text: str = "Lipsește.") -> str:
    office = board.office
    with office.write() as session:
        code = next(iter(office.statute.reasons))
        motion = propose(
            session,
            office.person(session, by),
            board.case,
            Wanted(
                kind=kind,
                text_ro="Consiliul Director amână hotărârea.",
                text_en="The Directors Board defers its decision.",
                reasons=[{"code": code, "text": text}],
            ),
            statute=office.statute,
            at=office.at,
        )
        return motion.public_id


def test_the_first_motion_adopted_closes_the_item(sqlite_office: TestOffice) -> None:
    board = Board.called(sqlite_office)
    later = lodged(board, MotionKind.DEFER)
    board.open()
    board.voted(*[FOR] * 5)
    board.close()
    with sqlite_office.read() as session:
        motions = sqlite_office.case(session, board.case).motions
        assert [motion.life for motion in motions] == [Life.CLOSED, Life.WITHOUT_OBJECT]
        assert motions[1].public_id == later


def test_the_reporters_motion_is_voted_before_the_others(sqlite_office: TestOffice) -> None:
    board = Board.called(sqlite_office)
    first, board.motion = board.motion, lodged(board, MotionKind.DEFER)
    board.call()
    with pytest.raises(NotNow) as raised:
        board.open()
    assert raised.value.message.key == "ballot.earlier_motion_first"
    board.motion = first
    board.open()


def test_a_motion_that_lacks_its_reason_or_contradicts_the_findings_is_not_lodged(
    sqlite_office: TestOffice,
) -> None:
    board = Board.called(sqlite_office)
    with pytest.raises(Incomplete) as raised:
        lodged(board, MotionKind.DEFER, text=" ")
    assert raised.value.message.key == "ballot.motion_needs.reasons"
    with pytest.raises(Incomplete) as raised:
        lodged(board, MotionKind.REJECT)
    assert raised.value.message.key == "review.findings_against_rejection"
    with pytest.raises(NotPermitted):
        lodged(board, MotionKind.DEFER, by="secretariat")
