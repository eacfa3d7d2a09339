"""What a reader's software finds in the printed gallery: letters, quotes, spaces, numerals."""

import io
import re
from collections import defaultdict
from collections.abc import Mapping

import pytest
from pypdf import PdfReader

from membership.letter import gallery
from membership.letter.typography import MONTHS
from membership.printing.press import Press
from workflows.letter import Kind

MONTH = "|".join(MONTHS["ro"] + MONTHS["en"])
ENDS_A_LINE = {
    "an abbreviation": r"\b(nr|art|alin|lit|pct|no)\. *\n",
    "the day of a date": rf"\b\d{{1,2}} *\n({MONTH})\b",
    "a number before its unit": r"\d *\n(%|lei\b|de zile\b|zile\b|days\b)",
}
"""What may not stand at the end of a line."""
COUNTED = r"(documente|voturi|zile|abțineri|membri|puncte)"
WITHOUT_DE = rf"(?<![\d/.])\d*([2-9]\d|\d00)[\s\u00a0]{COUNTED}"
ONE_PAGE = {
    Kind.ADMISSION, Kind.APPLICATION_WITHDRAWN, Kind.CERTIFICATE, Kind.CLARIFICATION,
    Kind.CLOSING, Kind.CONDITION_NOT_MET, Kind.CONTESTATION_DECIDED, Kind.CONTESTATION_RECEIVED,
    Kind.CONVOCATION, Kind.DEFERRAL, Kind.EXTRACT, Kind.MANDATE, Kind.REJECTION,
    Kind.RESOLUTION,
}  # fmt: skip


@pytest.fixture(scope="module")
def pages(press: Press) -> Mapping[str, list[str]]:
    """The words of every page of the gallery, by the name of its paper."""
    said: dict[str, list[str]] = defaultdict(list)
    for name, sheet in gallery.sheets():
        if name.endswith("-ro-en"):  # the document that holds both, page by page
            for page in PdfReader(io.BytesIO(press.print(sheet))).pages:
                words = page.extract_text()
                language = "en" if "The Romanian version" in words else "ro"
                said[name.replace("-ro-en", f"-{language}")].append(words)
    return said


def test_no_paper_has_a_cedilla_letter_and_romanian_ones_are_written_with_commas(
    pages: Mapping[str, list[str]],
) -> None:
    words = {name: "".join(said) for name, said in pages.items()}
    assert not [name for name, said in words.items() if set(said) & set("\u015f\u0163\u015e\u0162")]
    assert all(set(said) & set("șțăîâ") for name, said in words.items() if name.endswith("-ro"))


@pytest.mark.parametrize("what", ENDS_A_LINE)
def test_no_line_of_the_gallery_ends_with(what: str, pages: Mapping[str, list[str]]) -> None:
    found = {
        name: match[0]
        for name, said in pages.items()
        if (match := re.search(ENDS_A_LINE[what], "\n".join(said)))
    }
    assert found == {}


def test_quotes_open_low_in_romanian_and_high_in_english(pages: Mapping[str, list[str]]) -> None:
    for name, said in pages.items():
        words = "".join(said)
        assert not set(words) & {'"', "\u201f"}, name
        opened, closed = ("„", "”") if name.endswith("-ro") else ("“", "”")
        assert words.count(opened) == words.count(closed), name
        assert (("“" if name.endswith("-ro") else "„") in words) is False, name


def test_romanian_numerals_take_de_from_twenty_up(pages: Mapping[str, list[str]]) -> None:
    for name, said in pages.items():
        if name.endswith("-ro"):
            assert not re.search(WITHOUT_DE, "\n".join(said)), name
    assert "30 de zile" in "".join(pages["rejection-ro"])


def test_an_ordinary_paper_of_one_matter_is_one_page(pages: Mapping[str, list[str]]) -> None:
    slugs = {kind.slug for kind in ONE_PAGE}
    longer = {name: len(said) for name, said in pages.items() if name[:-3] in slugs and said[1:]}
    assert longer == {}


def test_no_page_holds_a_signature_alone(pages: Mapping[str, list[str]]) -> None:
    for name, said in pages.items():
        words = said[-1].replace("\u00a0", " ")
        at = words.rfind("Prenume NUME")
        before = re.sub(r"(Cu stimă|Yours faithfully),", "", words[:at]) if at >= 0 else words
        assert len(before.split()) > 8, name
