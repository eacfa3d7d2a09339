"""Changing one's address: confirmed at the new one, told to the old one, undone from there."""

from datetime import datetime, timedelta

from membership import sessions
from membership.account import devices
from membership.account.notices import entrance, mail
from membership.account.services import (
    CHOOSES_PASSWORD,
    RESET_VALID,
    by_email,
    ticket,
    ticket_for,
    void,
)
from membership.database import Session
from membership.journal.services import record
from membership.models import Person, Purpose
from membership.vault import Vault, digest
from workflows.refusal import NotNow

VALID = timedelta(hours=24)
REVERT_WITHIN = timedelta(hours=72)
ADDRESSES = frozenset({Purpose.ADDRESS})


def ask(session: Session, person: Person, email: str, *, at: datetime, vault: Vault) -> None:
    """Sends a path to the new address, and word of it to the old one.

    Answers the same when somebody else has the address: the mail tells that person alone.
    """
    email = email.strip().lower()
    other = by_email(session, email)
    void(session, person, ADDRESSES, at=at)
    secret = ticket(session, person, Purpose.ADDRESS, at=at, valid=VALID, detail=email)
    key = f"address:{digest(secret)[:16]}"
    if other is None:
        mail(session, person, "account_address", key=key, at=at, to=email,
             way=entrance(vault, secret, at))  # fmt: skip
    else:
        mail(session, other, "account_address_taken", key=key, at=at)
    mail(session, person, "account_address_asked", key=f"{key}:old", at=at, to=person.email)
    record(session, "person.asked_for_address", by=person, at=at, subject=f"person:{person.id}")


def confirm(session: Session, secret: str, *, at: datetime, vault: Vault) -> None:
    """The new address holds; the old one is told, with a path back that is good for 72 hours."""
    found = ticket_for(session, secret, at, lock=True)
    person, old = found.person, found.person.email
    if by_email(session, found.detail) is not None:
        raise NotNow("account.ticket_used")
    found.used_at = at
    person.email = found.detail
    void(session, person, CHOOSES_PASSWORD, at=at)
    back = ticket(session, person, Purpose.REVERT, at=at, valid=REVERT_WITHIN, detail=old)
    mail(session, person, "account_address_changed", key=f"address_changed:{digest(back)[:16]}",
         at=at, to=old, way=entrance(vault, back, at))  # fmt: skip
    record(session, "person.address_changed", by=person, at=at, subject=f"person:{person.id}")


def revert(session: Session, secret: str, *, at: datetime, vault: Vault) -> None:
    """The old address holds again. Whoever changed it is out: every session, known device and
    the password are gone, and a path to a new password goes to the old address."""
    found = ticket_for(session, secret, at, lock=True)
    person = found.person
    taken = by_email(session, found.detail)
    if taken is not None and taken.id != person.id:
        raise NotNow("account.ticket_used")
    person.email, person.password_hash = found.detail, None
    void(session, person, CHOOSES_PASSWORD | ADDRESSES | {Purpose.REVERT}, at=at)
    sessions.end_all(session, person, at=at)
    devices.forget_all(session, person, at=at)
    again = ticket(session, person, Purpose.RESET, at=at, valid=RESET_VALID)
    mail(session, person, "account_reset", key=f"reset:{digest(again)[:16]}", at=at,
         way=entrance(vault, again, at))  # fmt: skip
    record(session, "person.address_reverted", by=person, at=at, subject=f"person:{person.id}")
