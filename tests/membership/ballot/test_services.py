"""The vote of the Board: opening, casting, replacing, being refused."""

from datetime import date, timedelta

import pytest

from membership.ballot import freezing, services
from membership.models import Interest, InterestKind, Life, Office, Owed, RosterSeat, Seat
from membership.review import findings
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from workflows.permission import Role
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted, Refused
from workflows.voting_terms import Choice, MotionKind


def refused(kind: type[Refused], key: str, board: Board, name: str, *choice: Choice) -> Refused:
    with pytest.raises(kind) as raised:
        board.cast(name, *choice)
    assert raised.value.message.key == key
    return raised.value


def test_opening_freezes_text_rules_roster_and_file(office: TestOffice) -> None:
    board = Board.opened(office)
    with office.read() as session:
        motion = board.found(session)
        assert motion.life is Life.OPEN
        assert [seat.office.value for seat in motion.roster] == [
            "chair",
            "vice_chair",
            "secretary",
            "member",
            "member",
        ]
        assert motion.rules is not None
        assert motion.rules["quorum_fraction"] == "1/2"
        assert motion.rules_citation.startswith("proeco-cbrne 1-demo")
        assert freezing.unaltered(motion)
        assert motion.dossier_hash == freezing.dossier_hash(motion.application)


@pytest.mark.parametrize("what", ["text", "rules", "roster", "reasons"])
def test_whatever_is_changed_after_opening_is_told_by_the_hash(
    sqlite_office: TestOffice, what: str
) -> None:
    board = Board.opened(sqlite_office)
    with sqlite_office.write() as session:
        motion = board.found(session)
        if what == "text":
            motion.text_ro += " "
        elif what == "rules":
            motion.rules = {**(motion.rules or {}), "base": "cast_yn"}
        elif what == "roster":
            motion.roster.pop()
        else:
            motion.reasons = [{"code": "R1", "text": "Altceva."}]
        assert not freezing.unaltered(motion)
        session.rollback()


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
    office: TestOffice,
) -> None:
    rules_with(office, 'vote_change = "never"')
    board = Board.opened(office)
    board.cast("seat3")
    again = refused(NotNow, "ballot.already_voted", board, "seat3", Choice.AGAINST)
    assert again.recorded
    with office.read() as session:
        assert len(board.found(session).votes) == 1


def test_a_vote_at_or_after_the_close_is_refused_and_recorded(office: TestOffice) -> None:
    board = Board.opened(office)
    office.at += timedelta(days=7, seconds=-10)
    board.cast("seat3")
    office.at += timedelta(seconds=10)
    late = refused(NotNow, "ballot.closed", board, "seat4")
    assert late.recorded
    board.close()
    assert refused(NotNow, "ballot.closed", board, "seat4").recorded


def test_a_recused_seat_does_not_vote_and_the_attempt_is_recorded(office: TestOffice) -> None:
    case = Board.called(office, declared=("seat1", "seat2", "seat3", "seat4"))
    declare(office, case, "seat5", InterestKind.EMPLOYER)
    case.open()
    with office.read() as session:
        assert [seat.recused for seat in case.found(session).roster] == [False] * 4 + [True]
    assert refused(NotPermitted, "ballot.recused", case, "seat5").recorded


def declare(office: TestOffice, board: Board, name: str, kind: InterestKind | None) -> None:
    with office.write() as session:
        person = office.person(session, name)
        findings.declare(session, person, board.case, kind=kind, at=office.at)


def test_an_interest_declared_after_voting_takes_the_vote_out(office: TestOffice) -> None:
    board = Board.opened(office)
    board.cast("seat3")
    declare(office, board, "seat3", InterestKind.FAMILY)
    refused(NotPermitted, "ballot.recused", board, "seat3")
    with office.read() as session:
        motion = board.found(session)
        assert motion.votes[0].superseded_at is not None
        assert [seat.recused for seat in motion.roster] == [False, False, True, False, False]
        assert freezing.unaltered(motion)


def test_whoever_has_not_said_whether_they_have_an_interest_does_not_vote(
    office: TestOffice,
) -> None:
    board = Board.opened(office, declared=("seat1",))
    refused(NotPermitted, "ballot.declare_first", board, "seat3")
    declare(office, board, "seat3", None)
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


