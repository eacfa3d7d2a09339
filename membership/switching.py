"""Another language in the middle of a form: the place and what was typed stay.

A page with a form lets the switch send that form, with every answer in it, to where it would go
anyway, saying only that the language changes. The view then shows it again and does nothing.
A file that was chosen is kept as on any other sending; a password is typed again.
"""

from flask import Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from membership.door import settings
from membership.perimeter import cookie_name

LANGUAGES = ("ro", "en")
FIELD = "switch_language"
YEAR = 365 * 24 * 3600


def switching() -> str | None:
    """The language that this request changes to, when that is all it was sent for."""
    if not request or request.method != "POST":
        return None
    try:
        chosen = request.form.get(FIELD)
    except RequestEntityTooLarge:  # the page that says so asks for its language as well
        return None
    return chosen if chosen in LANGUAGES else None


def remember(response: Response, language: str) -> Response:
    """Keeps the choice in the browser for a year."""
    response.set_cookie(
        cookie_name(settings(), "language"),
        language,
        max_age=YEAR,
        secure=settings().secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def remember_switched(response: Response) -> Response:
    """After a request that changed the language: keeps the choice."""
    chosen = switching()
    return remember(response, chosen) if chosen else response
