"""The application factory: wires the floors together and decides nothing."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from click import get_current_context
from flask import Flask, current_app, request
from flask_bootstrap import Bootstrap5
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined
from sqlalchemy import Engine

from membership import (
    cli,
    installation,
    limits,
    logs,
    pages,
    perimeter,
    refusals,
    settings,
    statutes,
    switching,
    words,
)
from membership.account import login
from membership.account import views as account
from membership.application import views as application
from membership.ballot import views as ballot
from membership.colleagues import views as organisation
from membership.database import engine_for
from membership.door import Office, RowNumber, undeclared
from membership.letter import views as letter
from membership.many import views as many
from membership.register import views as register
from membership.review import views as review
from membership.search import views as search
from membership.settings import Settings, SettingsWrong
from membership.sitting import views as sitting
from membership.speaking import UNNAMED, Catalogue
from membership.value_chain import views as value_chain
from workflows.statute_error import StatuteError
from workflows.statute_identity import Body

CAPABILITIES = (
    pages, account, organisation, application, review, ballot, sitting, letter, register,
    many,
    value_chain,
    search,
)  # fmt: skip
HERE = Path(__file__).resolve().parent


def create_app(
    chosen: Settings | None = None,
    *,
    clock: Callable[[], datetime] | None = None,
    engine: Engine | None = None,
) -> Flask:
    """The office as a Flask application; ``clock`` and ``engine`` are for tests and drills.

    Refuses to start when a page does not say to whom it is open, and in production with
    what is only right on somebody's desk. A server refuses a database of another version.
    """
    own = chosen or settings.read()
    app = Office("membership", instance_path=str(own.instance), template_folder=str(_templates()))
    app.extensions["settings"] = own
    app.extensions["engine"] = engine or engine_for(own.database)
    if clock is not None:
        app.extensions["clock"] = clock
    perimeter.refuse_unsafe(own, debug=app.debug)
    # A command asks by itself: the one that brings the tables up to date must start without.
    if engine is None and get_current_context(silent=True) is None:
        installation.refuse_outdated(app.extensions["engine"])
    app.config.update(_configuration(own))
    app.jinja_env.undefined = StrictUndefined
    app.url_map.converters["int"] = RowNumber
    logs.begin(app, own)
    perimeter.surround(app, own)
    _extend(app, own)
    limits.hold_at(app)
    for capability in CAPABILITIES:
        app.register_blueprint(capability.blueprint)
    refusals.answer(app)
    words.teach(app)
    cli.add_to(app)
    app.after_request(login.keep_awake)
    app.after_request(switching.remember_switched)
    if missing := undeclared(app):
        raise RuntimeError(f"these pages do not say to whom they are open: {', '.join(missing)}")
    return app


def _templates() -> Path:
    installed = HERE / "templates"
    return installed if installed.is_dir() else HERE.parent / "templates"


def _configuration(own: Settings) -> dict[str, object]:
    return {
        **perimeter.configuration(own),
        "WTF_CSRF_TIME_LIMIT": own.session_hours * 3600,
        "BOOTSTRAP_SERVE_LOCAL": True,
        "BABEL_TRANSLATION_DIRECTORIES": str(HERE / "translations"),
    }


def _extend(app: Flask, own: Settings) -> None:
    Bootstrap5(app)
    CSRFProtect(app)
    Catalogue(
        app, lambda: _deciding(own),
        default_locale=own.language, locale_selector=_language, timezone_selector=_zone,
    )  # fmt: skip
    manager = LoginManager(app)
    manager.user_loader(login.load)


def _deciding(own: Settings) -> Body:
    try:
        return statutes.in_force(own).bodies.decides
    except (SettingsWrong, StatuteError, ValueError):
        # The page that says what is wrong with the file has to be worded too.
        return UNNAMED


def _language() -> str:
    if not request:
        return "en"
    name = perimeter.cookie_name(current_app.extensions["settings"], "language")
    for chosen in (switching.switching(), request.cookies.get(name)):
        if chosen in switching.LANGUAGES:
            return chosen
    known = switching.LANGUAGES
    return request.accept_languages.best_match(known) or known[0]


def _zone() -> str:
    return words.zone()
