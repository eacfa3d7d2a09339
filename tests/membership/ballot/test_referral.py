"""Cases that the Assembly decides: a tie, too few voters, nobody to preside over the Board."""

import pytest

from membership.application import services
from membership.application.disclosure import known_stage
from membership.application.steps import NEVER
from membership.ballot import assembly
from membership.ballot.referring import referral_of
from membership.checking import check
from membership.models import InterestKind, Life, Member, Waiting
from tests.membership.ballot.board import SEATS, Board
from tests.membership.ballot.lodged import adopt
from tests.membership.ballot.test_papers import facts_of
from tests.membership.ballot.test_repeating import again
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.assembly import Ruling
from workflows.letter import Kind
from workflows.letter_decided import Rejection
from workflows.refusal import Incomplete, NotNow
from workflows.voting_terms import Choice, Referral

AGAINST, FOR = Choice.AGAINST, Choice.FOR
TIED = (None, FOR, FOR, AGAINST, AGAINST)


def with_tie(office: TestOffice, rule: str) -> None:
    own = office.settings.own_statute
    own.write_text(own.read_text("utf-8").replace('"chair_casts"', f'"{rule}"'), "utf-8")


def tied(office: TestOffice) -> Board:
    board = Board.opened(office)
    board.voted(*TIED)
    office.later(days=7)
    board.close()
    return board


def interested(office: TestOffice, *names: str) -> Board:
    """A case whose vote was called, in which these seats have an interest."""
    board = Board.called(office, declared=tuple(name for name in SEATS if name not in names))
    for name in names:
        board.declare(name, InterestKind.COMPETITOR)
    return board


def referral(board: Board) -> Referral | None:
    office = board.office
    with office.read() as session:
        case = office.case(session, board.case)
        return referral_of(session, case, statute=office.statute, at=office.at)


def resolved(board: Board, ruling: Ruling) -> Stage:
    office = board.office
    values = assembly.AssemblyValues(
        number="AG 5", on=office.at.date(), ruling=ruling, for_=20, against=3, abstain=1,
        reasons="Adunarea a citit dosarul și referatul.",
    )  # fmt: skip
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        assembly.record_resolution(session, clerk, board.case, values,
                                   statute=office.statute, at=office.at)  # fmt: skip
    with office.read() as session:
        return office.case(session, board.case).stage


def sound(office: TestOffice) -> bool:
    return not check(office.engine, office.settings).breaches


def test_a_tie_that_the_rules_refer_is_decided_by_the_assembly_and_told_by_its_letter_alone(
    sqlite_office: TestOffice,
) -> None:
    with_tie(sqlite_office, "refer_GA")
    board = tied(sqlite_office)
    assert referral(board) is Referral.TIE
    clerk = sqlite_office.client_of("secretariat")
    for page in (f"/case/{board.case}", f"/motions/{board.motion}/result"):
        assert f"/case/{board.case}/assembly" in clerk.get(page).get_data(as_text=True)
    assert 'value="reject"' in clerk.get(f"/case/{board.case}/assembly").get_data(as_text=True)
    assert resolved(board, Ruling.REJECT) is Stage.REJECTED_FINAL
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, board.case)
        assert case.assembly_resolutions[0].referral is Referral.TIE
        assert [letter.kind.value for letter in case.letters][-1] == "L6"
        assert known_stage(case) is Stage.BOARD_DECISION
        assert (case.waiting_on, case.due_on < NEVER) == (Waiting.SECRETARIAT, True)
    said = facts_of(sqlite_office, board.case, Kind.REJECTION).content
    assert isinstance(said, Rejection)
    assert said.body is not None
    assert (said.body.name, said.said) == (
        "Adunarea Generală",
        "Adunarea a citit dosarul și referatul.",
    )
    assert said.contest is None
    with sqlite_office.write() as session, pytest.raises(NotNow, match="already_open"):
        applicant = sqlite_office.person(session, "applicant")
        services.open_draft(session, applicant, at=sqlite_office.at,
                            settings=sqlite_office.settings)  # fmt: skip
    assert sound(sqlite_office)


def test_a_tie_that_no_casting_vote_settles_goes_there_once_it_was_voted_as_often_as_may_be(
    sqlite_office: TestOffice,
) -> None:
    board = tied(sqlite_office)
    for _ in range(2):
        assert referral(board) is None
        again(board)
        board.call()
        board.open()
        board.voted(*TIED)
        sqlite_office.later(days=7)
        board.close()
    assert referral(board) is Referral.TIE


def test_where_too_few_may_vote_the_assembly_admits_and_the_motion_loses_its_object(
    sqlite_office: TestOffice,
) -> None:
    board = interested(sqlite_office, "seat3", "seat4", "seat5")
    assert referral(board) is Referral.VOTERS
    assert resolved(board, Ruling.ADMIT) is Stage.ASSOCIATE_MEMBER
    with sqlite_office.read() as session:
        assert board.found(session).life is Life.WITHOUT_OBJECT
        member = session.query(Member).one()
        assert member.assembly_resolution is not None
        assert member.decision is None
    assert sound(sqlite_office)


def test_where_neither_chair_nor_vice_chair_may_preside_the_assembly_decides(
    sqlite_office: TestOffice,
) -> None:
    assert referral(interested(sqlite_office, "seat1", "seat2")) is Referral.PRESIDING
    assert referral(interested(sqlite_office, "seat1", "seat3")) is None


def test_a_case_sent_back_is_voted_anew_by_the_board(sqlite_office: TestOffice) -> None:
    with_tie(sqlite_office, "refer_GA")
    board = tied(sqlite_office)
    assert resolved(board, Ruling.RETRY) is Stage.BOARD_DECISION
    assert referral(board) is None
    again(board)
    adopt(board)
    with sqlite_office.read() as session:
        assert sqlite_office.case(session, board.case).stage is Stage.ASSOCIATE_MEMBER
    assert sound(sqlite_office)


def test_what_the_board_can_decide_never_comes_before_the_assembly(
    sqlite_office: TestOffice,
) -> None:
    board = Board.called(sqlite_office)
    with pytest.raises(NotNow, match=r"assembly\.not_before_it"):
        resolved(board, Ruling.ADMIT)
    with_tie(sqlite_office, "refer_GA")
    with pytest.raises(Incomplete, match=r"assembly\.ruling_not_asked"):
        resolved(tied(sqlite_office), Ruling.DISMISS)
