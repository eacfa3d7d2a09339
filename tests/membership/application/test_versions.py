"""Two people in one section: the second sees both versions and chooses (F20)."""

import re

import pytest
from flask.testing import FlaskClient

from membership.application import evidence
from membership.application.evidence import EvidenceValues
from membership.models import Affiliation, Organisation, Person, Position
from tests.membership.application.acts import act
from tests.membership.application.browser import in_english, post, seen_in, text_of
from tests.membership.office import TestOffice
from workflows.permission import Role
from workflows.refusal import NotNow


@pytest.fixture
def case(sqlite_office: TestOffice) -> str:
    """A draft on which ``applicant`` and ``ion`` work."""
    case = sqlite_office.drafted()
    with sqlite_office.write() as session:
        ion = Person(email="ion@example.ro", name="Ion Coleg", created_at=sqlite_office.at)
        ion.give(Role.APPLICANT)
        organisation = session.query(Organisation).one()
        organisation.affiliations.append(Affiliation(person=ion, position=Position.EDITOR))
        session.flush()
        sqlite_office.people["ion"] = ion.id
    return case


@pytest.fixture
def ana(sqlite_office: TestOffice, case: str) -> FlaskClient:
    """The owner's browser."""
    return in_english(sqlite_office, "applicant")


@pytest.fixture
def ion(sqlite_office: TestOffice, case: str) -> FlaskClient:
    """The colleague's browser."""
    return in_english(sqlite_office, "ion")


def motivation(office: TestOffice, case: str) -> tuple[str, str]:
    """What is kept of the section."""
    with office.read() as session:
        found = office.case(session, case)
        return found.motivation, found.organisation.activity


def test_the_second_sees_both_versions_and_takes_of_each(
    sqlite_office: TestOffice, case: str, ana: FlaskClient, ion: FlaskClient
) -> None:
    """F20: nothing is overwritten silently, and nothing typed is lost."""
    path = f"/application/{case}/motivation"
    seen = seen_in(text_of(ana, path))
    first = {"motivation": "Al lui Ion.", "activity": "Încercări, Ion.", "seen": seen, "later": "1"}
    assert post(sqlite_office, ion, path, **first).status_code == 303
    mine = {"motivation": "Al Anei.", "activity": "Încercări, Ana.", "later": "1"}
    answer = post(sqlite_office, ana, path, **mine, seen=seen)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert motivation(sqlite_office, case) == ("Al lui Ion.", "Încercări, Ion.")
    for words in ("Saved by Ion Coleg", "Yours, not saved yet", "Al lui Ion.", "Al Anei."):
        assert words in page
    assert re.search(r'name="take-motivation" value="yours" checked', page)
    again = {"take-motivation": "theirs", "take-activity": "yours", "seen": seen_in(page)}
    assert post(sqlite_office, ana, path, **mine, **again).status_code == 303
    assert motivation(sqlite_office, case) == ("Al lui Ion.", "Încercări, Ana.")


def test_a_third_save_in_between_asks_again(
    sqlite_office: TestOffice, case: str, ana: FlaskClient, ion: FlaskClient
) -> None:
    path = f"/application/{case}/motivation"
    seen = seen_in(text_of(ana, path))
    post(sqlite_office, ion, path, motivation="Unu.", activity="", later="1", seen=seen)
    page = post(sqlite_office, ana, path, motivation="Doi.", activity="", later="1", seen=seen)
    later = seen_in(page.get_data(as_text=True))
    post(sqlite_office, ion, path, motivation="Trei.", activity="", later="1", seen=later)
    choice = {"take-motivation": "theirs", "seen": later}
    answer = post(sqlite_office, ana, path, motivation="Doi.", activity="", later="1", **choice)
    assert answer.status_code == 409
    assert motivation(sqlite_office, case)[0] == "Trei."


def test_ties_and_declarations_are_chosen_too(
    sqlite_office: TestOffice, case: str, ana: FlaskClient, ion: FlaskClient
) -> None:
    path = f"/application/{case}/interests"
    page = text_of(ana, path)
    seat = re.search(r'name="tied"[^>]*value="(\d+)"', page)
    assert seat
    seen = seen_in(page)
    ticked = {"any_ties": "yes", "tied": seat[1], "ties": "Rudă.", "seen": seen}
    assert post(sqlite_office, ion, path, **ticked).status_code == 303
    answer = post(sqlite_office, ana, path, any_ties="no", ties="", seen=seen)
    page = answer.get_data(as_text=True)
    assert "Seat1 Exemplu" in page
    take = {f"take-{name}": "theirs" for name in ("any_ties", "tied", "ties")}
    again = post(sqlite_office, ana, path, any_ties="no", ties="", seen=seen_in(page), **take)
    assert again.status_code == 303
    with sqlite_office.read() as session:
        found = sqlite_office.case(session, case)
        assert (found.tied_seats, found.ties) == ([int(seat[1])], "Rudă.")
    bad = {"any_ties": "yes", "tied": "999", "ties": ""}
    assert post(sqlite_office, ana, path, **bad).status_code == 422


def test_a_piece_of_evidence_is_not_overwritten_unseen(
    sqlite_office: TestOffice, case: str, ana: FlaskClient, ion: FlaskClient
) -> None:
    """F20: neither its words nor its file."""
    with sqlite_office.read() as session:
        piece = sqlite_office.case(session, case).evidence[0]
        values, number = EvidenceValues.of(piece), piece.public_id
        claim = piece.claims[0].public_id
    path = f"/application/{case}/evidence/{number}"
    seen = seen_in(text_of(ana, path))
    same = {"kind": values.kind, "claims": claim, "confidentiality": "commission",
            "endless": "1", "seen": seen}  # fmt: skip
    assert post(sqlite_office, ion, path, **same, title="Al lui Ion").status_code == 303
    answer = post(sqlite_office, ana, path, **same, title="Al Anei")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Al lui Ion" in page
    again = {**same, "seen": seen_in(page), "take-title": "theirs"}
    assert post(sqlite_office, ana, path, **again, title="Al Anei").status_code == 303
    with sqlite_office.read() as session:
        assert sqlite_office.case(session, case).evidence[0].title == "Al lui Ion"
    with pytest.raises(NotNow):
        act(sqlite_office, evidence.change_evidence, case, number, values, document=None, seen=seen)
