"""The applicant's case in the browser: submitted, asked, answered, decided, withdrawn."""

import io
import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from membership.application import steps
from membership.models import Clarification, Document, Point
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import PDF, TestOffice
from workflows.application import Stage, Step
from workflows.guard import Facts
from workflows.voting_terms import MotionKind


@pytest.fixture
def public_id(sqlite_office: TestOffice) -> str:
    return sqlite_office.drafted()


@pytest.fixture
def client(sqlite_office: TestOffice, public_id: str) -> FlaskClient:
    return in_english(sqlite_office, "applicant")


def test_submitting_shows_the_reference_and_a_second_click_changes_nothing(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    sent = {"form_token": sqlite_office.token()}
    answers = [client.post(f"/application/{public_id}/submit", data=sent) for _ in range(2)]
    assert {(a.status_code, a.location) for a in answers} == {
        (303, f"/application/{public_id}/submitted")
    }
    page = text_of(client, f"/application/{public_id}/submitted")
    assert "ADZ-2026-0001" in page
    with sqlite_office.read() as session:
        history = sqlite_office.case(session, public_id).history
        assert [change.step for change in history] == [Step.SUBMIT]


def test_an_incomplete_application_is_told_what_it_lacks(
    sqlite_office: TestOffice, client: FlaskClient, public_id: str
) -> None:
    with sqlite_office.write() as session:
        sqlite_office.case(session, public_id).ties = None
    answer = post(sqlite_office, client, f"/application/{public_id}/submit")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert "The application lacks one thing before it can be submitted." in page
    assert "Say whether you have ties with members of the Board." in page


def test_a_page_of_a_draft_is_refused_once_it_is_submitted(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    client = in_english(sqlite_office, "applicant")
    page = text_of(client, f"/application/{public_id}/organisation", 409)
    assert "its answers no longer change" in page


def ask(office: TestOffice, public_id: str) -> None:
    with office.write() as session:
        case = office.case(session, public_id)
        points = [Point(position=1, question="Trimiteți certificatul."),
                  Point(position=2, question="Care este domeniul?")]  # fmt: skip
        case.clarifications.append(
            Clarification(
                number=1,
                asked_from=case.stage,
                asked_by_id=office.people["secretariat"],
                asked_at=office.now(),
                due_on=office.now().date(),
                points=points,
            )
        )
        by = office.person(session, "secretariat")
        steps.take(session, case, Step.ASK, Facts(questions=2), by=by, at=office.now())


def test_what_was_asked_is_answered_in_words_and_files(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    ask(sqlite_office, public_id)
    client = in_english(sqlite_office, "applicant")
    assert "Trimiteți certificatul." in text_of(client, f"/application/{public_id}/answer")
    with sqlite_office.read() as session:
        held = session.scalar(select(func.count(Document.id))) or 0
    half = post(sqlite_office, client, f"/application/{public_id}/answer",
                file_1=(io.BytesIO(PDF + b"% another"), "certificat.pdf"))  # fmt: skip
    page = half.get_data(as_text=True)
    assert half.status_code == 422
    assert "One point has no answer yet" in page
    kept = re.search(r'name="document_1"[^>]*value="([^"]+)"', page)
    assert kept
    whole = post(sqlite_office, client, f"/application/{public_id}/answer",
                 document_1=kept[1], answer_2="Detecție.")  # fmt: skip
    assert whole.status_code == 303
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        assert case.stage is Stage.SUBMITTED
        assert case.clarifications[0].points[0].document is not None
        assert session.scalar(select(func.count(Document.id))) == held + 1


def test_a_wrong_file_is_refused_at_the_point_that_it_answers(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    ask(sqlite_office, public_id)
    client = in_english(sqlite_office, "applicant")
    refused = post(sqlite_office, client, f"/application/{public_id}/answer",
                   answer_1="Da", file_2=(io.BytesIO(b""), "a.pdf"))  # fmt: skip
    page = refused.get_data(as_text=True)
    assert 'href="#file_2">The selected file is empty.' in page


@pytest.mark.parametrize("place", ["submitted", "in_review", "before_board"])
def test_the_status_never_shows_the_house_at_work(sqlite_office: TestOffice, place: str) -> None:
    public_id = getattr(sqlite_office, place)()
    page = text_of(in_english(sqlite_office, "applicant"), f"/application/{public_id}")
    for hidden in ("Rapporteur Exemplu", "Secretariat Exemplu", "Seat1", "hotărăște", "Before the"):
        assert hidden not in page
    assert "What happens next" in page


def test_a_decision_is_not_shown_before_its_letter_has_left(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.before_board()
    with sqlite_office.write() as session:
        case = sqlite_office.case(session, public_id)
        case.stage = Stage.BOARD_DECISION
        facts = Facts(adopted=MotionKind.ADMIT, procedure=case.procedure_finding,
                      quality=case.quality_finding)  # fmt: skip
        steps.take(session, case, Step.ADMIT, facts, by=None, at=sqlite_office.now())
    client = in_english(sqlite_office, "applicant")
    page = text_of(client, f"/application/{public_id}")
    assert "<h1>Being decided</h1>" in page
    assert "Admitted" not in page
    with sqlite_office.write() as session:
        for letter in sqlite_office.case(session, public_id).letters:
            letter.dispatched_at = sqlite_office.now()
    assert "<h1>Admitted</h1>" in text_of(client, f"/application/{public_id}")


def test_withdrawing_asks_once_more(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    client = in_english(sqlite_office, "applicant")
    assert "Keep it" in text_of(client, f"/application/{public_id}/withdraw")
    assert post(sqlite_office, client, f"/application/{public_id}/withdraw").status_code == 303
    assert "<h1>Withdrawn</h1>" in text_of(client, f"/application/{public_id}")


def test_staff_do_not_write_in_an_applicants_name(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    client = sqlite_office.client_of("secretariat")
    assert client.get(f"/application/{public_id}").status_code == 403


def test_another_applicant_finds_nothing(sqlite_office: TestOffice, public_id: str) -> None:
    sqlite_office.drafted()
    stranger = sqlite_office.client_of("applicant")
    assert stranger.get(f"/application/{public_id}").status_code == 404
