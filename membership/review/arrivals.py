"""Evidence that was announced by post: it counts once the secretariat registers its arrival."""

from datetime import datetime

from membership import statutes
from membership.application.access import find_to
from membership.application.evidence import evidence_of
from membership.application.registration import enter
from membership.database import Session
from membership.journal.services import record
from membership.models import Brought, Evidence, Person
from workflows.application import Stage
from workflows.permission import Act
from workflows.refusal import NotNow


def register_arrival(
    session: Session, actor: Person, public_id: str, evidence_public_id: str, *, at: datetime
) -> Evidence:
    """Enters in the registry, on the day it came, what the applicant announced by post.

    Refuses what is here already, and a proof of a draft, which nobody has sent yet.
    """
    application, _ = find_to(session, actor, Act.REGISTER_ARRIVAL, public_id, at=at)
    evidence = evidence_of(application, evidence_public_id)
    awaited = evidence.brought is Brought.POST and evidence.arrived_at is None
    if not awaited or application.stage is Stage.DRAFT:
        raise NotNow("evidence.arrived")
    evidence.arrived_at = at
    enter(session, application, "application.entry.evidence", statutes.of(application), at)
    record(session, "evidence.arrived", by=actor, at=at, subject=public_id,
           evidence=evidence.public_id)  # fmt: skip
    session.flush()
    return evidence
