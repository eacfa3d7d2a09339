"""Shared fixtures: an empty, migrated database of each kind, and one browser, for whoever asks."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from tests.filled import Filled
from tests.postgresql import PostgreSQL

# A busy machine is no fault of the rule under test.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

LONG = (
    "browser/test_errors.py", "browser/test_journey.py", "browser/test_story.py", "browser",
    "permissions", "test_wheel.py",
)  # fmt: skip
"""What takes minutes: begun first, so that no process ends alone with one of them; and what needs
no filled demonstration while another process fills one."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the long tests before the others, each group in its own order."""
    here = Path(__file__).parent

    def place(item: pytest.Item) -> int:
        path = item.path.relative_to(here).as_posix()
        return next((at for at, long in enumerate(LONG) if path.startswith(long)), len(LONG))

    items.sort(key=place)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that has every table and no row."""
    path = tmp_path_factory.mktemp("template") / "membership.sqlite"
    _make_tables(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """A PostgreSQL server of this test run's own, started when the first test asks."""
    with PostgreSQL.started() as server:
        _make_tables(server.create(server.TEMPLATE, template="template0"))
        yield server


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of an empty SQLite database, this test's own."""
    path = tmp_path / "membership.sqlite"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgresql_url(postgresql: PostgreSQL) -> Iterator[str]:
    """The address of an empty PostgreSQL database, this test's own."""
    with postgresql.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database; the test runs once on each kind."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Filled:
    """The demonstrations, on a shelf that all test processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    shelf = (own if worker_id == "master" else own.parent) / "filled"
    shelf.mkdir(exist_ok=True)
    return Filled(shelf)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's own Chromium: one for a test process, whose driver tolerates no second."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        yield browser
        browser.close()


def _make_tables(url: str) -> None:
    # Imported here, so that the rulebook is tested without the office.
    from membership import installation, models  # noqa: F401, PLC0415
    from membership.database import Base, engine_for  # noqa: PLC0415

    engine = engine_for(url)
    Base.metadata.create_all(engine)
    installation.stamp(engine)
    engine.dispose()
