"""The pages on which colleagues are invited, changed and removed, and an invitation accepted."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from membership.models import Affiliation, Invitation, Owed, Person
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import TestOffice

GOOD, SHORT = "patru cai albi pe deal", "scurt"


@pytest.fixture
def case(sqlite_office: TestOffice) -> str:
    """A draft; its owner is ``applicant``."""
    return sqlite_office.drafted()


@pytest.fixture
def owner(sqlite_office: TestOffice, case: str) -> FlaskClient:
    """The owner's browser."""
    return in_english(sqlite_office, "applicant")


def stranger(office: TestOffice) -> FlaskClient:
    """The browser of somebody who is not signed in."""
    client = office.app.test_client()
    client.set_cookie("language", "en")
    return client


def invite(
    office: TestOffice, owner: FlaskClient, case: str, email: str, position: str = "editor"
) -> str:
    """The address in the mail that the owner's invitation sends."""
    path = f"/application/{case}/colleagues"
    assert post(office, owner, path, email=email, position=position).status_code == 303
    with office.read() as session:
        last = session.scalars(select(Owed).order_by(Owed.id.desc())).first()
        assert last is not None
        return office.way(last)


def colleagues_of(office: TestOffice) -> dict[str, str]:
    """Who acts for whom, by address."""
    with office.read() as session:
        rows = session.execute(
            select(Person.email, Affiliation.position).join(Affiliation.person)
        ).all()
    return {email: position.value for email, position in rows}


def test_a_stranger_opens_an_account_by_the_invitation(
    sqlite_office: TestOffice, owner: FlaskClient, case: str
) -> None:
    """S14: reading the page, however often, uses nothing up."""
    path = invite(sqlite_office, owner, case, "nou@example.ro")
    assert "nou@example.ro" in text_of(owner, f"/application/{case}/colleagues")
    new = stranger(sqlite_office)
    for _ in range(2):
        assert "You are invited to work on its application" in text_of(new, path)
        assert new.head(path).status_code == 200
    assert post(sqlite_office, new, path, name="Ion Nou", password=SHORT).status_code == 422
    assert "nou@example.ro" not in colleagues_of(sqlite_office)
    answer = post(sqlite_office, new, path, name="Ion Nou", password=GOOD)
    assert answer.status_code == 303
    assert colleagues_of(sqlite_office)["nou@example.ro"] == "editor"
    assert "Application for membership" in text_of(new, f"/application/{case}")
    assert stranger(sqlite_office).get(path).status_code == 409


def test_whoever_has_an_account_accepts_with_it_and_gets_a_new_session(
    sqlite_office: TestOffice, owner: FlaskClient, case: str
) -> None:
    """S10: a copy of the cookie from before is worth nothing afterwards."""
    office = sqlite_office
    invited = office.client_of("seat4")
    invited.set_cookie("language", "en")
    with office.write() as session:
        office.person(session, "seat4").password_hash = GOOD
    path = invite(office, owner, case, "seat4@example.ro", "submitter")
    assert "There is an account under this address" in text_of(stranger(office), path)
    assert post(office, stranger(office), path).status_code == 409
    other = in_english(office, "seat3")
    assert "You are signed in under another address" in text_of(other, path)
    assert post(office, other, path).status_code == 403
    before = invited.get_cookie("session")
    assert post(office, invited, path).status_code == 303
    assert colleagues_of(office)["seat4@example.ro"] == "submitter"
    old = office.app.test_client()
    assert before is not None
    old.set_cookie("session", before.value)
    assert old.get("/application").status_code == 303
    assert text_of(invited, f"/application/{case}")


def test_the_owner_changes_hands_over_and_removes(
    sqlite_office: TestOffice, owner: FlaskClient, case: str
) -> None:
    office, base = sqlite_office, f"/application/{case}/colleagues"
    new = stranger(office)
    post(office, new, invite(office, owner, case, "nou@example.ro"), name="Ion Nou", password=GOOD)
    with office.read() as session:
        whose = session.scalars(select(Person.id).where(Person.email == "nou@example.ro")).one()
    assert "Make Ion Nou the owner" in text_of(owner, f"{base}/{whose}")
    assert post(office, owner, f"{base}/{whose}", position="owner").status_code == 422
    assert post(office, owner, f"{base}/{whose}", position="submitter").status_code == 303
    assert colleagues_of(office)["nou@example.ro"] == "submitter"
    assert "Leave the organisation" in text_of(new, f"{base}/{whose}")
    assert post(office, owner, f"{base}/{whose}/owner").status_code == 303
    former = office.people["applicant"]
    assert post(office, owner, base, email="x@example.ro", position="editor").status_code == 403
    assert post(office, new, f"{base}/{former}/remove").status_code == 303
    assert owner.get(f"/application/{case}").status_code == 404
    assert owner.head(base).status_code == 404


def test_an_editor_reads_and_writes_and_is_told_who_submits(
    sqlite_office: TestOffice, owner: FlaskClient, case: str
) -> None:
    office, new = sqlite_office, stranger(sqlite_office)
    post(office, new, invite(office, owner, case, "nou@example.ro"), name="Ion Nou", password=GOOD)
    page = text_of(new, f"/application/{case}/check")
    assert "You edit the application." in page
    assert "Submit the application</button>" not in page
    assert "Discard this draft" not in text_of(new, f"/application/{case}")
    assert post(office, new, f"/application/{case}/submit").status_code == 403
    for what in ("withdraw", "answer"):
        assert new.get(f"/application/{case}/{what}").status_code == 403
    assert "invites colleagues" in text_of(new, f"/application/{case}/colleagues")


def test_an_invitation_is_taken_back(
    sqlite_office: TestOffice, owner: FlaskClient, case: str
) -> None:
    path = invite(sqlite_office, owner, case, "nou@example.ro")
    with sqlite_office.read() as session:
        number = session.scalars(select(Invitation.id)).one()
    base = f"/application/{case}/colleagues/invitations/{number}/withdraw"
    assert post(sqlite_office, in_english(sqlite_office, "seat1"), base).status_code == 404
    assert post(sqlite_office, owner, base).status_code == 303
    assert stranger(sqlite_office).get(path).status_code == 409


def test_who_acts_for_several_organisations_chooses_one(
    sqlite_office: TestOffice, owner: FlaskClient, case: str
) -> None:
    office = sqlite_office
    with office.read() as session:
        first = office.person(session, "applicant").email
    client = in_english(office, "applicant")
    other = office.drafted()
    path = invite(office, in_english(office, "applicant"), other, first)
    assert post(office, client, path).status_code == 303
    page = text_of(client, "/application")
    assert f"/application/{case}" in page
    assert f"/application/{other}" in page
