"""Mails about a case or its motion, owed in the transaction that gives cause for them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from membership.database import Session
from membership.models import Affiliation, Application, Motion, Work
from membership.owed.services import owe


def tell(
    session: Session,
    motion: Motion,
    person_id: int,
    template: str,
    *,
    at: datetime,
    key: str = "",
    due_at: datetime | None = None,
    **facts: object,
) -> None:
    """Owes a mail about a motion. A link in it shows a page and never votes."""
    effect = f"mail:{template}:{motion.public_id}:{person_id}:{key}"
    owe(session, Work.MAIL, effect, at=at, due_at=due_at,
        template=template, person_id=person_id, application_id=motion.application_id,
        facts={"motion": motion.public_id, **facts})  # fmt: skip


def hearers(session: Session, application: Application) -> Sequence[int]:
    """Who hears of the applicant's case and letters: everybody of the organisation, by their
    ids."""
    own = Affiliation.organisation_id == application.organisation_id
    return session.scalars(select(Affiliation.person_id).where(own)).all()


def keys_of(session: Session, application: Application, effect: str) -> dict[int, str]:
    """Under which key each of them is told of the effect."""
    return {one: f"{effect}:{one}" for one in hearers(session, application)}


def tell_applicant(
    session: Session,
    application: Application,
    effect: str,
    template: str,
    *,
    at: datetime,
    proves: bool = False,
    **more: Any,
) -> int:
    """Owes a mail to each of the applicant's people, once for the effect; says to how many."""
    keys = keys_of(session, application, effect)
    for person_id, key in keys.items():
        owe(session, Work.MAIL, key, at=at, proves=proves, template=template, person_id=person_id,
            application_id=application.id, **more)  # fmt: skip
    return len(keys)
