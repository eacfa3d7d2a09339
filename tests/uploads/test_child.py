"""The child that looks into a file: limited, and alone in its trouble (U8, U9, F26)."""

import io
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from membership.inspection.inspector import inspect
from membership.inspection.kinds import by_name
from membership.inspection.report import Limits, Wrong, heard
from tests.uploads.corpus import PDF
from workflows.refusal import Incomplete

HOUSE = Path(__file__).resolve().parents[2]
UNDER_LIMITS = """
import os, sys
from membership.inspection import child
child.limit(os.getppid())
exec(sys.argv[1])
"""


def under_limits(work: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-c", UNDER_LIMITS, work], cwd=HOUSE, capture_output=True, check=False
    )


def test_a_look_that_never_ends_is_ended_by_the_kernel() -> None:
    """U9: five seconds of processor time, whatever the clock says."""
    assert under_limits("while True: pass").returncode < 0


@pytest.mark.parametrize(
    ("work", "trouble"),
    [
        ("bytearray(1 << 30)", b"MemoryError"),
        (
            "os.write(os.open('/tmp/written-by-a-look', os.O_CREAT | os.O_WRONLY), b'x')",
            b"File too large",
        ),
        ("[os.open('/dev/null', os.O_RDONLY) for _ in range(99)]", b"Too many open files"),
    ],
)
def test_a_look_has_no_room_for_more_than_a_look(work: str, trouble: bytes) -> None:
    assert trouble in under_limits(work).stderr


def test_a_look_that_takes_too_long_by_the_clock_is_given_up() -> None:
    """U8 and U9: the process that serves pages goes on, and says that it could not be read."""
    began = time.monotonic()
    with pytest.raises(Incomplete, match=r"upload\.unreadable"):
        inspect(io.BytesIO(PDF), by_name("a.pdf"), Limits(), seconds=0.01)
    assert time.monotonic() - began < 5
    assert inspect(io.BytesIO(PDF), by_name("a.pdf"), Limits()) == frozenset()


def test_an_answer_that_is_none_means_that_the_file_was_too_much() -> None:
    for answer in ("", "half an ans", "{}", '{"traits": ["unheard"]}', "[]", "null"):
        with pytest.raises(Wrong, match=r"upload\.unreadable"):
            heard(answer)


def test_the_process_that_serves_pages_loads_no_parser() -> None:
    loads = ("import sys; from membership.app import create_app; "
             "print([m for m in ('pypdf', 'PIL', 'magic') if m in sys.modules])")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", loads], cwd=HOUSE, capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_files_looked_into_at_the_same_time_get_their_own_answers() -> None:
    answers: dict[int, bool] = {}

    def look(number: int) -> None:
        content = PDF if number % 2 else b"MZ" + PDF
        try:
            inspect(io.BytesIO(content), by_name("a.pdf"), Limits())
            answers[number] = True
        except Incomplete:
            answers[number] = False

    threads = [threading.Thread(target=look, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {0: False, 1: True, 2: False, 3: True}
