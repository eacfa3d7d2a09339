"""Children that read one file each: started with its content, limited, gone when they answered.

At most so many look at files at once, whatever they look for.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from workflows.refusal import NotAvailable

AT_ONCE: Final = 2
WAIT_SECONDS: Final = 20

_places = threading.BoundedSemaphore(AT_ONCE)


@contextmanager
def place() -> Iterator[None]:
    """Waits for one of the places; refuses as not available (503) when too many wait already."""
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise NotAvailable("upload.busy", field="file")
    try:
        yield
    finally:
        _places.release()


def answer_of(module: str, own: list[str], stream: BinaryIO, *, seconds: float) -> bytes:
    """What the child says of the stream's content; nothing, when it was too much for it.

    ``module`` is the child's, ``own`` its arguments after its parent's number.
    """
    with tempfile.TemporaryFile() as copy:
        stream.seek(0)
        shutil.copyfileobj(stream, copy, 1024 * 1024)
        copy.seek(0)
        root = str(Path(__file__).resolve().parents[2])
        try:
            done = subprocess.run(  # noqa: S603 - our own module, our own interpreter
                [sys.executable, "-P", "-m", module, str(os.getpid()), *own],
                stdin=copy,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={"LANG": "C.UTF-8", "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"},
                cwd="/",
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return b""
    return done.stdout if done.returncode == 0 else b""
