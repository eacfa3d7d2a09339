"""Files in a form: judged before the transaction, told at their field, never asked for twice."""

import io
import threading
from time import process_time

import pytest
from flask.testing import FlaskClient

from membership.application import arrivals, uploads
from membership.database import writing
from membership.inspection import children, inspector
from membership.inspection.kinds import by_name
from membership.inspection.report import Limits
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.application.test_evidence_pages import a_proof, claim_of
from tests.membership.office import PDF, TestOffice
from tests.uploads.corpus import MEBIBYTE, REFUSED, TAKEN, Sample, located_jpeg
from workflows.refusal import NotAvailable

ONE_A_ROW = {sample.row: sample for sample in REFUSED}


@pytest.fixture
def public_id(sqlite_office: TestOffice) -> str:
    return sqlite_office.drafted()


@pytest.fixture
def client(sqlite_office: TestOffice, public_id: str) -> FlaskClient:
    return in_english(sqlite_office, "applicant")


def path_of(public_id: str) -> str:
    return f"/application/{public_id}/evidence/add"


@pytest.mark.parametrize("sample", ONE_A_ROW.values(), ids=ONE_A_ROW)
def test_a_file_that_is_not_taken_is_refused_in_words_and_the_answers_stay(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str, sample: Sample
) -> None:
    """U1 to U13 at the form: 422, a sentence at the field, what was typed still there."""
    sent = a_proof(claim_of(sqlite_office, public_id),
                   file=(io.BytesIO(sample.build()), sample.name))  # fmt: skip
    answer = post(sqlite_office, client, path_of(public_id), **sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert 'value="Raport nr. 7"' in page
    assert 'id="file-error"' in page
    assert sample.key not in page


def test_a_picture_that_says_where_it_was_taken_is_kept_with_a_warning(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    """U13: the place is told of, the file stays as it was sent."""
    sent = a_proof(claim_of(sqlite_office, public_id), file=(io.BytesIO(located_jpeg()), "a.jpg"))
    assert post(sqlite_office, client, path_of(public_id), **sent).status_code == 303
    page = text_of(client, f"/application/{public_id}/evidence")
    assert "This picture says where it was taken." in page
    assert "says where it was taken" in text_of(client, f"/application/{public_id}/files")


def test_active_content_is_told_to_whoever_is_about_to_open_it(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    """U12: the reviewer is warned before the file opens."""
    sample = next(one for one in TAKEN if one.traits == ("active",))
    sent = a_proof(claim_of(sqlite_office, public_id),
                   file=(io.BytesIO(sample.build()), "a.pdf"))  # fmt: skip
    assert post(sqlite_office, client, path_of(public_id), **sent).status_code == 303
    assert "contains active content" in text_of(client, f"/application/{public_id}/files")


def test_the_same_file_again_is_told_under_its_first_name(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    """U14"""
    sent = a_proof(claim_of(sqlite_office, public_id), file=(io.BytesIO(PDF), "alt nume.pdf"))
    assert post(sqlite_office, client, path_of(public_id), **sent).status_code == 303
    page = text_of(client, f"/application/{public_id}/evidence")
    assert "This file is already here as “raport.pdf”." in page


def test_a_file_past_the_limit_of_the_house_is_answered_with_413(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    """U10: more than the form may bring is not even read."""
    size = (sqlite_office.settings.upload_mib + 2) * MEBIBYTE
    answer = client.post(
        path_of(public_id),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str(size)},
    )
    assert answer.status_code == 413
    assert "larger than allowed" in answer.get_data(as_text=True)


def test_a_file_of_line_ends_alone_is_read_in_no_time(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    """S26, as in Werkzeug CVE-2023-46136: each line end was sought again from the beginning."""
    size = (sqlite_office.settings.upload_mib - 1) * MEBIBYTE
    sent = a_proof(claim_of(sqlite_office, public_id), file=(io.BytesIO(b"\r" * size), "a.pdf"))
    begun = process_time()
    answer = post(sqlite_office, client, path_of(public_id), **sent)
    took = process_time() - begun
    answer.request.environ["wsgi.input"].close()  # the browser's own copy of so large a body
    assert (answer.status_code, took < 2) == (422, True)


@pytest.mark.parametrize("key", ["upload.no_disk", "upload.busy"])
def test_what_is_not_available_keeps_the_answers_and_says_when_to_come_back(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str,
    monkeypatch: pytest.MonkeyPatch, key: str,
) -> None:  # fmt: skip
    """F7 and F26 at the form: 503, Retry-After, nothing typed is lost."""

    def refuse(*_args: object, **_named: object) -> None:
        raise NotAvailable(key, field="file")

    monkeypatch.setattr(uploads, "inspect", refuse)
    sent = a_proof(claim_of(sqlite_office, public_id), file=(io.BytesIO(PDF), "a.pdf"))
    answer = post(sqlite_office, client, path_of(public_id), **sent)
    page = answer.get_data(as_text=True)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert 'value="Raport nr. 7"' in page
    assert "Your answers are kept on this page" in page


def test_others_write_while_a_file_is_looked_into(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """F26: the look is over before the transaction begins, and holds no lock meanwhile."""
    wrote = threading.Event()

    def look(*_args: object, **_named: object) -> frozenset[str]:
        with writing(sqlite_office.engine):
            wrote.set()
        return frozenset()

    monkeypatch.setattr(uploads, "inspect", look)
    sent = a_proof(claim_of(sqlite_office, public_id), file=(io.BytesIO(PDF + b"%"), "a.pdf"))
    assert post(sqlite_office, client, path_of(public_id), **sent).status_code == 303
    assert wrote.is_set()


def test_a_stranger_makes_nobody_look_into_a_file(
    sqlite_office: TestOffice, public_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[object] = []
    monkeypatch.setattr(arrivals, "look_at_files", lambda: looks.append(1))
    monkeypatch.setattr(uploads, "inspect", lambda *_args, **_named: looks.append(1))
    stranger = sqlite_office.app.test_client()
    answer = post(sqlite_office, stranger, path_of(public_id), file=(io.BytesIO(PDF), "a.pdf"))
    assert (answer.status_code, looks) == (303, [])


def test_so_many_files_are_looked_into_at_once_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """F26: who comes while all places are taken is told to come back."""
    monkeypatch.setattr(children, "WAIT_SECONDS", 0.01)
    taken = [children._places.acquire(timeout=1) for _ in range(children.AT_ONCE)]
    try:
        assert all(taken)
        with pytest.raises(NotAvailable, match=r"upload\.busy"):
            inspector.inspect(io.BytesIO(PDF), by_name("a.pdf"), Limits())
    finally:
        for _ in taken:
            children._places.release()
