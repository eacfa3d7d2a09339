"""The secret ballot: what is kept of it, what is not, and what nobody can join again (S30)."""

import json
import re
import sqlite3
from itertools import cycle

import pytest
from sqlalchemy import inspect, text

from membership.ballot import counting, destroying
from membership.ballot.secret import cast_secretly, shuffle
from membership.checking import check
from membership.models import (
    BoxBallot,
    InterestKind,
    JournalEntry,
    Life,
    Owed,
    Participation,
    UsedForm,
)
from tests.membership.ballot.board import SEATS, Board
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.refusal import NotNow
from workflows.voting_terms import Choice, MotionKind, Result

AGAINST, FOR, ABSTAIN = Choice.AGAINST, Choice.FOR, Choice.ABSTAIN


def secretly(office: TestOffice) -> None:
    own = office.settings.own_statute
    words = own.read_text("utf-8").replace('ballot = "open_nominal"', 'ballot = "secret"')
    own.write_text(words, "utf-8")


def put(board: Board, name: str, choice: Choice, *, opposition: bool = False) -> str:
    with board.office.write() as session:
        person = board.office.person(session, name)
        return cast_secretly(session, person, board.motion, choice=choice, opposition=opposition,
                             at=board.office.at)  # fmt: skip


def test_a_secret_vote_is_counted_decides_and_lists_its_ballots_without_names(
    office: TestOffice,
) -> None:
    secretly(office)
    board = Board.opened(office)
    receipts = [put(board, name, choice) for name, choice in
                zip(SEATS, (FOR, FOR, FOR, AGAINST, ABSTAIN), strict=True)]  # fmt: skip
    board.close()
    with office.read() as session:
        motion = board.found(session)
        assert motion.result is Result.ADOPTED
        assert office.case(session, board.case).stage is Stage.ASSOCIATE_MEMBER
        assert sorted(ballot.receipt for ballot in motion.box) == sorted(receipts)
        assert motion.outcome is not None
        assert [motion.outcome[name] for name in ("present", "for", "against")] == [5, 3, 1]
        assert motion.votes == []


def test_the_box_holds_nothing_but_a_random_receipt_the_motion_and_the_choice(
    sqlite_office: TestOffice,
) -> None:
    columns = {
        column["name"] for column in inspect(sqlite_office.engine).get_columns("box_ballots")
    }
    assert columns == {"receipt", "motion_id", "choice"}
    assert not {"choice", "receipt"} & set(Participation.__table__.columns.keys())
    with sqlite_office.read() as session, pytest.raises(Exception, match="no such column: rowid"):
        session.execute(text("SELECT rowid FROM box_ballots"))


def test_no_record_of_the_house_says_how_a_secret_vote_was_cast(office: TestOffice) -> None:
    secretly(office)
    board = Board.opened(office)
    client = office.client_of("seat3")
    body = {"form_token": office.token(), "choice": "against"}
    answer = client.post(f"/motions/{board.motion}/vote-secretly", data=body)
    assert answer.status_code == 303
    with office.read() as session:
        box = session.query(BoxBallot).one()
        told = [entry.facts for entry in session.query(JournalEntry)]
        told += [json.dumps(row.payload) for row in session.query(Owed)]
        forms = {row.token: row.body for row in session.query(UsedForm)}
        assert not [line for line in told if "against" in line or box.receipt in line]
        assert "vote_receipt" not in "".join(told)
    # The digest kept against second clicks is the same whatever was chosen.
    again = client.post(f"/motions/{board.motion}/vote-secretly", data={**body, "choice": "for"})
    assert (again.status_code, again.location) == (303, answer.location)
    assert body["form_token"] in forms


def test_two_hundred_secret_votes_keep_no_order(sqlite_office: TestOffice) -> None:
    secretly(sqlite_office)
    board = Board.opened(sqlite_office)
    kept: list[int] = []
    for _ in range(40):
        # The same vote from its beginning, forty times: opening forty would prove no more.
        with sqlite_office.write() as session:
            session.query(Participation).delete()
            session.query(BoxBallot).delete()
        order = [put(board, name, choice) for name, choice in
                 zip(SEATS, cycle((FOR, AGAINST)), strict=False)]  # fmt: skip
        with sqlite_office.write() as session:
            shuffle(session, board.found(session))
        with sqlite3.connect(sqlite_office.settings.instance / "membership.sqlite") as raw:
            found = [receipt for (receipt,) in raw.execute("SELECT receipt FROM box_ballots")]
        kept.append(sum(a == b for a, b in zip(order, found, strict=True)))
    # In a random order one of five is in its own place on average; never all of them each time.
    assert 0.5 < sum(kept) / len(kept) < 1.7


