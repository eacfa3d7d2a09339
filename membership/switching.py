"""Another language in the middle of a form: the place and what was typed stay.

A page with a form lets the switch send that form, with every answer in it, to where it would go
anyway, saying only that the language changes. The view then shows it again and does nothing.
A file that was chosen is kept as on any other sending; a password is typed again.
"""

from typing import cast

import flask
from flask import Response, current_app, g, redirect, request
from werkzeug.exceptions import RequestEntityTooLarge

from membership.database import Session
from membership.perimeter import cookie_name
from membership.settings import Settings

LANGUAGES = ("ro", "en")
FIELD = "switch_language"
YEAR = 365 * 24 * 3600


def switching() -> str | None:
    """The language that this request changes to, when that is all it was sent for."""
    if not request or request.method != "POST" or g.get("too_large"):
        return None
    try:
        chosen = request.form.get(FIELD)
    except RequestEntityTooLarge:
        # The page that says so asks for its language as well, and must not read on.
        g.too_large = True
        return None
    return chosen if chosen in LANGUAGES else None


def undone(session: Session, answer: Response) -> Response:
    """The answer to a form that was sent to change the language alone. A view that did its act
    all the same, because its form has nothing to show again, has done nothing: what it wrote
    is undone, and its page is opened in its place."""
    if answer.status_code != 303:
        return answer
    session.rollback()
    carried = current_app.session_interface.open_session(current_app, request)
    flask.session.clear()
    flask.session.update(carried or {})
    return cast(Response, redirect(_page_above(request.path), 303))


def _page_above(path: str) -> str:
    """The page that a form's address belongs to: the nearest one that can be read."""
    pages = current_app.create_url_adapter(request)
    while pages and path.strip("/") and not pages.test(path, "GET"):
        path = path.rpartition("/")[0]
    return path or "/"


def remember(response: Response, language: str) -> Response:
    """Keeps the choice in the browser for a year."""
    settings = cast(Settings, current_app.extensions["settings"])
    response.set_cookie(
        cookie_name(settings, "language"),
        language,
        max_age=YEAR,
        secure=settings.secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def remember_switched(response: Response) -> Response:
    """After a request that changed the language: keeps the choice."""
    chosen = switching()
    return remember(response, chosen) if chosen else response
