"""The catalogue as one cluster reads it: its sentences name the body that decides by its own name.

Romanian declines a name, and the catalogue knows no cluster. A sentence there says ``{organ}``,
the name as a subject or after a preposition, or ``{organului}``, its genitive and dative; both
come from the statute file. English says "the Board" of any such body.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import Babel, Domain, force_locale, get_locale

from workflows.statute_identity import Body, Text

UNNAMED = Body(
    name=Text(ro="organul de decizie", en="deciding body"),
    genitive=Text(ro="organului de decizie", en="the deciding body"),
)
"""What is said where no statute file can be read: the page that says so is worded as well."""


def named(words: str, body: Body) -> str:
    """A sentence of the catalogue with the name of this body in its places."""
    said = words.replace("{organului}", body.genitive.ro).replace("{organ}", body.name.ro)
    return said[:1].upper() + said[1:] if words.startswith("{organ") else said


class Catalogue(Babel):  # type: ignore[misc]  # flask_babel says nothing of its types
    """Flask-Babel with the catalogue of this cluster; ``body`` is asked once a request."""

    def __init__(self, app: Flask, body: Callable[[], Body], **choices: Any) -> None:
        self._body = body
        super().__init__(app, **choices)

    @property
    def domain_instance(self) -> Domain:
        """The sentences of a request or of an application context."""
        return _domain(self._body())


class _Named(Domain):  # type: ignore[misc]
    def __init__(self, body: Body) -> None:
        super().__init__()
        self._body, self._filled = body, dict[str, Any]()

    def get_translations(self) -> Any:
        language = str(get_locale())
        if language not in self._filled:
            found = super().get_translations()
            sentences = vars(found).get("_catalog", {})
            sentences |= {
                key: named(words, self._body)
                for key, words in sentences.items()
                if isinstance(words, str) and "{organ" in words
            }
            self._filled[language] = found
        return self._filled[language]


@lru_cache(maxsize=8)
def _domain(body: Body) -> Domain:
    return _Named(body)


@contextmanager
def speaking(language: str, body: Body) -> Iterator[None]:
    """Everything that is worded within is worded in this language ("ro" or "en").

    For where no request says which: in the worker, for a paper's own language.
    """
    with _speaker(body).app_context(), force_locale(language):
        yield


@cache
def _speaker(body: Body) -> Flask:
    app = Flask("membership")
    folder = Path(__file__).resolve().parent / "translations"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    Catalogue(app, lambda: body, default_locale="ro")
    return app
