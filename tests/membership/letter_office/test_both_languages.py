"""One document in both languages: the Romanian first, frozen together, chosen while a draft."""

import re

import pytest

from membership.application import steps
from membership.letter import services, specimens
from membership.letter.compose import compose
from tests.membership.letter_office.scene import decided, found, issue, print_it
from tests.membership.office import TestOffice
from workflows.letter import Kind
from workflows.letter_facts import PRINTABLE, Facts
from workflows.refusal import NotNow


@pytest.mark.parametrize("kind", sorted(PRINTABLE))
def test_every_kind_fits_into_one_document_the_romanian_first(kind: Kind) -> None:
    facts = specimens.in_both(kind, "en")
    sheet = compose(kind, "en", facts, created=specimens.ISSUED)
    assert sheet.language == "ro-RO"
    assert re.findall(r'<article [^>]*\blang="(..)"', sheet.html) == ["ro", "en"]
    assert Facts.of(facts.to_mapping()) == facts


def translate(office: TestOffice, letter: str, *, bilingual: bool = True) -> None:
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        services.translate(session, clerk, letter, bilingual=bilingual, at=office.at)


def test_a_draft_takes_the_other_language_and_freezes_it_with_its_number(
    sqlite_office: TestOffice,
) -> None:
    letter = decided(sqlite_office)
    translate(sqlite_office, letter)
    issue(sqlite_office, letter)
    with sqlite_office.read() as session:
        facts = Facts.of(found(session, letter).facts or {})
    assert facts.translation is not None
    assert (facts.body.name, facts.translation.body.of) == (
        "Consiliul Director",
        "the Directors Board",
    )
    assert facts.entry == facts.translation.entry
    with pytest.raises(NotNow):
        translate(sqlite_office, letter, bilingual=False)


def test_the_page_adds_the_other_language_and_shows_both(sqlite_office: TestOffice) -> None:
    letter = decided(sqlite_office)
    client = sqlite_office.client_of("secretariat")
    client.set_cookie("language", "en")
    path = f"/letters/{letter}"
    assert "Add the other language" in client.get(path).get_data(as_text=True)
    answer = client.post(f"{path}/languages", data={"form_token": sqlite_office.token()})
    assert answer.status_code == 303
    page = client.get(path).get_data(as_text=True)
    assert "Leave out the other language" in page
    assert page.count('<article class="sheet') == 2


def test_who_asked_for_both_languages_gets_letters_in_both(sqlite_office: TestOffice) -> None:
    case = sqlite_office.drafted()
    with sqlite_office.write() as session:
        organisation = sqlite_office.case(session, case).organisation
        organisation.answers = {**organisation.answers, "both_languages": ["both"]}
        application = sqlite_office.case(session, case)
        steps.owe_letter(session, application, Kind.ADMISSION, at=sqlite_office.at)
        steps.owe_letter(session, application, Kind.REPORT, at=sqlite_office.at, language="ro")
        assert [(one.kind, one.bilingual) for one in application.letters] == [
            (Kind.ADMISSION, True), (Kind.REPORT, False),
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "chosen"), [("post", "registered_post"), ("email", "mail"), ("", "")]
)
def test_a_letter_is_offered_to_go_the_way_that_was_asked_for(
    sqlite_office: TestOffice, asked: str, chosen: str
) -> None:
    letter = decided(sqlite_office)
    with sqlite_office.write() as session:
        organisation = found(session, letter).case.organisation
        organisation.answers = {**organisation.answers, "channel": asked}
    issue(sqlite_office, letter)
    print_it(sqlite_office, letter)
    page = sqlite_office.client_of("secretariat").get(f"/letters/{letter}").get_data(as_text=True)
    ticked = [one for one in re.findall("<input[^>]*>", page) if " checked" in one]
    assert [re.findall(r'value="(\w+)"', one)[0] for one in ticked] == [chosen][: bool(chosen)]
