"""The port to a virus scanner: ClamAV's clamd, asked over its socket with INSTREAM.

A scanner that does not answer is given a rest, so that a hung one costs a worker one wait
and not one for each file; whoever asks meanwhile hears at once that it is away.
"""

import socket
import struct
import time
from dataclasses import dataclass, field
from typing import BinaryIO, Final

CONNECT_SECONDS: Final = 5
ANSWER_SECONDS: Final = 60
REST_SECONDS: Final = 30
BLOCK: Final = 256 * 1024
_LENGTH = struct.Struct("!I")


class ScannerAway(Exception):
    """The scanner cannot be reached, or does not answer in time: nothing is known."""


class ScannerRefused(Exception):
    """The scanner answered that it could not read the file."""


@dataclass(slots=True)
class Scanner:
    """A clamd at ``address``: the path of a socket (``/run/clamav/clamd.ctl``) or host:port."""

    address: str
    seconds: float = ANSWER_SECONDS
    _away_until: float = field(default=0.0, init=False)

    def scan(self, stream: BinaryIO) -> str:
        """The name of what was found in the stream; empty when nothing was.

        Raises ``ScannerAway`` when no answer came and ``ScannerRefused`` when the answer is
        that it could not be scanned; neither means that the file is clean.
        """
        if time.monotonic() < self._away_until:
            raise ScannerAway(f"{self.address} did not answer a moment ago")
        try:
            answer = self._asked(stream)
        except OSError as trouble:
            self._away_until = time.monotonic() + REST_SECONDS
            raise ScannerAway(f"{self.address}: {trouble}") from trouble
        return _read(answer)

    def _asked(self, stream: BinaryIO) -> str:
        with self._connected() as line:
            line.settimeout(self.seconds)
            try:
                line.sendall(b"zINSTREAM\x00")
                while block := stream.read(BLOCK):
                    line.sendall(_LENGTH.pack(len(block)) + block)
                line.sendall(_LENGTH.pack(0))
            except (BrokenPipeError, ConnectionResetError):
                pass  # it stopped reading, and its answer says why
            return _whole_answer(line, time.monotonic() + self.seconds)

    def _connected(self) -> socket.socket:
        if self.address.startswith("/"):
            line = socket.socket(socket.AF_UNIX)
            line.settimeout(CONNECT_SECONDS)
            try:
                line.connect(self.address)
            except OSError:
                line.close()
                raise
            return line
        host, _, port = self.address.rpartition(":")
        if not port.isdecimal():
            raise OSError("neither a socket's path nor host:port")
        return socket.create_connection((host, int(port)), CONNECT_SECONDS)


def _whole_answer(line: socket.socket, until: float) -> str:
    answer = b""
    while b"\x00" not in answer:
        left = until - time.monotonic()
        if left <= 0:
            raise TimeoutError("no answer in time")
        line.settimeout(left)
        block = line.recv(4096)
        if not block:
            raise ConnectionError("hung up without an answer")
        answer += block
    return answer.split(b"\x00", 1)[0].decode("utf-8", "replace")


def _read(answer: str) -> str:
    said = answer.removeprefix("stream: ").strip()
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")[:200]
    raise ScannerRefused(said[:200])
