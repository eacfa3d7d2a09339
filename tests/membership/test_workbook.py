"""Workbooks: what a cell holds is what was meant, whatever somebody typed (S21, C6)."""

import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from membership.workbook import LONGEST, Cell, Sheet, workbook

AT = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)
HEADINGS = ("Nr.", "Data", "De la / către")


def opened(*rows: tuple[Cell, ...], name: str = "Registru") -> Worksheet:
    held = workbook(
        Sheet(name, HEADINGS, rows), title="Registrul", zone="Europe/Bucharest", created=AT
    )
    page = openpyxl.load_workbook(io.BytesIO(held)).active
    assert isinstance(page, Worksheet)
    return page


HOSTILE = (
    '=HYPERLINK("http://e.example","x")',
    "+1",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "{=1+1}",
    "http://e.example",
    "00123",
    "1e9",
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_was_typed_stays_the_text_it_is(typed: str) -> None:
    cell = opened((1, None, typed))["C2"]
    assert (cell.data_type, cell.value) == ("s", typed)
    assert cell.hyperlink is None


def test_no_part_of_a_workbook_holds_a_formula_or_leads_out() -> None:
    rows = [(1, None, typed) for typed in HOSTILE]
    held = workbook(Sheet("x", HEADINGS, rows), title="=1+1", zone="Europe/Bucharest", created=AT)
    with zipfile.ZipFile(io.BytesIO(held)) as parts:
        texts = {name: parts.read(name).decode() for name in parts.namelist()}
    assert not [name for name, text in texts.items() if "<f>" in text or "<hyperlink" in text]
    assert not [name for name, text in texts.items() if 'TargetMode="External"' in text]


def test_days_and_moments_are_dates_in_the_clusters_zone() -> None:
    page = opened((1, date(2026, 11, 25), "x"), (2, AT, "y"))
    assert page["B2"].value == datetime(2026, 11, 25)  # noqa: DTZ001 - a cell knows no zone
    assert page["B2"].number_format == "dd.mm.yyyy"
    assert page["B3"].value == datetime(2026, 11, 26, 0, 30)  # noqa: DTZ001
    assert page["B3"].is_date


def test_numbers_are_numbers_and_nothing_is_nothing() -> None:
    page = opened((7, None, ""))
    assert (page["A2"].data_type, page["A2"].value) == ("n", 7)
    assert page["B2"].value is None
    assert page["C2"].value is None


def test_the_heading_stays_in_view_carries_the_filter_and_is_printed_again() -> None:
    page = opened((1, None, "a"), (2, None, "b"))
    assert [cell.value for cell in page[1]] == list(HEADINGS)
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:C3"
    assert page.print_title_rows == "$1:$1"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("ăâîșț ȘȚ „ghilimele” 👩‍🔬", "ăâîșț ȘȚ „ghilimele” 👩‍🔬"),
        ("a\x00b\x0bc", "a\ufffdb\ufffdc"),
        ("x" * (LONGEST + 5), "x" * (LONGEST - 1) + "…"),
    ],
)
def test_every_text_can_be_written_and_read_back(given: str, read: str) -> None:
    assert opened((1, None, given))["C2"].value == read


@pytest.mark.parametrize("name", ["[a]:*?/\\", "x" * 80, "'", "History", ""])
def test_any_name_gives_a_sheet(name: str) -> None:
    assert opened((1, None, "x"), name=name)["A2"].value == 1


def test_two_sheets_of_one_name_are_told_apart() -> None:
    held = workbook(
        Sheet("Registru", ("a",)), Sheet("registru", ("b",)),
        title="x", zone="Europe/Bucharest", created=AT,
    )  # fmt: skip
    assert openpyxl.load_workbook(io.BytesIO(held)).sheetnames == ["Registru", "registru 2"]


def test_an_empty_sheet_still_has_its_heading() -> None:
    assert [cell.value for cell in opened()[1]] == list(HEADINGS)


def test_the_same_rows_give_the_same_bytes() -> None:
    one, other = (
        workbook(Sheet("x", HEADINGS, [(1, AT, "a")]), title="t", zone="UTC", created=AT)
        for _ in range(2)
    )
    assert one == other
