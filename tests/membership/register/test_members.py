"""The members' register: who is in it, who reads it, and how long it stays quick."""

import pytest

from membership.models import Member, StandingChange
from membership.register import services
from tests.membership.ballot.board import SEATS, Board
from tests.membership.office import TestOffice
from workflows.refusal import NotFound, NotNow, NotPermitted
from workflows.standing import Standing, StandingStep


def admitted(office: TestOffice) -> Board:
    board = Board.opened(office)
    for name in SEATS:
        board.cast(name)
    board.close()
    return board


def test_a_member_is_entered_under_the_resolution_that_admits_it(office: TestOffice) -> None:
    board = admitted(office)
    with office.read() as session:
        member = services.member(session, office.person(session, "auditor"), 1)
        assert member.title == "M-0001"
        assert member.standing is Standing.ACTIVE
        assert [change.step for change in member.history] == [StandingStep.ADMIT]
        decision = services.decision_of(session, member)
        assert decision is not None
        assert decision.application.public_id == board.case


def test_nobody_is_admitted_twice(office: TestOffice) -> None:
    board = admitted(office)
    with office.write() as session:
        case = office.case(session, board.case)
        with pytest.raises(NotNow):
            services.admit(session, case, case.decisions[0], by=None, at=office.at)
        session.rollback()


def test_the_register_is_read_by_members_staff_and_board_and_by_nobody_else(
    sqlite_office: TestOffice,
) -> None:
    admitted(sqlite_office)
    with sqlite_office.read() as session:
        for name in ("secretariat", "rapporteur", "auditor", "seat4", "applicant"):
            assert services.members(session, sqlite_office.person(session, name)).total == 1
        with pytest.raises(NotPermitted):
            services.members(session, sqlite_office.person(session, "administrator"))
        with pytest.raises(NotFound):
            services.member(session, sqlite_office.person(session, "auditor"), 99)


def many(office: TestOffice, count: int) -> None:
    board = admitted(office)
    with office.write() as session:
        first = office.case(session, board.case).organisation
        for number in range(2, count + 1):
            session.add(
                Member(
                    number=number,
                    title=f"M-{number:04}",
                    organisation=type(first)(
                        legal_name=f"Membru Exemplu {number:04}", created_at=office.at
                    ),
                    category="asociat",
                    since=office.at.date(),
                    standing=Standing.ACTIVE,
                    history=[
                        StandingChange(
                            step=StandingStep.ADMIT,
                            target=Standing.ACTIVE,
                            basis="adhesion.admission",
                            on=office.at.date(),
                            at=office.at,
                        )
                    ],
                )
            )


def test_the_register_pages_by_number_and_searches_in_names(office: TestOffice) -> None:
    many(office, 95)
    with office.read() as session:
        reader, after, seen = office.person(session, "auditor"), 0, []
        while True:
            page = services.members(session, reader, after=after)
            seen += [member.number for member in page.members]
            if page.after is None:
                break
            after = page.after
        assert seen == list(range(1, 96))
        found = services.members(session, reader, q="exemplu 0042")
        assert [member.number for member in found.members] == [42]
        assert services.members(session, reader, q="%").total == 0


def test_the_pages_of_the_register_answer(sqlite_office: TestOffice) -> None:
    many(sqlite_office, 45)
    client = sqlite_office.client_of("auditor")
    first = client.get("/members").get_data(as_text=True)
    assert "M-0040" in first
    assert "after=40" in first
    assert "M-0041" in client.get("/members?after=40").get_data(as_text=True)
    assert "HCD 1/02.11.2026" in client.get("/members/1").get_data(as_text=True)
    assert client.get("/members/999").status_code == 404


def ticked(office: TestOffice, *items: str) -> None:
    """The first member ticks what may be published of it."""
    with office.write() as session:
        organisation = session.query(Member).filter_by(number=1).one().organisation
        organisation.website = "https://detectie.example"
        organisation.answers = {**organisation.answers, "publish": list(items)}


def test_a_fellow_member_reads_of_a_member_what_it_agreed_to_publish(
    sqlite_office: TestOffice,
) -> None:
    admitted(sqlite_office)
    ticked(sqlite_office)
    pages = {name: sqlite_office.client_of(name) for name in ("applicant", "auditor")}

    def read(name: str, path: str = "/members/1") -> str:
        return pages[name].get(path).get_data(as_text=True)

    assert "detectie.example" not in read("applicant")
    assert "București" not in read("applicant")
    assert "București" not in read("applicant", "/members")
    assert "detectie.example" in read("auditor")
    assert "București" in read("auditor", "/members")
    ticked(sqlite_office, "name", "website", "delegate")
    shown = read("applicant")
    assert "detectie.example" in shown
    assert "București" in shown
    assert "Ion Delegat" in shown
    assert "ion.delegat@example.ro" not in shown
