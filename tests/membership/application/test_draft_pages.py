"""The pages of a draft: the task list, one thing a page, all that was typed kept."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from membership.database import engine_for
from tests.membership.application.browser import in_english, post, seen_in, text_of
from tests.membership.office import TestOffice, installed
from workflows.form import Section
from workflows.permission import Role

SPEAKS = {"representative_email": "ana.model@example.ro", "power": "law", "language": "ro",
          "channel": "portal"}  # fmt: skip


@pytest.fixture
def public_id(sqlite_office: TestOffice) -> str:
    return sqlite_office.drafted()


@pytest.fixture
def client(sqlite_office: TestOffice, public_id: str) -> FlaskClient:
    return in_english(sqlite_office, "applicant")


def test_a_newcomer_is_led_to_where_an_application_begins(sqlite_office: TestOffice) -> None:
    with sqlite_office.write() as session:
        sqlite_office._add(session, "newcomer", (Role.APPLICANT,))
    client = in_english(sqlite_office, "newcomer")
    assert client.get("/application").location == "/apply"
    begun = post(sqlite_office, client, "/apply")
    assert begun.status_code == 303
    page = text_of(client, begun.location)
    assert "completed 1 of 14 sections" in page
    assert page.count("Not started") == 10


def test_a_second_begin_leads_nowhere_and_says_why(
    sqlite_office: TestOffice, client: FlaskClient
) -> None:
    again = post(sqlite_office, client, "/apply")
    assert again.status_code == 409
    assert "You already have an application under way" in again.get_data(as_text=True)


def test_the_task_list_says_how_each_section_stands(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    with sqlite_office.write() as session:
        case = sqlite_office.case(session, public_id)
        case.evidence.clear()
        case.declarations = {}
    page = text_of(client, f"/application/{public_id}")
    assert "Complete, 1 claim" in page
    assert "Evidence is missing for “Research: C”" in page
    assert "Cannot be submitted yet" in page


def test_continue_asks_for_what_is_missing_and_keeps_what_was_typed(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/seat"
    answer = post(sqlite_office, client, path, street="Altă stradă nr. 2", county="Cluj")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert "Give the locality of the seat." in page
    assert 'value="Altă stradă nr. 2"' in page


def test_save_for_later_keeps_a_half_filled_section(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/organisation"
    answer = post(
        sqlite_office, client, path, legal_name="Doar numele SRL", country="RO", later="1"
    )
    assert (answer.status_code, answer.location) == (303, f"/application/{public_id}")
    assert "Doar numele SRL" in text_of(client, path)


def test_all_that_is_wrong_on_a_page_is_explained_at_once_each_at_its_field(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/identifiers"
    wrong = {"fiscal_code": "18547291", "lei": "5493001KJTIIGC8Y1R13", "ncage": "12345678"}
    answer = post(sqlite_office, client, path, **wrong, later="1")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert page.count("The check digit of this fiscal code does not match") == 2
    assert all(f'href="#{field}"' in page for field in wrong)


def test_a_number_that_is_no_number_is_refused_in_one_sentence(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/size"
    page = post(sqlite_office, client, path, employees="zece").get_data(as_text=True)
    assert page.count('href="#employees"') == 1


def test_cedilla_is_kept_as_comma_below(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    """Scenario 27: what is pasted with a cedilla is stored with a comma below."""
    path = f"/application/{public_id}/representative"
    post(sqlite_office, client, path, representative="\u015etefan \u0162ar\u0103",
         **{**SPEAKS, "representative_role": "director"})  # fmt: skip
    assert "Ștefan Țară" in text_of(client, path)


def test_of_two_tabs_the_second_is_shown_what_the_first_saved(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/representative"
    seen = seen_in(text_of(client, path))
    both = {**SPEAKS, "representative_role": "director", "seen": seen}
    assert post(sqlite_office, client, path, representative="Ana Prima", **both).status_code == 303
    second = post(sqlite_office, client, path, representative="Dan Doi", **both)
    page = second.get_data(as_text=True)
    assert second.status_code == 409
    assert "Ana Prima" in page
    assert 'value="Dan Doi"' in page
    again = post(sqlite_office, client, path, representative="Dan Doi",
                 **{**both, "seen": seen_in(page)})  # fmt: skip
    assert again.status_code == 303


def test_a_change_from_the_check_comes_back_to_the_check(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    page = text_of(client, f"/application/{public_id}/check")
    path = f"/application/{public_id}/motivation?from=check"
    assert path in page
    answer = post(sqlite_office, client, path, motivation="Vrem să contribuim. " * 6)
    assert answer.location == f"/application/{public_id}/check"


@pytest.mark.parametrize("part", [*Section, "withdraw"])
def test_every_page_of_a_draft_opens(client: FlaskClient, public_id: str, part: str) -> None:
    text_of(client, f"/application/{public_id}/{part}")


def test_ties_are_answered_in_words_or_with_no(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/interests"
    assert post(sqlite_office, client, path, any_ties="yes").status_code == 422
    assert post(sqlite_office, client, path, any_ties="yes", ties="Un asociat.").status_code == 303
    assert post(sqlite_office, client, path, any_ties="no").status_code == 303
    with sqlite_office.read() as session:
        assert sqlite_office.case(session, public_id).ties == ""


def test_a_declaration_is_ticked_or_explained(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/declarations"
    made = dict.fromkeys(sqlite_office.statute.declarations, "y")
    del made["decl_insolvency"]
    refused = post(sqlite_office, client, path, **made)
    assert "Not declared yet: The organisation is not in dissolution" in refused.get_data(
        as_text=True
    )
    explained = {**made, "decl_insolvency_explanation": "Suntem în reorganizare."}
    assert post(sqlite_office, client, path, **explained).status_code == 303


def test_the_cluster_of_mechatronics_asks_its_own_questions(
    sqlite_url: str, tmp_path: Path
) -> None:
    engine = engine_for(sqlite_url)
    office = TestOffice(engine=engine, settings=installed(tmp_path, sqlite_url, "mechatrec"))
    office.fill()
    public_id = office.drafted()
    page = text_of(in_english(office, "applicant"), f"/application/{public_id}/organisation")
    assert "Category of member" in page
    assert page.count("<option") > len(office.statute.open_categories())
    engine.dispose()


def test_declarations_of_an_earlier_statute_are_asked_anew_and_come_unticked(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.drafted()
    client, path = in_english(sqlite_office, "applicant"), f"/application/{public_id}/declarations"
    ticked = dict.fromkeys(sqlite_office.statute.declarations, "y")
    assert post(sqlite_office, client, path, **ticked).status_code == 303
    page = text_of(client, path)
    assert "The rules changed" not in page and " checked" in page
    own = sqlite_office.settings.own_statute
    own.write_text(own.read_text("utf-8").replace('"exemplu-1"', '"exemplu-2"'), "utf-8")
    page = text_of(client, path)
    assert "The rules changed" in page and " checked" not in page
    assert "declare anew" in text_of(client, f"/application/{public_id}/check")
    assert post(sqlite_office, client, path, **ticked).status_code == 303
    assert "The rules changed" not in text_of(client, path)
