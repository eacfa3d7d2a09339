"""Mails about a motion, owed in the transaction that gives cause for them."""

from datetime import datetime

from membership.database import Session
from membership.models import Motion, Work
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
