"""`membership check` looks at the cluster's own words, certificates, signatures, batches, lines."""

from pathlib import Path

from membership.letter import batches
from membership.letter.choosing import Asked, Chosen
from membership.letter.invariants import in_bulk, lived, signed, worded
from membership.models import LetterWording, RegistryEntry
from membership.models.batch import Task
from membership.register.invariants import entered
from tests.certificates import Holder
from tests.membership.letter_office.bringing import Scene
from tests.membership.letter_office.scene import decided, found, issue
from tests.membership.letter_office.test_kinds import certificate_of
from tests.membership.letter_office.test_pages import clerk
from tests.membership.letter_office.test_wording import keep
from tests.membership.office import TestOffice
from tests.membership.register.test_papers import enter
from workflows.letter import Kind


def test_words_kept_through_the_service_are_in_order(sqlite_office: TestOffice) -> None:
    keep(sqlite_office, "Întâi.")
    keep(sqlite_office, "Apoi, {{ organisation.name }}.", seen=1)
    with sqlite_office.read() as session:
        assert list(worded(session, Path())) == []


def test_a_missing_version_and_unfit_words_are_found(sqlite_office: TestOffice) -> None:
    keep(sqlite_office, "Întâi.")
    with sqlite_office.write() as session:
        row = session.query(LetterWording).one()
        row.version, row.opening = 3, "{{ config }}"
    with sqlite_office.read() as session:
        found_here = list(worded(session, Path()))
    assert found_here == ["wording 1: version 3 follows 0", "wording 1: wording.code"]


def test_a_certificate_without_its_own_number_is_found(sqlite_office: TestOffice) -> None:
    letter = certificate_of(sqlite_office)
    issue(sqlite_office, letter)
    with sqlite_office.read() as session:
        assert list(lived(session, Path())) == []
    with sqlite_office.write() as session:
        found(session, letter).series = None
    with sqlite_office.read() as session:
        assert any("certificate" in line for line in lived(session, Path()))


def test_a_signature_that_is_kept_without_its_file_is_found(scene: Scene, chair: Holder) -> None:
    assert scene.bring(clerk(scene.office), chair.signs(scene.issued))[0] == 303
    documents = scene.office.settings.documents
    with scene.office.read() as session:
        assert list(signed(session, documents)) == []
    with scene.office.write() as session:
        held = found(session, scene.letter)
        assert held.document is not None
        held.document.size -= 1
    with scene.office.read() as session:
        assert [line.partition(": ")[2] for line in signed(session, documents)] == [
            "its signed file is not the one that was issued"
        ]


def test_a_row_of_a_batch_that_is_not_what_it_says_is_found(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    letter = decided(office)
    with office.write() as session:
        by = office.person(session, "secretariat")
        chosen = Chosen(kind=Kind.ADMISSION)
        batch = batches.begin(session, by, Asked(task=Task.ISSUE), chosen, at=office.at,
                              zone=office.statute.zone)  # fmt: skip
        assert list(in_bulk(session, Path())) == []
        assert [row.letter.public_id for row in batch.rows] == [letter]
        batch.rows[0].done_at = office.at
    with office.read() as session:
        assert [line.partition(": ")[2] for line in in_bulk(session, Path())] == [
            "row 1 is not what it says"
        ]


def test_a_line_that_says_nothing_of_itself_is_found(sqlite_office: TestOffice) -> None:
    number = enter(sqlite_office)
    with sqlite_office.write() as session:
        line = session.query(RegistryEntry).one()
        assert list(entered(session, Path())) == []
        line.about, line.annulled_at = "", sqlite_office.at
    with sqlite_office.read() as session:
        assert list(entered(session, Path())) == [
            f"registry {number}/2026: says nothing of itself",
            f"registry {number}/2026: is annulled for nothing",
        ]
