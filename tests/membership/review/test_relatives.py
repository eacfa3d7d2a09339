"""The applicant's group: who of it is a member or applies, for the secretariat alone."""

from membership.application import access
from membership.models import Organisation
from membership.review.relatives import Tie, relatives
from tests.membership.office import TestOffice
from tests.membership.review.test_pages import get


def says(office: TestOffice, case: str, **answers: str) -> Organisation:
    """The organisation of the case names its group; answers it as it is kept."""
    with office.write() as session:
        organisation = office.case(session, case).organisation
        organisation.answers = {**organisation.answers, **answers}
        return organisation


def named(office: TestOffice, case: str, name: str) -> Organisation:
    """The organisation of the case gets this name."""
    with office.write() as session:
        organisation = office.case(session, case).organisation
        organisation.legal_name = name
        return organisation


def found(office: TestOffice, case: str, by: str = "secretariat") -> list[tuple[str, Tie]]:
    """Who is pointed out to this reader, and how they stand to the applicant."""
    with office.read() as session:
        application, actor = office.case(session, case), office.person(session, by)
        on = access.standing_of(session, application, office.at)
        rows = relatives(session, actor, application, on)
        return [(row.name, row.tie) for row in rows]


def test_a_parent_and_a_sister_that_apply_are_pointed_out_by_number_or_by_name(
    office: TestOffice,
) -> None:
    parent, child, sister, stranger = (office.submitted() for _ in range(4))
    code = named(office, parent, "Țintă Exemplu SA").fiscal_code
    named(office, child, "Fiica Exemplu SRL")
    named(office, sister, "Sora Exemplu SRL")
    assert found(office, child) == []
    says(office, child, group_parent="tinta exemplu sa", group_number=f"RO {code}")
    says(office, sister, group_parent="ȚINTĂ EXEMPLU SA")
    assert found(office, child) == [
        ("Țintă Exemplu SA", Tie.PARENT), ("Sora Exemplu SRL", Tie.SISTER),
    ]  # fmt: skip
    assert found(office, sister) == [
        ("Țintă Exemplu SA", Tie.PARENT), ("Fiica Exemplu SRL", Tie.SISTER),
    ]  # fmt: skip
    daughters = {("Fiica Exemplu SRL", Tie.DAUGHTER), ("Sora Exemplu SRL", Tie.DAUGHTER)}
    assert set(found(office, parent)) == daughters
    assert found(office, stranger) == []


def test_a_draft_is_pointed_out_to_nobody_and_the_applicant_is_told_of_no_one(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    draft, child = office.drafted(), office.submitted()
    code = named(office, draft, "Firma Exemplu SA").fiscal_code
    says(office, child, group_number=str(code))
    assert found(office, child) == []
    parent = office.submitted()
    code = named(office, parent, "Firma Exemplu SA").fiscal_code
    says(office, child, group_number=str(code))
    assert found(office, child) == [("Firma Exemplu SA", Tie.PARENT)]
    shown = get(office.client_of("secretariat"), f"/case/{child}")
    assert "the parent company that the applicant named" in shown
    assert f"/case/{parent}" in shown
    owner = next(name for name, number in office.people.items()
                 if number == _owner(office, child))  # fmt: skip
    assert found(office, child, by=owner) == []


def _owner(office: TestOffice, case: str) -> int:
    with office.read() as session:
        return office.case(session, case).organisation.affiliations[0].person_id
