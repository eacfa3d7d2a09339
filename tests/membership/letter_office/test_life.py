"""The life of a letter after it left: received or returned, annulled and replaced."""

import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from membership import checking
from membership.application import contesting
from membership.application.steps import NEVER
from membership.demonstration.pdf import one_page
from membership.letter import annulment, sending, services
from membership.models import Letter, Owed, Waiting
from tests.membership.letter_office.scene import (
    acknowledged,
    decided,
    dispatch,
    found,
    issue,
    letter_of,
    print_it,
    sent,
)
from tests.membership.letter_office.test_pages import clerk, english, text_of
from tests.membership.office import TestOffice
from workflows.letter import Channel, Kind, Receipt, State
from workflows.letter_facts import Facts
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.voting_terms import MotionKind


def receive(
    office: TestOffice, letter: str, on: date, receipt: Receipt = Receipt.CONFIRMATION
) -> None:
    with office.write() as session:
        by = office.person(session, "secretariat")
        sending.receive(session, by, letter, receipt=receipt, on=on, at=office.at, note="AR 12")


def come_back(office: TestOffice, letter: str, on: date, why: str = "mutat") -> None:
    with office.write() as session:
        by = office.person(session, "secretariat")
        sending.come_back(session, by, letter, on=on, why=why, at=office.at)


def annul(office: TestOffice, letter: str, why: str = "Adresa greșită.") -> str:
    with office.write() as session:
        by = office.person(session, "secretariat")
        return annulment.annul(session, by, letter, why=why, at=office.at).public_id


def mails(office: TestOffice, template: str) -> int:
    with office.read() as session:
        return sum(1 for one in session.query(Owed) if one.payload.get("template") == template)


def test_a_receipt_has_its_day_and_its_proof_and_the_term_to_contest_runs_from_it(
    office: TestOffice,
) -> None:
    letter = sent(office, MotionKind.REJECT)
    left = office.at.date()
    office.later(days=5)
    receive(office, letter, left + timedelta(days=3))
    with office.read() as session:
        arrived = found(session, letter)
        assert arrived.state is State.RECEIVED
        assert arrived.received_on == left + timedelta(days=3)
        assert arrived.sendings[0].receipt is Receipt.CONFIRMATION
        assert arrived.sendings[0].outcome == "AR 12"
        case = arrived.case
        assert contesting.communicated_on(case) == arrived.received_on
        last = contesting.contest_by(case, office.statute)
        assert last is not None
        assert last >= left + timedelta(days=33)


@pytest.mark.parametrize("days", [-1, 6])
def test_nobody_receives_a_letter_before_it_left_or_in_the_future(
    sqlite_office: TestOffice, days: int
) -> None:
    letter = sent(sqlite_office)
    left = sqlite_office.at.date()
    sqlite_office.later(days=5)
    for record in (receive, come_back):
        with pytest.raises(Incomplete) as refused:
            record(sqlite_office, letter, left + timedelta(days=days))
        assert refused.value.field == "on"
    with sqlite_office.read() as session:
        assert found(session, letter).state is State.DISPATCHED


def test_nobody_writes_down_the_portals_own_proof(sqlite_office: TestOffice) -> None:
    letter = sent(sqlite_office)
    with pytest.raises(NotFound):
        receive(sqlite_office, letter, sqlite_office.at.date(), Receipt.PORTAL)


def test_a_letter_that_came_back_leaves_again_by_a_second_way(office: TestOffice) -> None:
    letter = sent(office)
    office.later(days=9)
    come_back(office, letter, office.at.date())
    with office.read() as session:
        returned = found(session, letter)
        assert returned.state is State.UNDELIVERABLE
        assert returned.case.waiting_on is Waiting.SECRETARIAT
        assert returned.sendings[0].outcome == "mutat"
        assert returned.received_on is None
    with office.write() as session:
        by = office.person(session, "secretariat")
        sending.sign_and_dispatch(session, by, letter, signed_by="", channel=Channel.COURIER,
                                  proof="AWB 77", at=office.at)  # fmt: skip
    receive(office, letter, office.at.date(), Receipt.COURIER)
    with office.read() as session:
        again = found(session, letter)
        assert [one.channel for one in again.sendings] == [
            Channel.REGISTERED_POST,
            Channel.COURIER,
        ]
        assert again.sendings[1].proof == "AWB 77"
        assert again.case.waiting_on is Waiting.NOBODY
        assert again.state is State.RECEIVED


