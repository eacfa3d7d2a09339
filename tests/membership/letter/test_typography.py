"""Romanian and English typography of letters, rule by rule."""

from datetime import UTC, date, datetime

import pytest

from membership.letter import typography
from membership.letter.typography import NBSP


def test_cedilla_letters_become_comma_below_letters() -> None:
    assert (
        typography.clean("\u015ecoala de \u0162evi \u015fi \u0163iglă") == "Școala de Țevi și țiglă"
    )


def test_decomposed_letters_are_composed() -> None:
    assert typography.clean("a\u0306 s\u0326 t\u0326") == "ă ș ț"


def test_what_turns_the_direction_of_writing_is_left_out() -> None:
    assert typography.clean("SRL\u202etxt\u2066.\u0000\u200b\u00adexe") == "SRLtxt.exe"


def test_a_name_from_right_to_left_is_kept() -> None:
    assert typography.clean("מכון לדוגמה") == "מכון לדוגמה"


@pytest.mark.parametrize(
    ("typed", "bound"),
    [
        ("nr. 7", f"nr.{NBSP}7"),
        (
            "Potrivit art. 11 alin. (2) lit. a)",
            f"Potrivit art.{NBSP}11 alin.{NBSP}(2) lit.{NBSP}a)",
        ),
        ("cota de 10 %", f"cota de 10{NBSP}%"),
        ("1.000 lei", f"1.000{NBSP}lei"),
        ("22 noiembrie 2026", f"22{NBSP}noiembrie 2026"),
        ("Article 11", f"Article{NBSP}11"),
        ("dna Model", f"dna{NBSP}Model"),
        ("start. Apoi", "start. Apoi"),
        ("plătit 3 leilor", "plătit 3 leilor"),
    ],
)
def test_spaces_that_may_not_break_do_not(typed: str, bound: str) -> None:
    assert typography.bind(typed) == bound


def test_binding_leaves_tags_alone() -> None:
    assert typography.bind_html('<p title="nr. 7">nr. 7</p>') == f'<p title="nr. 7">nr.{NBSP}7</p>'


def test_a_short_last_word_never_stands_alone_on_a_line() -> None:
    assert (
        typography.bind_html("<p>din membri prezenți.</p>") == f"<p>din membri{NBSP}prezenți.</p>"
    )
    long = "<p>contribuția dumneavoastră.</p>"
    assert typography.bind_html(long) == long


def test_dates_are_said_in_the_language_of_the_letter() -> None:
    day = date(2026, 3, 1)
    assert typography.prose_date(day, "ro").replace(NBSP, " ") == "1 martie 2026"
    assert typography.prose_date(day, "en").replace(NBSP, " ") == "1 March 2026"
    assert typography.short_date(day) == "01.03.2026"
    assert typography.clock(datetime(2026, 3, 1, 9, 5, tzinfo=UTC)) == "09:05"


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "0 zile"),
        (1, "1 zi"),
        (2, "2 zile"),
        (19, "19 zile"),
        (20, "20 de zile"),
        (100, "100 de zile"),
        (101, "101 zile"),
        (144, "144 de zile"),
    ],
)
def test_romanian_numerals_take_de_from_twenty_up(n: int, said: str) -> None:
    assert typography.counted(n, "zi", "zile", "ro").replace(NBSP, " ") == said


def test_english_numerals_take_nothing() -> None:
    assert typography.counted(20, "day", "days", "en").replace(NBSP, " ") == "20 days"


def test_a_body_meets_in_its_gender() -> None:
    assert typography.met("Consiliului Director") == "întrunit"
    assert typography.met("Comisiei de admitere") == "întrunită"


def test_a_name_inside_a_sentence_begins_small_unless_it_is_initials() -> None:
    assert typography.lowered("Membru asociat") == "membru asociat"
    assert typography.lowered("CBRNE") == "CBRNE"
    assert typography.an("associate member") == "an associate member"
    assert typography.an("member") == "a member"
