"""The press: keeps one child that sets letters, within limits, for as long as a batch lasts.

Never loads WeasyPrint itself. A letter that is too slow, too heavy or hostile costs its
child, not the worker: the next letter gets a new one.
"""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Final, Self

from membership.printing import wire
from membership.printing.wire import PressFailed, Sheet

SECONDS: Final = 20
PROCESSOR_SECONDS: Final = 10
LETTERS_PER_CHILD: Final = 150
GRACE_SECONDS: Final = 5
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class Press:
    """Prints sheets one at a time; any thread may ask, each waits for its turn.

    ``seconds`` is the time one letter may take by the clock, the start of its child
    included, and ``processor_seconds`` what it may take of a processor. ``letters`` is
    how many letters a child prints before a fresh one takes over, which bounds its
    memory; ``environment`` is added to the little that a child is given. The child
    starts with the first letter, and is killed by the kernel when the thread that
    started it ends, however that happens.
    """

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        processor_seconds: int = PROCESSOR_SECONDS,
        letters: int = LETTERS_PER_CHILD,
        environment: Mapping[str, str] = _NOTHING,
    ) -> None:
        self._seconds = seconds
        self._processor_seconds = processor_seconds
        self._letters = letters
        self._environment = environment
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

    @property
    def child(self) -> int | None:
        """The process that sets letters now, if one runs."""
        return self._child.pid if self._child is not None else None

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
        """The child is gone: too slow for the clock, too heavy for its limits, or unfit to run."""
        code = self._stop()
        if late:
            raise PressFailed("letter.too_slow", seconds=int(self._seconds))
        if code < 0:  # a signal: its limit on processor time, or a killed process
            raise PressFailed("letter.too_heavy")
        raise PressFailed("letter.press_broken", code=code)

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
            [
                sys.executable,
                "-P",
                "-m",
                "membership.printing.paper",
                str(os.getpid()),
                str(self._processor_seconds),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={
                **kept,
                "LANG": "C.UTF-8",
                "PYTHONPATH": root,
                "TMPDIR": self._room.name,
                **self._environment,
            },
        )

    def _stop(self) -> int:
        """Ends the child, and says with which code it ended (negative: by which signal)."""
        child, self._child, self._printed = self._child, None, 0
        if child is None:
            return 0
        try:
            child.communicate(timeout=GRACE_SECONDS)  # closing its input is its cue to leave
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
        return child.returncode


def _kill(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()
