"""A letter takes its number once, and says from then on what it said then."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from membership.letter import services
from membership.models import Letter, Organisation, Owed, RegistryEntry
from tests.membership.letter_office.scene import acknowledged, decided, found, issue
from tests.membership.office import TestOffice
from workflows.letter import State, Step, advance
from workflows.letter_facts import Facts
from workflows.refusal import NotFound, NotNow, NotPermitted, Unset
from workflows.voting_terms import MotionKind

AT_ONCE = 8


def test_a_draft_has_neither_number_nor_code(office: TestOffice) -> None:
    letter = decided(office)
    with office.read() as session:
        draft = found(session, letter)
        assert (draft.state, draft.entry, draft.code, draft.facts) == (
            State.DRAFT,
            None,
            None,
            None,
        )


def test_issuing_takes_number_code_and_words_and_owes_the_printing(office: TestOffice) -> None:
    letter = decided(office)
    number = issue(office, letter)
    with office.read() as session:
        issued = found(session, letter)
        assert issued.state is State.NUMBERED
        assert issued.entry is not None
        assert issued.entry.number == number
        assert issued.entry.party == issued.case.organisation.legal_name
        assert issued.facts is not None
        facts = Facts.of(issued.facts)
        assert facts.entry is not None
        assert facts.entry.number == str(number)
        assert facts.verification is not None
        assert facts.verification.url == f"http://127.0.0.1:8000/verify/{issued.code}"
        assert [change.step for change in issued.history] == [Step.NUMBER]
        owed = session.scalars(select(Owed).where(Owed.key == f"letter:{issued.id}")).one()
        assert owed.payload == {"letter_id": issued.id}


def test_issuing_twice_gives_the_same_letter(office: TestOffice) -> None:
    letter = decided(office)
    first = issue(office, letter)
    office.later(minutes=1)
    assert issue(office, letter) == first
    with office.read() as session:
        assert len(found(session, letter).history) == 1


def test_two_clerks_who_issue_one_letter_get_one_number(office: TestOffice) -> None:
    letter = acknowledged(office)
    with ThreadPoolExecutor(AT_ONCE) as clerks:
        numbers = set(clerks.map(lambda _: issue(office, letter), range(AT_ONCE)))
    assert len(numbers) == 1
    with office.read() as session:
        assert len(session.scalars(select(RegistryEntry)).all()) == 1


def test_thirty_letters_take_thirty_consecutive_numbers(office: TestOffice) -> None:
    letters = [acknowledged(office) for _ in range(30)]
    with ThreadPoolExecutor(AT_ONCE) as clerks:
        numbers = list(clerks.map(lambda letter: issue(office, letter), letters))
    assert sorted(numbers) == list(range(1, 31))
    with office.read() as session:
        codes = session.scalars(select(Letter.code)).all()
        assert len(set(codes)) == 30


def test_an_issue_that_is_refused_takes_no_number(office: TestOffice) -> None:
    own = office.settings.own_statute
    lines = own.read_text("utf-8").splitlines()
    own.write_text("\n".join(line for line in lines if not line.startswith("contest = ")), "utf-8")
    letter, other = decided(office, MotionKind.REJECT), acknowledged(office)
    with pytest.raises(Unset) as refused:
        issue(office, letter)
    assert refused.value.name == "terms.contest"
    with office.read() as session:
        assert found(session, letter).state is State.DRAFT
    assert issue(office, other) == 1


def test_what_was_issued_no_longer_changes(office: TestOffice) -> None:
    letter = decided(office)
    issue(office, letter)
    with office.write() as session:
        session.query(Organisation).update({"legal_name": "Altă Denumire SRL"})
    with office.read() as session:
        facts = services.said(
            session, found(session, letter), house=office.statute, base_url="", at=office.at
        )
        assert facts.party.startswith("Detecție Exemplu")


def test_an_annulled_letter_is_not_issued_again(office: TestOffice) -> None:
    letter = decided(office)
    issue(office, letter)
    with office.write() as session:
        advance(found(session, letter), Step.ANNUL, by="person:1", at=office.at)
    with pytest.raises(NotNow) as refused:
        issue(office, letter)
    assert refused.value.message.key == "letter.not_from_here"


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("rapporteur", NotPermitted),
        ("seat1", NotPermitted),
        ("auditor", NotFound),
        ("administrator", NotFound),
        ("applicant", NotPermitted),
    ],
)
def test_nobody_but_the_secretariat_issues(
    sqlite_office: TestOffice, who: str, refusal: type[Exception]
) -> None:
    letter = decided(sqlite_office)
    with pytest.raises(refusal):
        issue(sqlite_office, letter, by=who)


def test_the_house_by_itself_issues_no_decision(sqlite_office: TestOffice) -> None:
    office, letter = sqlite_office, decided(sqlite_office)
    with office.write() as session, pytest.raises(NotNow) as refused:
        services.issue(session, None, letter, at=office.at, house=office.statute, base_url="")
    assert refused.value.message.key == "letter.not_automatic"
