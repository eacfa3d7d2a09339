"""A form with the token of an earlier session, or one that has grown too old: refused, and kept.

Nothing is done. Only a form that this house gave out, sent by one of its own pages, is kept for
its sender to look at and send again: another site's is refused and leaves nothing (ASVS 5.0, 3.5).
What a stranger typed is held nowhere: it goes back in the page of the answer.
"""

from typing import Any, Final
from urllib.parse import urlsplit

from flask import Response, current_app, g, request
from itsdangerous import BadData, URLSafeTimedSerializer

from membership import kept
from membership.database import writing
from membership.door import Audience, engine, now
from workflows.permission import Act

SALT: Final = "wtf-csrf-token"
"""Under which Flask-WTF signs the tokens of forms."""


def kept_for_sender() -> Response | None:
    """Keeps the form whose token was refused, and leads to it; None when it is not to be kept."""
    view, whom = _sought()
    if not (whom is Audience.SIGNED_IN or isinstance(whom, Act)) or not _of_this_house():
        return None
    with writing(engine()) as opened:
        g.session = opened
        g.pop("_login_user", None)
        return kept.for_later(opened, view, now())


def given_back() -> kept.Kept | None:
    """What somebody typed into a form that is open to anybody, for the page that answers them;
    None when nothing was typed, or another site sent it."""
    view, whom = _sought()
    fields = kept.typed(view) if whom is Audience.ANYONE and _of_this_house() else ()
    return kept.Kept(request.full_path.rstrip("?"), fields) if fields else None


def _sought() -> tuple[Any, object]:
    """The view that the form was for, and to whom that is open."""
    view = current_app.view_functions.get(request.endpoint or "")
    return view, getattr(view, "open_to", None)


def _of_this_house() -> bool:
    """Whether one of the house's own pages sent this, with a token that the house signed."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = urlsplit(request.headers.get("Origin", ""))
    if site != "same-origin" or (origin.scheme, origin.netloc) != (request.scheme, request.host):
        return False
    former = current_app.config.get("SECRET_KEY_FALLBACKS") or ()
    keys = [*former, current_app.config["SECRET_KEY"]]
    try:
        URLSafeTimedSerializer(keys, salt=SALT).loads(request.form.get("csrf_token", ""))
    except BadData:
        return False
    return True
