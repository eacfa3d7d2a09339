"""The office that service and page tests work in, on SQLite and on PostgreSQL."""

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from membership.database import engine_for
from membership.inspection import examiner, signature_child
from tests.membership.office import TestOffice, installed
from tests.membership.sharing import with_known_statements


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[TestOffice]:
    """An office with its people, once on each kind of database."""
    yield from _office(database_url, tmp_path)


@pytest.fixture
def sqlite_office(sqlite_url: str, tmp_path: Path) -> Iterator[TestOffice]:
    """An office on SQLite alone, for pages and whatever does not depend on the database."""
    yield from _office(sqlite_url, tmp_path)


@pytest.fixture
def postgresql_office(postgresql_url: str, tmp_path: Path) -> Iterator[TestOffice]:
    """An office on PostgreSQL alone, for what can only go wrong where writers do not queue."""
    yield from _office(postgresql_url, tmp_path)


@pytest.fixture
def examined_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the examiner's child does, without a process for each file: a tenth of the time. That
    it is a process, with its limits, other tests show. It runs beside this thread, in which a
    browser's driver may keep an event loop."""

    def asked(content: bytes, trust: Sequence[Path], at: datetime) -> bytes:
        with ThreadPoolExecutor(1) as beside:
            lists = [*map(str, trust)]
            found = beside.submit(signature_child.examine, content, lists, at).result()
        return json.dumps(found).encode()

    monkeypatch.setattr(examiner, "_asked", asked)


def _office(url: str, folder: Path) -> Iterator[TestOffice]:
    engine = with_known_statements(engine_for(url))
    office = TestOffice(engine=engine, settings=installed(folder, url))
    office.fill()
    yield office
    engine.dispose()
