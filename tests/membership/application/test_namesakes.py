"""Members that are called almost like an applicant: shown to it, and said not to be related."""

import pytest

from membership.application import form_answers
from membership.application.namesakes import NOT_RELATED, namesakes
from membership.models import Member, Organisation
from tests.membership.application.acts import act
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import TestOffice
from workflows.form import Section
from workflows.refusal import Incomplete
from workflows.standing import Standing

NAME = "Detecție Exemplu Holding SA"


def enters(office: TestOffice, name: str, *, named: bool = True) -> None:
    with office.write() as session:
        organisation = Organisation(legal_name=name, created_at=office.at)
        session.add(organisation)
        session.flush()
        number = len(name)
        member = Member(organisation=organisation, number=number, title=f"M-{number}",
                        category="fondator", since=office.at.date(), standing=Standing.ACTIVE,
                        named=named)  # fmt: skip
        session.add(member)


def test_only_a_member_that_agreed_to_be_named_and_is_called_alike_is_shown(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.drafted()
    with sqlite_office.write() as session:
        sqlite_office.case(session, public_id).organisation.legal_name = "Detecție Exemplu SRL"
    enters(sqlite_office, NAME)
    enters(sqlite_office, "Detecție Exemplu Secret SA", named=False)
    enters(sqlite_office, "Filtre Inventate SRL")
    with sqlite_office.read() as session:
        assert namesakes(session, sqlite_office.case(session, public_id).organisation) == [NAME]
    path = f"/application/{public_id}/size"
    client = in_english(sqlite_office, "applicant")
    page = text_of(client, path)
    assert "Members with a similar name" in page and NAME in page
    post(sqlite_office, client, path, not_related=NAME, later="1", no_group="y")
    with sqlite_office.read() as session:
        kept = sqlite_office.case(session, public_id).organisation.answers
        assert kept[NOT_RELATED] == [NAME]
    with pytest.raises(Incomplete) as refused:
        act(sqlite_office, form_answers.save_answers, public_id,
            form_answers.Answers(section=Section.SIZE,
                                 given={NOT_RELATED: ["Filtre Inventate SRL"]}))  # fmt: skip
    assert refused.value.message.key == "organisation.choice_unknown"
