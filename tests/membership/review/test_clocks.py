"""Clocks that stand still while the applicant is asked, and the mails of the day."""

from datetime import date, timedelta

from membership.application import clarifying
from membership.application import services as applications
from membership.application.reminding import remind
from membership.models import Application, Owed, Sitting, Work
from membership.owed.services import owe
from membership.review import services
from membership.review.clocks import board_clock, pressing
from membership.review.services import Question
from membership.workshop import mail
from membership.workshop.digest import owe_digests
from tests.membership.ballot.board import TERM, Board
from tests.membership.office import TestOffice
from workflows.sitting import State
from workflows.term import due
from workflows.voting_terms import Mode

ASKED = [Question(subject="Acreditare", question="Până când este valabilă?")]


def asked(office: TestOffice, public_id: str) -> None:
    with office.write() as session:
        by = office.person(session, "secretariat")
        services.ask(session, by, public_id, ASKED, at=office.at)


def answered(office: TestOffice, public_id: str) -> None:
    with office.write() as session:
        by = office.person(session, "applicant")
        clarifying.answer(session, by, public_id, {1: ("Până în 2028.", None)}, at=office.at)


def due_on(office: TestOffice, public_id: str) -> date:
    with office.read() as session:
        return office.case(session, public_id).due_on


def test_a_term_goes_on_where_it_stood_still(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.in_review()
    assert due_on(sqlite_office, public_id) == date(2026, 11, 23)  # the 22nd is a Sunday
    sqlite_office.later(days=2)
    asked(sqlite_office, public_id)
    sqlite_office.later(days=6)
    answered(sqlite_office, public_id)
    # Six days on is Saturday the 28th; the 30th and the 1st are public holidays.
    assert due_on(sqlite_office, public_id) == date(2026, 12, 2)


def test_the_boards_clock_runs_from_the_complete_file_and_names_the_sitting(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    public_id = office.in_review()
    term = office.statute.terms["decision"]
    complete = office.at.date()
    office.later(days=1)
    asked(office, public_id)
    office.later(days=5)
    answered(office, public_id)
    with office.read() as session:
        clock = board_clock(session, office.case(session, public_id), office.statute, at=office.at)
        assert clock is not None
        assert (clock.since, clock.still, clock.sitting) == (complete, 5, None)
        assert clock.due >= due(complete, term) + timedelta(days=5)
    meeting = office.at + timedelta(days=8)
    with office.write() as session:
        for n, starts_at in enumerate((meeting, meeting + timedelta(days=90)), start=8):
            session.add(Sitting(
                year=2026, number=n, mode=Mode.MEETING, starts_at=starts_at,
                planned_at=office.at, planned_by_id=office.people["secretariat"],
            ))  # fmt: skip
    # The procedure in which the Board decides another case is over sooner, and takes no other.
    other = Board.opened(office)
    with office.read() as session:
        clock = board_clock(session, office.case(session, public_id), office.statute, at=office.at)
        assert clock is not None
        assert (clock.sitting, clock.called, clock.in_time) == (meeting, False, True)
        theirs = board_clock(
            session, office.case(session, other.case), office.statute, at=office.at
        )
        assert theirs is not None
        assert (theirs.sitting, theirs.called) == (office.at + TERM, True)


def owed(office: TestOffice, template: str) -> list[Owed]:
    with office.read() as session:
        rows = session.query(Owed).filter(Owed.kind == Work.MAIL).all()
        return [row for row in rows if row.payload["template"] == template]


def digests_to(office: TestOffice, name: str) -> list[Owed]:
    person = office.people[name]
    return [one for one in owed(office, "digest") if one.payload["person_id"] == person]


def digests(office: TestOffice) -> int:
    with office.write() as session:
        return owe_digests(session, office.statute, at=office.at)


def test_what_waits_comes_in_one_mail_a_day_and_none_when_nothing_does(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    assert digests(office) == 0
    office.submitted()
    office.submitted()
    office.later(days=5)
    assert digests(office) == 1
    assert digests(office) == 0
    (mail_of_the_day,) = owed(office, "digest")
    assert mail_of_the_day.payload["person_id"] == office.people["secretariat"]
    assert len(mail_of_the_day.payload["facts"]["needs"]) == 2
    office.later(days=1)
    assert digests(office) == 1
    with office.write() as session:
        for case in session.query(Application):
            applications.withdraw(session, case.organisation.affiliations[0].person,
                                  case.public_id, at=office.at)  # fmt: skip
    office.later(days=1)
    assert digests(office) == 0


def test_nobody_is_written_to_at_night(sqlite_office: TestOffice) -> None:
    sqlite_office.submitted()
    sqlite_office.later(days=5, hours=14)
    assert digests(sqlite_office) == 0


def test_who_presides_hears_in_their_language_of_a_case_that_no_sitting_decides_in_time(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    public_id = office.before_board()
    with office.write() as session:
        office.person(session, "seat2").language = "en"
    digests(office)
    for name in ("seat1", "seat2"):
        (mine,) = digests_to(office, name)
        assert [one["public_id"] for one in mine.payload["facts"]["pressing"]] == [public_id]
        mail.send(office.engine, office.settings, mine, office.at)
    written = [path.read_text("utf-8") for path in office.settings.outbox.glob("*digest.eml")]
    assert [public_id in one.replace("=\n", "") for one in written] == [True, True]


def test_a_case_on_an_agenda_presses_only_when_its_own_sitting_is_too_late(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    called, free = Board.called(office).case, office.before_board()

    def named() -> list[str]:
        with office.read() as session:
            chair = office.person(session, "seat1")
            found = pressing(session, chair, office.statute, at=office.at)
            return [one.public_id for one in found]

    assert named() == []
    for days, expected in ((6, [called, free]), (7, [])):
        with office.write() as session:
            for case in (called, free):
                office.case(session, case).due_on = (office.at + timedelta(days=days)).date()
        assert named() == expected
    with office.write() as session:
        session.query(Sitting).one().state = State.OPEN
    assert named() == [free]


def test_the_chairs_own_page_names_what_no_sitting_decides_in_time(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.before_board()
    for name, told in (("seat1", True), ("seat2", True), ("seat4", False)):
        page = sqlite_office.client_of(name).get("/board", headers={"Accept-Language": "en"})
        shown = page.get_data(as_text=True)
        assert ("No planned sitting decides these in time" in shown) is told
        assert (f"/case/{public_id}" in shown) is told


def test_the_board_hears_of_every_call_in_one_mail_a_day_until_each_member_has_declared(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    boards = [Board.called(office, declared=()) for _ in range(2)]
    boards[0].declare("seat4")
    with office.write() as session:
        office.person(session, "seat3").language = "en"
    digests(office)
    facts = {one.payload["person_id"]: one.payload["facts"] for one in owed(office, "digest")}
    motions = [board.motion for board in boards]
    assert [one["public_id"] for one in facts[office.people["seat3"]]["calls"]] == motions
    assert [one["public_id"] for one in facts[office.people["seat4"]]["calls"]] == motions[1:]
    for name in ("seat3", "seat4"):
        (mine,) = digests_to(office, name)
        mail.send(office.engine, office.settings, mine, office.at)
    written = [path.read_text("utf-8") for path in office.settings.outbox.glob("*digest.eml")]
    found = [f"/motions/{motions[1]}" in one.replace("=\n", "") for one in written]
    assert found == [True, True]
    boards[1].declare("seat4")
    office.later(days=1)
    digests(office)
    assert len(digests_to(office, "seat4")) == 1


def test_whoever_mends_owed_work_hears_that_some_was_given_up(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    with office.write() as session:
        owe(session, Work.MAIL, "tried", at=office.at, template="digest")
        session.query(Owed).one().failed_at = office.at
    digests(office)
    facts = {one.payload["person_id"]: one.payload["facts"] for one in owed(office, "digest")
             if "person_id" in one.payload}  # fmt: skip
    assert facts[office.people["administrator"]]["given_up"] == 1
    assert office.people["seat3"] not in facts


def test_an_applicant_is_reminded_once_and_not_after_the_answer(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    public_id = office.submitted()
    asked(office, public_id)
    office.later(days=9)
    with office.write() as session:
        assert remind(session, at=office.at) == 0
    office.later(days=2)
    for _ in range(2):
        with office.write() as session:
            remind(session, at=office.at)
    (reminder,) = owed(office, "application_reminder")
    answered(office, public_id)
    mail.send(office.engine, office.settings, reminder, office.at)
    assert not list(office.settings.outbox.glob("*reminder.eml"))
