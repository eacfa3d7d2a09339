"""Writing a draft: who applies, who speaks for it; what is refused, and why."""

from datetime import date
from typing import Any

import pytest

from membership.application.drafting import seal
from membership.application.form_answers import Answers, save_answers
from tests.membership.application.acts import act
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.form import Section
from workflows.questions import of
from workflows.refusal import NotFound, NotNow, Refused

WHOLE: dict[Section, dict[str, Any]] = {
    Section.ORGANISATION: {
        "legal_form": "srl", "country": "RO", "legal_name": "Detecție Exemplu SRL",
        "founded_on": date(2010, 5, 6),
    },
    Section.IDENTIFIERS: {
        "fiscal_code": "RO 185 472 90", "register_number": "j 40 / 1234 / 12.03.2020",
    },
    Section.SEAT: {
        "street": "Str. Inventată nr. 1", "locality": "București", "county": "București",
        "postal_code": "010101", "email": "contact@example.ro",
    },
}  # fmt: skip


def save(office: TestOffice, public_id: str, **changed: Any) -> None:
    for section, answers in WHOLE.items():
        asked = {one.key for one in of(section)}
        given = {**answers, **{key: value for key, value in changed.items() if key in asked}}
        act(office, save_answers, public_id, Answers(section=section, given=given))


def refusal(office: TestOffice, public_id: str, **changed: Any) -> tuple[str, str | None]:
    with pytest.raises(Refused) as refused:
        save(office, public_id, **changed)
    return refused.value.message.key, refused.value.field


def test_identifiers_are_kept_in_their_written_form(office: TestOffice) -> None:
    public_id = office.drafted()
    save(office, public_id)
    with office.read() as session:
        kept = office.case(session, public_id).organisation
        assert kept.fiscal_code == "18547290"
        assert kept.register_number == "J40/1234/2020"
        assert office.case(session, public_id).category == "asociat"


@pytest.mark.parametrize(
    ("changed", "key", "field"),
    [
        ({"fiscal_code": "18547291"}, "organisation.fiscal_code_wrong", "fiscal_code"),
        ({"fiscal_code": "1800101221144"}, "organisation.personal_number", "fiscal_code"),
        ({"street": "CNP 1800101221144"}, "organisation.personal_number", "street"),
        ({"legal_form": "pfa"}, "organisation.natural_person", "legal_form"),
        ({"legal_form": "gmbh"}, "organisation.choice_unknown", "legal_form"),
        ({"register_number": "F40/123/2020"}, "organisation.natural_person_number",
         "register_number"),
        ({"register_number": "40-1234"}, "organisation.register_wrong", "register_number"),
        ({"founded_on": date(2027, 1, 1)}, "organisation.day_later", "founded_on"),
        ({"postal_code": "1234"}, "organisation.postal_code_wrong", "postal_code"),
        ({"email": "contact"}, "organisation.email_wrong", "email"),
        ({"category": "fondator"}, "organisation.choice_unknown", "category"),
        ({"legal_name": "x" * 201}, "organisation.too_long", "legal_name"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_at_its_field(
    sqlite_office: TestOffice, changed: dict[str, Any], key: str, field: str
) -> None:
    assert refusal(sqlite_office, sqlite_office.drafted(), **changed) == (key, field)


def test_the_new_trade_register_number_is_taken_as_well(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.drafted()
    save(sqlite_office, public_id, register_number="J2024012345007")


def test_a_half_filled_section_is_kept(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.drafted()
    act(sqlite_office, save_answers, public_id,
        Answers(section=Section.ORGANISATION, given={"legal_name": "Doar numele SRL"}))  # fmt: skip
    with sqlite_office.read() as session:
        assert sqlite_office.case(session, public_id).organisation.legal_name == "Doar numele SRL"


def test_an_organisation_with_a_submitted_case_is_refused_without_saying_whose(
    office: TestOffice,
) -> None:
    """Scenario 2: one fiscal code is one organisation, however it is typed."""
    office.submitted()
    with office.read() as session:
        taken = office.person(session, "applicant").affiliations[0].organisation.fiscal_code
    key, field = refusal(office, office.drafted(), fiscal_code=taken)
    assert (key, field) == ("organisation.duplicate", "fiscal_code")


def test_two_people_in_one_section_never_overwrite_each_other_in_silence(
    office: TestOffice,
) -> None:
    public_id = office.drafted()
    with office.read() as session:
        seen = seal(Answers.of(office.case(session, public_id), Section.REPRESENTATIVE))
    first = {"representative": "Ana Model", "representative_role": "director"}
    act(office, save_answers, public_id,
        Answers(section=Section.REPRESENTATIVE, given=first), seen=seen)  # fmt: skip
    with pytest.raises(NotNow) as refused:
        act(office, save_answers, public_id,
            Answers(section=Section.REPRESENTATIVE, given={"representative": "Dan Model"}),
            seen=seen)  # fmt: skip
    assert refused.value.message.key == "application.changed_meanwhile"


def test_two_people_in_different_sections_do_not_disturb_each_other(office: TestOffice) -> None:
    public_id = office.drafted()
    with office.read() as session:
        seen = seal(Answers.of(office.case(session, public_id), Section.MOTIVATION))
    save(office, public_id)
    act(office, save_answers, public_id,
        Answers(section=Section.MOTIVATION, given={"motivation": "Dorim."}), seen=seen)  # fmt: skip


def test_a_submitted_application_does_not_change(office: TestOffice) -> None:
    public_id = office.submitted()
    with pytest.raises(NotNow) as refused:
        save(office, public_id)
    assert refused.value.message.key == "application.no_draft"


def test_a_stranger_does_not_learn_that_a_draft_exists(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.drafted()
    sqlite_office.drafted()
    with pytest.raises(NotFound):
        save(sqlite_office, public_id)


def test_a_company_numbered_anew_is_the_same_under_either_number(
    sqlite_office: TestOffice,
) -> None:
    """Scenario 3: a company is found by its old register number as by the new one."""
    old, new = "J40/1234/2020", "J2020009999408"
    first = sqlite_office.drafted()
    save(sqlite_office, first, register_number=new, former_register_number=old)
    with sqlite_office.write() as session:
        sqlite_office.case(session, first).stage = Stage.SUBMITTED
    second = sqlite_office.drafted()
    for number in (old, new):
        key, field = refusal(sqlite_office, second, fiscal_code="14399840", register_number=number)
        assert (key, field) == ("organisation.duplicate", "register_number")


def test_what_another_legal_form_is_not_asked_is_dropped_when_the_form_changes(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.drafted()
    save(sqlite_office, public_id)
    act(sqlite_office, save_answers, public_id,
        Answers(section=Section.ORGANISATION, given={"legal_form": "uat"}))  # fmt: skip
    with sqlite_office.read() as session:
        kept = sqlite_office.case(session, public_id).organisation
        assert kept.register_number == ""
        assert kept.fiscal_code == "18547290"


@pytest.mark.parametrize(
    ("form", "country", "key"),
    [("srl", "FR", "organisation.form_abroad"), ("straina", "RO", "organisation.form_at_home")],
)
def test_a_legal_form_and_the_country_of_registration_agree(
    sqlite_office: TestOffice, form: str, country: str, key: str
) -> None:
    found = refusal(sqlite_office, sqlite_office.drafted(), legal_form=form, country=country)
    assert found == (key, "country")
