"""Opening a vote: who opens it, when, what it freezes, and what keeps it shut."""

import pytest

from membership.application import evidence
from membership.ballot import freezing
from membership.checking import check
from membership.models import InterestKind, Life
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from workflows.refusal import Incomplete, NotNow, NotPermitted, Refused
from workflows.voting_terms import MotionKind


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
        with session.no_autoflush:
            assert not freezing.unaltered(motion)
        session.rollback()


def opening(board: Board, key: str, kind: type[Refused] = NotNow, by: str = "seat1") -> Refused:
    with pytest.raises(kind) as raised:
        board.open(by)
    assert raised.value.message.key == key
    return raised.value


def test_a_vote_is_opened_once_called_within_its_term_and_once(sqlite_office: TestOffice) -> None:
    board = Board.called(sqlite_office)
    with sqlite_office.write() as session:
        board.found(session).scheduled_at = None
    opening(board, "ballot.not_called")
    board.call()
    board.open()
    opening(board, "ballot.already_open")


def test_a_vote_whose_term_is_behind_is_called_again_before_it_opens(
    sqlite_office: TestOffice,
) -> None:
    board = Board.called(sqlite_office)
    sqlite_office.later(days=7)
    opening(board, "ballot.term_is_behind")
    board.call()
    board.open()


def test_only_who_presides_opens_and_the_vice_chair_presides_for_a_chair_with_an_interest(
    sqlite_office: TestOffice,
) -> None:
    board = Board.called(sqlite_office, declared=("seat2", "seat3"))
    opening(board, "permission.not_permitted", NotPermitted, by="seat3")
    opening(board, "permission.not_permitted", NotPermitted, by="seat2")
    board.declare("seat1", InterestKind.EMPLOYER)
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


def test_evidence_is_neither_replaced_nor_taken_away_nor_added_once_the_vote_is_open(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    settings = sqlite_office.settings

    def tried(act: str) -> None:
        with sqlite_office.write() as session:
            piece = sqlite_office.case(session, board.case).evidence[0]
            values, of = evidence.EvidenceValues.of(piece), piece.public_id
            applicant = sqlite_office.person(session, "applicant")
            if act == "replace":
                evidence.change_evidence(session, applicant, board.case, of, values,
                                         document=piece.document, at=sqlite_office.at,
                                         settings=settings)  # fmt: skip
            elif act == "remove":
                evidence.remove_evidence(session, applicant, board.case, of,
                                         at=sqlite_office.at, settings=settings)  # fmt: skip
            else:
                evidence.add_evidence(session, applicant, board.case, values, piece.document,
                                      at=sqlite_office.at, settings=settings)  # fmt: skip

    for act in ("replace", "remove", "add"):
        with pytest.raises(NotNow, match=r"application\.no_draft"):
            tried(act)
    with sqlite_office.write() as session:
        motion = board.found(session)
        assert motion.dossier_hash == freezing.dossier_hash(motion.application)
        # Behind the house's back it is found.
        motion.application.evidence[0].title = "Alt raport"
    found = check(sqlite_office.engine, settings).breaches
    assert any("not the one that its vote was opened on" in line for line in found)
