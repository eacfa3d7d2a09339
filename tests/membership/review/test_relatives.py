"""The applicant's group: who of it is a member or applies, for the secretariat alone."""

from membership.application import access
from membership.models import Organisation
from membership.review.relatives import Tie, relatives
from tests.membership.office import TestOffice
from tests.membership.review.test_pages import get

STRANGE = ("Alba Nor SRL", "Zeppelin Vechi SA", "Munte Ipotetic SRL", "Câmpia Joasă SA")


def says(office: TestOffice, case: str, **answers: object) -> Organisation:
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


def strangers(office: TestOffice, number: int) -> list[str]:
    """So many cases of organisations that have nothing in common."""
    cases = [office.submitted() for _ in range(number)]
    with office.write() as session:
        for place, case in enumerate(cases):
            one = office.case(session, case).organisation
            one.legal_name = STRANGE[place]
            one.street, one.representative = f"Str. {STRANGE[place]}", f"Director {STRANGE[place]}"
            one.email = f"contact@{place}.example"
    return cases


def found(
    office: TestOffice, case: str, by: str = "secretariat"
) -> list[tuple[str, tuple[Tie, ...]]]:
    """Who is pointed out to this reader, and how they stand to the applicant."""
    with office.read() as session:
        application, actor = office.case(session, case), office.person(session, by)
        on = access.standing_of(session, application, office.at)
        rows = relatives(session, actor, application, on)
        return [(row.name, row.ties) for row in rows]


def test_a_parent_and_a_sister_that_apply_are_pointed_out_by_number_or_by_name(
    office: TestOffice,
) -> None:
    parent, child, sister, stranger = strangers(office, 4)
    code = named(office, parent, "Țintă Exemplu SA").fiscal_code
    named(office, child, "Fiica Exemplu SRL")
    named(office, sister, "Sora Exemplu SRL")
    assert found(office, child) == []
    says(office, child, group_parent="tinta exemplu sa", group_number=f"RO {code}")
    says(office, sister, group_parent="ȚINTĂ EXEMPLU SA")
    assert found(office, child) == [
        ("Țintă Exemplu SA", (Tie.PARENT,)), ("Sora Exemplu SRL", (Tie.SISTER,)),
    ]  # fmt: skip
    assert found(office, sister) == [
        ("Țintă Exemplu SA", (Tie.PARENT,)), ("Fiica Exemplu SRL", (Tie.SISTER,)),
    ]  # fmt: skip
    daughters = {("Fiica Exemplu SRL", (Tie.DAUGHTER,)), ("Sora Exemplu SRL", (Tie.DAUGHTER,))}
    assert set(found(office, parent)) == daughters
    assert found(office, stranger) == []


def test_a_draft_is_pointed_out_to_nobody_and_the_applicant_is_told_of_no_one(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    draft, (child, parent) = office.drafted(), strangers(office, 2)
    code = named(office, draft, "Firma Exemplu SA").fiscal_code
    says(office, child, group_number=str(code))
    assert found(office, child) == []
    code = named(office, parent, "Firma Exemplu SA").fiscal_code
    says(office, child, group_number=str(code))
    assert found(office, child) == [("Firma Exemplu SA", (Tie.PARENT,))]
    says(office, child, not_related=["Firma Exemplu SA"])
    shown = get(office.client_of("secretariat"), f"/case/{child}")
    assert "The applicant says that it is not related." in shown
    assert "the parent company that the applicant named" in shown
    assert f"/case/{parent}" in shown
    owner = next(name for name, number in office.people.items()
                 if number == _owner(office, child))  # fmt: skip
    assert found(office, child, by=owner) == []


def _owner(office: TestOffice, case: str) -> int:
    with office.read() as session:
        return office.case(session, case).organisation.affiliations[0].person_id


def test_every_reason_is_said_and_the_strongest_relative_comes_first(office: TestOffice) -> None:
    case, again, neighbour, stranger = strangers(office, 4)
    with office.write() as session:
        own, double, near = (office.case(session, one).organisation
                             for one in (case, again, neighbour))  # fmt: skip
        own.legal_name, own.phone, own.lei = "Senzori Închipuiți S.R.L.", "+40210000001", "X" * 20
        double.legal_name, double.lei = "SENZORI ÎNCHIPUIȚII SA", "X" * 20
        near.email, own.email = "a@FIRMA.example", "b@firma.example"
        near.street, near.phone = own.street.upper(), own.phone
        near.representative = own.representative.upper()
    assert found(office, case) == [
        ("SENZORI ÎNCHIPUIȚII SA", (Tie.NUMBER, Tie.NAME)),
        (STRANGE[2], (Tie.REPRESENTATIVE, Tie.ADDRESS, Tie.PHONE, Tie.MAIL)),
    ]  # fmt: skip
    assert found(office, stranger) == []


def test_a_common_provider_of_mail_makes_nobody_a_relative(sqlite_office: TestOffice) -> None:
    case, other = strangers(sqlite_office, 2)
    with sqlite_office.write() as session:
        for one in (case, other):
            sqlite_office.case(session, one).organisation.email = f"{one[:5]}@gmail.com"
    assert found(sqlite_office, case) == []
