"""Accounts: who somebody is, and how the house stays sure of it."""

import hashlib
import secrets
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from membership.database import Session
from membership.journal.services import record
from membership.models import Person, Purpose, SignedIn, Ticket, Work
from membership.owed.services import owe
from workflows.permission import Act, Role, require
from workflows.refusal import Incomplete, NotNow, Refused

HOUR = timedelta(hours=1)
LEAST_LENGTH = 12
COMMON = frozenset(
    ("password1234", "123456789012", "qwertyuiop12", "parolaparola", "administrator")
)
_hasher = PasswordHasher()


class WrongCredentials(Refused):
    """Neither says which of the two was wrong, nor whether the address is known."""

    status = 422


def digest(secret: str) -> str:
    """How the house keeps a secret that it must recognise again."""
    return hashlib.sha256(secret.encode()).hexdigest()


@cache
def _nobody() -> str:
    return _hasher.hash(secrets.token_urlsafe(16))


def by_email(session: Session, email: str) -> Person | None:
    """The person with this address, however it is capitalised."""
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


def check_password(password: str) -> None:
    """Refuses a short or common password; asks for no particular characters (ASVS 6.2)."""
    if len(password) < LEAST_LENGTH:
        raise Incomplete("account.password_short", field="password")
    if password.lower() in COMMON or len(set(password)) < 4:
        raise Incomplete("account.password_common", field="password")


def add(
    session: Session,
    *,
    email: str,
    name: str,
    roles: tuple[Role, ...],
    at: datetime,
    language: str = "ro",
    by: Person | None = None,
) -> Person:
    """A new person with these roles; nobody has a password until they choose one."""
    person = Person(
        email=email.strip().lower(), name=name.strip(), language=language, created_at=at
    )
    for role in roles:
        person.give(role)
    session.add(person)
    session.flush()
    record(session, "person.added", by=by, at=at, subject=f"person:{person.id}",
           roles=sorted(role.value for role in roles))  # fmt: skip
    return person


def register(
    session: Session, *, email: str, name: str, language: str, at: datetime, base_url: str
) -> None:
    """Somebody asks for an account. Answers the same whether the address was known or not:
    the mail says which, to the one person who may know."""
    known = by_email(session, email)
    person = known or add(
        session, email=email, name=name, roles=(Role.APPLICANT,), at=at, language=language
    )
    secret = ticket(session, person, Purpose.CONFIRMATION, at=at, valid=24 * HOUR)
    mail(session, person, "account_confirm", key=f"confirm:{digest(secret)[:16]}", at=at,
         url=f"{base_url}/enter/{secret}", known=known is not None)  # fmt: skip


def invite(
    session: Session,
    actor: Person,
    *,
    email: str,
    name: str,
    roles: tuple[Role, ...],
    at: datetime,
    days: int,
    base_url: str,
) -> Person:
    """Staff and Board members enter by invitation alone, with roles and an expiry."""
    require(actor, Act.INVITE)
    person = by_email(session, email) or add(
        session, email=email, name=name, roles=(), at=at, by=actor
    )
    for role in roles:
        person.give(role)
    secret = ticket(session, person, Purpose.INVITATION, at=at, valid=timedelta(days=days))
    mail(session, person, "account_invitation", key=f"invite:{digest(secret)[:16]}", at=at,
         url=f"{base_url}/enter/{secret}")  # fmt: skip
    record(session, "person.invited", by=actor, at=at, subject=f"person:{person.id}",
           roles=sorted(role.value for role in roles))  # fmt: skip
    return person


def mail(
    session: Session, person: Person, template: str, *, key: str, at: datetime, **facts: object
) -> None:
    """Owes this person a mail in their language."""
    owe(session, Work.MAIL, f"mail:{key}", at=at, template=template, person_id=person.id,
        facts=facts)  # fmt: skip


def ticket(
    session: Session, person: Person, purpose: Purpose, *, at: datetime, valid: timedelta
) -> str:
    """A one-time path's secret; the house keeps only its digest."""
    secret = secrets.token_urlsafe(24)
    session.add(
        Ticket(digest=digest(secret), person_id=person.id, purpose=purpose, expires_at=at + valid)
    )
    session.flush()
    return secret


def ticket_for(session: Session, secret: str, at: datetime, *, lock: bool = False) -> Ticket:
    """The unused, unexpired ticket of this path; looking at it uses nothing up."""
    wanted = select(Ticket).where(Ticket.digest == digest(secret))
    if lock:
        wanted = wanted.with_for_update(of=Ticket)
    found = session.scalar(wanted)
    if found is None or found.used_at is not None or found.expires_at <= at:
        raise NotNow("account.ticket_used")
    return found


def enter(session: Session, secret: str, *, at: datetime, password: str | None = None) -> str:
    """Uses a one-time path up and signs its person in; answers the session's secret."""
    found = ticket_for(session, secret, at, lock=True)
    person = found.person
    if password is not None:
        check_password(password)
        person.password_hash = _hasher.hash(password)
    found.used_at = at
    person.confirmed_at = person.confirmed_at or at
    return sign_in(session, person, at=at)


def verify(session: Session, email: str, password: str) -> Person:
    """The person whom this address and password belong to; takes as long when there is none."""
    person = by_email(session, email)
    known = person.password_hash if person and person.active else None
    try:
        _hasher.verify(known or _nobody(), password)
    except VerifyMismatchError:
        known = None
    if person is None or known is None:
        raise WrongCredentials("account.wrong")
    return person


def sign_in(session: Session, person: Person, *, at: datetime) -> str:
    """Opens a session that the server knows; answers its secret for the cookie."""
    secret = secrets.token_urlsafe(32)
    session.add(SignedIn(digest=digest(secret), person_id=person.id, since=at, seen_at=at))
    record(session, "person.signed_in", by=person, at=at, subject=f"person:{person.id}")
    session.flush()
    return secret


def sign_out(session: Session, secret: str, *, at: datetime) -> None:
    """Ends a session for good: a copy of its cookie is worth nothing afterwards."""
    session.execute(update(SignedIn).where(SignedIn.digest == digest(secret)).values(ended_at=at))


def signed_in(session: Session, secret: str, at: datetime, hours: int) -> Person | None:
    """Who holds this session, if it has neither ended nor outlived its hours."""
    # One statement for the person, the roles and the organisations: every page asks it.
    found = (
        session.scalars(
            select(SignedIn)
            .where(SignedIn.digest == digest(secret), SignedIn.ended_at.is_(None))
            .options(
                joinedload(SignedIn.person).joinedload(Person.held),
                joinedload(SignedIn.person).joinedload(Person.affiliations),
            )
        )
        .unique()
        .one_or_none()
    )
    if found is None or not found.person.active or found.since + hours * HOUR <= at:
        return None
    return found.person
