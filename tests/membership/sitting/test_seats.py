"""Seats of the Board: mandates with their dates, deputies, and what the roles follow."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from membership.application.mandates import seats_on_day
from membership.models import Deputy, Office, Seat
from membership.sitting import board_roles, seats
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from workflows.permission import Role
from workflows.refusal import Incomplete, NotNow, NotPermitted

TODAY = date(2026, 11, 2)


def seat_of(office: TestOffice, name: str) -> int:
    with office.read() as session:
        wanted = select(Seat.id).where(Seat.person_id == office.people[name])
        return session.scalars(wanted).one()


def given(
    office: TestOffice, name: str, seat: Office, *, since: date = TODAY, until: date | None = None
) -> None:
    with office.write() as session:
        clerk, person = office.person(session, "secretariat"), office.person(session, name)
        seats.seat(session, clerk, person, seat, since=since, until=until, at=office.at)


def ended(office: TestOffice, name: str, until: date) -> None:
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        seats.end(session, clerk, seat_of(office, name), until=until, today=TODAY, at=office.at)


def deputises(office: TestOffice, name: str, seat: int, *, since: date = TODAY) -> None:
    with office.write() as session:
        clerk, person = office.person(session, "secretariat"), office.person(session, name)
        seats.name_deputy(session, clerk, seat, person, since=since, at=office.at)


def test_a_seat_filled_while_a_vote_is_open_votes_from_the_next_motion(
    sqlite_office: TestOffice,
) -> None:
    ended(sqlite_office, "seat5", TODAY)
    sqlite_office.later(days=1)
    board = Board.opened(sqlite_office)
    given(sqlite_office, "auditor", Office.MEMBER, since=TODAY + timedelta(days=1))
    with sqlite_office.read() as session:
        assert len(board.found(session).roster) == 4
    later = Board.opened(sqlite_office)
    with sqlite_office.read() as session:
        roster = later.found(session).roster
        assert sqlite_office.people["auditor"] in {seat.person_id for seat in roster}


def test_a_second_chair_is_refused_until_the_first_mandate_ends(office: TestOffice) -> None:
    with pytest.raises(Incomplete) as refused:
        given(office, "auditor", Office.CHAIR)
    assert refused.value.message.params["name"] == "Seat1 Exemplu"
    ended(office, "seat1", TODAY)
    given(office, "auditor", Office.CHAIR, since=TODAY + timedelta(days=1))


def test_who_has_no_mandate_any_more_has_no_role_of_the_board(sqlite_office: TestOffice) -> None:
    ended(sqlite_office, "seat1", TODAY)
    with sqlite_office.write() as session:
        chair = sqlite_office.person(session, "seat1")
        assert {Role.BOARD, Role.CHAIR} <= chair.roles
        assert board_roles.retire(session, TODAY + timedelta(days=1), at=sqlite_office.at) == 1
        assert not chair.roles
    with pytest.raises(NotNow), sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        seats.end(session, clerk, seat_of(sqlite_office, "seat1"), until=TODAY,
                  today=TODAY + timedelta(days=2), at=sqlite_office.at)  # fmt: skip


def test_a_deputy_has_no_seat_of_their_own(sqlite_office: TestOffice) -> None:
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        for name, allowed in (("auditor", True), ("seat2", False)):
            person = sqlite_office.person(session, name)
            try:
                seats.name_deputy(session, clerk, 5, person, since=TODAY, at=sqlite_office.at)
            except Incomplete:
                assert not allowed
            else:
                assert allowed
                assert Role.BOARD in person.roles


def test_a_next_mandate_ends_the_one_that_had_a_last_day(sqlite_office: TestOffice) -> None:
    office, last, next_ = sqlite_office, date(2027, 12, 31), date(2026, 12, 1)
    given(office, "auditor", Office.MEMBER, until=last)
    deputises(office, "rapporteur", seat_of(office, "auditor"))
    given(office, "auditor", Office.VICE_CHAIR, since=next_)
    with office.read() as session:
        held = seats_on_day(session, next_)
        assert [one.office for one in held if one.person_id == office.people["auditor"]] == [
            Office.VICE_CHAIR
        ]
        ended = session.scalars(select(Deputy)).one()
        assert ended.until == date(2026, 11, 30)
    with pytest.raises(Incomplete, match="mandates_meet"):
        given(office, "auditor", Office.MEMBER, since=date(2026, 11, 15))


def test_a_next_deputy_ends_the_earlier_one_of_a_seat_with_a_last_day(
    sqlite_office: TestOffice,
) -> None:
    office, day = sqlite_office, timedelta(days=1)
    ended(office, "seat5", date(2027, 12, 31))
    deputises(office, "auditor", 5)
    with pytest.raises(Incomplete, match="mandates_meet"):
        deputises(office, "rapporteur", 5)
    deputises(office, "rapporteur", 5, since=TODAY + day)
    with pytest.raises(NotNow, match="mandate_is_over"):
        deputises(office, "auditor", 5, since=date(2028, 1, 1))
    with office.write() as session:
        rows = session.scalars(select(Deputy).order_by(Deputy.id)).all()
        assert [(one.since, one.until) for one in rows] == [
            (TODAY, TODAY),
            (TODAY + day, date(2027, 12, 31)),
        ]
        board_roles.retire(session, TODAY + day, at=office.at)
        assert Role.BOARD not in office.person(session, "auditor").roles


def test_a_deputy_who_is_given_a_seat_is_nobodys_deputy_any_more(
    sqlite_office: TestOffice,
) -> None:
    deputises(sqlite_office, "auditor", 5)
    given(sqlite_office, "auditor", Office.MEMBER, since=TODAY + timedelta(days=1))
    with sqlite_office.read() as session:
        assert session.scalars(select(Deputy.until)).one() == TODAY


def test_nobody_but_the_secretariat_and_the_administrator_gives_a_seat(
    sqlite_office: TestOffice,
) -> None:
    with pytest.raises(NotPermitted), sqlite_office.write() as session:
        chair = sqlite_office.person(session, "seat1")
        seats.seat(session, chair, chair, Office.MEMBER, since=TODAY, until=None,
                   at=sqlite_office.at)  # fmt: skip


def test_the_page_gives_a_seat_and_says_what_is_wrong(sqlite_office: TestOffice) -> None:
    client = sqlite_office.client_of("secretariat")
    page = client.get("/board/seats").get_data(as_text=True)
    assert "Seat1 Exemplu" in page
    data = {"form_token": sqlite_office.token(), "person": "999999999999", "office": "member",
            "since": "2026-11-03", "until": ""}  # fmt: skip
    assert client.post("/board/seats", data=data).status_code == 422
    auditor = sqlite_office.people["auditor"]
    data |= {"form_token": sqlite_office.token(), "person": str(auditor)}
    assert client.post("/board/seats", data=data).status_code == 303
    seat = seat_of(sqlite_office, "auditor")
    ending = {"form_token": sqlite_office.token(), "until": "2026-11-01"}
    answer = client.post(f"/board/seats/{seat}/end", data=ending)
    assert answer.status_code == 422
    ending = {"form_token": sqlite_office.token(), "until": "2026-12-01"}
    assert client.post(f"/board/seats/{seat}/end", data=ending).status_code == 303
