"""The press: keeps one child that sets letters, within limits, for as long as a batch lasts.

Never loads WeasyPrint itself. A letter that is too slow, too heavy or hostile costs its
child, not the worker: the next letter gets a new one.
"""

import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from . import wire
from .wire import PressFailed, Sheet

SECONDS: Final = 20
LETTERS_PER_CHILD: Final = 150


class Press:
    """Prints sheets one at a time; any thread may ask, each waits for its turn.

    ``seconds`` is the time one letter may take, the start of its child included.
    ``letters`` is how many letters a child prints before a fresh one takes over, which
    bounds its memory. The child starts with the first letter, and is killed by the
    kernel when the thread that started it ends, however that happens.
    """

    def __init__(self, *, seconds: float = SECONDS, letters: int = LETTERS_PER_CHILD) -> None:
        self._seconds = seconds
        self._letters = letters
        self._turn = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._printed = 0
        self._room: tempfile.TemporaryDirectory[str] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def print(self, sheet: Sheet) -> bytes:
        """The sheet's PDF file; raises ``PressFailed`` with the reason."""
        with self._turn:
            frame = self._exchange(wire.asked(sheet))
            self._printed += 1
            if self._printed >= self._letters:
                self._stop()
        return wire.pdf_of(frame)

    def close(self) -> None:
        """Lets the child go and clears its room; the press may be used again afterwards."""
        with self._turn:
            self._stop()
            if self._room is not None:
                self._room.cleanup()
                self._room = None

    def _exchange(self, request: bytes) -> bytes:
        child = self._running()
        late = threading.Event()
        watch = threading.Timer(self._seconds, _kill, (child, late))
        watch.start()
        try:
            assert child.stdin is not None  # noqa: S101 - both are pipes
            assert child.stdout is not None  # noqa: S101
            wire.send(child.stdin, request)
            reply = wire.receive(child.stdout)
        except BrokenPipeError:
            reply = None
        finally:
            watch.cancel()
        return reply if reply is not None else self._lost(late=late.is_set())

    def _lost(self, *, late: bool) -> bytes:
        """The child is gone: too slow for the clock, or too heavy for its limits."""
        self._stop()
        if late:
            raise PressFailed("letter.too_slow", seconds=int(self._seconds))
        raise PressFailed("letter.too_heavy")

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self._stop()
        if self._child is None:
            self._child = self._start()
        return self._child

    def _start(self) -> subprocess.Popen[bytes]:
        if self._room is None:
            self._room = tempfile.TemporaryDirectory(prefix="membership-press-")
        root = str(Path(__file__).resolve().parents[2])
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        return subprocess.Popen(  # noqa: S603 - our own module, our own interpreter
            [sys.executable, "-m", "membership.letter.paper", str(os.getpid())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**kept, "LANG": "C.UTF-8", "PYTHONPATH": root, "TMPDIR": self._room.name},
        )

    def _stop(self) -> None:
        child, self._child, self._printed = self._child, None, 0
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                pipe.close()
        child.wait()


def _kill(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()
