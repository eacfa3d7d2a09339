"""What may be published: agreed to in the form, changed at any time after, each with its day."""

import json

import pytest
from sqlalchemy import select

from membership import checking
from membership.application import consenting
from membership.application.consenting import ConsentValues
from membership.application.export import everything
from membership.models import JournalEntry, Position
from tests.membership.application.browser import in_english, post, seen_in, text_of
from tests.membership.office import TestOffice
from tests.membership.waiting import PATIENCE, meanwhile
from workflows.publication import Published
from workflows.refusal import NotNow


def agreed(office: TestOffice, public_id: str) -> dict[str, bool]:
    with office.read() as session:
        case = office.case(session, public_id)
        said = consenting.last_said(session, case.organisation)
        return {item.value: one.given for item, one in said.items()}


def changes(office: TestOffice, public_id: str, *items: str) -> None:
    with office.write() as session:
        consenting.change(session, office.person(session, "applicant"), public_id,
                          ConsentValues(publish=items), at=office.now())  # fmt: skip


def test_a_consent_is_changed_after_submission_and_the_journal_has_it(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.submitted()
    changes(sqlite_office, case, "website", "name")
    sqlite_office.later(days=3)
    changes(sqlite_office, case, "name")
    assert agreed(sqlite_office, case) == {"name": True, "website": False}
    with sqlite_office.read() as session:
        acts = select(JournalEntry).where(JournalEntry.act == "consent.changed")
        facts = [json.loads(one.facts) for one in session.scalars(acts.order_by(JournalEntry.seq))]
        assert facts == [
            {"given": "name,website", "withdrawn": ""},
            {"given": "", "withdrawn": "website"},
        ]
        organisation = sqlite_office.case(session, case).organisation
        assert organisation.answers["publish"] == ["name"]
        applicant = sqlite_office.person(session, "applicant")
        assert len(everything(session, applicant, organisation)["consents"]) == 3
    assert not checking.check(sqlite_office.engine, sqlite_office.settings).breaches


def test_a_consent_keeps_what_a_colleague_saved_after_the_page_had_read_the_organisation(
    postgresql_office: TestOffice,
) -> None:
    office, case = postgresql_office, postgresql_office.submitted()
    with office.write() as session:
        organisation = office.case(session, case).organisation
        saved = {**organisation.answers, "projects": [], "website": "https://nou.example.ro"}
        organisation.answers = saved
        session.flush()
        other = meanwhile(office, lambda _: changes(office, case, "name"))
    other.join(PATIENCE)
    with office.read() as session:
        answers = office.case(session, case).organisation.answers
        assert answers == {**saved, "publish": ["name"]}


def test_what_a_colleague_changed_meanwhile_is_not_saved_over(sqlite_office: TestOffice) -> None:
    case = sqlite_office.submitted()
    with sqlite_office.write() as session, pytest.raises(NotNow):
        consenting.change(
            session, sqlite_office.person(session, "applicant"), case, ConsentValues(publish=()),
            at=sqlite_office.now(), seen="0" * 20,
        )  # fmt: skip


def test_the_check_names_what_is_published_without_a_consent(sqlite_office: TestOffice) -> None:
    case = sqlite_office.submitted()
    changes(sqlite_office, case, "name")
    with sqlite_office.write() as session:
        organisation = sqlite_office.case(session, case).organisation
        organisation.answers = {**organisation.answers, "publish": ["name", "delegate"]}
    found = checking.check(sqlite_office.engine, sqlite_office.settings)
    assert any("what may be published" in line for line in found.breaches)


def test_the_page_shows_each_consent_with_its_day_and_changes_it(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.submitted()
    client, path = in_english(sqlite_office, "applicant"), f"/application/{case}/consents"
    page = text_of(client, path)
    assert "What you declared" in page
    sent = post(sqlite_office, client, path, publish=["name"], seen=seen_in(page))
    assert sent.status_code == 303
    assert "Agreed on 2 November 2026" in text_of(client, path)
    wrong = post(
        sqlite_office, client, path, publish=["password"], seen=seen_in(text_of(client, path))
    )
    assert wrong.status_code == 422


def test_an_editor_reads_the_consents_and_changes_none(sqlite_office: TestOffice) -> None:
    case = sqlite_office.submitted()
    with sqlite_office.write() as session:
        own = sqlite_office.case(session, case).organisation.affiliations[0]
        own.position = Position.EDITOR
    client, path = in_english(sqlite_office, "applicant"), f"/application/{case}/consents"
    page = text_of(client, path)
    assert page.count("Not agreed") == len(Published)
    assert "Save the consents" not in page
    assert post(sqlite_office, client, path, publish=["name"]).status_code == 403
