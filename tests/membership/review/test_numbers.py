"""A number whose check fails although the register writes it so: kept, compared, accepted."""

import pytest

from membership.application.form_answers import Answers, save_answers
from membership.review import numbers
from tests.membership.application.acts import act
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.form import Section
from workflows.refusal import Incomplete, NotNow

ODD = "18547291"


def given(**answers: object) -> Answers:
    return Answers(section=Section.IDENTIFIERS, given=answers)


def test_a_number_that_its_check_refuses_is_kept_when_the_register_writes_it_so(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.drafted()
    with pytest.raises(Incomplete):
        act(sqlite_office, save_answers, public_id, given(fiscal_code=ODD))
    act(sqlite_office, save_answers, public_id,
        given(fiscal_code=ODD, as_registered=["fiscal_code"]))  # fmt: skip
    with sqlite_office.read() as session:
        organisation = sqlite_office.case(session, public_id).organisation
        assert organisation.fiscal_code == ODD
        assert numbers.awaiting(organisation) == ["fiscal_code"]


@pytest.mark.parametrize(
    ("key", "number"), [("fiscal_code", "1800101221144"), ("register_number", "F40/123/2020")]
)
def test_a_personal_number_and_that_of_a_natural_person_are_never_kept(
    sqlite_office: TestOffice, key: str, number: str
) -> None:
    public_id = sqlite_office.drafted()
    with pytest.raises(Incomplete):
        act(sqlite_office, save_answers, public_id,
            given(**{key: number, "as_registered": [key]}))  # fmt: skip


def test_the_secretariat_accepts_it_once_and_with_a_reason(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    with sqlite_office.write() as session:
        organisation = sqlite_office.case(session, public_id).organisation
        organisation.fiscal_code = ODD
        organisation.answers = {**organisation.answers, "as_registered": ["fiscal_code"]}
    clerk = in_english(sqlite_office, "secretariat")
    assert "A number waits to be compared" in text_of(clerk, f"/case/{public_id}")
    path = f"/case/{public_id}/numbers"
    assert ODD in text_of(clerk, path)
    refused = post(sqlite_office, clerk, path, number="fiscal_code")
    assert refused.status_code == 422
    assert "Say why the number is accepted." in refused.get_data(as_text=True)
    done = post(sqlite_office, clerk, path, number="fiscal_code", reason="Văzut certificatul.")
    assert done.status_code == 303
    text_of(clerk, path, 409)
    with sqlite_office.read() as session:
        case = sqlite_office.case(session, public_id)
        assert case.stage is Stage.SUBMITTED
        assert numbers.awaiting(case.organisation) == []
    with pytest.raises(NotNow), sqlite_office.write() as session:
        by = sqlite_office.person(session, "secretariat")
        numbers.accept_number(
            session, by, public_id, key="fiscal_code", reason="Din nou.", at=sqlite_office.now()
        )
