"""Evidence in the browser: a file sent once is never asked for again, and never runs."""

import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from membership.models import Claim
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import PDF, TestOffice

OFFER = PDF + b"% an offer\n"
"""Another content than the one that every draft already holds."""


@pytest.fixture
def public_id(sqlite_office: TestOffice) -> str:
    return sqlite_office.drafted()


@pytest.fixture
def client(sqlite_office: TestOffice, public_id: str) -> FlaskClient:
    return in_english(sqlite_office, "applicant")


def a_proof(claim: str, **changed: Any) -> dict[str, Any]:
    return {"kind": "TRP", "title": "Raport nr. 7", "claims": [claim], **changed}


def claim_of(office: TestOffice, public_id: str) -> str:
    with office.read() as session:
        return office.case(session, public_id).claims[0].public_id


def test_a_file_is_not_asked_for_again_after_a_mistake_elsewhere(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    path = f"/application/{public_id}/evidence/add"
    sent = a_proof(claim_of(sqlite_office, public_id), kind="",
                   file=(io.BytesIO(OFFER), "Ofertă finală.pdf"))  # fmt: skip
    refused = post(sqlite_office, client, path, **sent)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "Already here: Ofertă finală.pdf" in page
    kept = re.search(r'name="document"[^>]*value="([^"]+)"', page)
    assert kept
    again = a_proof(claim_of(sqlite_office, public_id), document=kept[1])
    assert post(sqlite_office, client, path, **again).status_code == 303
    with sqlite_office.read() as session:
        added = sqlite_office.case(session, public_id).evidence[-1]
        assert added.document is not None
        assert added.document.name == "Ofertă finală.pdf"


def test_a_file_that_is_not_what_it_says_is_refused_at_its_field(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    sent = a_proof(claim_of(sqlite_office, public_id), file=(io.BytesIO(b"MZ" * 99), "a.pdf"))
    refused = post(sqlite_office, client, f"/application/{public_id}/evidence/add", **sent)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "The file is not a PDF, although its name says so." in page
    assert 'value="Raport nr. 7"' in page


def test_an_upload_is_served_as_an_attachment_that_nothing_can_run(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    sent = a_proof(claim_of(sqlite_office, public_id), file=(io.BytesIO(OFFER), "Ofertă.pdf"))
    post(sqlite_office, client, f"/application/{public_id}/evidence/add", **sent)
    with sqlite_office.read() as session:
        document = sqlite_office.case(session, public_id).evidence[-1].document
    assert document is not None
    with client.get(f"/documents/{document.public_id}") as answer:
        assert answer.get_data() == OFFER
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert "filename*=UTF-8''Ofert%C4%83.pdf" in answer.headers["Content-Disposition"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.mimetype == "application/pdf"


def test_a_file_opens_to_who_may_read_the_evidence_and_to_nobody_else(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.in_review()
    with sqlite_office.read() as session:
        document = sqlite_office.case(session, public_id).evidence[0].document
    assert document is not None
    path = f"/documents/{document.public_id}"
    staff = ("applicant", "secretariat", "rapporteur", "seat1", "auditor")
    found = [status_of(sqlite_office.client_of(name), path) for name in staff]
    sqlite_office.drafted()
    stranger = status_of(sqlite_office.client_of("applicant"), path)
    assert (found, stranger) == ([200, 403, 200, 404, 404], 404)


def status_of(client: FlaskClient, path: str) -> int:
    with client.get(path) as answer:
        return answer.status_code


def test_claims_and_evidence_stand_in_one_table_that_shows_what_lacks(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    with sqlite_office.write() as session:
        case = sqlite_office.case(session, public_id)
        case.claims.append(Claim(stage="MAN", fields=["C"], description="Fabricăm detectoare."))
    page = text_of(client, f"/application/{public_id}/evidence")
    table = page.partition("Claims down, evidence across")[2].partition("Key")[0]
    assert "D1" in table
    assert "Raport de încercare nr. 12/2025: verified by an independent body" in table
    assert table.count("no evidence yet") == 1
    assert "does not serve it" in table
