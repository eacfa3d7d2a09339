"""Mail about accounts: each in the person's language, none with what a stranger could use."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from membership.database import Session
from membership.models import Person, Work
from membership.owed.services import owe
from membership.vault import WAY, Vault


class Changed(StrEnum):
    """What of an account was changed; its owner is told each time (ASVS 5.0, 6.3.7)."""

    PASSWORD = "password"  # noqa: S105 - names a change, holds no password
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    CODES = "codes"
    FACTOR_RESET = "factor_reset"
    ROLES = "roles"


def entrance(vault: Vault, secret: str, at: datetime) -> str:
    """The one-time path of this secret as an owed mail carries it: sealed until it is sent."""
    return vault.seal(WAY, f"/enter/{secret}", at)


def mail(
    session: Session,
    person: Person,
    template: str,
    *,
    key: str,
    at: datetime,
    to: str | None = None,
    **facts: object,
) -> None:
    """Owes this person a mail in their language; ``to`` where it goes to another address."""
    other: dict[str, Any] = {"to": to} if to is not None else {}
    owe(session, Work.MAIL, f"mail:{key}", at=at, template=template, person_id=person.id,
        facts=facts, **other)  # fmt: skip


def notice(session: Session, person: Person, what: Changed, *, at: datetime) -> None:
    """Tells somebody that their account was changed, so that they can say it was not them."""
    key = f"changed:{person.id}:{what.value}:{at:%Y%m%d%H%M%S%f}"
    mail(session, person, "account_changed", key=key, at=at, what=what.value)
