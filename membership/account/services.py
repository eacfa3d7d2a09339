"""Accounts: who somebody is, and how the house becomes sure of it."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select, update

from membership import sessions
from membership.account import devices, passwords
from membership.account.notices import Changed, entrance, mail, notice
from membership.account.passwords import Weighed
from membership.database import Session, for_update
from membership.journal.services import record
from membership.models import Person, Purpose, Ticket
from membership.vault import Vault, digest
from workflows.permission import Role
from workflows.refusal import NotNow, Refused

HOUR = timedelta(hours=1)
CONFIRMATION_VALID = 24 * HOUR
RESET_VALID = HOUR
CHOOSES_PASSWORD = frozenset({Purpose.INVITATION, Purpose.CONFIRMATION, Purpose.RESET})
"""One-time paths whose page asks for a new password."""
SIGNS_IN = CHOOSES_PASSWORD | {Purpose.SIGN_IN}


class WrongCredentials(Refused):
    """Neither says which of the two was wrong, nor whether the address is known."""

    status = 422


def by_email(session: Session, email: str) -> Person | None:
    """The person with this address, however it is capitalised."""
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


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
    session: Session, *, email: str, name: str, language: str, at: datetime, vault: Vault
) -> None:
    """Somebody asks for an account. Answers the same whether the address was known or not: the
    mail says which, to the one person who may know."""
    known = by_email(session, email)
    person = known or add(
        session, email=email, name=name, roles=(Role.APPLICANT,), at=at, language=language
    )
    secret = ticket(session, person, Purpose.CONFIRMATION, at=at, valid=CONFIRMATION_VALID)
    mail(session, person, "account_confirm", key=f"confirm:{digest(secret)[:16]}", at=at,
         way=entrance(vault, secret, at), known=known is not None)  # fmt: skip


def forgotten(session: Session, *, email: str, at: datetime, vault: Vault) -> None:
    """Somebody asks for a new password. Answers the same for every address; only a known one
    gets a mail."""
    person = by_email(session, email)
    if person is None or not person.active:
        return
    secret = ticket(session, person, Purpose.RESET, at=at, valid=RESET_VALID)
    mail(session, person, "account_reset", key=f"reset:{digest(secret)[:16]}", at=at,
         way=entrance(vault, secret, at))  # fmt: skip


def ticket(
    session: Session,
    person: Person,
    purpose: Purpose,
    *,
    at: datetime,
    valid: timedelta,
    detail: str = "",
) -> str:
    """A one-time path's secret; the house keeps its digest, and seals it into the mail it owes."""
    secret = secrets.token_urlsafe(24)
    session.add(
        Ticket(
            digest=digest(secret),
            person_id=person.id,
            purpose=purpose,
            expires_at=at + valid,
            detail=detail,
        )
    )
    session.flush()
    return secret


def ticket_for(session: Session, secret: str, at: datetime, *, lock: bool = False) -> Ticket:
    """The unused, unexpired ticket of this path; looking at it uses nothing up."""
    wanted = select(Ticket).where(Ticket.digest == digest(secret))
    if lock:
        wanted = for_update(wanted, Ticket)
    found = session.scalar(wanted)
    if found is None or found.used_at is not None or found.expires_at <= at:
        raise NotNow("account.ticket_used")
    if not found.person.active:
        raise NotNow("account.ticket_used")
    return found


def enter(
    session: Session,
    secret: str,
    *,
    at: datetime,
    password: str | None = None,
    about: Iterable[str] = (),
    agent: str = "",
) -> str:
    """Uses a one-time path up and signs its person in; answers the session's secret.

    A chosen password ends every session and known device there was. A second factor is
    owed as ever, but for the paths of a demonstration, which complete the whole sign-in.
    """
    found = ticket_for(session, secret, at, lock=True)
    if found.purpose not in SIGNS_IN:
        raise NotNow("account.ticket_used")
    person = found.person
    if found.purpose in CHOOSES_PASSWORD:
        new_password(session, person, password or "", about=about, at=at)
        void(session, person, CHOOSES_PASSWORD, at=at)
    found.used_at = at
    person.confirmed_at = person.confirmed_at or at
    strong = found.purpose is Purpose.SIGN_IN
    return sessions.begin(session, person, at=at, agent=agent, strong=strong)


def void(session: Session, person: Person, purposes: Iterable[Purpose], *, at: datetime) -> None:
    """Uses up every one-time path of these kinds that this person was sent."""
    wanted = update(Ticket).where(
        Ticket.person_id == person.id, Ticket.purpose.in_(purposes), Ticket.used_at.is_(None)
    )
    session.execute(wanted.values(used_at=at))


def new_password(
    session: Session,
    person: Person,
    password: str,
    *,
    about: Iterable[str] = (),
    at: datetime,
    but: int = 0,
) -> None:
    """Chooses a password: every session but ``but`` is dead at once, no device is known."""
    before = person.password_hash
    passwords.choose(person, password, about)
    sessions.end_all(session, person, at=at, but=but)
    devices.forget_all(session, person, at=at)
    record(session, "person.password_chosen", by=person, at=at, subject=f"person:{person.id}")
    if before is not None:
        notice(session, person, Changed.PASSWORD, at=at)


def verify(session: Session, email: str, password: str, weighed: Weighed) -> Person:
    """The person whom this address and password belong to, as it was ``weighed`` before the
    transaction; refuses, in the same words, also where the password was changed since."""
    person = by_email(session, email)
    if person is None or not weighed.fits or weighed.hash != person.password_hash:
        raise WrongCredentials("account.wrong")
    if not person.active:
        raise WrongCredentials("account.wrong")
    passwords.renew(person, password)
    return person
