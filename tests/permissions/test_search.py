"""The search finds a case for whoever the table lets read it, and for nobody else (S4)."""

import pytest

from membership.application.access import standing_of
from membership.models import Application, Sought
from membership.search import services
from tests.permissions.house import House, Visitor
from workflows.application import Stage
from workflows.permission import Act, may
from workflows.term import day_of


@pytest.mark.parametrize("visitor", [one for one in Visitor if one is not Visitor.STRANGER])
def test_what_is_found_is_what_may_be_read(house: House, visitor: Visitor) -> None:
    office = house.office
    with office.read() as session:
        person = office.person(session, visitor)
        found = {
            hit.case
            for stage in Stage
            for hit in services.search(
                session, person, "exemplu", kind=Sought.CASE, stage=stage,
                today=day_of(office.at, "Europe/Bucharest"),
            ).hits
        }  # fmt: skip
        readable = {
            case.public_id
            for case in session.query(Application)
            if may(person, Act.READ_CASE, standing_of(session, case, office.at))
            and (case.stage is not Stage.DRAFT or case.organisation_id in person.organisation_ids)
        }
    assert found == readable
