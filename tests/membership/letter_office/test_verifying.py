"""What the register says to whoever holds a code: its words, and nothing more."""

import re

import pytest

from membership.letter.verification import ALPHABET, normal_code, verify
from tests.membership.letter_office.scene import acknowledged, found, issue, sent
from tests.membership.office import TestOffice
from workflows.letter import Kind, Step, advance
from workflows.voting_terms import MotionKind


def code_of(office: TestOffice, letter: str) -> str:
    with office.read() as session:
        code = found(session, letter).code
        assert code is not None
        return code


def page(office: TestOffice, path: str, status: int = 200) -> str:
    client = office.app.test_client()
    client.set_cookie("language", "en")
    answer = client.get(path)
    assert answer.status_code == status
    main = answer.get_data(as_text=True).partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


@pytest.mark.parametrize("typed", ["k7qf2m9d", " K7QF 2M9D ", "K7QF-2M9D", "k7-qf-2m-9d"])
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert normal_code(typed) == "K7QF-2M9D"


@pytest.mark.parametrize("typed", ["", "K7QF", "K7QF-2M9O", "K7QF-2M91", "K7QF-2M9DD", "ß" * 8])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert normal_code(typed) is None


def test_codes_hold_no_letter_that_is_misread() -> None:
    assert not set("01OIL") & set(ALPHABET)


def test_the_register_says_number_kind_addressee_and_that_it_stands(office: TestOffice) -> None:
    letter = sent(office)
    with office.read() as session:
        said = verify(session, code_of(office, letter).lower())
        assert said is not None
        assert said.kind is Kind.ADMISSION
        assert said.number == f"1 / {office.at:%d.%m.%Y}"
        assert said.party.startswith("Detecție Exemplu")
        assert said.in_force


def test_an_annulled_letter_is_called_so(office: TestOffice) -> None:
    letter = sent(office)
    code = code_of(office, letter)
    with office.write() as session:
        advance(found(session, letter), Step.ANNUL, by="person:1", at=office.at)
    words = page(office, f"/verify/{code}")
    assert "This letter was annulled" in words
    assert "stands" not in words


def test_the_page_of_a_rejection_says_the_registers_words_and_nothing_more(
    sqlite_office: TestOffice,
) -> None:
    letter = sent(sqlite_office, MotionKind.REJECT)
    code = code_of(sqlite_office, letter)
    words = page(sqlite_office, f"/verify/{code}")
    for word in ("No.", "1 / 10.11.2026", "Letter of rejection", "Detecție Exemplu", code):
        assert word in words
    with sqlite_office.read() as session:
        case = found(session, letter).case
        for secret in (
            case.reference,
            case.public_id,
            letter,
            case.organisation.email,
            case.organisation.representative,
            case.organisation.fiscal_code,
            "Dovada nu ajunge",
            "Seat1",
            "HCD",
        ):
            assert str(secret) not in words


def test_an_unknown_code_is_not_ours(sqlite_office: TestOffice) -> None:
    words = page(sqlite_office, "/verify/K7QF-2M9D", 404)
    assert "No letter of ours has the code K7QF-2M9D" in words


def test_a_number_not_yet_taken_cannot_be_verified(sqlite_office: TestOffice) -> None:
    letter = sent(sqlite_office)
    with sqlite_office.read() as session:
        assert verify(session, letter) is None
        assert verify(session, "") is None


def test_a_typed_code_leads_to_its_own_address(sqlite_office: TestOffice) -> None:
    client = sqlite_office.app.test_client()
    answer = client.get("/verify?code=k7qf+2m9d")
    assert (answer.status_code, answer.location) == (303, "/verify/K7QF-2M9D")
    words = page(sqlite_office, "/verify?code=K7", 422)
    assert words.count("Write the eight letters and figures") == 2


def test_what_is_typed_as_a_code_is_text_and_never_markup(sqlite_office: TestOffice) -> None:
    client = sqlite_office.app.test_client()
    for path in ("/verify/<script>alert(1)<", "/verify?code=<script>alert(1)"):
        assert "<script" not in client.get(path).get_data(as_text=True)


def test_an_issued_letter_verifies_before_it_leaves(sqlite_office: TestOffice) -> None:
    letter = acknowledged(sqlite_office)
    issue(sqlite_office, letter)
    assert "stands" in page(sqlite_office, f"/verify/{code_of(sqlite_office, letter)}")
