"""The one writer of workbooks (XLSX): typed dates, a heading that stays, text that is only text.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` stays the text that it is: nothing that
somebody typed into a form is ever computed by who opens the workbook.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from xlsxwriter import Workbook as Writer
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST = 32_767
"""How many characters a cell holds; what is longer ends in an ellipsis."""

MOST_ROWS = 1_048_575
WIDEST, NARROWEST = 60, 9
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")

Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its columns' headings, its rows."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Cell]] = field(default_factory=tuple)


def workbook(*sheets: Sheet, title: str, zone: str, created: datetime) -> bytes:
    """The sheets as the bytes of an XLSX file; ``created`` is written into it.

    Moments are written in ``zone``, since a cell knows none. Columns follow their content,
    the heading row stays in view, carries the filter, and is repeated on each printed page.
    """
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "remove_timezone": False}  # fmt: skip
    with Writer(held, options) as book:
        book.set_properties({"title": _text(title), "created": created.replace(tzinfo=None)})
        looks = _Looks.of(book, ZoneInfo(zone))
        taken = set[str]()
        for sheet in sheets:
            _fill(book.add_worksheet(_name(sheet.name, taken)), sheet, looks)
    return held.getvalue()


@dataclass(frozen=True, slots=True)
class _Looks:
    """The few formats that cells have, and the zone in which moments are written."""

    heading: Format
    text: Format
    day: Format
    moment: Format
    zone: ZoneInfo

    @classmethod
    def of(cls, book: Writer, zone: ZoneInfo) -> "_Looks":
        top = {"valign": "top"}
        return cls(
            heading=book.add_format({"bold": True, "bottom": 1, "text_wrap": True, **top}),
            text=book.add_format({"num_format": "@", "text_wrap": True, **top}),
            day=book.add_format({"num_format": "dd.mm.yyyy", "align": "left", **top}),
            moment=book.add_format({"num_format": "dd.mm.yyyy hh:mm", "align": "left", **top}),
            zone=zone,
        )


def _fill(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    widths = [len(heading) + 3 for heading in sheet.headings]
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, _text(heading), looks.heading)
    last = 0
    for last, row in enumerate(sheet.rows, start=1):
        if last > MOST_ROWS:
            raise ValueError("more rows than a sheet holds")
        for column, value in enumerate(row):
            _write(page, last, column, value, looks)
            widths[column] = max(widths[column], len(str(value if value is not None else "")))
    for column, width in enumerate(widths):
        page.set_column(column, column, min(max(width + 1, NARROWEST), WIDEST))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, last, len(sheet.headings) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _write(page: Worksheet, row: int, column: int, value: Cell, looks: _Looks) -> None:
    match value:
        case None | "":
            page.write_blank(row, column, None, looks.text)
        case bool():
            page.write_boolean(row, column, value)
        case int() | float():
            page.write_number(row, column, value)
        case datetime():
            local = value.astimezone(looks.zone).replace(tzinfo=None)
            page.write_datetime(row, column, local, looks.moment)
        case date():
            page.write_datetime(row, column, value, looks.day)
        case _:
            page.write_string(row, column, _text(str(value)), looks.text)


def _text(value: str) -> str:
    clean = _UNWRITABLE.sub("\ufffd", value)
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 1] + "…"


def _name(wanted: str, taken: set[str]) -> str:
    """A sheet's name as the format allows one: short, without its reserved signs, its own."""
    base = _NOT_IN_NAMES.sub(" ", _UNWRITABLE.sub("", wanted)).strip().strip("'")[:31] or "1"
    name, number = base, 1
    while name.lower() in taken or name.lower() == "history":
        number += 1
        name = f"{base[:27]} {number}"
    taken.add(name.lower())
    return name
