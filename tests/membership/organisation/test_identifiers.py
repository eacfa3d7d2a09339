"""Identifiers: normalised first, then explained; a personal number refused wherever it stands."""

from datetime import date
from typing import Any

import pytest

from membership.organisation import identifiers
from membership.organisation.checks import Asking, checked, refuse_contradictions
from tests.workflows.test_dossier import statute
from workflows.questions import QUESTIONS
from workflows.refusal import Incomplete
from workflows.statute import Statute

__all__ = ["statute"]


def answered(statute: Statute, key: str, typed: Any, country: str = "RO") -> Any:
    asking = Asking(statute=statute, country=country, revision="2.1", today=date(2026, 11, 2))
    return checked(QUESTIONS[key], typed, asking)


@pytest.mark.parametrize(
    ("key", "typed", "country", "kept"),
    [
        ("fiscal_code", "RO 18547290", "RO", "18547290"),
        ("fiscal_code", "18547290", "RO", "18547290"),
        ("fiscal_code", "185 472 90", "RO", "18547290"),
        ("eori", "ro 185 472 90", "RO", "RO18547290"),
        ("eori", "de 1234567", "DE", "DE1234567"),
        ("duns", "12-345-6789", "RO", "123456789"),
        ("vat_number", "18547290", "RO", "RO18547290"),
        ("vat_number", "de 136 695 976", "DE", "DE136695976"),
        ("vat_number", "CHE-123.456.788", "CH", "CHE123456788"),
        ("register_number", "j 40 / 1234 / 12.03.2020", "RO", "J40/1234/2020"),
        ("register_number", "J2020001234402", "RO", "J2020001234402"),
        ("register_number", "J2024012345007", "RO", "J2024012345007"),
        ("former_register_number", "J40-1234-2020", "RO", "J40/1234/2020"),
        ("euid", "roonrc.J40/1234/2020", "RO", "ROONRC.J40/1234/2020"),
        ("euid", "FRIRCS.123456789", "FR", "FRIRCS.123456789"),
        ("lei", "529900T8BM49AURSDO55", "RO", "529900T8BM49AURSDO55"),
        ("iban", "ro49aaaa1b31007593840000", "RO", "RO49 AAAA 1B31 0075 9384 0000"),
        ("iban", "DE89 3704 0044 0532 0130 00", "DE", "DE89 3704 0044 0532 0130 00"),
        ("ncage", "1a2bl", "RO", "1A2BL"),
        ("ncage", "F1234", "FR", "F1234"),
        ("pic", "999 999 999", "RO", "999999999"),
        ("nace", "2651, 71.20 26.51", "RO", "26.51, 71.20"),
        ("phone", "021 000 00 00", "RO", "+40210000000"),
        ("phone", "0033 1 00 00 00 00", "FR", "+33100000000"),
        ("website", "www.example.ro", "RO", "https://www.example.ro"),
        ("employees", 0, "RO", 0),
        ("seeks", ["funding", "projects"], "RO", ["projects", "funding"]),
        ("pic", "", "RO", ""),
    ],
)
def test_what_is_typed_is_kept_in_its_written_form(
    statute: Statute, key: str, typed: Any, country: str, kept: Any
) -> None:
    assert answered(statute, key, typed, country) == kept


@pytest.mark.parametrize(
    ("key", "typed", "refusal"),
    [
        ("fiscal_code", "18547291", "organisation.fiscal_code_wrong"),
        ("vat_number", "RO18547291", "organisation.vat_wrong"),
        ("vat_number", "RO1800101221144", "organisation.personal_number"),
        ("register_number", "F40/123/2020", "organisation.natural_person_number"),
        ("register_number", "40-1234", "organisation.register_wrong"),
        ("euid", "FRIRCS.123456789", "organisation.euid_wrong"),
        ("lei", "529900T8BM49AURSDO56", "organisation.lei_wrong"),
        ("iban", "RO49 AAAA 1B31 0075 9384", "organisation.iban_length"),
        ("iban", "RO49 AAAA 1B31 0075 9384 0001", "organisation.iban_digits"),
        ("iban", "nu avem", "organisation.iban_wrong"),
        ("ncage", "A1234", "organisation.ncage_wrong"),
        ("pic", "12345678", "organisation.pic_wrong"),
        ("nace", "72.19", "organisation.nace_other_revision"),
        ("nace", "99", "organisation.nace_unknown"),
        ("phone", "12", "organisation.phone_wrong"),
        ("website", "javascript:alert(1)", "organisation.website_wrong"),
        ("website", "ftp://example.ro", "organisation.website_wrong"),
        ("email", "contact", "organisation.email_wrong"),
        ("county", "Kent", "organisation.choice_unknown"),
        ("size_class", "huge", "organisation.choice_unknown"),
        ("founded_on", date(2027, 1, 1), "organisation.day_later"),
        ("mandate_until", date(2026, 11, 1), "organisation.mandate_over"),
        ("employees", -1, "organisation.number_wrong"),
        ("staff_year", 2027, "claim.year_wrong"),
        ("memberships", "CNP 1800101 22 1144", "organisation.personal_number"),
        ("projects", [{"role": "1800101221144"}], "organisation.personal_number"),
        ("eori", "RO18547291", "organisation.eori_wrong"),
        ("eori", "18547290", "organisation.eori_wrong"),
        ("duns", "12345678", "organisation.duns_wrong"),
        ("short_name", "x" * 81, "organisation.too_long"),
    ],
)
def test_what_is_wrong_is_refused_at_its_field(
    statute: Statute, key: str, typed: Any, refusal: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        answered(statute, key, typed)
    assert (refused.value.message.key, refused.value.field) == (refusal, key)


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"employees": 3, "rd_staff": 4}, "rd_staff"),
        ({"employees": 60, "rd_staff": 4, "size_class": "small"}, "size_class"),
        ({"register_number": "J1", "former_register_number": "J1"}, "former_register_number"),
        ({"no_seeks": True, "seeks": ["funding"]}, "no_seeks"),
        ({"no_projects": True, "projects": [{"acronym": "EXEMPLU"}]}, "no_projects"),
    ],
)
def test_answers_that_cannot_all_be_true_are_refused(answers: dict[str, Any], field: str) -> None:
    with pytest.raises(Incomplete) as refused:
        refuse_contradictions(answers)
    assert refused.value.field == field


@pytest.mark.parametrize("text", ["1800101221144", "CNP: 1800101 221144.", "1-80-01-01-22-1144"])
def test_a_personal_number_is_seen_however_it_is_set_apart(text: str) -> None:
    assert identifiers.holds_personal_number(text)


@pytest.mark.parametrize(
    "text", ["5942000000000 ", "RO49AAAA1B31007593840000", "0040 21 000 00 00"]
)
def test_other_long_numbers_are_no_personal_numbers(text: str) -> None:
    assert not identifiers.holds_personal_number(text)
