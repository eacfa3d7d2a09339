"""The Board's first page and what waits for one member's ballot, whatever their number."""

from membership.ballot.table import ballots_of, board_page, place_of
from membership.models import InterestKind
from tests.membership.ballot.board import SEATS, Board
from tests.membership.ballot.test_standing_in import DEPUTY, with_deputy
from tests.membership.office import TestOffice
from tests.membership.review.filling import counted


def test_the_first_page_takes_as_many_statements_for_many_motions_as_for_one(
    sqlite_office: TestOffice,
) -> None:
    with_deputy(sqlite_office)
    client, taken = sqlite_office.client_of("seat3"), []
    for _ in range(2):
        Board.called(sqlite_office)
        Board.opened(sqlite_office).cast("seat3")
        assert client.get("/board").status_code == 200
        with counted(sqlite_office) as sent:
            client.get("/board")
        taken.append(len(sent))
    assert taken[0] == taken[1]


def test_what_waits_for_a_ballot_is_what_the_table_says(office: TestOffice) -> None:
    with_deputy(office)
    boards = [Board.opened(office, declared=(*SEATS, DEPUTY)) for _ in range(4)]
    Board.called(office)
    boards[0].cast("seat5")
    boards[1].declare("seat5", InterestKind.FAMILY)
    for name, waiting in (("seat5", boards[2:]), (DEPUTY, boards[1:2]), ("seat1", boards)):
        with office.read() as session:
            person = office.person(session, name)
            wanted = [board.motion for board in waiting]
            table = board_page(session, person, office.at)
            assert [item.motion.public_id for item in table.waiting] == wanted
            found = ballots_of(session, person, office.at)
            assert [motion.public_id for motion in found] == wanted
            places = [place_of(session, person, motion, office.at) for motion in found]
            many = len(found) > 1
            assert places == [(n, len(found)) if many else None for n in range(1, len(found) + 1)]
