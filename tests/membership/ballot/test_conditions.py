"""Admission with conditions, to its end: met, not met, and a membership that ends (18, 19)."""

from typing import Any

import pytest
from sqlalchemy import delete, select, update

from membership.ballot import conditions
from membership.ballot.lodging import Wanted
from membership.ballot.motions import to_decide
from membership.checking import check
from membership.database import Session
from membership.models import Condition, Decision, Life, Member
from tests.membership.ballot.board import Board
from tests.membership.ballot.lodged import admitted_with, adopt, lodge, write
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.motion import ConditionKind, ConditionState
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted
from workflows.review import QualityFinding
from workflows.standing import Standing
from workflows.voting_terms import Choice, MotionKind

UNSEEN = {"synchronize_session": False}
"""A change as another transaction makes it: the session still holds what it read."""
SUSPENSIVE, RESOLUTORY = ConditionKind.SUSPENSIVE, ConditionKind.RESOLUTORY


def found(office: TestOffice, condition: str, state: ConditionState, note: str = "Văzut.") -> None:
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        conditions.find(session, clerk, condition, state, note=note, at=office.at)


def stage(board: Board) -> Stage:
    with board.office.read() as session:
        return board.office.case(session, board.case).stage


def sound(office: TestOffice) -> bool:
    return not check(office.engine, office.settings).breaches


