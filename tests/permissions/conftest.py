"""The house that the walks go through, built once for them all."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from membership.database import engine_for
from tests.membership.office import TestOffice, installed
from tests.membership.sharing import with_known_statements
from tests.permissions.house import House


@pytest.fixture(scope="session")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house with a case at each stage and everybody signed in; nobody changes it."""
    folder = tmp_path_factory.mktemp("house")
    shutil.copyfile(sqlite_template, folder / "membership.sqlite")
    url = f"sqlite:///{folder / 'membership.sqlite'}"
    office = TestOffice(
        engine=with_known_statements(engine_for(url)), settings=installed(folder, url), lasting=True
    )
    office.fill()
    house = House(office)
    house.build()
    yield house
    office.engine.dispose()
