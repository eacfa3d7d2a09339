"""The worker puts in order what a crash left, as soon as it starts."""

import os
import threading
import time

from membership.workshop import worker
from tests.membership.office import TestOffice

OLD = 2 * 60 * 60


def test_a_worker_that_starts_removes_what_a_crash_left_behind(sqlite_office: TestOffice) -> None:
    documents = sqlite_office.settings.documents
    documents.mkdir(parents=True, exist_ok=True)
    left = documents / "tmp-half-an-upload"
    left.write_bytes(b"half")
    before = time.time() - OLD
    os.utime(left, (before, before))
    stop = threading.Event()
    running = threading.Thread(
        target=worker.work, args=(sqlite_office.engine, sqlite_office.settings, stop)
    )
    running.start()
    try:
        until = time.monotonic() + 30
        while left.exists() and time.monotonic() < until:
            time.sleep(0.1)
    finally:
        stop.set()
        running.join(timeout=60)
    assert not left.exists()
