"""Several rapporteurs: each finds alone, drafts are their own, the most cautious finding stands."""

import pytest

from membership import checking
from membership.models import Assignment, ClaimQuestion, Interest, InterestKind, Opinion
from membership.review import interests, opinions, questions, services
from tests.membership.office import TestOffice
from workflows.permission import Role
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.review import Verdict, joined

PROVEN, PARTLY, NOT = Verdict.PROVEN, Verdict.PARTLY, Verdict.NOT_PROVEN


@pytest.mark.parametrize(
    ("given", "stands"),
    [((PROVEN,), PROVEN), ((PROVEN, PARTLY), PARTLY), ((PARTLY, NOT, PROVEN), NOT)],
)
def test_the_most_cautious_of_several_findings_stands(
    given: tuple[Verdict, ...], stands: Verdict
) -> None:
    assert joined(given) is stands


def shared(office: TestOffice) -> tuple[str, str]:
    """A case with two rapporteurs; its public id and that of its claim."""
    public_id = office.in_review()
    with office.write() as session:
        second = office._add(session, "second", (Role.RAPPORTEUR,))
        case = office.case(session, public_id)
        case.assignments.append(Assignment(person_id=second.id, at=office.at))
        case.interests.append(Interest(person_id=second.id, at=office.at))
        return public_id, case.claims[0].public_id


def give(office: TestOffice, name: str, case: str, claim: str, verdict: Verdict) -> None:
    with office.write() as session:
        opinions.find_claim(
            session, office.person(session, name), case, claim,
            verdict=verdict, reason=f"{name} a citit raportul.", at=office.at,
        )  # fmt: skip


def stands(office: TestOffice, case: str) -> tuple[Verdict, str] | None:
    with office.read() as session:
        found = office.case(session, case).claims[0].finding
        return (found.verdict, found.reason) if found else None


def test_a_finding_waits_for_every_rapporteur(office: TestOffice) -> None:
    case, claim = shared(office)
    give(office, "rapporteur", case, claim, PROVEN)
    assert stands(office, case) is None
    give(office, "second", case, claim, PARTLY)
    assert stands(office, case) == (PARTLY, "second a citit raportul.")
    office.later(minutes=1)
    give(office, "second", case, claim, PROVEN)
    assert stands(office, case) == (PROVEN, "second a citit raportul.")


def test_a_finding_waits_no_longer_for_who_is_recused_or_replaced(office: TestOffice) -> None:
    case, claim = shared(office)
    give(office, "rapporteur", case, claim, PROVEN)
    with office.write() as session:
        interests.record_interest(
            session, office.person(session, "secretariat"), case, office.people["second"],
            kind=InterestKind.COLLABORATOR, reason="Lucrează împreună.", at=office.at,
        )  # fmt: skip
    assert stands(office, case) == (PROVEN, "rapporteur a citit raportul.")


def test_who_is_taken_off_the_case_is_not_waited_for(sqlite_office: TestOffice) -> None:
    case, claim = shared(sqlite_office)
    give(sqlite_office, "rapporteur", case, claim, PROVEN)
    with sqlite_office.write() as session:
        by = sqlite_office.person(session, "secretariat")
        only = [sqlite_office.people["rapporteur"]]
        services.assign(session, by, case, only, at=sqlite_office.at)
    assert stands(sqlite_office, case) is not None


def test_a_finding_of_another_is_hidden_until_ones_own_is_in(sqlite_office: TestOffice) -> None:
    case, claim = shared(sqlite_office)
    address = f"/case/{case}/claims/{claim}"
    give(sqlite_office, "rapporteur", case, claim, PROVEN)
    for name in ("second", "secretariat"):
        client = sqlite_office.client_of(name)
        for page in (address, f"/case/{case}"):
            assert "a citit raportul" not in client.get(page).get_data(as_text=True)
    give(sqlite_office, "second", case, claim, PARTLY)
    for name in ("second", "secretariat"):
        page = sqlite_office.client_of(name).get(address).get_data(as_text=True)
        assert "rapporteur a citit raportul." in page


def test_a_draft_is_read_by_nobody_else_and_is_no_finding(sqlite_office: TestOffice) -> None:
    case, claim = shared(sqlite_office)
    address = f"/case/{case}/claims/{claim}"
    own = sqlite_office.client_of("rapporteur")
    sent = {"form_token": sqlite_office.token(), "reason": "Mai am de citit.", "then": "draft"}
    assert own.post(address, data=sent).headers["Location"].endswith(address)
    assert "Mai am de citit." in own.get(address).get_data(as_text=True)
    assert stands(sqlite_office, case) is None
    for name in ("second", "secretariat"):
        page = sqlite_office.client_of(name).get(address).get_data(as_text=True)
        assert "Mai am de citit." not in page
    give(sqlite_office, "rapporteur", case, claim, PROVEN)
    with sqlite_office.write() as session:
        by = sqlite_office.person(session, "rapporteur")
        with pytest.raises(NotNow):
            opinions.keep_draft(session, by, case, claim, verdict=None, reason="",
                                at=sqlite_office.at)  # fmt: skip
        assert session.query(Opinion).count() == 1


