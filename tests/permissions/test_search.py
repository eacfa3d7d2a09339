"""The search finds a case for whoever the table lets read it, and for nobody else (S4)."""

from collections import Counter

import pytest

from membership.application.access import standing_of
from membership.database import Session
from membership.models import Application, Member, Person, SearchEntry, Sought
from membership.search import saved, services
from tests.membership.office import TestOffice
from tests.permissions.house import House, Visitor
from workflows.application import Stage
from workflows.permission import Act, may
from workflows.refusal import NotFound
from workflows.term import day_of

SIGNED_IN = [one for one in Visitor if one is not Visitor.STRANGER]


@pytest.mark.parametrize("visitor", SIGNED_IN)
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
        readable = {case.public_id for case in readable_by(office, session, person)}
    assert found == readable


def readable_by(office: TestOffice, session: Session, person: Person) -> list[Application]:
    """The cases that the table lets this person read; a draft is its applicant's own."""
    return [
        case
        for case in session.query(Application)
        if may(person, Act.READ_CASE, standing_of(session, case, office.at))
        and (case.stage is not Stage.DRAFT or case.organisation_id in person.organisation_ids)
    ]


@pytest.mark.parametrize("visitor", SIGNED_IN)
def test_the_counts_are_of_what_may_be_read_alone(house: House, visitor: Visitor) -> None:
    """By kind and by stage, of cases, claims, evidence and members, whoever asks."""
    office = house.office
    with office.read() as session:
        person = office.person(session, visitor)
        found = services.search(session, person, "e", today=day_of(office.at, "Europe/Bucharest"))
        stages = {case.id: case.stage for case in readable_by(office, session, person)}
        members = set(session.scalars(session.query(Member.organisation_id).statement))
        reads_members = may(person, Act.READ_MEMBERS)
        fellow = not may(person, Act.READ_REGISTERS)
        kinds: Counter[Sought] = Counter()
        by_stage: Counter[Stage] = Counter()
        for entry in session.query(SearchEntry):
            if not any(word.startswith("e") for word in entry.words.split()):
                continue
            if entry.application_id in stages:
                by_stage[stages[entry.application_id]] += 1
                kinds[entry.kind] += 1
            elif entry.application_id is None and reads_members and entry.for_fellows is fellow:
                kinds[entry.kind] += entry.organisation_id in members
    assert {kind: number for kind, number in found.kinds.items() if number} == dict(+kinds)
    assert dict(found.stages) == dict(by_stage)


def test_a_saved_search_is_nobody_elses_to_see_or_to_remove(house: House) -> None:
    office = house.office
    with office.write() as session:
        clerk = office.person(session, Visitor.CLERK)
        kept = saved.save(session, clerk, "Senzori", "senzori", kind="", stage="", at=office.at)
        for visitor in SIGNED_IN:
            person = office.person(session, visitor)
            if person is not clerk:
                assert saved.saved(session, person) == [], visitor
                with pytest.raises(NotFound):
                    saved.forget(session, person, kept.id)
        saved.forget(session, clerk, kept.id)