def is_taken_off_twice_at_once(
    office: TestOffice, condition: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def waited(session: Session, *given: Any, **more: Any) -> Any:
        removed = delete(Condition).where(Condition.public_id == condition)
        session.execute(removed, execution_options=UNSEEN)
        return to_decide(session, *given, **more)

    with monkeypatch.context() as patched, office.write() as session:
        patched.setattr(conditions, "to_decide", waited)
        with pytest.raises(NotFound):
            conditions.remove(session, office.person(session, "seat3"), condition, at=office.at)


def test_a_motion_to_admit_with_conditions_does_not_open_without_one(
    sqlite_office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    board = Board.called(sqlite_office)
    lodge(board, Wanted(kind=MotionKind.ADMIT_CONDITIONALLY))
    with pytest.raises(NotPermitted):
        write(board, SUSPENSIVE, by="seat4")
    with pytest.raises(Incomplete):
        write(board, SUSPENSIVE, days=0)
    with sqlite_office.write() as session:
        first = sqlite_office.case(session, board.case).motions[0]
        first.life = Life.WITHOUT_OBJECT
    board.call()
    with pytest.raises(Incomplete) as raised:
        board.open()
    assert [gap.key for gap in raised.value.gaps] == ["ballot.motion_needs.conditions"]
    twice = write(board, SUSPENSIVE)
    write(board, SUSPENSIVE)
    is_taken_off_twice_at_once(sqlite_office, twice, monkeypatch)
    board.open()
    with pytest.raises(NotNow):
        write(board, SUSPENSIVE)


def test_membership_begins_on_the_day_the_last_suspensive_condition_is_found_met(
    office: TestOffice,
) -> None:
    board, (first, second) = admitted_with(office, SUSPENSIVE, SUSPENSIVE)
    assert stage(board) is Stage.ADMITTED_CONDITIONAL
    with pytest.raises(Incomplete):
        found(office, first, ConditionState.FULFILLED, note=" ")
    with office.write() as session:
        clerk, read = (
            office.person(session, "secretariat"),
            session.scalars(select(Condition)).all(),
        )
        # As somebody else finds it while this one waits for the lock of the case.
        session.execute(update(Condition).where(Condition.public_id == first),
                        {"state": ConditionState.FULFILLED}, execution_options=UNSEEN)  # fmt: skip
        with pytest.raises(NotNow):
            conditions.find(session, clerk, first, ConditionState.FAILED, note="x", at=office.at)
        assert len(read) == 2
        session.rollback()
    found(office, first, ConditionState.FULFILLED)
    with office.read() as session:
        assert session.query(Member).count() == 0
    office.later(days=9)
    found(office, second, ConditionState.FULFILLED)
    assert stage(board) is Stage.ASSOCIATE_MEMBER
    with office.read() as session:
        assert session.query(Member).one().since == office.at.date()
    assert sound(office)


def test_a_condition_that_is_not_met_ends_nothing_until_the_board_resolves_it(
    sqlite_office: TestOffice,
) -> None:
    board, (name,) = admitted_with(sqlite_office, SUSPENSIVE)
    sqlite_office.later(days=61)
    with pytest.raises(Incomplete):
        lodge(board, Wanted(kind=MotionKind.REVOKE))
    found(sqlite_office, name, ConditionState.FAILED)
    assert stage(board) is Stage.ADMITTED_CONDITIONAL
    lodge(board, Wanted(kind=MotionKind.REVOKE))
    adopt(board)
    assert stage(board) is Stage.REJECTED
    with sqlite_office.read() as session:
        first, second = session.query(Decision).order_by(Decision.id)
        assert (first.in_force, second.in_force) == (False, True)
        assert second.motion.reverses is first
        assert [motion.decision for motion in first.reversed_by] == [second]
        assert session.query(Member).count() == 0
    assert sound(sqlite_office)


def test_a_failed_condition_may_still_be_cured_before_the_board_decides(
    sqlite_office: TestOffice,
) -> None:
    board, (name,) = admitted_with(sqlite_office, SUSPENSIVE)
    found(sqlite_office, name, ConditionState.FAILED)
    found(sqlite_office, name, ConditionState.FULFILLED)
    assert stage(board) is Stage.ASSOCIATE_MEMBER
    with pytest.raises(NotNow):
        found(sqlite_office, name, ConditionState.FAILED)


def test_a_resolutory_condition_lets_membership_begin_and_ends_it_by_a_resolution(
    sqlite_office: TestOffice,
) -> None:
    board, (name,) = admitted_with(sqlite_office, RESOLUTORY)
    assert stage(board) is Stage.ASSOCIATE_MEMBER
    sqlite_office.later(days=61)
    found(sqlite_office, name, ConditionState.FAILED)
    with sqlite_office.read() as session:
        assert session.query(Member).one().standing is Standing.ACTIVE
    lodge(board, Wanted(kind=MotionKind.REVOKE))
    adopt(board)
    with sqlite_office.read() as session:
        assert session.query(Member).one().standing is Standing.CEASED
    assert sound(sqlite_office)


def test_a_typing_mistake_in_a_resolution_is_corrected_by_another_and_both_stay(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(*[Choice.FOR] * 5)
    board.close()
    with sqlite_office.read() as session:
        before = session.query(Decision).one().motion.text_ro
    with pytest.raises(Incomplete):
        lodge(board, Wanted(kind=MotionKind.RECTIFY))
    ro, en = "La art. 1 se va citi „SRL”.", "Art. 1 shall read “SRL”."
    lodge(board, Wanted(kind=MotionKind.RECTIFY, text_ro=ro, text_en=en))
    adopt(board)
    assert stage(board) is Stage.ASSOCIATE_MEMBER
    with sqlite_office.read() as session:
        first, second = session.query(Decision).order_by(Decision.id)
        assert (first.in_force, second.in_force) == (True, True)
        assert second.title.startswith("HCD 2/")
        assert first.motion.text_ro == before
    client = sqlite_office.client_of("seat1")
    client.set_cookie("language", "en")
    case = client.get(f"/case/{board.case}").get_data(as_text=True)
    assert "Corrected by resolution HCD 2/" in case
    result = client.get(f"/motions/{board.motion}/result").get_data(as_text=True)
    assert "It corrects resolution HCD 1/" in result
    assert sound(sqlite_office)


def test_a_rejection_lodged_against_the_report_makes_its_own_findings(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(*[Choice.AGAINST] * 5)
    board.close()
    code = next(iter(sqlite_office.statute.reasons))
    lodge(board, Wanted(kind=MotionKind.REJECT, quality=QualityFinding.NOT_FULFILLED,
                        reasons=[{"code": code, "text": "Dovada nu ajunge."}]))  # fmt: skip
    adopt(board)
    assert stage(board) is Stage.REJECTED
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert "respinge cererea" in motion.text_ro
        assert "rejects the application" in motion.text_en
        assert motion.decision is not None
        assert motion.decision.quality_finding is QualityFinding.NOT_FULFILLED
