"""The pages of the review, as each person meets them."""

import re
from collections.abc import Mapping

import pytest
from flask.testing import FlaskClient

from membership.models import Claim, Evidence, Finding
from membership.review import findings
from tests.membership.office import TestOffice
from tests.membership.review.filling import counted, fill
from workflows.application import Stage
from workflows.review import Verdict


def get(client: FlaskClient, path: str, status: int = 200) -> str:
    """The page at this address, in English."""
    answer = client.get(path, headers={"Accept-Language": "en"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == status, text
    return text


def post(
    office: TestOffice,
    client: FlaskClient,
    path: str,
    expected: int = 303,
    typed: Mapping[str, str] | None = None,
    **more: str,
) -> str:
    """Sends a form; answers where it leads, or the page when it was refused."""
    data = {"form_token": office.token(), **(typed or {}), **more}
    answer = client.post(path, data=data, headers={"Accept-Language": "en"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == expected, text
    return answer.location or text


def conform(office: TestOffice) -> dict[str, str]:
    """Every line of the checklist ticked."""
    return {f"mark_{code}": "conform" for code in office.statute.checklist}


def test_the_secretariat_takes_a_case_from_the_queue_to_its_rapporteur(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    public_id = office.submitted()
    client = office.client_of("secretariat")
    queue = get(client, "/queue")
    assert "What needs us" in queue
    assert f"/case/{public_id}" in queue
    assert "Check the procedure" in get(client, f"/case/{public_id}")
    assert "Check the procedure" in get(client, f"/case/{public_id}/procedure")
    then = post(
        office, client, f"/case/{public_id}/procedure", typed=conform(office), then="assign"
    )
    assert then == f"/case/{public_id}/assign"
    assert "Accept the procedure" in get(client, then)
    post(office, client, then, rapporteurs=str(office.people["rapporteur"]))
    page = get(client, f"/case/{public_id}")
    assert "Rapporteur Exemplu: a finding on <strong>1 claim</strong>" in page
    with office.read() as session:
        assert office.case(session, public_id).stage is Stage.EVIDENCE_REVIEW


def test_a_note_is_asked_at_its_line_and_nothing_typed_is_lost(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    public_id = office.submitted()
    client = office.client_of("secretariat")
    typed = {**conform(office), "mark_documents": "missing", "note_identity": "văzut la ONRC"}
    page = post(office, client, f"/case/{public_id}/procedure", 422, typed)
    assert "Write what is missing or wrong" in page
    assert "văzut la ONRC" in page
    assert "Error: " in page


def test_the_applicant_is_asked_with_the_words_of_the_checklist(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    public_id = office.submitted()
    client = office.client_of("secretariat")
    typed = {"mark_documents": "missing", "note_documents": "lipsește certificatul", "then": "ask"}
    then = post(office, client, f"/case/{public_id}/procedure", typed=typed)
    assert "lipsește certificatul" in get(client, then)
    post(office, client, then, 422)
    post(office, client, then, subject_1="Documente", question_1="Trimiteți certificatul.")
    assert "The applicant answers until" in get(client, f"/case/{public_id}")
    get(client, f"/case/{public_id}/close")
    post(office, client, f"/case/{public_id}/close", 409)


def test_accepting_with_open_lines_names_them(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    public_id = office.submitted()
    client = office.client_of("secretariat")
    rapporteur = str(office.people["rapporteur"])
    page = post(office, client, f"/case/{public_id}/assign", 422, rapporteurs=rapporteur)
    assert "Still open: Legal personality is proved." in page
    page = post(office, client, f"/case/{public_id}/assign", 422)


def test_inadmissibility_goes_to_the_board(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    public_id = office.submitted()
    client = office.client_of("secretariat")
    get(client, f"/case/{public_id}/inadmissible")
    post(office, client, f"/case/{public_id}/inadmissible", 422)
    post(office, client, f"/case/{public_id}/inadmissible",
         ground_1_code="not_legal_person", ground_1_text="Nu este persoană juridică.")  # fmt: skip
    page = get(client, f"/case/{public_id}")
    assert "What the Board is asked" in page
    assert "Nu este persoană juridică." in page


def test_the_rapporteur_finds_the_claims_and_reports(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    public_id = office.in_review()
    client = office.client_of("rapporteur")
    assert "1 finding to give" in get(client, "/files")
    page = get(client, f"/case/{public_id}")
    claim = re.search(rf"/case/{public_id}/claims/[\w-]+", page)
    assert claim
    assert "your finding" in page
    assert "Your finding" in get(client, claim[0])
    page = post(office, client, claim[0], 422, verdict="proven")
    assert "Write why" in page
    post(office, client, claim[0], verdict="proven", reason="Văzut în raport.")
    page = get(client, f"/case/{public_id}/report")
    assert "The indicative test is met" in page
    assert "admits Detecție Exemplu" in page
    page = post(office, client, f"/case/{public_id}/report?kind=admit", 422, quality="fulfilled")
    typed = {"quality": "fulfilled", "text": "Contribuția este dovedită."}
    post(office, client, f"/case/{public_id}/report?kind=admit", typed=typed)
    page = get(client, f"/case/{public_id}")
    assert "What the Board is asked" in page
    assert "Contribuția este dovedită." in page


def test_a_rejection_is_reported_with_its_reasons(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    public_id = office.in_review()
    with office.write() as session:
        case = office.case(session, public_id)
        findings.find_claim(
            session, office.person(session, "rapporteur"), public_id, case.claims[0].public_id,
            verdict=Verdict.NOT_PROVEN, reason="Nu se vede.", at=office.at,
        )  # fmt: skip
    client = office.client_of("rapporteur")
    path = f"/case/{public_id}/report?kind=reject"
    assert "the contribution in the value chain is not proved" in get(client, path)
    typed = {"quality": "not_fulfilled", "text": "Nu este dovedită."}
    page = post(office, client, path, 422, typed)
    assert "needs at least one reason" in page
    typed |= {"ground_1_code": "contribution_not_proved", "ground_1_text": "Fără dovezi."}
    post(office, client, path, typed=typed)
    assert "Fără dovezi." in get(client, f"/case/{public_id}")


def test_the_file_opens_after_the_declaration_and_closes_with_an_interest(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    public_id = office.before_board()
    first, second = office.client_of("seat3"), office.client_of("seat4")
    assert first.get(f"/case/{public_id}").location == f"/case/{public_id}/interest"
    page = get(first, f"/case/{public_id}/interest")
    assert "Detectoare" not in page
    post(office, first, f"/case/{public_id}/interest", 422)
    assert post(office, first, f"/case/{public_id}/interest", kind="none").endswith(public_id)
    assert "What the Board is asked" in get(first, f"/case/{public_id}")
    post(office, second, f"/case/{public_id}/interest", kind="employer")
    third = office.client_of("seat5")
    back = f"/case/{public_id}/interest?next=/board"
    assert post(office, third, back, kind="none") == "/board"
    get(second, f"/case/{public_id}", 404)


def test_a_case_under_check_is_not_there_for_others(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    for name in ("auditor", "administrator", "seat2"):
        client = sqlite_office.client_of(name)
        for page in ("", "/procedure", "/ask", "/assign", "/report", "/interest"):
            get(client, f"/case/{public_id}{page}", 404)


def test_an_applicant_is_led_to_their_own_page(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    client = sqlite_office.client_of("applicant")
    assert client.get(f"/case/{public_id}").location == f"/application/{public_id}"
    get(client, f"/case/{public_id}/procedure", 403)
    get(client, "/queue", 403)


def statements(office: TestOffice, client: FlaskClient, path: str) -> list[str]:
    """The statements that a page sends to the database, its sign-in included."""
    with counted(office) as sent:
        get(client, path)
    return sent


def grown(office: TestOffice, public_id: str, number: int) -> None:
    """The case with so many claims, each with its own evidence and finding."""
    with office.write() as session:
        case = office.case(session, public_id)
        stages = list(office.statute.stages)
        for n in range(number):
            proof = Evidence(application_id=case.id, kind="PAT", title=f"Brevet {n}")
            claim = Claim(
                application_id=case.id, stage=stages[n % len(stages)], fields=["C", "R"],
                description="Încercări.", evidence=[proof],
            )  # fmt: skip
            claim.finding = Finding(
                verdict=Verdict.PROVEN, reason="Văzut.", by_id=office.people["rapporteur"],
                at=office.at,
            )  # fmt: skip
            session.add(claim)


@pytest.mark.parametrize("number", [10, 200])
def test_the_case_page_costs_at_most_twenty_six_statements(
    sqlite_office: TestOffice, number: int
) -> None:
    office = sqlite_office
    public_id = office.before_board(declared=("seat1",))
    fill(office, number)
    grown(office, public_id, min(number, 50))
    for name in ("secretariat", "rapporteur", "seat1"):
        client = office.client_of(name)
        sent = statements(office, client, f"/case/{public_id}")
        assert len(sent) <= 26, sent


def test_the_queue_and_the_files_cost_at_most_six_statements(sqlite_office: TestOffice) -> None:
    # That it stays so at 5,000 cases, tests/membership/web/test_lists.py says of every list.
    office = sqlite_office
    fill(office, 10)
    client = office.client_of("secretariat")
    for path in ("/queue", "/queue?filter=all", "/queue?q=senzori"):
        sent = statements(office, client, path)
        assert len(sent) <= 6, sent
    sent = statements(office, office.client_of("rapporteur"), "/files")
    assert len(sent) <= 6, sent
