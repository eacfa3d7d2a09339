"""Making an installation: its folder, key, choice of cluster and tables; safe to repeat."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from membership import settings as settings_module
from membership import statutes
from membership.database import engine_for
from membership.settings import Settings, SettingsWrong

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def init(instance: Path, statute: str) -> Settings:
    """Makes the installation in this folder, or completes it; changes nothing that is there.

    Refuses a cluster that is not known, and another cluster than the one chosen before.
    """
    if statute not in statutes.known():
        raise SettingsWrong(f"no statute file {statute!r}; known: {', '.join(statutes.known())}")
    instance.mkdir(parents=True, exist_ok=True)
    before = settings_module.read(instance)
    if before.statute and before.statute != statute:
        raise SettingsWrong(
            f"this installation is {before.statute}'s; it cannot become {statute}'s"
        )
    if not before.statute:
        own = instance / "settings.toml"
        kept = own.read_text("utf-8") if own.exists() else ""
        own.write_text(f'statute = "{statute}"\n{kept}', "utf-8")
    chosen = settings_module.read(instance)
    settings_module.ensure_secret_key(chosen)
    for folder in (chosen.documents, chosen.outbox):
        folder.mkdir(exist_ok=True)
    engine = engine_for(chosen.database)
    upgrade(engine)
    engine.dispose()
    return chosen


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def upgrade(engine: Engine) -> None:
    """Brings the tables to the newest revision, in one transaction."""
    with _migrating(engine) as config:
        command.upgrade(config, "head")


def stamp(engine: Engine) -> None:
    """Says of tables that were made whole, from the records, that they are the newest."""
    with _migrating(engine) as config:
        command.stamp(config, "head")


@contextmanager
def _migrating(engine: Engine) -> Iterator[Config]:
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        yield config


def refuse_outdated(engine: Engine) -> None:
    """Refuses to serve over tables that are not there, or are of another version (exit 2)."""
    if not is_current(engine):
        raise SettingsWrong(
            "the database is not set up for this version of the software: back it up, then run "
            "`membership init --statute NAME`"
        )


def is_current(engine: Engine) -> bool:
    """Whether the tables are those that this version of the software expects."""
    with engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == ScriptDirectory.from_config(_config()).get_current_head()
