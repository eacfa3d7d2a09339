"""Files by the hash of their content: written whole, or not at all.

A file is written under a temporary name, synced, renamed to its hash and its folder
synced, all before the row that names it is committed. A crash leaves at worst a file
that no row names, never a row without its file; ``sweep`` takes such files away.
"""

import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

BLOCK = 1024 * 1024
TEMPORARY = "tmp-"
_HASH = re.compile(r"[0-9a-f]{64}")


class TooLarge(Exception):
    """The stream holds more bytes than allowed."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored file: the SHA-256 of its content, and its size in bytes."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Store:
    """The folder of one installation's documents."""

    root: Path

    def path(self, sha256: str) -> Path:
        """Where the content with this hash is, or would be."""
        return self.root / sha256[:2] / sha256

    def put(self, stream: BinaryIO, limit: int | None = None) -> Stored:
        """Keeps a stream; refuses with ``TooLarge`` past ``limit`` bytes and keeps nothing."""
        self.root.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.root, prefix=TEMPORARY, delete=False) as file:
            temporary = Path(file.name)
            try:
                stored = _copy(stream, file, limit)
                file.flush()
                os.fsync(file.fileno())
                self._settle(temporary, stored.sha256)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        return stored

    def _settle(self, temporary: Path, sha256: str) -> None:
        target = self.path(sha256)
        with self._held(fcntl.LOCK_SH):
            target.parent.mkdir(exist_ok=True)
            temporary.replace(target)
        for folder in (target.parent, self.root):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def matches(self, sha256: str) -> bool:
        """Whether the stored file still has the content it was stored with."""
        path = self.path(sha256)
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256

    def remove(self, sha256: str) -> None:
        """Takes a content away, whoever names it: it must not be opened by anybody."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self, named: Callable[[str], bool], before: float) -> int:
        """Removes what a crash left: temporary files, and contents that no row has named,
        both last written before this moment (seconds of the epoch). Says how many."""
        removed = 0
        for path in list(self._files()):
            unnamed = _HASH.fullmatch(path.name) and not named(path.name)
            if unnamed or path.name.startswith(TEMPORARY):
                removed += self._removed(path, before)
        return removed

    def _removed(self, path: Path, before: float) -> bool:
        # The same content may arrive again at this moment: its writer freshens the file
        # under the same lock, so that it is either seen as fresh or written again.
        with self._held(fcntl.LOCK_EX):
            if not path.is_file() or path.stat().st_mtime >= before:
                return False
            path.unlink()
            return True

    def _files(self) -> Iterator[Path]:
        yield from (path for path in self.root.glob(f"{TEMPORARY}*") if path.is_file())
        yield from (path for path in self.root.glob("??/*") if path.is_file())

    @contextmanager
    def _held(self, how: int) -> Iterator[None]:
        handle = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.flock(handle, how)
            yield
        finally:
            os.close(handle)


def _copy(stream: BinaryIO, file: "tempfile._TemporaryFileWrapper[bytes]", limit: int | None
          ) -> Stored:  # fmt: skip
    digest, size = hashlib.sha256(), 0
    while block := stream.read(BLOCK):
        size += len(block)
        if limit is not None and size > limit:
            raise TooLarge
        digest.update(block)
        file.write(block)
    return Stored(digest.hexdigest(), size)
