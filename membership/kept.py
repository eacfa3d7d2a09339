"""A form that arrives when its sender's session is over, or a new one has begun since its page
was opened: kept for an hour, and given back.

The same person finds it again after signing in, as it was typed; nothing of it is done until
they send it (WCAG 2.2, criterion 2.2.5). Files and passwords are never kept, nor is a secret vote.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast

import flask
from flask import Response, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import func, select

from membership.database import Session
from membership.models import KeptForm, Person, SignedIn
from membership.models.kept import KEPT_FOR
from membership.perimeter import vault
from membership.sessions import Standing, standing
from membership.vault import digest
from workflows.refusal import NotFound, NotNow

MOST: Final = 10
"""How many forms of one person are kept at once."""
LARGEST: Final = 200_000
"""The characters of a form past which it is not kept."""
TOKENS: Final = frozenset({"csrf_token", "form_token", "switch_language"})
PASSWORDS: Final = frozenset({"current", "password"})
"""The fields in which a password is typed, in every form of the house; none is ever kept."""
FACTOR: Final = frozenset({"sealed", "credential"})
"""A form with one of these sets up or gives a second factor, and is never kept at all."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it was typed, and where it was going."""

    path: str
    fields: tuple[tuple[str, str], ...]


def for_later(session: Session, view: Any, at: datetime) -> Response | None:
    """Keeps the form that was sent, for whoever is or was signed in until now, and leads back to
    it, by way of signing in; None when there is nothing to keep, or nobody to keep it for."""
    fields = typed(view)
    person_id = _sender(session) if fields else None
    if person_id is None or _is_full(session, person_id):
        return None
    key = secrets.token_urlsafe(24)
    sealed = vault().seal(_bound(person_id), json.dumps(fields), at)
    session.add(KeptForm(digest=digest(key), person_id=person_id, path=request.path[:500],
                         sealed=sealed, at=at))  # fmt: skip
    session.flush()
    back = url_for("account.kept", key=key)
    if current_user.is_authenticated:
        return cast(Response, redirect(back, 303))
    return cast(Response, redirect(url_for("account.sign_in", next=back), 303))


def typed(view: Any) -> tuple[tuple[str, str], ...]:
    """What was typed into the form that was sent, without what may never be kept; nothing where
    there is nothing, or too much, or the form is one that is never kept."""
    left_out = TOKENS | PASSWORDS
    fields = [(key, text) for key, text in request.form.items(multi=True) if key not in left_out]
    size = sum(len(text) for _, text in fields)
    never = view.unkept or FACTOR & set(request.form)
    return tuple(fields) if size and size <= LARGEST and not never else ()


def found(session: Session, person: Person, key: str, at: datetime) -> Kept:
    """The form kept under this key for this person; another's, or a past one, is not found."""
    row = session.get(KeptForm, digest(key))
    if row is None or row.person_id != person.id:
        raise NotFound("permission.not_found")
    try:
        minutes = int(KEPT_FOR.total_seconds() // 60)
        fields = json.loads(vault().open(_bound(person.id), row.sealed, at, minutes=minutes))
    except NotNow:
        raise NotFound("permission.not_found") from None
    return Kept(row.path, tuple((str(name), str(text)) for name, text in fields))


def _sender(session: Session) -> int | None:
    """Whose session the browser's cookie names, though it may open nothing any more."""
    secret = flask.session.get("_user_id")
    if not isinstance(secret, str) or getattr(current_user, "awaited", None) is not None:
        return None
    row = session.scalar(select(SignedIn).where(SignedIn.digest == digest(secret)))
    if row is None or standing(row) is not Standing.WHOLE or not row.person.active:
        return None
    return row.person_id


def _is_full(session: Session, person_id: int) -> bool:
    held = select(func.count()).select_from(KeptForm).where(KeptForm.person_id == person_id)
    return (session.scalar(held) or 0) >= MOST


def _bound(person_id: int) -> str:
    return f"kept form of {person_id}"
