"""The procedure strip: past stations dated, the present one with who acts and by when."""

from collections.abc import Iterator
from contextlib import contextmanager

from membership.application import clarifying, services, steps
from membership.application.stations import Audience, Station, stations
from membership.models import Clarification, Point
from tests.membership.office import TestOffice
from workflows.application import Step
from workflows.guard import Facts
from workflows.voting_terms import MotionKind


@contextmanager
def english(office: TestOffice) -> Iterator[None]:
    with office.app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def strip(office: TestOffice, public_id: str, who: Audience = Audience.STAFF) -> list[Station]:
    with office.read() as session, english(office):
        case = office.case(session, public_id)
        return stations(case, office.statute, audience=who, at=office.now())


def shown(found: list[Station]) -> list[tuple[str, str]]:
    return [(station.label, station.state) for station in found]


def test_a_draft_has_everything_before_it(sqlite_office: TestOffice) -> None:
    assert shown(strip(sqlite_office, sqlite_office.drafted())) == [
        ("Draft", "present"),
        ("Check of the procedure", "future"),
        ("Evidence review", "future"),
        ("Directors Board", "future"),
        ("Associate member", "future"),
    ]


def test_the_present_station_says_who_acts_and_by_when(sqlite_office: TestOffice) -> None:
    found = strip(sqlite_office, sqlite_office.submitted())
    assert [found[0].label, found[0].date_text] == ["Submitted", "2 Nov"]
    assert (found[1].who_text, found[1].due_text) == (
        "the secretariat acts",
        "by 5 Nov, 3 days left",
    )
    assert found[1].urgent
    assert found[-1].date_text == "art. 11, sentence 2 of the Statute"


def test_a_term_that_has_passed_is_named_to_the_house_only(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    sqlite_office.later(days=10)
    assert strip(sqlite_office, public_id)[1].due_text == "overdue since 5 Nov"
    assert strip(sqlite_office, public_id, Audience.APPLICANT)[1].due_text == ""


def ask(office: TestOffice, public_id: str) -> None:
    with office.write() as session:
        case = office.case(session, public_id)
        asked = Clarification(
            number=1,
            asked_from=case.stage,
            asked_by_id=office.people["secretariat"],
            asked_at=office.now(),
            due_on=office.now().date(),
            points=[Point(position=1, question="Ce domeniu?")],
        )
        case.clarifications.append(asked)
        by = office.person(session, "secretariat")
        steps.take(session, case, Step.ASK, Facts(questions=1), by=by, at=office.now())


def test_a_clarification_is_a_station_only_when_it_is_taken(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    ask(sqlite_office, public_id)
    found = strip(sqlite_office, public_id, Audience.APPLICANT)
    assert shown(found)[:3] == [
        ("Submitted", "past"),
        ("Check of the procedure", "past"),
        ("Clarification", "present"),
    ]
    assert found[2].who_text == "you act"
    with sqlite_office.write() as session:
        actor = sqlite_office.person(session, "applicant")
        clarifying.answer(session, actor, public_id, {1: ("C", None)}, at=sqlite_office.now())
    assert shown(strip(sqlite_office, public_id))[:3] == [
        ("Submitted", "past"),
        ("Clarified", "past"),
        ("Check of the procedure", "present"),
    ]


def decide(office: TestOffice, kind: MotionKind, step: Step) -> str:
    public_id = office.before_board(kind)
    with office.write() as session:
        case = office.case(session, public_id)
        facts = Facts(
            adopted=kind,
            procedure=case.procedure_finding,
            quality=case.quality_finding,
            reasons=1,
        )
        steps.take(session, case, step, facts, by=None, at=office.now())
    return public_id


def test_a_member_has_walked_the_whole_path(sqlite_office: TestOffice) -> None:
    found = strip(sqlite_office, decide(sqlite_office, MotionKind.ADMIT, Step.ADMIT))
    assert [station.state for station in found] == ["past"] * 5
    assert found[-1].date_text == "2 Nov"


def test_a_rejection_ends_the_path_where_it_was_taken(sqlite_office: TestOffice) -> None:
    found = strip(sqlite_office, decide(sqlite_office, MotionKind.REJECT, Step.REJECT))
    assert (found[-1].label, found[-1].tone) == ("Rejected", "refused")
    assert len(found) == 5


def test_an_applicant_sees_no_decision_before_its_letter_has_left(
    sqlite_office: TestOffice,
) -> None:
    public_id = decide(sqlite_office, MotionKind.REJECT, Step.REJECT)
    found = strip(sqlite_office, public_id, Audience.APPLICANT)
    assert shown(found)[-2:] == [("Directors Board", "present"), ("Associate member", "future")]
    assert found[-2].who_text == "the Board decides"
    assert found[-2].due_text == ""


def test_a_withdrawal_ends_the_path(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    with sqlite_office.write() as session:
        actor = sqlite_office.person(session, "applicant")
        services.withdraw(session, actor, public_id, at=sqlite_office.now())
    assert shown(strip(sqlite_office, public_id))[-1] == ("Withdrawn", "present")
