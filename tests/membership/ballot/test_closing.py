"""Closing a vote: when, by whom, what is counted, and what an adopted motion makes of it."""

from datetime import date

import pytest

from membership.ballot import counting, freezing
from membership.journal.services import breaches
from membership.models import Decision, InterestKind, JournalEntry, Letter, Life, Member, Waiting
from tests.membership.ballot.board import SEATS, Board
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.permission import Role
from workflows.refusal import NotNow, NotPermitted, Refused
from workflows.voting_terms import Choice, MotionKind, Result

AGAINST, FOR, ABSTAIN = Choice.AGAINST, Choice.FOR, Choice.ABSTAIN


def refused(key: str, board: Board, by: str = "seat1", kind: type[Refused] = NotNow) -> Refused:
    with pytest.raises(kind) as raised:
        board.close(by)
    assert raised.value.message.key == key
    return raised.value


def test_an_adopted_motion_decides_takes_a_number_admits_and_owes_letter_and_certificate(
    office: TestOffice,
) -> None:
    board = Board.opened(office)
    board.voted(FOR, FOR, FOR, AGAINST, ABSTAIN)
    board.close()
    with office.read() as session:
        case = office.case(session, board.case)
        motion, decision = case.motions[0], case.decisions[0]
        assert case.stage is Stage.ASSOCIATE_MEMBER
        assert case.waiting_on is Waiting.SECRETARIAT
        assert (motion.life, motion.result) == (Life.CLOSED, Result.ADOPTED)
        assert (decision.number, decision.title) == (1, "HCD 1/02.11.2026")
        assert decision.frozen_hash == motion.frozen_hash
        assert decision.in_force
        letters = [letter for letter in case.letters if letter.decision_id == decision.id]
        assert [letter.kind.value for letter in letters] == ["L3", "L11"]
        member = session.query(Member).one()
        assert (member.number, member.since) == (1, date(2026, 11, 2))
        assert member.organisation_id == case.organisation_id
        assert Role.MEMBER in office.person(session, "applicant").roles
        assert list(breaches(session)) == []


def test_the_outcome_is_stored_and_a_recount_of_what_is_stored_agrees(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(FOR, FOR, FOR, AGAINST, AGAINST)
    board.cast("seat5", FOR)
    board.close()
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert motion.outcome == counting.recount(motion).to_mapping()
        assert motion.outcome is not None
        assert (motion.outcome["for"], motion.outcome["against"]) == (4, 1)
        assert freezing.unaltered(motion)
        assert all(freezing.confirms(vote, motion) for vote in motion.votes)
        assert all(vote.at <= (motion.closed_at or sqlite_office.at) for vote in motion.votes)


def test_a_motion_to_admit_that_fails_is_no_rejection_and_owes_no_letter(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(FOR, FOR, AGAINST, AGAINST, ABSTAIN)
    board.close()
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, board.case)
        assert case.motions[0].result is Result.NOT_ADOPTED
        assert case.stage is Stage.BOARD_DECISION
        assert case.decisions == []
        assert [letter.kind.value for letter in case.letters] == ["L1"]
        assert session.query(Member).count() == 0


def test_a_rejection_rejects_with_its_reasons_and_owes_its_letter(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office, MotionKind.REJECT)
    board.voted(FOR, FOR, FOR, FOR, AGAINST)
    board.close()
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, board.case)
        assert case.stage is Stage.REJECTED
        assert [letter.kind.value for letter in case.letters] == ["L1", "L6"]
        assert session.query(Member).count() == 0


def test_without_a_quorum_nothing_is_counted(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    board.voted(FOR, FOR)
    sqlite_office.later(days=7)
    board.close()
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert motion.result is Result.NO_QUORUM
        assert motion.application.stage is Stage.BOARD_DECISION


def test_a_recused_seat_never_counts_though_it_had_voted(office: TestOffice) -> None:
    board = Board.opened(office)
    board.voted(FOR, FOR, FOR, AGAINST, AGAINST)
    board.declare("seat5", InterestKind.EMPLOYER)
    board.close()
    with office.read() as session:
        outcome = board.found(session).outcome or {}
        assert (outcome["recused"], outcome["present"], outcome["against"]) == (1, 4, 1)
        assert board.found(session).result is Result.ADOPTED


def test_a_tie_is_decided_by_the_chairs_own_vote_and_never_by_a_vice_chair(
    sqlite_office: TestOffice,
) -> None:
    chaired = Board.opened(sqlite_office)
    chaired.voted(AGAINST, FOR, FOR, AGAINST)
    sqlite_office.later(days=7)
    chaired.close()
    away = Board.called(sqlite_office, declared=SEATS[1:])
    away.declare("seat1", InterestKind.EMPLOYER)
    away.open(by="seat2")
    away.voted(None, FOR, FOR, AGAINST, AGAINST)
    away.close(by="seat2")
    with sqlite_office.read() as session:
        assert chaired.found(session).result is Result.NOT_ADOPTED_BY_CASTING_VOTE
        assert away.found(session).result is Result.TIE_UNRESOLVED


def test_before_its_time_a_vote_closes_only_when_every_entitled_seat_has_voted(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(FOR, FOR, FOR, FOR)
    early = refused("ballot.too_early", board)
    assert early.message.params["n"] == 1
    board.cast("seat5")
    board.close()


def test_a_vote_is_closed_once_and_only_by_who_presides(sqlite_office: TestOffice) -> None:
    board = Board.called(sqlite_office)
    refused("ballot.not_open", board)
    board.open()
    board.voted(*[FOR] * 5)
    refused("permission.not_permitted", board, by="seat2", kind=NotPermitted)
    board.close()
    refused("ballot.already_closed", board)
    with sqlite_office.read() as session:
        assert session.query(Decision).count() == 1
        assert session.query(Letter).count() == 3


def test_after_its_time_a_vote_waits_to_be_closed_and_nothing_is_decided_by_the_clock(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(*[FOR] * 4)
    sqlite_office.later(days=30)
    with sqlite_office.read() as session:
        assert board.found(session).life is Life.OPEN
    board.close()
    with sqlite_office.read() as session:
        assert board.found(session).result is Result.ADOPTED


def test_numbers_run_without_gaps_and_a_new_year_begins_at_one(office: TestOffice) -> None:
    titles = []
    for days in (0, 0, 60):
        office.later(days=days)
        board = Board.opened(office)
        board.voted(*[FOR] * 5)
        board.close()
        with office.read() as session:
            titles.append(office.case(session, board.case).decisions[0].title)
    assert titles == ["HCD 1/02.11.2026", "HCD 2/02.11.2026", "HCD 1/01.01.2027"]


def test_the_journal_tells_of_a_vote_and_not_how_anybody_voted(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    board.voted(AGAINST)
    with sqlite_office.read() as session:
        entries = session.query(JournalEntry).filter_by(subject=board.case)
        acts = [entry.act for entry in entries]
        assert acts[-2:] == ["vote.opened", "vote.cast"]
        assert "against" not in "".join(entry.facts for entry in entries)
