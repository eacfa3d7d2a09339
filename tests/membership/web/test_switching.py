"""Another language in the middle of a form: the place, the answers, and nothing done."""

import pytest

from membership.typed import tidy
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import TestOffice
from workflows.application import Stage


def test_what_was_typed_stays_and_nothing_is_saved(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.drafted()
    client = in_english(sqlite_office, "applicant")
    path = f"/application/{public_id}/motivation"
    assert 'form="typed" name="switch_language" value="ro"' in text_of(client, path)
    answer = post(sqlite_office, client, path, motivation="Încă nescris până la capăt",
                  switch_language="ro")  # fmt: skip
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert '<html lang="ro">' in page
    assert "Încă nescris până la capăt" in page
    assert "Eroare:" not in page
    assert '<html lang="ro">' in text_of(client, path)
    with sqlite_office.read() as session:
        assert "Încă nescris" not in sqlite_office.case(session, public_id).motivation


@pytest.mark.parametrize("act", ["submit", "withdraw"])
def test_a_form_without_fields_does_nothing_either(sqlite_office: TestOffice, act: str) -> None:
    public_id = sqlite_office.drafted()
    client = in_english(sqlite_office, "applicant")
    answer = post(sqlite_office, client, f"/application/{public_id}/{act}", switch_language="ro")
    assert answer.status_code < 500
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        assert (case.stage, len(case.history)) == (Stage.DRAFT, 0)


def test_a_page_without_a_form_changes_its_language_by_its_own_button(
    sqlite_office: TestOffice,
) -> None:
    sqlite_office.drafted()
    client = in_english(sqlite_office, "applicant")
    page = text_of(client, "/join")
    assert 'form="typed"' not in page
    answer = client.post("/language", data={"language": "ro", "next": "/join"})
    assert answer.location == "/join"
    assert '<html lang="ro">' in text_of(client, "/join")


def test_a_language_that_the_house_does_not_speak_is_no_change(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.drafted()
    client = in_english(sqlite_office, "applicant")
    path = f"/application/{public_id}/motivation"
    answer = post(sqlite_office, client, path, motivation="Scris. " * 20, switch_language="xx")
    assert answer.status_code == 303


@pytest.mark.parametrize(("typed", "kept"), [
    ("\u015etiin\u0163a \u015fi \u0162ara", "Știința și Țara"),
    ("s\u0326i t\u0326ara", "și țara"),
    (" a\u200bb\x00 ", "ab"),
    (None, ""),
])  # fmt: skip
def test_cedilla_and_loose_commas_become_comma_below(typed: str | None, kept: str) -> None:
    assert tidy(typed) == kept