def test_no_other_letter_of_its_file_starts_or_stops_the_clock_of_a_decision(
    sqlite_office: TestOffice,
) -> None:
    """The certificate goes its own way: the term to notify ends with the letter of admission."""
    office = sqlite_office
    letter = decided(office)
    with office.read() as session:
        case = found(session, letter).case.public_id
    certificate = letter_of(office, case, Kind.CERTIFICATE)

    def waits() -> tuple[Waiting, bool]:
        with office.read() as session:
            found_case = office.case(session, case)
            return found_case.waiting_on, found_case.due_on == NEVER

    def leaves(public_id: str) -> None:
        issue(office, public_id)
        print_it(office, public_id)
        dispatch(office, public_id)

    leaves(certificate)
    assert waits() == (Waiting.SECRETARIAT, False)
    leaves(letter)
    assert waits() == (Waiting.NOBODY, True)
    come_back(office, certificate, office.at.date())
    assert waits() == (Waiting.NOBODY, True)
    annul(office, certificate)
    assert waits() == (Waiting.NOBODY, True)
    replacement = annul(office, letter)
    assert waits() == (Waiting.SECRETARIAT, False)
    leaves(replacement)
    assert waits() == (Waiting.NOBODY, True)


def test_a_letter_does_not_come_back_without_a_reason(sqlite_office: TestOffice) -> None:
    letter = sent(sqlite_office)
    with pytest.raises(Incomplete) as refused:
        come_back(sqlite_office, letter, sqlite_office.at.date(), " ")
    assert refused.value.field == "why"


def test_an_annulled_letter_keeps_its_number_and_another_one_names_it(office: TestOffice) -> None:
    letter = sent(office, MotionKind.REJECT)
    office.later(days=2)
    receive(office, letter, office.at.date())
    replacement = annul(office, letter)
    with office.read() as session:
        old, new = found(session, letter), found(session, replacement)
        assert (old.state, new.state) == (State.ANNULLED, State.DRAFT)
        assert old.entry is not None
        assert old.entry.number == 1
        assert new.replaces is old
        assert old.replaced_by is new
        case = old.case
        assert case.waiting_on is Waiting.SECRETARIAT
        assert contesting.communicated_on(case) is None
    assert issue(office, replacement) == 2
    with office.read() as session:
        facts = found(session, replacement).facts
        assert facts is not None
        assert Facts.of(facts).replaces == Facts.of(_facts(found(session, letter))).entry
    assert mails(office, "letter_annulled") == 1


def _facts(letter: Letter) -> dict[str, object]:
    assert letter.facts is not None
    return letter.facts


def test_a_draft_is_not_annulled_and_no_letter_is_without_a_reason(
    sqlite_office: TestOffice,
) -> None:
    draft = decided(sqlite_office)
    with pytest.raises(NotNow):
        annul(sqlite_office, draft)
    issue(sqlite_office, draft)
    with pytest.raises(Incomplete) as refused:
        annul(sqlite_office, draft, "  ")
    assert refused.value.field == "why"
    annul(sqlite_office, draft)
    assert mails(sqlite_office, "letter_annulled") == 0


def test_an_annulled_acknowledgement_is_replaced_by_itself(sqlite_office: TestOffice) -> None:
    letter = acknowledged(sqlite_office)
    print_it(sqlite_office, letter)
    replacement = annul(sqlite_office, letter)
    print_it(sqlite_office, replacement)
    with sqlite_office.read() as session:
        new = found(session, replacement)
        assert new.state is State.DISPATCHED
        assert new.entry is not None
        assert new.entry.number == 2


def taken_along(office: TestOffice, applicant: FlaskClient, letter: str) -> set[str]:
    """The kinds of the letters that the archive of all its data gives the applicant."""
    with office.read() as session:
        case = found(session, letter).case.public_id
    with applicant.get(f"/application/{case}/data.zip") as answer:
        archive = zipfile.ZipFile(io.BytesIO(answer.data))
    told = json.loads(archive.read("data.json"))
    letters = told["applications"][0]["letters"]
    assert {one["file"] for one in letters} <= {one["sha256"] for one in told["files"]} | {None}
    return {one["kind"] for one in letters}


def test_an_applicant_opens_a_decision_in_the_portal_and_that_proves_its_receipt(
    office: TestOffice,
) -> None:
    letter = sent(office, MotionKind.REJECT)
    office.later(days=1)
    applicant = english(office.client_of("applicant"))
    before = text_of(applicant, f"/letters/{letter}")
    assert "proves that you received it today" in before
    assert "Dovada nu ajunge" not in before
    assert Kind.REJECTION not in taken_along(office, applicant, letter)
    with office.read() as session:
        assert found(session, letter).state is State.DISPATCHED
    for _ in range(2):
        answer = applicant.post(f"/letters/{letter}/open", data={"form_token": office.token()})
        assert (answer.status_code, answer.location) == (303, f"/letters/{letter}")
    assert "Dovada nu ajunge" in text_of(applicant, f"/letters/{letter}")
    assert Kind.REJECTION in taken_along(office, applicant, letter)
    with office.read() as session:
        opened = found(session, letter)
        assert opened.state is State.RECEIVED
        assert opened.sendings[0].receipt is Receipt.PORTAL
        assert opened.received_on == office.at.date()
        assert opened.history[-1].by == f"person:{office.people['applicant']}"


