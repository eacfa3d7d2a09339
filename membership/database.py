"""The engine and the one way to talk to it: a transaction that either reads or writes.

SQLite begins a write with ``BEGIN IMMEDIATE``, so that two writers queue instead of
overwriting each other; a read begins plainly, so that readers never wait.
PostgreSQL needs neither: services lock the row that they decide upon.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import DateTime, Dialect, Engine, MetaData, Select, create_engine, event, orm
from sqlalchemy import Enum as EnumColumn
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

BUSY_SECONDS = 10

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """Every record of the office; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMES)


class Session(orm.Session):
    """The office's session; what must happen at every commit listens on this class."""


class Instant(TypeDecorator[datetime]):
    """A moment, kept in UTC and always given back with its zone, also by SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone cannot be kept")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def by_value(kind: type[StrEnum], name: str = "") -> EnumColumn:
    """A column that keeps an enumeration by its value, with a CHECK on it."""
    return EnumColumn(
        kind,
        values_callable=lambda members: [member.value for member in members],
        native_enum=False,
        create_constraint=True,
        length=40,
        name=name or kind.__name__.lower(),
    )


def engine_for(url: str) -> Engine:
    """An engine for this address, with the settings that keep acknowledged work."""
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    # What a statement carries is somebody's: it stays out of every error's words.
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Without isolation_level=None the driver would begin transactions by itself.
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


Row = TypeVar("Row", bound=Base)


def for_update(wanted: Select[Row], of: type[Row]) -> Select[Row]:
    """The same rows, locked until the transaction ends, and as they are once the lock is held:
    what the session read before is read again, so that nothing is judged by what was."""
    return wanted.with_for_update(of=of).execution_options(populate_existing=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session to read with; nothing done in it is kept, and it makes no writer wait."""
    with Session(engine.execution_options(reads=True), expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session to write with: kept whole when the block ends, undone whole when it raises."""
    with Session(engine, expire_on_commit=False) as session:
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
