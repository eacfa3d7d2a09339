"""What the General Assembly resolves on a contestation: decided again, admitted, dismissed."""

from datetime import timedelta

import pytest

from membership.application import steps
from membership.ballot import assembly
from membership.ballot.lodging import Wanted
from membership.checking import check
from membership.models import Member
from tests.membership.ballot.board import Board
from tests.membership.ballot.lodged import adopt, lodge
from tests.membership.office import TestOffice
from workflows.application import Stage, Step
from workflows.assembly import Ruling
from workflows.guard import Facts
from workflows.refusal import Incomplete, NotNow
from workflows.review import QualityFinding
from workflows.voting_terms import Choice, MotionKind


def contested(office: TestOffice) -> Board:
    board = Board.opened(office, MotionKind.REJECT)
    board.voted(*[Choice.FOR] * 5)
    board.close()
    office.later(days=10)
    with office.write() as session:
        case = office.case(session, board.case)
        facts = Facts(today=office.at.date(), due=office.at.date() + timedelta(days=1))
        steps.take(session, case, Step.CONTEST, facts, by=None, at=office.at)
    office.later(days=20)
    return board


def resolved(
    board: Board, ruling: Ruling, *, days: int = 0, votes: tuple[int, int] = (20, 3)
) -> Stage:
    office = board.office
    values = assembly.AssemblyValues(
        number="AG 4", on=office.at.date() + timedelta(days=days), ruling=ruling,
        for_=votes[0], against=votes[1], abstain=1, reasons="Adunarea a ascultat părțile.",
    )  # fmt: skip
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        assembly.record_resolution(session, clerk, board.case, values,
                                   statute=office.statute, at=office.at)  # fmt: skip
    with office.read() as session:
        return office.case(session, board.case).stage


def sound(office: TestOffice) -> bool:
    return not check(office.engine, office.settings).breaches


def test_the_board_decides_again_in_a_new_round(sqlite_office: TestOffice) -> None:
    board = contested(sqlite_office)
    assert resolved(board, Ruling.RETRY) is Stage.BOARD_DECISION
    lodge(board, Wanted(kind=MotionKind.ADMIT, quality=QualityFinding.FULFILLED))
    adopt(board)
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, board.case)
        assert case.stage is Stage.ASSOCIATE_MEMBER
        assert [decision.in_force for decision in case.decisions] == [False, True]
    assert sound(sqlite_office)


def test_the_applicant_is_admitted_from_the_day_of_the_resolution(
    sqlite_office: TestOffice,
) -> None:
    board = contested(sqlite_office)
    assert resolved(board, Ruling.ADMIT, days=-2) is Stage.ASSOCIATE_MEMBER
    with sqlite_office.read() as session:
        member = session.query(Member).one()
        assert member.since == sqlite_office.at.date() - timedelta(days=2)
        assert member.assembly_resolution is not None
        assert member.decision is None
    assert sound(sqlite_office)


def test_a_dismissed_contestation_makes_the_rejection_final(sqlite_office: TestOffice) -> None:
    board = contested(sqlite_office)
    assert resolved(board, Ruling.DISMISS) is Stage.REJECTED_FINAL
    with sqlite_office.read() as session:
        assert sqlite_office.case(session, board.case).decisions[0].in_force
    with pytest.raises(NotNow):
        resolved(board, Ruling.RETRY)
    assert sound(sqlite_office)


@pytest.mark.parametrize(("days", "votes"), [(1, (20, 3)), (-25, (20, 3)), (0, (3, 20))])
def test_what_no_assembly_can_have_resolved_is_not_put_on_record(
    sqlite_office: TestOffice, days: int, votes: tuple[int, int]
) -> None:
    board = contested(sqlite_office)
    with pytest.raises(Incomplete):
        resolved(board, Ruling.ADMIT, days=days, votes=votes)


def test_the_page_takes_the_resolution_and_keeps_what_was_typed(
    sqlite_office: TestOffice,
) -> None:
    board = contested(sqlite_office)
    client = sqlite_office.client_of("secretariat")
    client.set_cookie("language", "en")
    assert "Record the resolution on the contestation" in client.get(
        f"/case/{board.case}"
    ).get_data(as_text=True)
    path = f"/case/{board.case}/assembly"
    given = {"number": "AG 4", "on": sqlite_office.at.date().isoformat(), "ruling": "dismiss",
             "for_": "20", "against": "many", "abstain": "0", "reasons": "Tardivă."}  # fmt: skip
    wrong = client.post(path, data={"form_token": sqlite_office.token(), **given})
    assert wrong.status_code == 422
    assert "AG 4" in wrong.get_data(as_text=True)
    right = {**given, "against": "3", "form_token": sqlite_office.token()}
    assert client.post(path, data=right).status_code == 303
