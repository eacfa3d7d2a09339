"""An act upon a vote waits for another one that is under way, and then sees what that one did."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from membership import checking
from membership.application.locking import lock_sitting
from membership.ballot import services
from membership.colleagues import services as colleagues
from membership.database import Session
from membership.models import InterestKind, Owed, Position
from membership.review import interests
from tests.membership.ballot.board import Board
from tests.membership.ballot.test_assembly import resolved
from tests.membership.ballot.test_standing_in import sitting_of, with_deputy
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import Assembly
from tests.membership.waiting import PATIENCE, meanwhile
from workflows.assembly import Ruling
from workflows.refusal import NotNow, NotPermitted
from workflows.voting_terms import Choice

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def recorded(office: TestOffice, case: str, name: str) -> Callable[[Session], object]:
    """The secretariat puts on record that this person has an interest."""

    def act(session: Session) -> None:
        clerk, whose = office.person(session, "secretariat"), office.people[name]
        interests.record_interest(session, clerk, case, whose, kind=InterestKind.COMPETITOR,
                                  reason="Contract.", at=office.at)  # fmt: skip

    return act


def cast_by(session: Session, board: Board, name: str) -> None:
    """The person votes for, in this session."""
    person = board.office.person(session, name)
    services.cast(session, person, board.motion, choice=Choice.FOR, at=board.office.at)


def counting(board: Board) -> list[str]:
    """Whose votes count; the register does not contradict itself."""
    office = board.office
    assert not checking.check(office.engine, office.settings).breaches
    with office.read() as session:
        votes = board.found(session).votes
        return [vote.voter.name for vote in votes if vote.superseded_at is None]


@pytest.mark.parametrize("deputy", [False, True])
def test_a_vote_under_way_does_not_count_once_its_voter_is_found_to_have_an_interest(
    office: TestOffice, deputy: bool
) -> None:
    if deputy:
        with_deputy(office)
    board = Board.opened(office)
    with office.write() as session:
        cast_by(session, board, "seat5")
        other = meanwhile(office, recorded(office, board.case, "seat5"))
    other.join(PATIENCE)
    assert counting(board) == []
    with office.read() as session:
        seat = board.found(session).roster[-1]
        assert (seat.recused, seat.stand_in) == (not deputy, "Auditor Exemplu" if deputy else "")


def test_a_vote_that_waited_for_an_interest_to_be_recorded_is_refused(office: TestOffice) -> None:
    board, said = Board.opened(office), []

    def vote(session: Session) -> None:
        # Read before the wait, as a page does.
        assert not any(seat.recused for seat in board.found(session).roster)
        with pytest.raises(NotPermitted, match="recused") as refused:
            cast_by(session, board, "seat5")
        said.append(refused.value.message.key)

    with office.write() as session:
        recorded(office, board.case, "seat5")(session)
        other = meanwhile(office, vote)
    other.join(PATIENCE)
    assert said == ["ballot.recused"]
    assert counting(board) == []


def test_a_vote_under_way_does_not_count_once_its_voter_acts_for_the_applicant(
    office: TestOffice,
) -> None:
    board = Board.opened(office)
    with office.write() as session:
        applicant = office.person(session, "applicant")
        colleagues.invite(session, applicant, board.case, email="seat5@example.ro",
                          position=Position.EDITOR, days=7, vault=office.vault,
                          at=office.at)  # fmt: skip
        owed = session.scalars(select(Owed).where(Owed.key.startswith("mail:colleague"))).one()
        secret = office.way(owed).rpartition("/")[2]
    with office.write() as session:
        cast_by(session, board, "seat5")
        other = meanwhile(office, lambda mine: colleagues.accept(
            mine, office.person(mine, "seat5"), secret, at=office.at))  # fmt: skip
    other.join(PATIENCE)
    assert counting(board) == []


def test_what_ends_or_moves_the_motions_of_a_sitting_waits_for_the_sitting(
    office: TestOffice,
) -> None:
    board = Board.called(office)
    sitting = sitting_of(board)

    def resolves(_: Session) -> None:
        with pytest.raises(NotNow):
            resolved(board, Ruling.RETRY)

    def calls_again(_: Session) -> None:
        with pytest.raises(NotNow):
            Assembly.planned(office, again=sitting)

    for act in (resolves, calls_again):
        with office.write() as session:
            item = board.found(session).item
            assert item is not None
            lock_sitting(session, item.sitting_id)
            other = meanwhile(office, act)
            assert other.is_alive()
        other.join(PATIENCE)
