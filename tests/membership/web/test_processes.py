"""Several processes serve one house, and count as one."""

import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from membership import installation
from tests.browser.house import _free_port, awaited

PROCESSES = 2
ALLOWED = 10


@pytest.fixture(params=["sqlite", "postgresql"])
def port(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[int]:
    """Where gunicorn serves a house with several processes."""
    environment = {**os.environ, "MEMBERSHIP_INSTANCE": str(tmp_path)}
    if request.param == "postgresql":
        server = request.getfixturevalue("postgresql")
        url = server.create("processes", template="template0")
        (tmp_path / "settings.toml").write_text(f'database_url = "{url}"\n', "utf-8")
    installation.init(tmp_path, "proeco-cbrne")
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--workers", str(PROCESSES), "--bind",
               f"127.0.0.1:{port}", "membership:create_app()"]  # fmt: skip
    with (tmp_path / "served.log").open("wb") as log:
        serving = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            awaited(lambda: _workers(serving.pid) == PROCESSES and _page(port), "the processes")
            yield port
        finally:
            serving.send_signal(signal.SIGINT)  # gunicorn's quick way to stop
            serving.wait(timeout=60)


def _workers(pid: int) -> int:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii")
    return len(children.split())


def _page(port: int) -> tuple[str, str] | None:
    """The cookie and the token of the page on which one signs in, once it is there."""
    try:
        line = HTTPConnection("127.0.0.1", port, timeout=30)
        line.request("GET", "/sign-in")
        answer = line.getresponse()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', answer.read().decode())
    except OSError:
        return None
    assert token
    return (answer.headers["Set-Cookie"] or "").partition(";")[0], token[1]


def test_processes_that_serve_at_once_count_wrong_passwords_as_one_s9(port: int) -> None:
    """S9: what one process has counted, the others know at that moment."""
    found = _page(port)
    assert found
    cookie, token = found

    def guess(number: int) -> int:
        line = HTTPConnection("127.0.0.1", port, timeout=60)
        body = urlencode({"email": "auditor@example.ro", "password": f"wrong {number}",
                          "csrf_token": token})  # fmt: skip
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        line.request("POST", "/sign-in", body, kind)
        return line.getresponse().status

    with ThreadPoolExecutor(6) as pool:
        answers = Counter(pool.map(guess, range(30)))
    # One more is allowed each minute, should the machine be that busy.
    assert answers[422] in (ALLOWED, ALLOWED + 1)
    assert answers[422] + answers[429] == 30
