"""The child that reads one file and says what it is: limited before it looks, gone afterwards.

The file is its standard input. It can write no file, open hardly any, and is ended by the
kernel when it takes too much memory or processor time, or when who asked is gone.
"""

import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from functools import partial
from typing import BinaryIO

from membership.inspection.kinds import TYPES
from membership.inspection.report import Limits, Trait, Wrong, refused, said

MEMORY_BYTES = 512 * 1024 * 1024
PROCESSOR_SECONDS = 5
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38

Look = Callable[[BinaryIO, str, Limits], frozenset[Trait]]


def _look_for(name: str) -> Look:
    # Each parser is loaded only when its type is asked for: a child lives for one file.
    from membership.inspection import archive  # noqa: PLC0415

    match name:
        case "PDF":
            from membership.inspection.portable import portable  # noqa: PLC0415

            return portable
        case "PNG" | "JPEG":
            from membership.inspection.picture import picture  # noqa: PLC0415

            return picture
        case "TXT":
            from membership.inspection.plain import plain  # noqa: PLC0415

            return plain
        case "DOCX" | "XLSX":
            part = "word/document.xml" if name == "DOCX" else "xl/workbook.xml"
            return lambda stream, name, limits: archive.open_xml(stream, part, name, limits)
    media_type = next(kind.media_type for kind in TYPES if kind.name == name)
    return lambda stream, name, limits: archive.open_document(stream, media_type, name, limits)


def look(stream: BinaryIO, name: str, limits: Limits) -> str:
    """The answer on a file that claims to be of the type called ``name``."""
    try:
        return said(_look_for(name)(stream, name, limits))
    except Wrong as wrong:
        return refused(wrong)
    except Exception:  # whatever a file does to its parser, the answer is the same
        return refused(Wrong("upload.unreadable"))


def limit(parent: int, *, memory: int = MEMORY_BYTES, processor: int = PROCESSOR_SECONDS) -> None:
    """Ties this process to its parent, and to so many bytes and seconds of processor time."""
    prctl = partial(ctypes.CDLL(None).prctl)
    prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked
        sys.exit(0)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (processor, processor))


def main(parent: int, name: str, limits: str) -> None:
    """Takes the limits, looks, answers in one line."""
    limit(parent)
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print spoils no answer
    with os.fdopen(sys.stdin.fileno(), "rb") as file:
        os.write(answers, look(file, name, Limits.of(limits)).encode())


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