def test_the_ballots_are_destroyed_after_their_term_and_the_figures_stay(
    sqlite_office: TestOffice,
) -> None:
    secretly(sqlite_office)
    board = Board.opened(sqlite_office)
    for name, choice in zip(
        SEATS, (*[Choice.FOR] * 3, Choice.AGAINST, Choice.ABSTAIN), strict=True
    ):
        put(board, name, choice)
    board.close()
    with sqlite_office.read() as session:
        before = board.found(session).outcome
    for days, left in ((45, 5), (1, 0)):
        with sqlite_office.write() as session:
            at = sqlite_office.later(days=days)
            destroying.destroy_ballots(session, sqlite_office.statute, at)
            assert len(board.found(session).box) == left
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert motion.outcome == before == counting.recount(motion).to_mapping()
        assert len(motion.participations) == 5
    browser = sqlite_office.client_of("auditor")
    assert browser.get(f"/motions/{board.motion}/result").status_code == 200
    assert browser.get(f"/motions/{board.motion}/recount.json").status_code == 404
    assert not check(sqlite_office.engine, sqlite_office.settings).breaches


def test_a_ballot_in_the_box_is_neither_changed_nor_cast_twice(sqlite_office: TestOffice) -> None:
    secretly(sqlite_office)
    board = Board.opened(sqlite_office)
    put(board, "seat3", FOR)
    with pytest.raises(NotNow) as raised:
        put(board, "seat3", AGAINST)
    assert raised.value.message.key == "ballot.already_in_the_box"
    with pytest.raises(NotNow):
        board.cast("seat4")


def test_opposition_is_recorded_by_name_and_the_ballot_stays_unlinked(
    sqlite_office: TestOffice,
) -> None:
    secretly(sqlite_office)
    board = Board.opened(sqlite_office)
    for name in SEATS:
        put(board, name, AGAINST if name == "seat5" else FOR, opposition=name == "seat5")
    board.close()
    client = sqlite_office.client_of("seat1")
    client.set_cookie("language", "en")
    words = client.get(f"/motions/{board.motion}/result").get_data(as_text=True)
    assert words.count("Opposition recorded in the minutes.") == 1
    with sqlite_office.read() as session:
        opposed = [row.seat.person_id for row in session.query(Participation) if row.opposition]
        assert opposed == [sqlite_office.people["seat5"]]


def test_an_interest_that_comes_after_the_ballot_ends_the_vote_uncounted_and_it_is_held_again(
    office: TestOffice,
) -> None:
    secretly(office)
    board = Board.opened(office)
    for name in SEATS:
        put(board, name, FOR)
    board.declare("seat5", InterestKind.EMPLOYER)
    board.close()
    with office.read() as session:
        first, again = office.case(session, board.case).motions
        assert (first.life, first.result) == (Life.WITHOUT_OBJECT, None)
        assert (again.life, again.kind) == (Life.PROPOSED, MotionKind.ADMIT)
        assert session.query(BoxBallot).count() == 0


def test_a_secret_vote_from_the_ballot_to_the_receipt_that_is_shown_once(
    sqlite_office: TestOffice,
) -> None:
    secretly(sqlite_office)
    board = Board.opened(sqlite_office)
    client = sqlite_office.client_of("seat3")
    client.set_cookie("language", "en")
    path = f"/motions/{board.motion}"
    assert "what it does not" in client.get(path).get_data(as_text=True)
    chosen = client.post(f"{path}/choose", data={"choice": "for"})
    words = chosen.get_data(as_text=True)
    assert chosen.status_code == 200
    assert "You vote, in secret: For" in words
    body = {"form_token": sqlite_office.token(), "choice": "for"}
    answer = client.post(f"{path}/vote-secretly", data=body)
    shown = client.get(answer.location).get_data(as_text=True)
    with sqlite_office.read() as session:
        receipt = session.query(BoxBallot).one().receipt
    assert receipt in re.sub(r"\s", "", shown)
    assert receipt not in re.sub(r"\s", "", client.get(answer.location).get_data(as_text=True))
    assert "You have voted." in client.get(path).get_data(as_text=True)


def test_a_unanimous_secret_result_says_what_it_gives_away(sqlite_office: TestOffice) -> None:
    secretly(sqlite_office)
    board = Board.opened(sqlite_office)
    for name in SEATS:
        put(board, name, FOR)
    board.close()
    client = sqlite_office.client_of("seat1")
    client.set_cookie("language", "en")
    words = client.get(f"/motions/{board.motion}/result").get_data(as_text=True)
    assert "All votes are the same" in words
