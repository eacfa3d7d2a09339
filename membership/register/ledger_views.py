"""The registers: read for a period, printed as they stand on the page, taken along as workbooks."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Response, abort, render_template, request

from membership.door import now, open_to, person, row_number, session, statute
from membership.register.blueprint import blueprint
from membership.register.ledgers import LEDGERS, Ledger, Rows
from membership.register.reading import MOST, Part, Period
from membership.workbook import MEDIA_TYPE, Cell, Sheet, workbook
from workflows.permission import Act
from workflows.term import day_of


@blueprint.get("/registers")
@open_to(Act.READ_REGISTERS)
def ledgers() -> str:
    """Every register of the cluster."""
    return render_template("register/ledgers.html", ledgers=LEDGERS)


@blueprint.get("/registers/<name>")
@open_to(Act.READ_REGISTERS)
def ledger(name: str) -> str:
    """One register for a period: forty lines at a time, or the whole of it as it is printed."""
    found, period, whole = _ledger(name), _period(), "whole" in request.args
    beyond = request.args.get("beyond", 0, type=row_number)
    most = MOST if whole else PAGE
    lines = [*_lines(found, period, Part(0 if whole else beyond, most + 1))]
    rows = [[_shown(cell, period) for cell in row] for _key, row in lines[:most]]
    more = len(lines) > most
    return render_template(
        "register/ledger.html", name=name, ledger=found, period=period, whole=whole,
        parted=more or beyond > 0, rows=rows, beyond=lines[most - 1][0] if more else None,
        columns=[(words, _side(place, rows)) for place, words in enumerate(found.headings)],
    )  # fmt: skip


@blueprint.get("/registers/<name>.xlsx")
@open_to(Act.READ_REGISTERS)
def ledger_file(name: str) -> Response:
    """The same register for the same period as a workbook, however many lines it has."""
    found, period = _ledger(name), _period()
    title = f"{found.name} {period.since:%d.%m.%Y}–{period.until:%d.%m.%Y}"
    rows = (row for _key, row in _every_line(found, period))
    sheet = Sheet(str(found.name), [str(words) for words in found.headings], rows)
    content = workbook(sheet, title=title, zone=period.zone, created=now())
    file = f"{name}-{period.since:%Y%m%d}-{period.until:%Y%m%d}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(content, mimetype=MEDIA_TYPE, headers=headers)


def _lines(found: Ledger, period: Period, part: Part) -> Rows:
    return found.rows(session(), person(), period, statute(), part)


def _every_line(found: Ledger, period: Period) -> Rows:
    """Part by part, so that no reading is larger than a page that is printed."""
    part = Part()
    while lines := [*_lines(found, period, part)]:
        yield from lines
        part = Part(lines[-1][0])


def _ledger(name: str) -> Ledger:
    return LEDGERS.get(name) or abort(404)


def _period() -> Period:
    """From the days of the address; unless they are days in their order, this year so far."""
    zone = statute().zone
    today = day_of(now(), zone)
    since, until = _day("since", date(today.year, 1, 1)), _day("until", today)
    return Period(min(since, until), until, zone)


def _day(name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return otherwise


PAGE = 40
SHORT, LONG = 16, 40
"""A column whose every cell is at most so long is not broken into lines, and one with a longer
cell than that has a width in which it can be read."""


def _side(place: int, rows: list[list[Any]]) -> str:
    longest = max((len(str(row[place])) for row in rows), default=0)
    if longest <= SHORT:
        return "unbroken"
    return "told" if longest > LONG else ""


def _shown(cell: Cell, period: Period) -> Any:
    if isinstance(cell, datetime):
        return f"{cell.astimezone(ZoneInfo(period.zone)):%d.%m.%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d.%m.%Y}"
    return "" if cell is None else cell