def test_a_seat_filled_after_opening_is_not_on_the_roster(office: TestOffice) -> None:
    board = Board.opened(office)
    with office.write() as session:
        newcomer = office.person(session, "auditor")
        newcomer.give(Role.BOARD)
        session.add(Seat(person_id=newcomer.id, office=Office.MEMBER, since=date(2026, 1, 1)))
        case = office.case(session, board.case)
        case.interests.append(Interest(person_id=newcomer.id, at=office.at))
    refused(NotFound, "permission.not_found", board, "auditor")
    with office.read() as session:
        assert len(board.found(session).roster) == 5


def opening(board: Board, key: str, kind: type[Refused] = NotNow, by: str = "seat1") -> Refused:
    with pytest.raises(kind) as raised:
        board.open(by)
    assert raised.value.message.key == key
    return raised.value


def test_a_vote_is_opened_once_called_within_its_term_and_once(office: TestOffice) -> None:
    board = Board.called(office)
    with office.write() as session:
        board.found(session).scheduled_at = None
    opening(board, "ballot.not_called")
    board.call()
    board.open()
    opening(board, "ballot.already_open")


def test_a_vote_whose_term_is_behind_is_called_again_before_it_opens(office: TestOffice) -> None:
    board = Board.called(office)
    office.later(days=7)
    opening(board, "ballot.term_is_behind")
    board.call()
    board.open()


def test_only_who_presides_opens_and_the_vice_chair_presides_for_a_chair_with_an_interest(
    office: TestOffice,
) -> None:
    board = Board.called(office, declared=("seat2", "seat3"))
    opening(board, "permission.not_permitted", NotPermitted, by="seat3")
    opening(board, "permission.not_permitted", NotPermitted, by="seat2")
    declare(office, board, "seat1", InterestKind.EMPLOYER)
    board.open(by="seat2")


def test_a_rejection_without_reasons_does_not_open(sqlite_office: TestOffice) -> None:
    board = Board.called(sqlite_office, MotionKind.REJECT)
    with sqlite_office.write() as session:
        board.found(session).reasons = []
    lacking = opening(board, "ballot.motion_incomplete", Incomplete)
    assert isinstance(lacking, Incomplete)
    assert [gap.key for gap in lacking.gaps] == [
        "ballot.motion_needs.reasons",
        "ballot.motion_needs.criteria",
    ]


@pytest.mark.parametrize(
    "line", ["seats = 5", 'base = "present"', 'membership_starts = "resolution_date"']
)
def test_what_the_statute_leaves_unset_refuses_the_opening_and_names_the_key(
    sqlite_office: TestOffice, line: str
) -> None:
    board = Board.called(sqlite_office)
    own = sqlite_office.settings.own_statute
    own.write_text(own.read_text("utf-8").replace(line, ""), "utf-8")
    missing = opening(board, "statute.unset", Incomplete)
    assert str(missing.message.params["name"]).endswith(line.split(maxsplit=1)[0])


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('ballot = "open_nominal"', 'ballot = "secret"', "ballot.secret_not_held"),
        ("seats = 5", "seats = 3", "ballot.more_seats_than_statute"),
        ('"resolution_date"', '"fee_paid"', "ballot.membership_begins_later"),
    ],
)
def test_a_vote_that_cannot_be_held_rightly_is_not_opened(
    sqlite_office: TestOffice, old: str, new: str, key: str
) -> None:
    board = Board.called(sqlite_office)
    own = sqlite_office.settings.own_statute
    own.write_text(own.read_text("utf-8").replace(old, new), "utf-8")
    opening(board, key)


def test_the_rules_in_force_at_opening_win_over_a_later_change(office: TestOffice) -> None:
    board = Board.opened(office)
    rules_with(office, 'vote_change = "never"')
    board.cast("seat3")
    board.cast("seat3", Choice.AGAINST)


def test_a_refused_vote_leaves_nothing_behind(office: TestOffice) -> None:
    board = Board.opened(office)
    office.later(days=8)
    refused(NotNow, "ballot.closed", board, "seat3")
    with office.read() as session:
        assert board.found(session).votes == []
        assert session.query(RosterSeat).count() == 5


def test_a_tracker_is_shown_in_groups_of_four() -> None:
    assert services.spaced("7f3a91c20d4e5b6a") == "7f3a 91c2 0d4e 5b6a"