def test_where_the_statute_file_does_not_say_so_reading_proves_nothing(
    sqlite_office: TestOffice,
) -> None:
    own = sqlite_office.settings.own_statute
    text = own.read_text("utf-8").replace("portal_proves_receipt = true", "")
    own.write_text(text, "utf-8")
    letter = sent(sqlite_office, MotionKind.REJECT)
    applicant = english(sqlite_office.client_of("applicant"))
    assert "Dovada nu ajunge" in text_of(applicant, f"/letters/{letter}")
    applicant.post(f"/letters/{letter}/open", data={"form_token": sqlite_office.token()})
    with sqlite_office.read() as session:
        assert found(session, letter).state is State.DISPATCHED


def test_a_letter_that_came_back_by_post_is_received_in_the_portal_after_all(
    sqlite_office: TestOffice,
) -> None:
    letter = sent(sqlite_office)
    come_back(sqlite_office, letter, sqlite_office.at.date())
    with sqlite_office.write() as session:
        sending.open_in_portal(
            session, sqlite_office.person(session, "applicant"), letter, at=sqlite_office.at
        )
    with sqlite_office.read() as session:
        opened = found(session, letter)
        assert opened.state is State.RECEIVED
        assert [one.channel for one in opened.sendings][-1] is Channel.PORTAL


def test_the_secretariat_records_the_receipt_with_its_file_from_a_page(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    letter = sent(office)
    office.later(days=2)
    client = clerk(office)
    assert "Has it arrived?" in text_of(client, f"/letters/{letter}")
    assert "It left on" in text_of(client, f"/letters/{letter}/received")
    form = {"form_token": office.token(), "note": "AR 12"}
    answer = client.post(f"/letters/{letter}/received", data=form)
    assert answer.status_code == 422
    assert 'value="AR 12"' in answer.get_data(as_text=True)
    form |= {"form_token": office.token(), "receipt": "confirmation", "on": f"{office.at:%Y-%m-%d}"}
    scan = (io.BytesIO(one_page("Confirmare de primire")), "confirmare.pdf")
    answer = client.post(f"/letters/{letter}/received", data={**form, "file": scan})
    assert answer.status_code == 303
    page = text_of(client, f"/letters/{letter}")
    assert "confirmation of receipt, signed" in page
    assert "Download the proof of receipt" in page
    with client.get(f"/letters/{letter}/proof/1") as file:
        assert file.status_code == 200
    assert office.client_of("applicant").get(f"/letters/{letter}/proof/1").status_code == 403
    assert client.get(f"/letters/{letter}/received").status_code == 409


def test_a_letter_is_annulled_from_its_page(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    letter, client = sent(office), clerk(office)
    assert "keeps its number" in text_of(client, f"/letters/{letter}/annul")
    answer = client.post(f"/letters/{letter}/annul", data={"form_token": office.token()})
    assert answer.status_code == 422
    answer = client.post(f"/letters/{letter}/annul",
                         data={"form_token": office.token(), "why": "Adresă greșită."})  # fmt: skip
    assert answer.status_code == 303
    page = text_of(client, answer.location or "")
    assert "place of the annulled letter no. 1" in page
    assert "Adresă greșită." in text_of(client, f"/letters/{letter}")
    applicant = english(office.client_of("applicant"))
    theirs = text_of(applicant, f"/letters/{letter}")
    assert "This letter was annulled" in theirs
    assert "Adresă greșită." not in theirs


def test_two_replacements_of_one_letter_cannot_be(sqlite_office: TestOffice) -> None:
    letter = decided(sqlite_office)
    issue(sqlite_office, letter)
    annul(sqlite_office, letter)
    with pytest.raises(NotNow):
        annul(sqlite_office, letter)


def test_a_replacement_is_issued_and_sent_like_any_letter(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    replacement = annul(office, sent(office))
    issue(office, replacement)
    print_it(office, replacement)
    dispatch(office, replacement)
    with office.read() as session:
        said = services.said(session, found(session, replacement), house=office.statute,
                             base_url="http://example.ro", at=office.at)  # fmt: skip
        assert said.replaces is not None
        assert said.replaces.number == "1"


def test_the_check_finds_a_letter_that_stands_where_its_history_does_not_lead(
    sqlite_office: TestOffice,
) -> None:
    office, letter = sqlite_office, sent(sqlite_office)
    assert checking.check(office.engine, office.settings).breaches == ()
    with office.write() as session:
        found(session, letter).state = State.RECEIVED
    assert checking.check(office.engine, office.settings).breaches == (
        f"letter {letter}: is received, its history says dispatched",
        f"letter {letter}: its receipt and its day do not agree",
    )
