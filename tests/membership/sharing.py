"""What all offices of the tests share, because making it anew for each costs most of the time:
the wiring of the application with its templates, and the statements compiled for a database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import Dialect, Engine, event

from membership.settings import Settings

_dialects: dict[str, Dialect] = {}
_statements: dict[Any, Any] = {}
_wired: dict[str, tuple[Flask, dict[str, Any], dict[str, Any]]] = {}


def with_known_statements(engine: Engine) -> Engine:
    """The engine, which compiles no statement that one of its kind has compiled before, and
    waits for no disk: no test of these takes the power away."""
    engine.dialect = _dialects.setdefault(engine.dialect.name, engine.dialect)
    engine.update_execution_options(compiled_cache=_statements)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _wait_for_no_disk)
    return engine


def _wait_for_no_disk(connection: Any, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def app_over(settings: Settings, engine: Engine, clock: Callable[[], datetime]) -> Flask:
    """The application over this office: wired once for all whose settings say the same, and as
    it was wired, whatever an earlier test did to it. It serves one office at a time."""
    alike = repr(replace(settings, instance=Path(), database_url=""))
    if alike not in _wired:
        app = made(settings, engine, clock)
        _wired[alike] = app, dict(app.config), dict(app.view_functions)
    app, config, views = _wired[alike]
    app.config.clear()
    app.config.update(config)
    app.view_functions.clear()
    app.view_functions.update(views)
    app.extensions.update(settings=settings, engine=engine, clock=clock)
    return app


def made(settings: Settings, engine: Engine, clock: Callable[[], datetime]) -> Flask:
    """An application of this office's own."""
    from membership.app import create_app  # noqa: PLC0415

    app = create_app(settings, clock=clock, engine=engine)
    app.testing = True
    app.config["WTF_CSRF_ENABLED"] = False
    return app
