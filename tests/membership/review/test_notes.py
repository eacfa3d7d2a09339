"""Notes on a case: read by those for whom they were written, and by nobody else."""

import pytest

from membership.models import Readers
from membership.review import notes
from tests.membership.office import TestOffice
from workflows.refusal import Incomplete, NotFound

SAID = {one: f"Numai pentru {one.value}." for one in Readers}
READ = {
    "secretariat": set(Readers),
    "rapporteur": {Readers.REVIEW, Readers.HOUSE},
    "seat1": {Readers.HOUSE},
}


def noted(office: TestOffice) -> str:
    case = office.before_board(declared=("seat1",))
    with office.write() as session:
        by = office.person(session, "secretariat")
        for readers, text in SAID.items():
            notes.write(session, by, case, readers=readers, text=text, at=office.at)
    return case


def test_a_note_is_read_by_those_it_names_alone(sqlite_office: TestOffice) -> None:
    case = noted(sqlite_office)
    for name, reads in READ.items():
        page = sqlite_office.client_of(name).get(f"/case/{case}/notes").get_data(as_text=True)
        assert {one for one in Readers if SAID[one] in page} == reads, name
    for name in ("applicant", "seat2", "auditor"):
        assert sqlite_office.client_of(name).get(f"/case/{case}/notes").status_code == 404


def test_nobody_writes_for_readers_they_are_not_among(sqlite_office: TestOffice) -> None:
    case, office = noted(sqlite_office), sqlite_office
    with office.write() as session:
        for name, readers, refused in (
            ("seat1", Readers.SECRETARIAT, Incomplete), ("applicant", Readers.HOUSE, NotFound),
        ):  # fmt: skip
            with pytest.raises(refused):
                notes.write(session, office.person(session, name), case, readers=readers,
                            text="Ceva.", at=office.at)  # fmt: skip


def test_a_note_says_who_reads_it_before_it_is_written(sqlite_office: TestOffice) -> None:
    case = sqlite_office.submitted()
    client = sqlite_office.client_of("secretariat")
    english = {"Accept-Language": "en"}
    page = client.get(f"/case/{case}/notes", headers=english).get_data(as_text=True)
    assert "Only the secretariat" in page
    sent = {"form_token": sqlite_office.token(), "text": "De sunat.", "readers": "secretariat"}
    assert client.post(f"/case/{case}/notes", data=sent).status_code == 303
    assert "De sunat." in client.get(f"/case/{case}/notes").get_data(as_text=True)
    sent = {"form_token": sqlite_office.token(), "text": "De sunat."}
    assert client.post(f"/case/{case}/notes", data=sent).status_code == 422
