"""The one way in: each request is one transaction, answered once, open to whom it says.

A page that is read gets a reading transaction, a form that is sent a writing one. It is
kept whole when the view has answered and undone whole when the view raised. A form
carries a one-use token: sent twice, it is answered twice with what it did the first time.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from werkzeug.routing import IntegerConverter, Map

from membership import kept, once, statutes, switching
from membership.database import Session, reading, writing
from membership.models import Person, UsedForm
from membership.settings import Settings
from workflows.permission import Act, may, require
from workflows.refusal import NotNow
from workflows.statute import Statute

View = TypeVar("View", bound=Callable[..., Any])
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
RETRIES = 3
LAST_ROW = 2**31 - 1
"""The last number that every kind of database gives a row."""
SERIALIZATION = frozenset({"40001", "40P01"})


class Audience(StrEnum):
    """To whom a page is open when it does not name an act."""

    ANYONE = "anyone"
    SIGNED_IN = "signed_in"
    HALFWAY = "halfway"
    """Whoever gave the password and still owes the second factor; nobody else."""
    ENROLLING = "enrolling"
    """Whoever must set up a second factor before anything else, and who is signed in."""


OTHER_HALF: dict[Audience | None, str] = {
    Audience.HALFWAY: "account.second",
    Audience.ENROLLING: "account.factor",
}
"""Where the rest of a sign-in is given."""


def open_to(
    whom: Audience | Act,
    *,
    repeatable: bool = False,
    first: Callable[[], None] | None = None,
    unkept: tuple[str, ...] = (),
) -> Callable[[View], View]:
    """Declares who may reach a view: an audience, or whoever the table grants an act.

    A view on a case is open to those signed in, and its service asks the table about
    the case. ``repeatable`` forms do the same thing however often they are sent, and
    need no token. ``first`` is slow work on what was sent, done before the transaction.
    ``unkept`` are fields of which not even a digest may be kept, such as a secret vote.
    """

    def declare(view: View) -> View:
        cast(Any, view).open_to = whom
        cast(Any, view).repeatable = repeatable
        cast(Any, view).first = first
        cast(Any, view).unkept = unkept
        return view

    return declare


def undeclared(app: Flask) -> list[str]:
    """Endpoints that do not say to whom they are open; the application does not start with any."""
    return [
        endpoint
        for endpoint, view in app.view_functions.items()
        if not endpoint.endswith("static") and not hasattr(view, "open_to")
    ]


class Office(Flask):
    """The application: Flask, with one transaction round each request."""

    def dispatch_request(self) -> Any:
        view = self.view_functions.get(request.endpoint or "")
        if view is None or not hasattr(view, "open_to"):
            return super().dispatch_request()
        # The body is read before the transaction begins: a slow upload locks nobody out.
        _ = request.form, request.files
        _do_first(view)
        for attempt in range(RETRIES):
            try:
                return self._once(view)
            except DBAPIError as error:
                if attempt == RETRIES - 1 or not _worth_repeating(error):
                    raise
                _rewind()
        raise AssertionError("unreachable")

    def _once(self, view: Any) -> Response:
        transaction = reading if request.method in SAFE else writing
        counts = request.method not in SAFE and not view.repeatable
        with transaction(engine()) as opened:
            g.session = opened
            g.pop("_login_user", None)
            if counts and (location := once.sent_before(opened, view.unkept)):
                return cast(Response, redirect(location, 303))
            turned_away = _turned_away(view.open_to)
            if turned_away is not None:
                return _kept_for_later(opened, view) or turned_away
            response = self.make_response(super().dispatch_request())
            if switching.switching():
                return switching.undone(opened, response)
            if counts and response.status_code == 303:
                once.remember(opened, response.location or "/", now(), view.unkept)
            return response


def _kept_for_later(opened: Session, view: Any) -> Response | None:
    signed_in = current_user.is_authenticated
    if request.method in SAFE or signed_in or view.open_to is Audience.HALFWAY:
        return None
    return kept.for_later(opened, view, now())


def _worth_repeating(error: DBAPIError) -> bool:
    state = getattr(error.orig, "sqlstate", None)
    if isinstance(error, OperationalError) and state in SERIALIZATION:
        return True
    # Two sendings of one form at once: the second finds what the first one did.
    return isinstance(error, IntegrityError) and UsedForm.__tablename__ in str(error.orig)


def _do_first(view: Any) -> None:
    # Only for whom the page is open, and without a transaction: others must not wait for it.
    if view.first is None or request.method in SAFE:
        return
    with reading(engine()) as opened:
        g.session = opened
        g.pop("_login_user", None)
        open_here = _turned_away(view.open_to) is None
    g.pop("session")
    if open_here:
        view.first()


def _rewind() -> None:
    for file in request.files.values():
        file.stream.seek(0)


def _turned_away(whom: Audience | Act) -> Response | None:
    awaited = getattr(current_user, "awaited", None)
    if whom is Audience.ANYONE or (awaited is not None and whom is awaited):
        return None
    if not current_user.is_authenticated:
        here = request.full_path.rstrip("?") if request.method in SAFE else "/"
        # Half a sign-in leads nowhere but to its other half.
        endpoint = OTHER_HALF.get(awaited, "account.sign_in")
        return cast(Response, redirect(url_for(endpoint, next=here), 303))
    if whom is Audience.HALFWAY:
        return cast(Response, redirect("/", 303))
    if isinstance(whom, Act):
        require(person(), whom)
    return None


def safe_next(target: str | None) -> str:
    """A path of this house to go on to; anything else becomes the front page."""
    path = target or "/"
    parts = urlsplit(path)
    fine = path.startswith("/") and not path.startswith("//") and "\\" not in path
    plain = all(c.isprintable() for c in path)
    return path if fine and plain and not parts.scheme and not parts.netloc else "/"


def row_number(text: str) -> int:
    """A row's number as an address gives it; a ``ValueError`` for what no row can have."""
    number = int(text)
    if not 0 <= number <= LAST_ROW:
        raise ValueError(text)
    return number


class RowNumber(IntegerConverter):
    """A row's number within an address: beyond what a table counts to, there is no page."""

    def __init__(self, map: Map) -> None:  # noqa: A002 - the name is Werkzeug's
        super().__init__(map, max=LAST_ROW)


def engine() -> Engine:
    """The application's engine."""
    return cast(Engine, current_app.extensions["engine"])


def settings() -> Settings:
    """The installation's settings."""
    return cast(Settings, current_app.extensions["settings"])


def now() -> datetime:
    """The moment, in UTC; tests and the demonstration bring their own clock."""
    clock: Callable[[], datetime] = current_app.extensions.get("clock", _clock)
    return clock()


def _clock() -> datetime:
    return datetime.now(UTC)


def session() -> Session:
    """The session of this request's transaction."""
    return cast(Session, g.session)


def statute() -> Statute:
    """The statute file in force."""
    return statutes.in_force(settings())


def somebody() -> Person | None:
    """Who is signed in, if anybody."""
    return current_user.person if current_user.is_authenticated else None


def person() -> Person:
    """Who is signed in, on pages that are open to nobody else."""
    found = somebody()
    if found is None:
        raise NotNow("permission.sign_in")
    return found


def allowed(act: str, on: Any = None) -> bool:
    """For templates: whether the person signed in may do this act; the gate asks the same."""
    found = somebody()
    return found is not None and may(found, Act(act), on)
