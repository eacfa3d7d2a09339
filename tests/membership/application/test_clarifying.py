"""Answering what was asked: put aside, extended once, and only what was asked opens again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from membership.application import clarifying, drafting
from membership.application.claims import remove_claim
from membership.application.evidence import EvidenceValues, add_evidence
from membership.application.form_answers import Answers, save_answers
from membership.application.reminding import remind
from membership.models import Brought, Claim
from membership.review import services as reviews
from membership.review.services import Question
from tests.membership.application.browser import in_english, post, seen_in, text_of
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.dossier import Section
from workflows.refusal import Incomplete, NotNow

WHY = Question(
    subject="Motivația",
    question="Spuneți mai pe larg de ce doriți să aderați.",
    reason="Motivația nu spune cu ce veniți.",
    satisfies="Două fraze despre laborator.",
    section=Section.MOTIVATION,
)


@pytest.fixture
def public_id(sqlite_office: TestOffice) -> str:
    public_id = sqlite_office.submitted()
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        reviews.ask(session, clerk, public_id, [WHY], at=sqlite_office.now())
    return public_id


NEW = "Studiem senzori noi pentru substanțe toxice industriale."
LONGER = (
    "Aducem un laborator acreditat pentru încercări, cu specialiști proprii și cu aparatură "
    "etalonată în fiecare an."
)


def change_motivation(office: TestOffice, public_id: str, words: str) -> None:
    with office.write() as session:
        actor = office.person(session, "applicant")
        values = Answers(section=Section.MOTIVATION, given={"motivation": words})
        save_answers(session, actor, public_id, values, at=office.now(), settings=office.settings)


def send(office: TestOffice, public_id: str, words: str = "") -> None:
    with office.write() as session:
        actor = office.person(session, "applicant")
        clarifying.answer(session, actor, public_id, {1: (words, None)}, at=office.now())


def test_a_changed_section_is_an_answer_and_is_kept_as_before_and_after(
    sqlite_office: TestOffice, public_id: str
) -> None:
    change_motivation(sqlite_office, public_id, LONGER)
    send(sqlite_office, public_id)
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        assert case.stage is Stage.SUBMITTED
        changes = clarifying.changes(case.clarifications[0].points[0])
    before = "Dorim să contribuim la dezvoltarea lanțului valoric. " * 3
    assert changes == [("motivation", before, LONGER)]


def test_nothing_else_opens_and_the_case_stays_under_its_own_statute(
    sqlite_office: TestOffice, public_id: str
) -> None:
    with sqlite_office.read() as session:
        accepted = sqlite_office.case(session, public_id).statute_hash
    with pytest.raises(NotNow), sqlite_office.write() as session:
        actor = sqlite_office.person(session, "applicant")
        values = Answers(
            section=Section.REPRESENTATIVE,
            given={"representative": "Altcineva", "representative_role": "x"},
        )
        save_answers(session, actor, public_id, values, at=sqlite_office.now(),
                            settings=sqlite_office.settings)  # fmt: skip
    change_motivation(sqlite_office, public_id, "Altfel.")
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        assert case.organisation.representative == "Ana Model"
        assert case.statute_hash == accepted
    client = in_english(sqlite_office, "applicant")
    assert "no longer change" in text_of(client, f"/application/{public_id}/representative", 409)


def test_fifteen_days_from_friday_24_april_end_on_monday_11_may(
    sqlite_office: TestOffice,
) -> None:
    """Scenario 7: calendar days count the holiday of 1 May, and a Saturday moves on."""
    office = sqlite_office
    office.at = datetime(2026, 4, 24, 14, 30, tzinfo=UTC)
    public_id = office.submitted()
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        reviews.ask(session, clerk, public_id, [WHY], at=office.at)
    with office.read() as session:
        assert office.case(session, public_id).due_on == date(2026, 5, 11)
    office.at = datetime(2026, 5, 11, 20, 59, tzinfo=UTC)  # 23:59 in Bucharest
    send(office, public_id, "Venim cu un laborator.")


def test_once_answered_the_section_is_closed_again(
    sqlite_office: TestOffice, public_id: str
) -> None:
    send(sqlite_office, public_id, "Venim cu un laborator.")
    with pytest.raises(NotNow):
        change_motivation(sqlite_office, public_id, "Târziu.")


def test_an_answer_cannot_leave_the_application_incomplete(
    sqlite_office: TestOffice, public_id: str
) -> None:
    change_motivation(sqlite_office, public_id, "")
    with pytest.raises(Incomplete) as refused:
        send(sqlite_office, public_id, "Am șters-o.")
    assert refused.value.message.key == "application.incomplete"


def test_more_time_is_taken_once_and_counted_from_the_last_day(
    sqlite_office: TestOffice, public_id: str
) -> None:
    for _ in range(2):
        with sqlite_office.write() as session:
            actor = sqlite_office.person(session, "applicant")
            if _:
                with pytest.raises(NotNow) as refused:
                    clarifying.extend(session, actor, public_id, at=sqlite_office.now())
                assert refused.value.message.key == "application.extended_already"
                break
            case = clarifying.extend(session, actor, public_id, at=sqlite_office.now())
            assert case.due_on == case.clarifications[0].due_on == date(2026, 12, 2)


def test_more_time_is_not_taken_after_the_last_day(
    sqlite_office: TestOffice, public_id: str
) -> None:
    late = sqlite_office.now() + timedelta(days=16)
    with pytest.raises(NotNow) as refused, sqlite_office.write() as session:
        actor = sqlite_office.person(session, "applicant")
        clarifying.extend(session, actor, public_id, at=late)
    assert refused.value.message.key == "application.term_passed"


def test_a_half_finished_answer_is_kept_for_the_applicant_alone(
    sqlite_office: TestOffice, public_id: str
) -> None:
    client = in_english(sqlite_office, "applicant")
    page = text_of(client, f"/application/{public_id}/answer")
    assert "Motivația nu spune cu ce veniți." in page
    assert "Două fraze despre laborator." in page
    half = post(sqlite_office, client, f"/application/{public_id}/answer",
                answer_1="Jumătate de răspuns", later="1")  # fmt: skip
    assert half.status_code == 303
    assert "Go on with the answer" in text_of(client, f"/application/{public_id}")
    assert "Jumătate de răspuns" in text_of(client, f"/application/{public_id}/answer")
    clerk = in_english(sqlite_office, "secretariat")
    assert "Jumătate" not in text_of(clerk, f"/case/{public_id}")


def test_the_opened_section_is_changed_on_its_own_page_and_read_as_a_difference(
    sqlite_office: TestOffice, public_id: str
) -> None:
    client = in_english(sqlite_office, "applicant")
    path = f"/application/{public_id}/motivation"
    saved = post(sqlite_office, client, path, motivation=LONGER,
                 activity="", seen=seen_in(text_of(client, path)))  # fmt: skip
    assert saved.location == f"/application/{public_id}/answer"
    assert "Changed" in text_of(client, saved.location)
    post(sqlite_office, client, f"/application/{public_id}/answer", answer_1="")
    page = text_of(in_english(sqlite_office, "secretariat"), f"/case/{public_id}")
    assert f"<ins>{LONGER}</ins>" in page
    assert "Why do you want to join?" in page


def test_a_request_that_lapsed_unanswered_opens_nothing_when_something_else_is_asked(
    sqlite_office: TestOffice, public_id: str
) -> None:
    office = sqlite_office
    office.later(days=60)
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        reviews.lapse(session, clerk, public_id, at=office.at)
        reviews.reopen(session, clerk, public_id, at=office.at)
        reviews.ask(session, clerk, public_id, [replace(WHY, section=Section.INTERESTS)],
                    at=office.at)  # fmt: skip
        case = office.case(session, public_id)
        assert [one.answered_at for one in case.clarifications] == [None, None]
        assert drafting.unlocked(case) == {Section.INTERESTS.value}
        office.later(days=30)
        assert remind(session, at=office.at) == 1


def asks_of_a_claim(office: TestOffice, section: Section) -> tuple[str, str, str]:
    """Asks about the first of two claims; answers the case and both claims, by public id."""
    public_id = office.submitted()
    with office.write() as session:
        case = office.case(session, public_id)
        case.claims.append(
            Claim(stage="MAN", fields=["C"], description="Fabricăm.", evidence=[case.evidence[0]])
        )
        session.flush()
        first, second = (claim.public_id for claim in case.claims)
        asked = Question(question="Aduceți raportul întreg.", section=section, claim=first)
        clerk = office.person(session, "secretariat")
        reviews.ask(session, clerk, public_id, [asked], at=office.now())
    return public_id, first, second


def adds(office: TestOffice, public_id: str, *claims: str) -> None:
    values = EvidenceValues(kind="TRP", title="Raport nr. 8", claim_public_ids=claims,
                            issuer="Laborator Exemplu", number="8/2026",
                            brought=Brought.REFERENCE)  # fmt: skip
    with office.write() as session:
        actor = office.person(session, "applicant")
        add_evidence(session, actor, public_id, values, None, at=office.now(),
                     settings=office.settings)  # fmt: skip


def test_evidence_is_added_to_the_claim_that_was_asked_about_and_to_no_other(
    sqlite_office: TestOffice,
) -> None:
    public_id, asked, other = asks_of_a_claim(sqlite_office, Section.EVIDENCE)
    for served in ((other,), (asked, other)):
        with pytest.raises(NotNow):
            adds(sqlite_office, public_id, *served)
    adds(sqlite_office, public_id, asked)
    send(sqlite_office, public_id)
    with sqlite_office.read() as session:
        (change,) = clarifying.changes(
            sqlite_office.case(session, public_id).clarifications[0].points[0]
        )
    assert change[1:] == (None, "Raport nr. 8, Laborator Exemplu, 8/2026")


def test_nothing_that_was_sent_is_taken_out_while_something_is_asked(
    sqlite_office: TestOffice,
) -> None:
    public_id, claim, _other = asks_of_a_claim(sqlite_office, Section.CLAIMS)
    with sqlite_office.write() as session, pytest.raises(NotNow):
        remove_claim(session, sqlite_office.person(session, "applicant"), public_id, claim,
                     at=sqlite_office.now(), settings=sqlite_office.settings)  # fmt: skip


def test_the_changed_words_of_a_claim_are_read_as_a_difference(sqlite_office: TestOffice) -> None:
    public_id, claim, other = asks_of_a_claim(sqlite_office, Section.CLAIMS)
    client = in_english(sqlite_office, "applicant")
    assert "Add another claim" not in text_of(client, f"/application/{public_id}/claims")
    path = f"/application/{public_id}/claims/{claim}"
    page = text_of(client, path)
    assert "Remove this claim" not in page
    told = {
        "stage": "RES",
        "fields": ["C"],
        "description": NEW,
        "capability": "DET",
    }
    assert post(sqlite_office, client, path, seen=seen_in(page), **told).status_code == 303
    foreign = f"/application/{public_id}/claims/{other}"
    refused = post(sqlite_office, client, foreign, seen=seen_in(text_of(client, foreign)), **told)
    assert refused.status_code == 409
    send(sqlite_office, public_id)
    seen = text_of(in_english(sqlite_office, "secretariat"), f"/case/{public_id}")
    assert "Research: C: In your own words" in seen
    assert f"<ins>{NEW}</ins>" in seen
