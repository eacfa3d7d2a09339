"""The press and its child: limits, ends, and nothing asked of the world outside."""

import http.server
import io
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from membership.printing.press import Press
from membership.printing.wire import PressFailed, Sheet
from tests.membership.letter.examples import ADDRESSEE, REJECTION, sheet
from workflows.letter import Kind

HOUSE = Path(__file__).resolve().parents[3]
PATIENCE = 30


@contextmanager
def canary() -> Iterator[tuple[str, list[str]]]:
    """A server on this machine that notes every request; its address and its notes."""
    asked: list[str] = []

    class Canary(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *words: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Canary) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def hostile(address: str, secret: Path) -> tuple[str, ...]:
    return (
        f'<link rel="stylesheet" href="{address}/css">',
        f"<style>@import url({address}/import); p {{ background: url({address}/bg) }}</style>",
        f"<style>@font-face {{ font-family: x; src: url({address}/font) }}</style>",
        f'<img src="{address}/img">',
        f'<img src="file://{secret}">',
        f'<object data="{address}/object"></object>',
        f'<embed src="{address}/embed">',
        f'<svg><image href="{address}/svg"/></svg>',
        f'<link rel="attachment" href="file://{secret}">',
        f'<a rel="attachment" href="{address}/attachment">x</a>',
        f'<base href="{address}/"><img src="relative">',
        '<img src="data:image/svg+xml,%3Csvg/%3E">',
    )


def test_hostile_words_are_printed_as_words_and_ask_for_nothing(
    press: Press, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARY")
    with canary() as (address, asked):
        page = "".join(hostile(address, secret))
        reason = replace(REJECTION.reasons[0], criterion=page, examined=page, why=page)
        pdf = press.print(
            sheet(
                Kind.REJECTION,
                content=replace(REJECTION, reasons=(reason,)),
                addressee=replace(ADDRESSEE, name=page),
            )
        )
    assert asked == []
    reader = PdfReader(io.BytesIO(pdf))
    assert set(reader.attachments) == {"letter.json"}
    assert "CANARY" not in "".join(page.extract_text() for page in reader.pages)
    assert all("/Annots" not in page for page in reader.pages)


@pytest.mark.parametrize("which", range(12))
def test_markup_that_got_in_asks_for_nothing_and_attaches_nothing(
    which: int, press: Press, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("CANARY")
    with canary() as (address, asked):
        page = hostile(address, secret)[which]
        whole = sheet(Kind.ADMISSION)
        whole = replace(whole, html=whole.html.replace("</article>", f"{page}</article>"))
        attached = attached_to(press, whole)
    assert asked == []
    assert attached in (None, {"letter.json"})


def attached_to(press: Press, whole: Sheet) -> set[str] | None:
    """The names of what the printed letter carries; None when it was refused."""
    try:
        return set(PdfReader(io.BytesIO(press.print(whole))).attachments)
    except PressFailed:
        return None


def test_an_address_outside_the_project_ends_the_letter(press: Press) -> None:
    whole = sheet(Kind.ADMISSION)
    picture = '<img alt="" src="http://127.0.0.1:9/x"></article>'
    with pytest.raises(PressFailed) as failed:
        press.print(replace(whole, html=whole.html.replace("</article>", picture)))
    assert failed.value.reason.key == "letter.foreign_address"


def test_a_letter_of_too_many_pages_is_refused(press: Press) -> None:
    reason = replace(REJECTION.reasons[0], why="pe larg " * 4000)
    content = replace(REJECTION, reasons=(reason,) * 3)
    with pytest.raises(PressFailed) as failed:
        press.print(sheet(Kind.REJECTION, content=content))
    assert failed.value.reason.key == "letter.too_long"


def heavy() -> Sheet:
    """A letter that takes minutes to set."""
    whole = sheet(Kind.ADMISSION)
    rows = "<table>" + "<tr><td>greu</td><td>foarte greu</td></tr>" * 20_000 + "</table>"
    return replace(whole, html=whole.html.replace("</article>", f"{rows}</article>"))


def test_a_letter_that_takes_too_much_processor_time_costs_its_child_and_no_more() -> None:
    with Press(seconds=120, processor_seconds=2) as press:
        with pytest.raises(PressFailed) as failed:
            press.print(heavy())
        assert failed.value.reason.key == "letter.too_heavy"
        assert press.print(sheet(Kind.ADMISSION)).startswith(b"%PDF-1.7")


def test_a_letter_that_takes_too_long_by_the_clock_is_ended() -> None:
    with Press(seconds=4) as press:
        started = time.monotonic()
        with pytest.raises(PressFailed) as failed:
            press.print(heavy())
        assert failed.value.reason.key == "letter.too_slow"
        assert failed.value.reason.params == {"seconds": 4}
        assert time.monotonic() - started < PATIENCE


def test_a_press_that_cannot_start_says_so() -> None:
    with Press(seconds=60, environment={"PYTHONHASHSEED": "wrong"}) as press:
        with pytest.raises(PressFailed) as failed:
            press.print(sheet(Kind.ADMISSION))
        assert failed.value.reason.key == "letter.press_broken"


def test_a_killed_child_is_replaced() -> None:
    with Press(seconds=60) as press:
        first = press.print(sheet(Kind.ADMISSION))
        child = press.child
        assert child is not None
        os.kill(child, signal.SIGKILL)
        _gone(child)
        assert press.print(sheet(Kind.ADMISSION)) == first
        assert press.child not in (None, child)


def test_a_child_is_recycled_after_its_letters() -> None:
    with Press(seconds=60, letters=2) as press:
        press.print(sheet(Kind.ADMISSION))
        first = press.child
        press.print(sheet(Kind.ADMISSION))
        assert press.child is None
        press.print(sheet(Kind.ADMISSION))
        assert press.child not in (None, first)


def test_a_closed_press_leaves_no_child_and_no_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Press(seconds=60) as press:
        press.print(sheet(Kind.ADMISSION))
        child = press.child
        assert child is not None
        assert list(tmp_path.iterdir())
    _gone(child)
    assert list(tmp_path.iterdir()) == []


def test_several_threads_may_ask_at_once(press: Press) -> None:
    sheets = [sheet(kind) for kind in (Kind.ADMISSION, Kind.REJECTION, Kind.ACKNOWLEDGEMENT)] * 2
    alone = [press.print(each) for each in sheets]
    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(press.print, sheets)) == alone


PARENT = """
import sys
from membership.printing.press import Press
from tests.membership.letter.examples import sheet
from workflows.letter import Kind
press = Press(seconds=60)
press.print(sheet(Kind.ADMISSION))
print(press.child, "weasyprint" in sys.modules, flush=True)
sys.stdin.read()
"""


def test_the_child_dies_with_its_parent_and_the_parent_never_loads_weasyprint() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        child, loaded = parent.stdout.readline().split()
        assert loaded == "False"
        parent.kill()
        parent.communicate()
    _gone(int(child))


def _gone(child: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while _lives(child):
        assert time.monotonic() < deadline, "the child outlived its parent"
        time.sleep(0.05)


def _lives(child: int) -> bool:
    try:
        state = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
