"""A printed letter: the same to the byte, its own fonts inside, its facts attached."""

import io
import json
import subprocess
from dataclasses import replace
from typing import NamedTuple

import pytest
from pypdf import PdfReader

from membership.printing.press import Press
from tests.membership.letter.examples import (
    ADDRESSEE,
    ADMISSION,
    CONTENTS,
    MARKED,
    REJECTION,
    facts,
    sheet,
)
from workflows.letter import Kind

LONG_NAME = ("Institutul Exemplu de Senzori, Detecție și Măsurări Înșirate " * 4)[:200]


def read(pdf: bytes) -> str:
    """The letter's words as a reader's software finds them."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def words_of(pdf: bytes) -> str:
    return " ".join(read(pdf).split())


def test_two_presses_print_the_same_bytes(press: Press) -> None:
    with Press(seconds=60) as other:
        other.print(sheet(Kind.REJECTION))
        assert other.print(sheet(Kind.ADMISSION)) == press.print(sheet(Kind.ADMISSION))


@pytest.mark.parametrize("seed", ["1", "271828"])
def test_the_order_of_hashes_changes_no_byte(
    seed: str, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Press(seconds=60, environment={"PYTHONHASHSEED": seed}) as other:
        assert other.print(sheet(Kind.ADMISSION)) == press.print(sheet(Kind.ADMISSION))


def test_a_letter_printed_after_many_is_the_same_as_printed_first(press: Press) -> None:
    first = press.print(sheet(Kind.ACKNOWLEDGEMENT, "en"))
    for kind in CONTENTS:
        press.print(sheet(kind))
    assert press.print(sheet(Kind.ACKNOWLEDGEMENT, "en")) == first


def test_comma_below_letters_are_read_and_cedilla_letters_never(press: Press) -> None:
    addressee = replace(ADDRESSEE, name="\u015ecoala de \u0162evi \u015fi \u0163iglă SRL")
    text = read(press.print(sheet(Kind.ADMISSION, addressee=addressee)))
    assert "Școala de Țevi și țiglă SRL" in text
    assert not set(text) & set("\u015f\u0163\u015e\u0162")


def test_every_font_is_inside_and_is_the_houses_own(press: Press) -> None:
    faces = fonts_of(press.print(sheet(Kind.ADMISSION)))
    assert {face.family.split("-")[0] for face in faces} == {"Source"}
    assert all(face.embedded == face.subset == face.unicode == "yes" for face in faces)


class Face(NamedTuple):
    family: str
    embedded: str
    subset: str
    unicode: str


def fonts_of(pdf: bytes) -> list[Face]:
    """The fonts of a file as poppler lists them, one a line under two lines of heading."""
    listed = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout
    rows = [line.split() for line in listed.decode().splitlines()[2:]]
    return [Face(row[0].partition("+")[2], *row[-5:-2]) for row in rows]


def test_the_facts_are_attached_and_nothing_else_is(press: Press) -> None:
    whole = facts(Kind.ADMISSION)
    attached = PdfReader(io.BytesIO(press.print(sheet(Kind.ADMISSION)))).attachments
    assert set(attached) == {"letter.json"}
    held = json.loads(attached["letter.json"][0])
    assert held["facts"] == whole.to_mapping()


def test_the_file_says_its_title_its_language_and_when_it_was_issued(press: Press) -> None:
    reader = PdfReader(io.BytesIO(press.print(sheet(Kind.ADMISSION, "en"))))
    assert reader.metadata is not None
    assert str(reader.metadata.title).endswith("– Detecție Exemplu SRL")
    assert str(reader.root_object["/Lang"]) == "en-GB"
    assert str(reader.metadata["/CreationDate"]) == "D:20261122100000Z"
    assert str(reader.metadata["/ModDate"]) == "D:20261122100000Z"


@pytest.mark.parametrize("language", ["ro", "en"])
@pytest.mark.parametrize("kind", [Kind.ADMISSION, Kind.REJECTION])
def test_an_ordinary_decision_is_one_page_even_with_a_long_name(
    kind: Kind, language: str, press: Press
) -> None:
    addressee = replace(ADDRESSEE, name=LONG_NAME)
    pdf = press.print(sheet(kind, language, addressee=addressee, letterhead=MARKED))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1


@pytest.mark.parametrize("sentences", range(4, 16))
def test_a_signature_never_stands_alone_on_a_page(sentences: int, press: Press) -> None:
    rights = ("Membrii au drepturile și obligațiile prevăzute de Statut. " * 2,) * sentences
    pdf = press.print(sheet(Kind.ADMISSION, content=replace(ADMISSION, rights=rights)))
    last = " ".join(PdfReader(io.BytesIO(pdf)).pages[-1].extract_text().split())
    assert last.index("Vă urăm bun venit") < last.index("Cu stimă") < last.index("Prenume NUME")


def test_the_pages_after_the_first_name_the_letter_they_belong_to(press: Press) -> None:
    reasons = REJECTION.reasons * 12
    pdf = press.print(sheet(Kind.REJECTION, content=replace(REJECTION, reasons=reasons)))
    second = PdfReader(io.BytesIO(pdf)).pages[1].extract_text()
    assert "Nr. 47 / 22.11.2026" in second.replace("\u00a0", " ")
    assert "Dosar ADZ-2026-0012" in second
    assert "K7QF-2M9D · pagina 2 din" in " ".join(second.replace("\u00a0", " ").split())


@pytest.mark.parametrize("kind", [Kind.ADMISSION, Kind.RESOLUTION, Kind.CERTIFICATE])
def test_a_mark_and_a_place_for_the_stamp_leave_a_paper_on_its_page(
    kind: Kind, press: Press
) -> None:
    pdf = press.print(sheet(kind, letterhead=MARKED))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    assert "loc pentru ștampilă" in words_of(pdf)
    assert "loc pentru ștampilă" not in words_of(press.print(sheet(kind)))


def test_a_letter_that_nobody_signs_has_no_place_for_a_stamp(press: Press) -> None:
    unsigned = sheet(Kind.ACKNOWLEDGEMENT, letterhead=MARKED, signatory=None)
    assert "ștampilă" not in words_of(press.print(unsigned))


def test_a_letter_says_where_its_code_is_typed(press: Press) -> None:
    words = words_of(press.print(sheet(Kind.ADMISSION))).replace("\u00a0", " ")
    assert "verificați scrisoarea la cluster.example/verify K7QF-2M9D" in words


def test_a_character_that_no_face_draws_is_marked_and_kept_in_the_facts(press: Press) -> None:
    addressee = replace(ADDRESSEE, name="Senzori 示例传感器 SRL")
    pdf = press.print(sheet(Kind.ADMISSION, addressee=addressee))
    assert "Senzori \ufffd SRL" in words_of(pdf)
    held = PdfReader(io.BytesIO(pdf)).attachments["letter.json"][0]
    assert "示例传感器" in held.decode()


def test_the_machines_own_fonts_stay_out(press: Press) -> None:
    whole = sheet(Kind.ADMISSION)
    foreign = replace(whole, css=whole.css + ".sheet p { font-family: 'DejaVu Serif' }")
    assert not any(
        "Serif" in f.family and "DejaVu" in f.family for f in fonts_of(press.print(foreign))
    )
