"""The statute file says which interests keep a seat out; the others are told of and keep nobody."""

from pathlib import Path

from membership.application import access
from membership.ballot.table import board_page
from membership.checking import check
from membership.models import InterestKind, Motion
from membership.review import findings
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from workflows.voting_terms import Choice

CLEAR = ("seat1", "seat2", "seat3")


def only(office: TestOffice, *kinds: str) -> None:
    """Lets interests of these kinds alone keep a seat out."""
    own: Path = office.settings.instance / "statute.toml"
    named = ", ".join(f'"{kind}"' for kind in kinds)
    own.write_text(
        own.read_text("utf-8").replace(
            "[voting.defaults]\n", f"[voting.defaults]\nrecusal_kinds = [{named}]\n"
        ),
        "utf-8",
    )


def declare(office: TestOffice, board: Board, name: str, kind: InterestKind) -> None:
    with office.write() as session:
        actor = office.person(session, name)
        findings.declare(session, actor, board.case, kind=kind, explanation="Da.", at=office.at)


def test_an_interest_of_a_kind_that_the_rules_do_not_name_is_told_and_keeps_nobody_out(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    only(office, "family")
    board = Board.called(office, declared=CLEAR)
    declare(office, board, "seat4", InterestKind.COLLABORATOR)
    declare(office, board, "seat5", InterestKind.FAMILY)
    board.open()
    with office.read() as session:
        case = office.case(session, board.case)
        assert access.interested_in(case) >= {office.people["seat5"]}
        assert office.people["seat4"] not in access.interested_in(case)
        roster = {s.person_id: s.recused for s in case.motions[-1].roster}
    assert (roster[office.people["seat4"]], roster[office.people["seat5"]]) == (False, True)
    board.cast("seat4", Choice.FOR)
    for name, cases in (("seat4", 1), ("seat5", 0)):
        with office.read() as session:
            table = board_page(session, office.person(session, name), office.at)
            assert len(table.items) == cases


def test_a_motion_or_a_vote_that_is_no_longer_what_was_frozen_is_a_breach(
    sqlite_office: TestOffice,
) -> None:
    """S28: the check recomputes the frozen text and every tracker."""
    office = sqlite_office
    board = Board.opened(office)
    for name in CLEAR:
        board.cast(name)
    assert check(office.engine, office.settings).breaches == ()
    for change, said in ((_other_salt, "its tracker names"), (_other_words, "frozen")):
        with office.write() as session:
            change(office.motion(session, board.case))
        assert [line for line in check(office.engine, office.settings).breaches if said in line]


def _other_salt(motion: Motion) -> None:
    motion.votes[0].salt = "0" * 32


def _other_words(motion: Motion) -> None:
    motion.text_ro = "Altceva."
