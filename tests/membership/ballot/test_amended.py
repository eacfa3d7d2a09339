"""Scenario 28: the statute file changes between submission and vote."""

from tests.membership.ballot.board import Board
from tests.membership.ballot.test_views import read
from tests.membership.office import TestOffice
from workflows.voting_terms import Choice

NOTICE = "The Statute file has changed since this application was submitted"


def amended(office: TestOffice) -> None:
    own = office.settings.own_statute
    changed = own.read_text("utf-8").replace(
        "clarification = { n = 15,", "clarification = { n = 20,"
    )
    own.write_text(changed, "utf-8")


def test_the_case_keeps_the_version_it_accepted_and_the_board_is_told(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    accepted = office.statute
    board = Board.called(office)
    pages = (f"/motions/{board.motion}", f"/case/{board.case}")
    voter = office.client_of("seat3")
    assert all(NOTICE not in read(voter, page) for page in pages)
    amended(office)
    now = office.statute
    assert now.hash != accepted.hash
    board.open()
    for page in pages:
        told = read(voter, page)
        assert NOTICE in told
        assert accepted.hash[:8] in told and now.hash[:8] in told
    with office.read() as session:
        assert office.case(session, board.case).statute_hash == accepted.hash
        # The rule in force at the opening is the one that counts the votes.
        assert now.hash in board.found(session).rules_citation


def test_a_decided_case_says_nothing_of_later_changes(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    board.voted(*[Choice.FOR] * 4)
    sqlite_office.later(days=8)
    board.close()
    amended(sqlite_office)
    clerk = sqlite_office.client_of("secretariat")
    assert NOTICE not in read(clerk, f"/case/{board.case}")
