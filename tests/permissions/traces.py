"""What a walk leaves behind: one fingerprint of every table, to compare before and after."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from membership import create_app
from membership.checking import check
from membership.database import Base, engine_for, reading
from membership.settings import Settings
from tests.membership.office import installed
from tests.membership.sharing import with_known_statements
from tests.permissions.house import House, Visitor

COUNTED = frozenset({"tries"})
"""How often something was tried is counted whatever is asked; it is no effect of the page."""


def fingerprint(engine: Engine) -> dict[str, str]:
    """A digest of each table's content."""
    with reading(engine) as session:
        return {
            table.name: _digest(session.execute(select(table)).all())
            for table in Base.metadata.sorted_tables
            if table.name not in COUNTED
        }


def _digest(rows: object) -> str:
    return hashlib.sha256(repr(rows).encode("utf-8", "surrogatepass")).hexdigest()


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The tables whose content differs."""
    return [name for name in before if before[name] != after[name]]


class Copy:
    """The house once more, to be spoiled: its own database, the same people signed in."""

    def __init__(self, house: House, folder: Path, *, csrf: bool = False) -> None:
        self.house = house
        source = house.office.settings
        self.settings: Settings = installed(folder, f"sqlite:///{folder / 'membership.sqlite'}")
        name = "membership.sqlite"
        with (
            closing(sqlite3.connect(source.instance / name)) as there,
            closing(sqlite3.connect(folder / name)) as here,
        ):
            there.backup(here)
        shutil.copytree(source.documents, self.settings.documents)
        self.engine = with_known_statements(engine_for(self.settings.database))
        self.app: Flask = create_app(self.settings, clock=house.office.now, engine=self.engine)
        self.app.testing = True
        self.app.config["WTF_CSRF_ENABLED"] = csrf
        self.browsers = {visitor: self._browser(visitor) for visitor in Visitor}

    def _browser(self, visitor: Visitor) -> FlaskClient:
        browser = self.app.test_client()
        cookie = self.house.browsers[visitor].get_cookie("session")
        if cookie is not None:
            browser.set_cookie("session", cookie.value)
        return browser

    def breaches(self) -> tuple[str, ...]:
        """What `membership check` finds wrong."""
        return check(self.engine, self.settings).breaches
