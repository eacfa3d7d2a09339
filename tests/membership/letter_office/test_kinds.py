"""The papers that the office fills from its records: each owed by its step, each issued."""

from datetime import date

from membership.application import retention
from membership.application import services as applications
from membership.application.disclosure import known_stage
from membership.letter import services, verification
from membership.models import Letter, Member
from tests.membership.letter_office.scene import (
    decided,
    dispatch,
    found,
    issue,
    letter_of,
    print_it,
)
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.letter import Kind, State
from workflows.letter_case import ApplicationWithdrawn, ErasureAnswered
from workflows.letter_facts import Facts
from workflows.letter_register import Certificate
from workflows.standing import Standing
from workflows.term import day_of


def said(office: TestOffice, letter: str) -> Facts:
    with office.read() as session:
        return services.said(
            session, found(session, letter), house=office.statute, base_url="", at=office.at
        )


def certificate_of(office: TestOffice) -> str:
    """The certificate that an admission owes beside its letter."""
    admission = decided(office)
    with office.read() as session:
        case = found(session, admission).case.public_id
    return letter_of(office, case, Kind.CERTIFICATE)


def test_an_admission_owes_a_certificate_that_says_what_the_register_shows(
    sqlite_office: TestOffice,
) -> None:
    content = said(sqlite_office, certificate_of(sqlite_office)).content
    assert isinstance(content, Certificate)
    assert (content.quality, content.member_number) == ("membru asociat", "M-0001")
    assert content.since == date(2026, 11, 10)
    assert content.fields == ("chimic",)
    assert content.series is None and content.valid_until is None


def test_a_certificate_takes_its_series_when_it_is_issued_and_keeps_it(
    sqlite_office: TestOffice,
) -> None:
    letter = certificate_of(sqlite_office)
    issue(sqlite_office, letter)
    issue(sqlite_office, letter)
    content = said(sqlite_office, letter).content
    assert isinstance(content, Certificate)
    assert content.series == "CM-2026-001"
    with sqlite_office.write() as session:
        certificate = found(session, letter)
        assert certificate.series == "CM-2026-001"
        assert verification.standing_of(session, certificate) is verification.Standing.VALID
        session.query(Member).one().standing = Standing.CEASED
        assert verification.standing_of(session, certificate) is verification.Standing.REVOKED
        assert certificate.state is State.NUMBERED


def withdrawn(office: TestOffice) -> str:
    """The case of an application that its applicant withdrew."""
    case = office.submitted()
    with office.write() as session:
        applications.withdraw(session, office.person(session, "applicant"), case, at=office.at)
    return case


def test_a_withdrawal_owes_a_letter_and_is_known_before_that_leaves(
    sqlite_office: TestOffice,
) -> None:
    case = withdrawn(sqlite_office)
    letter = letter_of(sqlite_office, case, Kind.APPLICATION_WITHDRAWN)
    content = said(sqlite_office, letter).content
    assert isinstance(content, ApplicationWithdrawn)
    assert content.withdrawn_on == day_of(sqlite_office.at, sqlite_office.statute.zone)
    assert content.requested is not None and content.requested.number == "1"
    with sqlite_office.read() as session:
        assert known_stage(sqlite_office.case(session, case)) is Stage.WITHDRAWN


def test_a_request_for_erasure_is_answered_by_a_letter_of_the_house_under_its_number(
    sqlite_office: TestOffice,
) -> None:
    """S33: what went, what stays and until when, issued and sent without a signature."""
    case = withdrawn(sqlite_office)
    with sqlite_office.write() as session:
        actor = sqlite_office.person(session, "applicant")
        retention.ask_erasure(session, actor, case, at=sqlite_office.at)
    letter = letter_of(sqlite_office, case, Kind.ERASURE_ANSWERED)
    print_it(sqlite_office, letter)
    facts = said(sqlite_office, letter)
    assert isinstance(facts.content, ErasureAnswered)
    assert (facts.entry is not None, facts.signatory) == (True, None)
    assert len(facts.content.erased) == 3
    until = [one.until for one in facts.content.kept]
    assert until[0] is not None and until[1:] == [None, None]
    with sqlite_office.read() as session:
        assert found(session, letter).dispatched_at is not None


def test_such_a_letter_is_issued_printed_and_sent_like_any_other(
    sqlite_office: TestOffice,
) -> None:
    letter = letter_of(sqlite_office, withdrawn(sqlite_office), Kind.APPLICATION_WITHDRAWN)
    issue(sqlite_office, letter)
    print_it(sqlite_office, letter)
    dispatch(sqlite_office, letter)
    with sqlite_office.read() as session:
        sent: Letter = found(session, letter)
        assert sent.dispatched_at is not None
        assert sent.document is not None