def test_a_report_waits_for_the_other_rapporteur(sqlite_office: TestOffice) -> None:
    case, claim = shared(sqlite_office)
    give(sqlite_office, "rapporteur", case, claim, PROVEN)
    own = sqlite_office.client_of("rapporteur")
    page = own.get(f"/case/{case}", headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "The report waits for the other rapporteurs." in page
    assert own.get(f"/case/{case}/report").status_code == 302


def test_a_question_about_a_claim_is_asked_by_the_secretariat_and_tied_to_it(
    office: TestOffice,
) -> None:
    case, claim = shared(office)
    with office.write() as session:
        by = office.person(session, "rapporteur")
        questions.raise_question(session, by, case, claim, text="Cine a încercat?", at=office.at)
    with office.write() as session:
        by, application = office.person(session, "secretariat"), office.case(session, case)
        (asked,) = services.to_ask(application, office.statute, "ro")
        assert (asked.question, asked.claim) == ("Cine a încercat?", claim)
        made = services.ask(session, by, case, [asked], at=office.at)
        assert made.points[0].claim_id == application.claims[0].id
        assert session.query(ClaimQuestion).one().point_id == made.points[0].id
        assert questions.waiting(application) == []


def test_only_who_assesses_the_case_asks_about_a_claim(sqlite_office: TestOffice) -> None:
    case, claim = shared(sqlite_office)
    with sqlite_office.write() as session:
        with pytest.raises(NotFound):
            questions.raise_question(session, sqlite_office.person(session, "seat1"), case, claim,
                                     text="Cine?", at=sqlite_office.at)  # fmt: skip
        with pytest.raises(Incomplete):
            questions.raise_question(session, sqlite_office.person(session, "rapporteur"), case,
                                     claim, text=" ", at=sqlite_office.at)  # fmt: skip


def test_the_question_is_passed_on_from_the_claims_page(sqlite_office: TestOffice) -> None:
    case, claim = shared(sqlite_office)
    own = sqlite_office.client_of("rapporteur")
    address = f"/case/{case}/claims/{claim}/question"
    assert own.post(address, data={"form_token": sqlite_office.token()}).status_code == 422
    data = {"form_token": sqlite_office.token(), "text": "Cine a încercat?"}
    assert own.post(address, data=data).status_code == 303
    ask = sqlite_office.client_of("secretariat").get(f"/case/{case}/ask").get_data(as_text=True)
    assert "Cine a încercat?" in ask


def test_the_matrix_says_which_claim_rests_on_which_evidence(sqlite_office: TestOffice) -> None:
    case, _claim = shared(sqlite_office)
    page = sqlite_office.client_of("rapporteur").get(
        f"/case/{case}/matrix", headers={"Accept-Language": "en"}
    )
    text = page.get_data(as_text=True)
    assert 'scope="row"' in text
    assert 'scope="col"' in text
    assert "verified by an independent body" in text
    assert sqlite_office.client_of("applicant").get(f"/case/{case}/matrix").status_code == 404


def test_the_file_stands_beside_the_claim_once_it_was_opened(sqlite_office: TestOffice) -> None:
    case, claim = shared(sqlite_office)
    address = f"/case/{case}/claims/{claim}"
    own = sqlite_office.client_of("rapporteur")
    before = own.get(address, headers={"Accept-Language": "en"}).get_data(as_text=True)
    assert "Its pages show here once you have opened it" in before
    assert "/pages/1.png" not in before
    with sqlite_office.read() as session:
        document = sqlite_office.case(session, case).evidence[0].document
        assert document is not None
        opened = f"/documents/{document.public_id}"
    assert own.post(opened, data={"look": "1", "purpose": "assess"}).status_code in (200, 303)
    assert f"{opened}/pages/1.png" in own.get(address).get_data(as_text=True)


def test_a_finding_that_no_rapporteur_gave_is_a_breach(sqlite_office: TestOffice) -> None:
    case, claim = shared(sqlite_office)
    for name in ("rapporteur", "second"):
        give(sqlite_office, name, case, claim, PROVEN)
    assert not checking.check(sqlite_office.engine, sqlite_office.settings).breaches
    with sqlite_office.write() as session:
        found = sqlite_office.case(session, case).claims[0].finding
        assert found is not None
        found.verdict = NOT
    breaches = checking.check(sqlite_office.engine, sqlite_office.settings).breaches
    assert any("what no rapporteur gave" in line for line in breaches)
