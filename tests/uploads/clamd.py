"""A real clamd of the tests' own, on a socket of its own, that knows one signature: EICAR's."""

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The string that every scanner is to find, in two pieces, so that none finds it here."""

SIGNATURE = "Tests.Eicar"
PROGRAM = shutil.which("clamd") or "/usr/sbin/clamd"


@contextmanager
def running(**settings: str) -> Iterator[str]:
    """The path of the socket at which a fresh clamd answers."""
    with tempfile.TemporaryDirectory(prefix="clamd-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        path, socket_path = folder / "clamd.conf", folder / "clamd.sock"
        (folder / "own.ndb").write_text(f"{SIGNATURE}:0:*:{EICAR.hex()}\n")
        asked = {"LocalSocket": socket_path, "DatabaseDirectory": folder, "Foreground": "yes",
                 "TemporaryDirectory": folder, **settings}  # fmt: skip
        path.write_text("".join(f"{key} {value}\n" for key, value in asked.items()))
        process = subprocess.Popen(
            [PROGRAM, f"--config-file={path}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            _await(socket_path, process)
            yield str(socket_path)
        finally:
            process.kill()
            process.wait()


def _await(path: Path, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, "clamd ended; is clamav-daemon installed?"
        with socket.socket(socket.AF_UNIX) as line:
            try:
                line.connect(str(path))
            except OSError:
                time.sleep(0.1)
            else:
                return
    raise TimeoutError("clamd did not answer")
