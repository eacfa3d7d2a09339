"""The documents of a draft on its pages: the list of one's legal form, files, days, reasons."""

import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from membership import checking
from membership.demonstration.pdf import one_page
from tests.membership.application.browser import in_english, post, seen_in, text_of
from tests.membership.office import TestOffice
from workflows.papers import wanted


@pytest.fixture
def public_id(sqlite_office: TestOffice) -> str:
    public_id = sqlite_office.drafted()
    with sqlite_office.write() as session:
        case = sqlite_office.case(session, public_id)
        case.papers.clear()
    return public_id


@pytest.fixture
def client(sqlite_office: TestOffice, public_id: str) -> FlaskClient:
    return in_english(sqlite_office, "applicant")


def states(office: TestOffice, public_id: str) -> dict[str, str]:
    with office.read() as session:
        found = wanted(office.case(session, public_id), office.statute)
    return {one.paper.code: one.state.value for one in found}


def pdf(title: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(one_page(title)), f"{title}.pdf"


def test_the_list_is_that_of_the_legal_form(client: FlaskClient, public_id: str) -> None:
    page = text_of(client, f"/application/{public_id}/documents")
    assert "Extract from the trade register" in page
    assert "Council decision" not in page
    assert page.count("Missing") == 3


def test_several_files_come_at_once_and_a_wrong_day_asks_for_none_of_them_again(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/documents/D2"
    too_old = (sqlite_office.now() - timedelta(days=31)).date().isoformat()
    sent = MultiDict([("form_token", sqlite_office.token()), ("issued_on", too_old),
                      ("file", pdf("Extras")), ("file", pdf("Traducere"))])  # fmt: skip
    refused = client.post(path, data=sent)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "at most 30 days old" in page
    assert "Extras.pdf, Traducere.pdf" in page
    kept = page.partition('name="document"')[2].partition('value="')[2].partition('"')[0]
    today = sqlite_office.now().date().isoformat()
    again = post(sqlite_office, client, path, issued_on=today, document=kept)
    assert again.status_code == 303
    assert states(sqlite_office, public_id)["D2"] == "there"
    with sqlite_office.read() as session:
        assert len(sqlite_office.case(session, public_id).papers) == 2


def test_a_file_that_was_sent_before_is_used_once_more(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/documents/D9"
    with sqlite_office.read() as session:
        document = sqlite_office.case(session, public_id).evidence[0].document
        assert document is not None
        earlier = document.public_id
    assert post(sqlite_office, client, path, earlier=earlier).status_code == 303
    assert states(sqlite_office, public_id)["D9"] == "there"


def test_a_reason_stands_for_an_optional_paper_and_for_a_needed_one_it_is_not_asked(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    explained = f"/application/{public_id}/documents/D6"
    assert "why it does not apply" in text_of(client, explained)
    assert post(sqlite_office, client, explained, absent="Este în extras.").status_code == 303
    assert states(sqlite_office, public_id)["D6"] == "explained"
    needed = f"/application/{public_id}/documents/D3"
    assert "why it does not apply" not in text_of(client, needed)
    assert post(sqlite_office, client, needed, absent="Nu avem.").status_code == 422


def test_a_file_is_removed_and_the_paper_is_missing_again(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/documents/D3"
    assert post(sqlite_office, client, path, file=pdf("Act")).status_code == 303
    page = text_of(client, path)
    assert "Act.pdf" in page and seen_in(page)
    action = page.partition("/remove")[0].rpartition('action="')[2] + "/remove"
    assert post(sqlite_office, client, action).location == path
    assert states(sqlite_office, public_id)["D3"] == "missing"
    assert checking.check(sqlite_office.engine, sqlite_office.settings).breaches == ()


def test_a_paper_that_this_legal_form_does_not_bring_is_not_found(
    client: FlaskClient, public_id: str
) -> None:
    text_of(client, f"/application/{public_id}/documents/D4p", 404)
    text_of(client, f"/application/{public_id}/documents/D1", 404)
