"""The public list of members: who agreed to be named, with what each agreed to."""

from datetime import date

from membership.models import Member, Organisation
from membership.register.published import PublicPage, public_page
from tests.membership.office import TestOffice
from tests.membership.review.filling import counted
from tests.membership.value_chain.register import enter

DAY = date(2026, 11, 2)
MEMBERS = (
    "Numit Exemplu,TST:C,2016-12-05,yes",
    "Tăcut Exemplu,TST:E,2016-12-05,no",
    "Deschis Exemplu,RES:C,2016-12-05,no",
)


def agrees(office: TestOffice, member: int, *items: str) -> None:
    with office.write() as session:
        organisation: Organisation = session.get_one(Member, member).organisation
        organisation.website = "https://deschis.example"
        organisation.answers = {"publish": list(items), "delegate": "Ion Delegat"}


def listed(office: TestOffice, after: int = 0) -> PublicPage:
    with office.read() as session:
        return public_page(session, DAY, after=after)


def test_a_member_is_named_with_what_it_agreed_to_and_nothing_else(office: TestOffice) -> None:
    ids = enter(office, *MEMBERS)
    agrees(office, ids[2], "name", "delegate")
    page = listed(office)
    assert (page.named, page.total) == (2, 3)
    named, opened = page.members
    assert (named.name, named.contributions) == ("Numit Exemplu", (("TST", ("C",)),))
    assert (opened.name, opened.delegate) == ("Deschis Exemplu", "Ion Delegat")
    assert (opened.website, opened.contributions) == ("", ())


def test_the_list_is_open_to_everybody_and_hides_who_did_not_agree(
    sqlite_office: TestOffice,
) -> None:
    client = sqlite_office.app.test_client()
    client.set_cookie("language", "en")
    assert "No members yet" in client.get("/list-of-members").get_data(as_text=True)
    enter(sqlite_office, *MEMBERS)
    page = client.get("/list-of-members").get_data(as_text=True)
    assert "Numit Exemplu" in page
    assert "Tăcut" not in page
    assert "2 members have not agreed to be named" in page


def test_many_members_come_forty_a_page_by_the_same_number_of_statements(
    sqlite_office: TestOffice,
) -> None:
    enter(sqlite_office, *(f"Membru {n} Exemplu,TST:C,2016-12-05,yes" for n in range(42)))
    with counted(sqlite_office) as many:
        first = listed(sqlite_office)
    assert len(first.members) == 40
    assert first.after is not None
    with counted(sqlite_office) as few:
        rest = listed(sqlite_office, first.after)
    assert len(rest.members) == 2
    assert len(many) == len(few)
