"""`membership check` looks at the cluster's own words, and at the numbers of certificates."""

from pathlib import Path

from membership.letter.breaches import lived, worded
from membership.models import LetterWording
from tests.membership.letter_office.scene import found, issue
from tests.membership.letter_office.test_kinds import certificate_of
from tests.membership.letter_office.test_wording import keep
from tests.membership.office import TestOffice


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
