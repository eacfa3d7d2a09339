"""The migrations lead to exactly the tables that the records describe."""

from importlib import import_module
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text

from membership.database import Base, engine_for
from membership.installation import is_current, upgrade
from membership.models.search import FOLLOWING, SHADOW
from tests.postgresql import PostgreSQL


def _is_a_record(thing: object, name: str | None, kind: str, *_rest: object) -> bool:
    """What a database needs beside the records to look in the search's words is no record."""
    beside = f"{SHADOW}_", "ix_search_entries_words"
    return name != SHADOW and not (name or "").startswith(beside)


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": _is_a_record}
        )
        return list(compare_metadata(context, Base.metadata))


def test_migrations_and_records_agree_on_sqlite(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
    upgrade(engine)
    assert _differences(engine) == []
    assert is_current(engine)


def test_migrations_and_records_agree_on_postgresql(postgresql: PostgreSQL) -> None:
    with postgresql.database() as url:
        engine = engine_for(url)
        with engine.begin() as connection:
            connection.execute(text("DROP SCHEMA public CASCADE"))
            connection.execute(text("CREATE SCHEMA public"))
        upgrade(engine)
        assert _differences(engine) == []
        assert is_current(engine)
        engine.dispose()


def test_upgrading_twice_changes_nothing(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
    upgrade(engine)
    upgrade(engine)
    assert is_current(engine)


def test_the_search_is_the_same_whether_migrated_to_or_made_new(tmp_path: Path) -> None:
    migrated = import_module("membership.migrations.versions.0002_the_search")
    assert FOLLOWING["sqlite"] == migrated.SQLITE
    assert FOLLOWING["postgresql"] == (migrated.POSTGRESQL,)
    engine = engine_for(f"sqlite:///{tmp_path / 'fresh.sqlite'}")
    upgrade(engine)
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        assert {f"search_entries_{what}" for what in ("added", "removed", "changed")} <= {
            row.name for row in names
        }
