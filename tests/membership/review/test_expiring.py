"""Scenario 23: evidence that expires is on the list of what to ask for, and changes nothing."""

from datetime import date, timedelta

import pytest

from membership.models import Evidence, Interest, InterestKind, Member
from membership.review.expiring import AHEAD, PAGE, Expiring, expiring
from membership.value_chain.services import contributions
from tests.membership.office import TestOffice
from tests.membership.register.test_members import admitted
from tests.membership.review.filling import counted
from tests.membership.value_chain.register import ceased
from tests.membership.value_chain.test_chain import page
from workflows.permission import Role
from workflows.refusal import NotPermitted
from workflows.standing import Standing
from workflows.term import day_of


def proven_until(office: TestOffice, last: date) -> str:
    """A member whose one claim is proven by a document that is valid until this day."""
    board = admitted(office)
    with office.write() as session:
        office.case(session, board.case).evidence[0].expires_on = last
    return board.case


def listed(office: TestOffice, *, on: date, by: str = "secretariat") -> list[Expiring]:
    with office.read() as session:
        return [*expiring(session, office.person(session, by), on).pieces]


def test_a_certificate_that_expires_next_month_is_on_the_list_and_its_member_stays_one(
    office: TestOffice,
) -> None:
    today = day_of(office.at, "Europe/Bucharest")
    last = today + timedelta(days=130)
    case = proven_until(office, last)
    assert listed(office, on=last - AHEAD - timedelta(days=1)) == []
    for day in (last - AHEAD, last - timedelta(days=30), last + timedelta(days=30)):
        (one,) = listed(office, on=day)
        assert (one.case, one.expires_on, one.places) == (case, last, [("RES", ("C",))])
    with office.read() as session:
        assert session.query(Member).one().standing is Standing.ACTIVE
        clerk = office.person(session, "secretariat")
        assert len(contributions(session, clerk, last + timedelta(days=30))) == 1
        with pytest.raises(NotPermitted):
            expiring(session, office.person(session, "auditor"), last)
    with office.write() as session:
        office.person(session, "administrator").give(Role.SECRETARIAT)
        row = Interest(person_id=office.people["administrator"], kind=InterestKind.FAMILY,
                       at=office.at)  # fmt: skip
        found = office.case(session, case)
        found.interests.append(row)
    assert listed(office, on=last, by="administrator") == []
    ceased(office, 1, last)
    assert listed(office, on=last) == []


def test_the_page_names_member_evidence_and_day_forty_at_a_time_by_key(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    last = day_of(office.at, "Europe/Bucharest") + timedelta(days=20)
    empty = page(office, "secretariat", "/queue/expiring")
    assert "expires within 90 days." in empty
    case = proven_until(office, last)
    with office.write() as session:
        found = office.case(session, case)
        for n in range(PAGE):
            found.evidence.append(
                Evidence(
                    kind="QMS", title=f"Certificat {n:02}", expires_on=last, claims=found.claims
                )
            )
    shown = page(office, "secretariat", "/queue/expiring")
    assert f'href="/case/{case}"' in shown and "research: C" in shown
    with office.read() as session:
        clerk = office.person(session, "secretariat")
        _ = clerk.roles, clerk.organisation_ids
        with counted(office) as sent:
            first = expiring(session, clerk, last)
        assert len(sent) == 2
        assert (len(first.pieces), first.after) == (PAGE, first.pieces[-1].public_id)
        rest = expiring(session, clerk, last, after=first.after or "")
        assert ([one.title for one in rest.pieces], rest.after) == (
            [f"Certificat {PAGE - 1}"],
            None,
        )
    assert f"after={first.after}" in shown
