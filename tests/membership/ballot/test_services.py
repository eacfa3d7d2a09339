"""The vote of the Board: opening, casting, replacing, being refused."""

from datetime import date, timedelta

import pytest

from membership.ballot import freezing, services
from membership.models import Interest, InterestKind, Office, Owed, RosterSeat, Seat
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from workflows.permission import Role
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted, Refused
from workflows.voting_terms import Choice


def refused(kind: type[Refused], key: str, board: Board, name: str, *choice: Choice) -> Refused:
    with pytest.raises(kind) as raised:
        board.cast(name, *choice)
    assert raised.value.message.key == key
    return raised.value


def test_a_vote_has_a_tracker_that_commits_to_it_and_a_receipt_by_mail(office: TestOffice) -> None:
    board = Board.opened(office)
    tracker = board.cast("seat3")
    with office.read() as session:
        motion = board.found(session)
        assert [vote.tracker for vote in motion.votes] == [tracker]
        assert len(tracker) == freezing.TRACKER
        assert freezing.confirms(motion.votes[0], motion)
        motion.votes[0].choice = Choice.AGAINST
        assert not freezing.confirms(motion.votes[0], motion)
        mails = [
            row.payload for row in session.query(Owed) if "tracker" in row.payload.get("facts", {})
        ]
        assert [mail["facts"]["tracker"].replace(" ", "") for mail in mails] == [tracker]


def test_another_ballot_replaces_the_first_which_stays_on_record(office: TestOffice) -> None:
    board = Board.opened(office)
    board.cast("seat3")
    office.later(hours=1)
    board.cast("seat3", Choice.AGAINST)
    with office.read() as session:
        first, second = board.found(session).votes
        assert first.choice is Choice.FOR
        assert first.superseded_at == second.at == office.at
        assert second.superseded_at is None


def rules_with(office: TestOffice, lines: str) -> None:
    own = office.settings.own_statute
    text = own.read_text("utf-8")
    own.write_text(text.replace("[voting.defaults]", f"[voting.defaults]\n{lines}"), "utf-8")


def test_where_change_is_not_allowed_a_second_vote_is_refused_and_recorded(
    sqlite_office: TestOffice,
) -> None:
    rules_with(sqlite_office, 'vote_change = "never"')
    board = Board.opened(sqlite_office)
    board.cast("seat3")
    again = refused(NotNow, "ballot.already_voted", board, "seat3", Choice.AGAINST)
    assert again.recorded
    with sqlite_office.read() as session:
        assert len(board.found(session).votes) == 1


def test_a_vote_changed_ten_seconds_before_the_close_counts_and_one_at_it_is_refused_with_its_time(
    office: TestOffice,
) -> None:
    board = Board.opened(office)
    board.voted(*[Choice.FOR] * 4)
    office.at += timedelta(days=7, seconds=-10)
    board.cast("seat3", Choice.AGAINST)
    office.at += timedelta(seconds=10)
    late = refused(NotNow, "ballot.closed", board, "seat3")
    assert (late.recorded, late.message.params["at"]) == (True, office.at)
    office.at += timedelta(seconds=1)
    assert refused(NotNow, "ballot.closed", board, "seat5").recorded
    board.close()
    assert refused(NotNow, "ballot.closed", board, "seat5").recorded
    with office.read() as session:
        outcome = board.found(session).outcome or {}
        assert (outcome["for"], outcome["against"]) == (3, 1)


def test_a_recused_seat_does_not_vote_and_the_attempt_is_recorded(
    sqlite_office: TestOffice,
) -> None:
    case = Board.called(sqlite_office, declared=("seat1", "seat2", "seat3", "seat4"))
    case.declare("seat5", InterestKind.EMPLOYER)
    case.open()
    with sqlite_office.read() as session:
        assert [seat.recused for seat in case.found(session).roster] == [False] * 4 + [True]
    assert refused(NotPermitted, "ballot.recused", case, "seat5").recorded


def test_an_interest_declared_after_voting_takes_the_vote_out(office: TestOffice) -> None:
    board = Board.opened(office)
    board.cast("seat3")
    board.declare("seat3", InterestKind.FAMILY)
    refused(NotPermitted, "ballot.recused", board, "seat3")
    with office.read() as session:
        motion = board.found(session)
        assert motion.votes[0].superseded_at is not None
        assert [seat.recused for seat in motion.roster] == [False, False, True, False, False]
        assert freezing.unaltered(motion)


def test_whoever_has_not_said_whether_they_have_an_interest_does_not_vote(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office, declared=("seat1",))
    refused(NotPermitted, "ballot.declare_first", board, "seat3")
    board.declare("seat3")
    board.cast("seat3")


def test_a_vote_against_says_why_and_only_it_may_be_entered_in_the_minutes(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    with pytest.raises(Incomplete) as raised:
        board.cast("seat3", Choice.AGAINST, reason=" ")
    assert (raised.value.message.key, raised.value.field) == ("ballot.reason_missing", "reason")
    with pytest.raises(Incomplete) as raised:
        board.cast("seat3", Choice.FOR, opposition=True)
    assert raised.value.field == "opposition"
    board.cast("seat3", Choice.AGAINST, opposition=True)


@pytest.mark.parametrize("name", ["secretariat", "rapporteur", "auditor", "administrator"])
def test_nobody_but_a_seat_votes(sqlite_office: TestOffice, name: str) -> None:
    board = Board.opened(sqlite_office)
    with pytest.raises((NotPermitted, NotFound)):
        board.cast(name)


def test_a_seat_filled_after_opening_is_not_on_the_roster(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    with sqlite_office.write() as session:
        newcomer = sqlite_office.person(session, "auditor")
        newcomer.give(Role.BOARD)
        session.add(Seat(person_id=newcomer.id, office=Office.MEMBER, since=date(2026, 1, 1)))
        case = sqlite_office.case(session, board.case)
        case.interests.append(Interest(person_id=newcomer.id, at=sqlite_office.at))
    refused(NotFound, "permission.not_found", board, "auditor")
    with sqlite_office.read() as session:
        assert len(board.found(session).roster) == 5


def test_the_rules_in_force_at_opening_win_over_a_later_change(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    rules_with(sqlite_office, 'vote_change = "never"')
    board.cast("seat3")
    board.cast("seat3", Choice.AGAINST)


def test_a_refused_vote_leaves_nothing_behind(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    sqlite_office.later(days=8)
    refused(NotNow, "ballot.closed", board, "seat3")
    with sqlite_office.read() as session:
        assert board.found(session).votes == []
        assert session.query(RosterSeat).count() == 5


def test_a_tracker_is_shown_in_groups_of_four() -> None:
    assert services.spaced("7f3a91c20d4e5b6a") == "7f3a 91c2 0d4e 5b6a"
