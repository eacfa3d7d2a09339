"""One document in both languages: the Romanian first, frozen together, chosen while a draft."""

from dataclasses import replace

import pytest

from membership.demonstration import papers
from membership.letter import services
from membership.letter.compose import compose
from tests.membership.letter_office.scene import decided, found, issue
from tests.membership.office import TestOffice
from workflows.letter import Kind
from workflows.letter_facts import PRINTABLE, Facts
from workflows.refusal import NotNow


def both(kind: Kind, language: str = "ro") -> Facts:
    other = "en" if language == "ro" else "ro"
    return replace(papers.facts(kind, language), translation=papers.facts(kind, other))


@pytest.mark.parametrize("kind", sorted(PRINTABLE))
def test_every_kind_fits_into_one_document_the_romanian_first(kind: Kind) -> None:
    facts = both(kind, "en")
    sheet = compose(kind, "en", facts, created=papers.ISSUED)
    assert sheet.language == "ro-RO"
    assert 0 < sheet.html.index('lang="ro">\n<header') < sheet.html.index('lang="en">\n<header')
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
    assert (facts.body, facts.translation.body) == ("Consiliul Director", "Directors Board")
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
