"""Abandoned files that were closed: the next sitting is told of them, once, on all its papers."""

from datetime import date

from membership import checking
from membership.application import closings
from membership.letter.compose import body
from membership.letter.facts import facts_for
from membership.models import InterestKind, Letter, Sitting
from membership.review import interests, services
from membership.sitting import planning
from membership.sitting.papers import owe_convocation
from tests.membership.office import TestOffice
from tests.membership.review.test_clocks import asked
from tests.membership.sitting.assembly import SEATS, Assembly
from tests.membership.sitting.test_minutes import drafted
from workflows.letter import Kind


def lapsed(office: TestOffice, *, wait: int = 20) -> str:
    """A case whose applicant was asked, did not answer in time, and whose file was closed."""
    case = office.submitted()
    asked(office, case)
    office.later(days=wait)
    with office.write() as session:
        services.lapse(session, office.person(session, "secretariat"), case, at=office.at)
    return case


def told(office: TestOffice, sitting: str, reader: str = "seat1") -> list[tuple[str, bool]]:
    """Which closings this reader finds told to the sitting, and whether they were reopened."""
    with office.read() as session:
        found = session.query(Sitting).filter_by(public_id=sitting).one()
        rows = closings.told(session, office.person(session, reader), found)
        return [(row.reference, row.reopened) for row in rows]


def cancel(office: TestOffice, sitting: str) -> None:
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        planning.cancel(session, clerk, sitting, why="Amânată.", at=office.at)


def test_the_next_sitting_that_is_convened_is_told_once(office: TestOffice) -> None:
    lapsed(office)
    with office.read() as session:
        waiting = closings.to_report(session, office.person(session, "secretariat"))
    assert [(one.reference, one.closed_on, one.reopen_by) for one in waiting] == [
        ("ADZ-2026-0001", date(2026, 11, 22), date(2027, 1, 21)),
    ]  # fmt: skip
    case = office.before_board()
    first = Assembly.convened(office, case)
    assert told(office, first.sitting) == [("ADZ-2026-0001", False)]
    cancel(office, first.sitting)
    assert told(office, first.sitting) == []
    second = Assembly.convened(office, case)
    assert told(office, second.sitting) == [("ADZ-2026-0001", False)]
    assert not checking.check(office.engine, office.settings).breaches
    third = Assembly.convened(office, office.before_board())
    assert told(office, third.sitting) == []


def test_a_closing_is_on_every_paper_of_the_sitting_and_not_for_who_has_an_interest(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    abandoned = lapsed(office)
    with office.write() as session:
        interests.record_interest(
            session, office.person(session, "secretariat"), abandoned, office.people["seat5"],
            kind=InterestKind.FAMILY, reason="Rudă.", at=office.at,
        )  # fmt: skip
    case = office.before_board(declared=SEATS)
    planned = Assembly.planned(office, case)
    clerk = office.client_of("secretariat")
    english = {"Accept-Language": "en"}
    agenda = f"/sittings/{planned.sitting}/agenda"
    waiting = clerk.get(agenda, headers=english).get_data(as_text=True)
    assert "The Board is told of these when it is convened." in waiting
    planned.convene()
    for reader, reads in (("seat1", True), ("seat5", False)):
        client = office.client_of(reader)
        for page in ("", "/pack"):
            shown = client.get(f"/sittings/{planned.sitting}{page}", headers=english)
            assert ("ADZ-2026-0001" in shown.get_data(as_text=True)) is reads
    with office.write() as session:
        by = office.person(session, "secretariat")
        sitting = session.query(Sitting).one()
        owe_convocation(session, by, sitting, statute=office.statute,
                        base_url="https://x.example", at=office.at)  # fmt: skip
        letter = session.query(Letter).filter_by(kind=Kind.CONVOCATION).one()
        facts = facts_for(session, letter, house=office.statute, at=office.at,
                          base_url="https://x.example")  # fmt: skip
        said = body(letter.kind, letter.language, facts).replace("\u00a0", " ")
    assert "poate fi redeschis până la 21 ianuarie 2027" in said
    office.later(days=30)
    with office.write() as session:
        services.reopen(session, office.person(session, "secretariat"), abandoned, at=office.at)
    assert told(office, planned.sitting) == [("ADZ-2026-0001", True)]


def test_the_minutes_keep_what_the_sitting_was_told(sqlite_office: TestOffice) -> None:
    lapsed(sqlite_office)
    assembly = Assembly.opened(sqlite_office, sqlite_office.before_board())
    assembly.close()
    drafted(assembly)
    page = sqlite_office.client_of("seat1").get(f"/sittings/{assembly.sitting}/minutes")
    assert "ADZ-2026-0001" in page.get_data(as_text=True)
    with sqlite_office.read() as session:
        kept = session.query(Sitting).one().minutes[0].recorded["closings"]
    assert kept == [
        {"name": "Detecție Exemplu 1 SRL", "reference": "ADZ-2026-0001", "on": "2026-11-22",
         "reopen_by": "2027-01-21"},
    ]  # fmt: skip
