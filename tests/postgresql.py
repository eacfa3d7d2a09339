"""A PostgreSQL server for one test run: on a socket in a folder of its own, gone at the end."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, ClassVar, Self

import psycopg
from psycopg import sql

# Nothing here outlives the run, so nothing needs to reach the disk.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "checkpoint_timeout": "1h",
    "max_wal_size": "1GB",
    "listen_addresses": "",
}


MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, in which this one makes its own
ROOM = 4 * 1024**3
"""Of how many free bytes a run takes its databases into memory: copying one there takes a tenth
of the time, and each is gone when its test ends."""


class PostgreSQL:
    """One running server. Its databases are copies of the template ``membership``."""

    TEMPLATE: ClassVar[str] = "membership"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._numbers = count(1)

    @classmethod
    @contextmanager
    def started(cls) -> Iterator[Self]:
        """Make and start a server as an ordinary user, and remove every trace of it afterwards."""
        # A socket's path holds at most 107 characters: pytest's own folders can be too deep.
        roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM
        where = MEMORY if roomy else None
        folder = Path(tempfile.mkdtemp(prefix="membership-postgresql-", dir=where))
        server = cls(folder)
        try:
            if person := _ordinary_user():
                os.chown(folder, person["user"], person["group"])
            server._run(
                "initdb", "--auth=trust", "--username=membership", "--no-sync", "-E", "UTF8"
            )
            server._run(
                "pg_ctl",
                "start",
                "--wait",
                "--silent",
                "-l",
                f"{folder}/log",
                "-o",
                _options(folder),
            )
            try:
                yield server
            finally:
                server._run("pg_ctl", "stop", "--silent", "--mode=immediate")
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def url(self, name: str) -> str:
        """The address of the database of that name."""
        return f"postgresql://membership@/{name}?host={self.folder}"

    def create(self, name: str, template: str = TEMPLATE) -> str:
        """Copy ``template`` to a new database, and give its address."""
        self._execute("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)
        return self.url(name)

    @contextmanager
    def database(self) -> Iterator[str]:
        """A database with every table and no row, dropped afterwards whoever is still in it."""
        name = f"test_{next(self._numbers)}"
        try:
            yield self.create(name)
        finally:
            self._execute("DROP DATABASE {} WITH (FORCE)", name)

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _run(self, program: str, *arguments: str) -> None:
        command = [_program(program), "-D", f"{self.folder}/data", *arguments]
        with (self.folder / f"{program}.out").open("w") as output:
            done = subprocess.run(
                command,
                check=False,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                **_ordinary_user(),
            )
        if done.returncode:
            raise RuntimeError((self.folder / f"{program}.out").read_text("utf-8"))


def _options(folder: Path) -> str:
    return " ".join(f"-c {key}={value!r}" for key, value in SETTINGS.items()) + f" -k {folder}"


def _program(name: str) -> str:
    """Debian keeps the server's programs out of PATH; the newest release is taken."""
    releases = Path("/usr/lib/postgresql").glob(f"*/bin/{name}")
    newest = max(releases, key=lambda path: float(path.parts[-3]), default=None)
    found = newest or shutil.which(name)
    if found is None:
        raise RuntimeError(
            f"PostgreSQL's {name} is not installed: run `make test`, or see `make help`"
        )
    return str(found)


def _ordinary_user() -> Mapping[str, Any]:
    """Who the server runs as: initdb refuses root, who then becomes ``postgres`` or ``nobody``."""
    if os.getuid() != 0:
        return {}
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        entry = pwd.getpwnam("nobody")
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
