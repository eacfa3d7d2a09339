"""How long letters take to print: the press against bare WeasyPrint, and against Typst.

Run ``make benchmark`` (LETTERS=1000 by default). The table goes to standard output; the one
in docs/benchmarks.md names the machine it was measured on.

Overhead compares processor time, letter by letter in turn on the same HTML, so that another
load on the machine weighs on both alike.
"""

import argparse
import os
import platform
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import typst

from membership.letter import specimens
from membership.letter.compose import compose
from membership.printing import paper
from membership.printing.press import Press
from membership.printing.wire import Sheet
from workflows.letter import Kind
from workflows.letter_parts import Addressee, Entry, Verification

PAGE = Path(__file__).with_name("letter.typ")
_MEGA = 1024


def sheets(number: int) -> Iterator[Sheet]:
    """So many admission letters, each with a number, a code and a name of its own."""
    frame = specimens.facts(Kind.ADMISSION, "ro")
    for n in range(number):
        code = f"{n:08}"
        facts = replace(
            frame,
            entry=Entry(number=str(n + 1), on=specimens.ISSUED.date()),
            addressee=Addressee(name=f"Detecție Exemplu {n} SRL", fiscal_code="18547290"),
            verification=Verification(code=code, url=f"https://cluster.example/verify/{code}"),
        )
        yield compose(Kind.ADMISSION, "ro", facts, created=specimens.ISSUED)


def peak(pid: int) -> int:
    """The most memory that a process has held, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) // _MEGA
    return 0


def took(work: Callable[[], object]) -> float:
    """The processor time of this process for some work, in milliseconds."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def cold() -> float:
    """From nothing to the first letter, a new child included, in milliseconds by the clock."""
    sheet = next(sheets(1))
    before = time.perf_counter()
    with Press(seconds=120) as press:
        press.print(sheet)
    return (time.perf_counter() - before) * 1000


def against_bare(number: int) -> tuple[float, float]:
    """Median processor time of a letter, by the press's own setting and by bare WeasyPrint."""

    def ours(sheet: Sheet) -> bytes:
        return paper.set_type(
            sheet.html, css=sheet.css, attachment=sheet.attachment, title=sheet.title,
            language=sheet.language, created=sheet.created,
        )  # fmt: skip

    def bare(sheet: Sheet) -> bytes:
        document = paper.weasyprint.HTML(string=sheet.html, url_fetcher=paper.SHELF)
        styles = [paper._stylesheet(sheet.css)]
        return bytes(
            document.write_pdf(
                stylesheets=styles, font_config=paper._fonts(), pdf_variant="pdf/a-3a"
            )
        )

    own, floor = [], []
    for n, sheet in enumerate(sheets(number + 3)):
        pair = [(own, ours), (floor, bare)]
        for held, way in pair if n % 2 else reversed(pair):
            spent = took(lambda way=way, sheet=sheet: way(sheet))  # type: ignore[misc]
            if n >= 3:  # the first ones warm the caches of both
                held.append(spent)
    return statistics.median(own), statistics.median(floor)


def by_typst(number: int) -> float:
    """Median processor time of an equivalent page by Typst, PDF/A-3a and PDF/UA-1."""
    compiler = typst.Compiler(str(PAGE))
    spent = [
        took(lambda n=n: compiler.compile(  # type: ignore[misc]
            sys_inputs={"n": str(n)}, format="pdf", pdf_standards=["a-3a", "ua-1"]))
        for n in range(number)
    ]  # fmt: skip
    return statistics.median(spent)


def batch(number: int) -> tuple[float, int, int]:
    """Seconds for a batch with a press a core, the most memory a child held, and the cores."""
    waiting, turn, peaks = sheets(number), threading.Lock(), []

    def work() -> None:
        with Press(seconds=120) as press:
            most = 0
            while True:
                with turn:
                    sheet = next(waiting, None)
                if sheet is None:
                    break
                press.print(sheet)
                most = max(most, peak(press.child) if press.child else 0)
        peaks.append(most)

    cores = os.cpu_count() or 1
    before = time.perf_counter()
    threads = [threading.Thread(target=work) for _ in range(cores)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - before, max(peaks), cores


def main() -> None:
    """Measures everything and prints the table."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--letters", type=int, default=1000)
    wanted.add_argument("--each", type=int, default=40)
    asked = wanted.parse_args()
    own, floor = against_bare(asked.each)
    seconds, most, cores = batch(asked.letters)
    rows = [
        ("cold start and first letter", f"{cold():.0f} ms"),
        ("one letter, processor time", f"{own:.0f} ms"),
        ("bare WeasyPrint, same HTML and CSS, PDF/A-3a", f"{floor:.0f} ms"),
        ("overhead over bare WeasyPrint", f"{(own / floor - 1) * 100:+.1f} %"),
        ("Typst, an equivalent page, PDF/A-3a and PDF/UA-1", f"{by_typst(asked.each):.0f} ms"),
        (f"{asked.letters} letters, a press on each of {cores} cores", f"{seconds:.0f} s"),
        ("a letter of that batch, by the clock", f"{seconds / asked.letters * 1000:.0f} ms"),
        ("most memory of a press's child", f"{most} MB"),
    ]
    lines = [f"Python {platform.python_version()}, {cores} cores, {platform.machine()}", ""]
    lines += ["| what | measured |", "|---|---|"]
    lines += [f"| {what} | {measured} |" for what, measured in rows]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
