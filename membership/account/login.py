"""Flask-Login's view of a person: known by a session that the server itself keeps."""

from flask import g
from flask_login import UserMixin, login_user

from membership.account import services
from membership.door import now, session, settings
from membership.models import Person


class Visitor(UserMixin):  # type: ignore[misc]
    """Who is signed in, and the secret of the session by which the house knows it."""

    def __init__(self, person: Person, secret: str) -> None:
        self.person = person
        self.secret = secret

    def get_id(self) -> str:
        """What the signed cookie carries: the session's secret, never the person's number."""
        return self.secret


def load(secret: str) -> Visitor | None:
    """The visitor whose session this is; None once it has ended, whatever the cookie says."""
    if "session" not in g:
        return None
    person = services.signed_in(session(), secret, now(), settings().session_hours)
    return Visitor(person, secret) if person else None


def begin(person: Person, secret: str) -> None:
    """Gives the browser the cookie of a session that was just opened."""
    login_user(Visitor(person, secret))
