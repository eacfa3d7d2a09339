"""The migrations lead to exactly the tables that the records describe."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, text

from membership.database import Base, engine_for
from membership.installation import is_current, upgrade
from tests.postgresql import PostgreSQL


def _differences(engine: Engine) -> list[object]:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
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
