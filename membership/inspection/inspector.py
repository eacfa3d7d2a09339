"""The inspector: asks a child with limits what a file is, at most so many at once.

Never loads a parser itself. A file that is too slow, too heavy or hostile costs its child,
never the process that serves pages.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from membership.inspection.kinds import FileType
from membership.inspection.report import Limits, Trait, Wrong, heard
from workflows.refusal import Incomplete, NotAvailable

SECONDS: Final = 30
AT_ONCE: Final = 2
WAIT_SECONDS: Final = 20

_places = threading.BoundedSemaphore(AT_ONCE)


def inspect(
    stream: BinaryIO, kind: FileType, limits: Limits, *, seconds: float = SECONDS
) -> frozenset[Trait]:
    """What is worth knowing of a file of this kind.

    Refuses what the child does not take with its sentence, what was too much for the child
    as unreadable (422), and, as not available (503), when too many files wait already.
    ``seconds`` is the time one file may take by the clock.
    """
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise NotAvailable("upload.busy", field="file")
    try:
        return heard(_asked(stream, kind, limits, seconds))
    except Wrong as wrong:
        raise Incomplete(wrong.key, field="file", **dict[str, Any](wrong.params)) from None
    finally:
        _places.release()
        stream.seek(0)


def _asked(stream: BinaryIO, kind: FileType, limits: Limits, seconds: float) -> str:
    with tempfile.TemporaryFile() as copy:
        stream.seek(0)
        shutil.copyfileobj(stream, copy, 1024 * 1024)
        copy.seek(0)
        return _answer(copy, kind, limits, seconds)


def _answer(copy: IO[bytes], kind: FileType, limits: Limits, seconds: float) -> str:
    root = str(Path(__file__).resolve().parents[2])
    own = [str(os.getpid()), kind.name, limits.line()]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, our own interpreter
            [sys.executable, "-P", "-m", "membership.inspection.child", *own],
            stdin=copy,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8", "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"},
            cwd="/",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", "replace")
