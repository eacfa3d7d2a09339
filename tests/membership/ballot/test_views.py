"""The pages of the vote, as a member of the Board, the chair and the secretariat walk them."""

import json
import re

import pytest
from flask.testing import FlaskClient

from membership.models import InterestKind, JournalEntry, Life
from membership.review import findings
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from workflows.voting_terms import Choice


def read(client: FlaskClient, path: str, status: int = 200) -> str:
    client.set_cookie("language", "en")
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split())


def send(office: TestOffice, client: FlaskClient, path: str, status: int = 303, **data: str) -> str:
    client.set_cookie("language", "en")
    answer = client.post(path, data={"form_token": office.token(), **data})
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.location or answer.get_data(as_text=True)


def test_a_vote_takes_four_steps_from_the_first_page(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    board = Board.opened(office, declared=("seat1",))
    client = office.client_of("seat3")
    assert "1 needs your vote, closes in 7 days" in read(client, "/board")
    answer = client.get(f"/motions/{board.motion}")
    assert answer.status_code == 303
    declaring = answer.location or ""
    assert send(office, client, declaring, kind="none") == f"/motions/{board.motion}"
    ballot = read(client, f"/motions/{board.motion}")
    assert "Admit Detecție Exemplu" in ballot
    assert "Counts in the base: works like a vote against." in ballot
    confirm = send(office, client, f"/motions/{board.motion}/choose", choice="for")
    assert "You vote: For" in read(client, confirm)
    receipt = send(office, client, f"/motions/{board.motion}/vote", choice="for")
    assert "Your vote is recorded" in read(client, receipt)
    assert "Nothing needs your vote now" in read(client, "/board")


def test_none_of_the_choices_is_chosen_beforehand_and_one_must_be(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    client = sqlite_office.client_of("seat3")
    page = client.get(f"/motions/{board.motion}").get_data(as_text=True)
    assert page.count('type="radio"') == 3
    assert "checked" not in page
    words = send(sqlite_office, client, f"/motions/{board.motion}/choose", 422)
    assert "Choose how you vote." in words or "Alegeți" in words


def test_a_vote_against_without_its_reason_is_asked_for_and_everything_typed_is_kept(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    client = sqlite_office.client_of("seat3")
    path = f"/motions/{board.motion}/vote"
    words = send(sqlite_office, client, path, 422, choice="against", opposition="y")
    assert "the rules of this vote ask for one" in words
    assert "checked" in words
    send(sqlite_office, client, path, choice="against", reason="Nu ajunge.", opposition="y")


def test_a_second_click_on_the_vote_is_not_a_second_vote(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    client = sqlite_office.client_of("seat3")
    body = {"form_token": sqlite_office.token(), "choice": "for"}
    answers = [client.post(f"/motions/{board.motion}/vote", data=body) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    other = client.post(f"/motions/{board.motion}/vote", data={**body, "choice": "abstain"})
    assert other.status_code == 409
    with sqlite_office.read() as session:
        assert [vote.choice for vote in board.found(session).votes] == [Choice.FOR]


def test_a_vote_after_the_close_is_refused_and_on_record(office: TestOffice) -> None:
    board = Board.opened(office)
    office.later(days=7)
    client = office.client_of("seat3")
    words = send(office, client, f"/motions/{board.motion}/vote", 409, choice="for")
    assert "the attempt is on record" in words
    refused_with(office, "ballot.closed")


def refused_with(office: TestOffice, key: str) -> None:
    with office.read() as session:
        last = session.query(JournalEntry).order_by(JournalEntry.seq.desc()).first()
        assert last is not None
        assert last.act == "refused"
        assert json.loads(last.facts)["why"] == key


def test_a_recused_seat_meets_no_file_and_its_vote_is_refused_and_on_record(
    office: TestOffice,
) -> None:
    board = Board.opened(office, declared=("seat1", "seat2", "seat3", "seat4"))
    with office.write() as session:
        person = office.person(session, "seat5")
        findings.declare(session, person, board.case, kind=InterestKind.FAMILY, at=office.at)
    client = office.client_of("seat5")
    assert "Detecție Exemplu" in read(office.client_of("seat1"), "/board")
    assert "Detecție Exemplu" not in read(client, "/board")
    for path in ("", "/confirm?choice=for", "/receipt"):
        read(client, f"/motions/{board.motion}{path}", 404)
    send(office, client, f"/motions/{board.motion}/vote", 403, choice="for")
    refused_with(office, "ballot.recused")


def test_the_secretariat_calls_the_chair_opens_and_closes_and_all_read_the_sum(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    case = office.before_board(declared=("seat1", "seat2", "seat3", "seat4", "seat5"))
    with office.read() as session:
        board = Board(office, case, office.motion(session, case).public_id)
    desk, chair = office.client_of("secretariat"), office.client_of("seat1")
    path = f"/motions/{board.motion}"
    assert "Simple majority" in read(desk, f"{path}/schedule")
    words = send(office, desk, f"{path}/schedule", 422, closes_on="2026-11-01", closes_at="18:00")
    assert "still to come" in words
    send(office, desk, f"{path}/schedule", closes_on="2026-11-09", closes_at="18:00")
    assert "Votes" in read(chair, f"{path}/open")
    assert send(office, chair, f"{path}/open") == path
    for name in ("seat1", "seat2", "seat3", "seat4"):
        board.cast(name)
    assert "has not voted" in read(chair, f"{path}/close")
    assert "1 seat has not" in send(office, chair, f"{path}/close", 409)
    board.cast("seat5", Choice.ABSTAIN)
    assert send(office, chair, f"{path}/close") == f"{path}/result"
    for client in (chair, desk, office.client_of("auditor")):
        words = read(client, f"{path}/result")
        assert "Admitted by 4 votes of 5, simple majority of those present." in words
        assert "Resolution HCD 1/02.11.2026" in words


def test_the_result_is_hidden_until_the_close(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    board.cast("seat3", Choice.ABSTAIN)
    for name in ("seat1", "secretariat", "auditor"):
        client = sqlite_office.client_of(name)
        assert client.get(f"/motions/{board.motion}/result").status_code == 303
        assert client.get(f"/motions/{board.motion}/recount.json").status_code == 404
    words = read(sqlite_office.client_of("secretariat"), f"/motions/{board.motion}")
    assert "Have voted: 1 of 5." in words
    assert "Abstention" not in words


def closed(office: TestOffice) -> Board:
    board = Board.opened(office)
    for name in ("seat1", "seat2", "seat3", "seat4", "seat5"):
        board.cast(name)
    board.cast("seat5", Choice.AGAINST, opposition=True)
    board.close()
    return board


def test_the_result_shows_ones_own_tracker_and_the_file_recounts_it(
    sqlite_office: TestOffice,
) -> None:
    board = closed(sqlite_office)
    client = sqlite_office.client_of("seat5")
    words = read(client, f"/motions/{board.motion}/result")
    with sqlite_office.read() as session:
        tracker = board.found(session).votes[-1].tracker
    assert words.count(" ".join(re.findall("....", tracker))) == 2
    assert "Opposition recorded in the minutes." in words
    file = json.loads(client.get(f"/motions/{board.motion}/recount.json").get_data())
    counted = [vote["choice"] for vote in file["votes"] if vote["counts"]]
    assert counted.count("for") == file["outcome"]["for"] == 4
    assert len(file["votes"]) == 6


@pytest.mark.parametrize("name", ["applicant", "rapporteur", "administrator"])
def test_whoever_is_not_of_the_board_sees_no_ballot_and_no_result(
    sqlite_office: TestOffice, name: str
) -> None:
    board = closed(sqlite_office)
    client = sqlite_office.client_of(name)
    for path in ("/result", "/recount.json", "/schedule", "/open", "/close"):
        assert client.get(f"/motions/{board.motion}{path}").status_code in (403, 404), path


def test_another_motion_is_lodged_after_one_that_failed(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    for name in ("seat1", "seat2", "seat3", "seat4", "seat5"):
        board.cast(name, Choice.ABSTAIN)
    board.close()
    client = sqlite_office.client_of("seat2")
    words = read(client, f"/motions/{board.motion}/result")
    assert "another motion may be lodged" in words
    path = f"/case/{board.case}/motion"
    assert "Lodge another motion" in read(client, path)
    given = {"kind": "defer", "text_ro": "Se amână.", "text_en": "Deferred.",
             "procedure": "followed", "quality": "fulfilled"}  # fmt: skip
    code = next(iter(sqlite_office.statute.reasons))
    answers = [
        client.post(path, data={"form_token": sqlite_office.token(), **given, **reason})
        for reason in ({}, {"reason_code": code, "reason_text": "Lipsește contractul."})
    ]
    assert [answer.status_code for answer in answers] == [422, 303]
    assert "Write the reasons" in answers[0].get_data(as_text=True)
    with sqlite_office.read() as session:
        motions = sqlite_office.case(session, board.case).motions
        assert [motion.life for motion in motions] == [Life.CLOSED, Life.PROPOSED]
