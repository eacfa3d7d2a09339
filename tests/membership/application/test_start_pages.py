"""Before starting: who can join, which documents, and the polite stop of a natural person."""

import pytest
from flask.testing import FlaskClient

from tests.membership.application.browser import text_of
from tests.membership.office import TestOffice


@pytest.fixture
def stranger(sqlite_office: TestOffice) -> FlaskClient:
    client = sqlite_office.app.test_client()
    client.set_cookie("language", "en")
    return client


@pytest.mark.parametrize(
    "query", ["legal_form=pfa", "legal_form=if", "legal_form=srl&number=f40/1"]
)
def test_a_natural_person_is_stopped_at_the_first_question_and_told_why_and_what_to_do(
    stranger: FlaskClient, query: str
) -> None:
    """Scenario 1: a PFA goes no further, and is told how it can take part."""
    page = text_of(stranger, f"/join/check?{query}")
    assert "Members are legal persons" in page
    assert "art. 11, sentence 1 of the Statute" in page
    assert "apply through a legal person" in page
    assert "Can you prove it" not in page


def test_a_legal_person_is_asked_on_and_led_to_its_documents(stranger: FlaskClient) -> None:
    assert "What is your legal form?" in text_of(stranger, "/join/check")
    assert "Can you prove it" in text_of(stranger, "/join/check?legal_form=uat")
    page = text_of(stranger, "/join/check?legal_form=uat&contribution=yes&proof=yes")
    assert "Your organisation can apply" in page
    assert "Council decision or order" in page
    assert "trade register" not in page
    later = text_of(stranger, "/join/check?legal_form=uat&contribution=yes&proof=no")
    assert "Gather a proof first" in later
    never = text_of(stranger, "/join/check?legal_form=uat&contribution=no&proof=no")
    assert "Not yet" in never and "Register to apply" not in never


def test_what_is_left_out_of_the_self_check_is_named_at_its_question(
    stranger: FlaskClient,
) -> None:
    first = text_of(stranger, "/join/check?number=")
    assert first.count("Choose the legal form of your organisation.") == 2
    second = text_of(stranger, "/join/check?legal_form=srl&sent=1&contribution=yes")
    assert second.count("Answer with yes or no.") == 2


@pytest.mark.parametrize("query", ["", "?legal_form=zzz", "?legal_form=pfa"])
def test_a_strange_legal_form_is_no_fault(stranger: FlaskClient, query: str) -> None:
    text_of(stranger, f"/join/documents{query}")
    text_of(stranger, f"/join/check{query}")


def test_the_documents_of_a_legal_form_say_how_old_they_may_be(stranger: FlaskClient) -> None:
    assert "at most 30 days old" in text_of(stranger, "/join/documents?legal_form=srl")
    assert "at most 180 days old" in text_of(stranger, "/join/documents?legal_form=straina")


def test_the_first_page_says_what_it_costs_and_leads_to_the_privacy_notice(
    stranger: FlaskClient,
) -> None:
    page = text_of(stranger, "/join")
    assert "Medium and large enterprises: entry fee 500 lei, annual fee 3,000 lei" in page
    assert "/join/check" in page and "/privacy" in page
    notice = text_of(stranger, "/privacy")
    assert "article 6(1)(f)" in notice and "ANSPDCP" in notice
