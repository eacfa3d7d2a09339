"""Flask-Login's view of a person: known by a session that the server itself keeps."""

from datetime import timedelta

import flask
from flask import Response, current_app, g, request
from flask_login import UserMixin, current_user, login_user
from sqlalchemy.exc import OperationalError

from membership import sessions
from membership.account import devices
from membership.database import writing
from membership.door import Audience, engine, now, session, settings, statute
from membership.models import Person, SignedIn
from membership.perimeter import cookie_name
from membership.sessions import Limits, Standing
from workflows.refusal import NotNow

A_MINUTE = timedelta(minutes=1)
AWAITED = {Standing.OWES_FACTOR: Audience.HALFWAY, Standing.MUST_ENROL: Audience.ENROLLING}


class Visitor(UserMixin):  # type: ignore[misc]
    """Who is signed in, or halfway there, and the session by which the house knows it."""

    def __init__(self, row: SignedIn, secret: str) -> None:
        self.row = row
        self.secret = secret
        self.standing = sessions.standing(row)
        self.seconds_left = sessions.seconds_left(row, now(), limits())
        self.seconds_at_most = sessions.seconds_at_most(row, now(), limits())
        # Read now: a service may expire every row, and the answer is given after its session.
        self.row_id, self.seen_at = row.id, row.seen_at

    def get_id(self) -> str:
        """What the signed cookie carries: the session's secret, never the person's number."""
        return self.secret

    @property
    def person(self) -> Person:
        """Who it is, as far as the password says."""
        return self.row.person

    @property
    def is_authenticated(self) -> bool:
        """Whether nothing more is owed: only then is anybody signed in."""
        return self.standing is Standing.WHOLE

    @property
    def awaited(self) -> Audience | None:
        """The pages on which what is still owed is given; None when nothing is."""
        return AWAITED.get(self.standing)


def limits() -> Limits:
    """How long sessions live here."""
    return Limits(settings().session_hours, settings().staff_idle_minutes)


def house_words() -> tuple[str, ...]:
    """What a guesser would try in this house."""
    return tuple(statute().short_name.lower().split())


def load(secret: str) -> Visitor | None:
    """The visitor whose session this is; None once it has ended, whatever the cookie says."""
    if "session" not in g:
        return None
    row = sessions.find(session(), secret, now(), limits())
    return Visitor(row, secret) if row else None


def visitor() -> Visitor:
    """Who gave a password, whatever is still owed."""
    if not isinstance(found := current_user._get_current_object(), Visitor):
        raise NotNow("permission.sign_in")
    return found


def begin(person: Person) -> Visitor:
    """Opens a session for whoever gave the right password; a known device owes no code."""
    known = person.factor_since is not None and devices.knows(
        session(), person, request.cookies.get(_device_cookie(), ""), now()
    )
    return carry(sessions.begin(session(), person, at=now(), agent=agent(), strong=known))


def carry(secret: str) -> Visitor:
    """Gives the browser the cookie of this session, and none of what it carried before; the
    session that it was in until now, if it was another one, is over (ASVS 5.0, 7.2.4)."""
    row = sessions.find(session(), secret, now(), limits())
    if row is None:
        raise NotNow("permission.sign_in")
    before = current_user._get_current_object()
    if isinstance(before, Visitor) and before.row.id != row.id:
        sessions.end(session(), before.secret, at=now())
    flask.session.clear()
    login_user(Visitor(row, secret))
    return visitor()


def know(response: Response, secret: str) -> Response:
    """Gives the browser the cookie by which its device is known for a month."""
    response.set_cookie(
        _device_cookie(),
        secret,
        max_age=devices.KNOWN_FOR,
        secure=settings().secure,
        httponly=True,
        samesite="Lax",
    )
    return response


def _device_cookie() -> str:
    return cookie_name(settings(), "device")


def keep_awake(response: Response) -> Response:
    """Notes, once a minute, that a session is in use: one left alone falls asleep."""
    found = g.get("_login_user")
    if not isinstance(found, Visitor) or now() - found.seen_at < A_MINUTE:
        return response
    try:
        with writing(engine()) as opened:
            sessions.touch(opened, found.row_id, now())
    except OperationalError:
        current_app.logger.warning("a session's use could not be noted")
    return response


BROWSERS = (("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrom", "Chrome"))
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS", "macOS"), ("Linux", "Linux"))  # fmt: skip


def agent() -> str:
    """The browser and its system by their names alone: enough for its owner to tell it."""
    said = str(request.user_agent)
    safari = (("Safari/", "Safari"),)
    found = [_named(said, BROWSERS + safari), _named(said, SYSTEMS)]
    return ", ".join(name for name in found if name)


def _named(said: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in names if mark in said), "")
