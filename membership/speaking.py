"""Speaking a language where no request says which: in the worker, for a paper's own language."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from flask import Flask
from flask_babel import Babel, force_locale


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Everything that is worded within is worded in this language ("ro" or "en")."""
    with _speaker().app_context(), force_locale(language):
        yield


@cache
def _speaker() -> Flask:
    app = Flask("membership")
    folder = Path(__file__).resolve().parent / "translations"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    Babel(app, default_locale="ro")
    return app
