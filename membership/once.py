"""Forms that are sent once: a second click is answered with what the first one did."""

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime

from flask import request
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage

from membership.database import Session
from membership.models import UsedForm
from workflows.refusal import NotNow, Refused

SHORTEST, LONGEST = 20, 64
LOCATION = 500


class BadToken(Refused):
    """A form without its token."""

    status = 400


def new_form_token() -> str:
    """A fresh one-use token for a form."""
    return secrets.token_urlsafe(24)


def sent_before(session: Session, unkept: Collection[str] = ()) -> str | None:
    """Where this form led when it was sent before; None when it is sent for the first time.

    Refuses a form without its token, and one that comes back with other answers; ``unkept``
    fields are not compared, because nothing of them is kept.
    """
    token = request.form.get("form_token", "")
    if not SHORTEST <= len(token) <= LONGEST:
        raise BadToken("door.no_token")
    _wait_for_the_first(session, token)
    used = session.get(UsedForm, token)
    if used is None:
        return None
    if used.body != _body(unkept):
        raise NotNow("door.other_body")
    return used.location


def _wait_for_the_first(session: Session, token: str) -> None:
    """Lets the same form, sent twice at once, be done by one and found done by the other.

    SQLite has one writer at a time; PostgreSQL is asked to have one for each form.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(token, 0))))


def remember(session: Session, location: str, at: datetime, unkept: Collection[str] = ()) -> None:
    """Keeps where this form led, in the transaction of what it did."""
    token = request.form["form_token"]
    session.add(UsedForm(token=token, body=_body(unkept), location=location[:LOCATION], at=at))
    session.flush()


def _content(file: FileStorage) -> str:
    """What a file holds, so that another one under the same name is another form."""
    found = hashlib.file_digest(file.stream, "sha256").hexdigest()  # type: ignore[arg-type]
    file.stream.seek(0)
    return found


def _body(unkept: Collection[str]) -> str:
    sent = [
        (key, value)
        for key, value in sorted(request.form.items(multi=True))
        if key not in ("csrf_token", "form_token", *unkept)
    ]
    files = sorted(
        (key, file.filename, _content(file)) for key, file in request.files.items(multi=True)
    )
    return hashlib.sha256(repr((request.path, sent, files)).encode("utf-8", "replace")).hexdigest()
