"""A case as its page shows it, read at a fixed number of statements."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from membership import statutes
from membership.application.access import OnCase, find
from membership.database import Session
from membership.models import (
    Application,
    Claim,
    Clarification,
    Finding,
    Motion,
    Organisation,
    Person,
)
from workflows.permission import Act, may
from workflows.statute import Statute


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The case, how it stands, and the statute it is handled under.

    ``closed`` says that the reader has to declare first whether they have an interest.
    """

    application: Application
    on: OnCase
    statute: Statute
    closed: bool


def read(session: Session, actor: Person, public_id: str, *, at: datetime) -> CaseFile:
    """The case file, or the refusal of ``find``.

    What the page needs is fetched beforehand, each collection once: the number of
    statements does not grow with claims, evidence, questions or motions.
    """
    # Held here, so that ``find`` meets the case with its collections already there.
    fetched = session.scalars(_whole(public_id)).unique().all()
    application, on = find(session, actor, public_id, at=at)
    del fetched
    closed = not may(actor, Act.READ_CASE, on)
    return CaseFile(application=application, on=on, statute=statutes.of(application), closed=closed)


def _whole(public_id: str) -> Select[Application]:
    return (
        select(Application)
        .where(Application.public_id == public_id)
        .options(
            # On its own: joined, the whole statute would be read again with every row.
            selectinload(Application.statute_text),
            joinedload(Application.organisation).selectinload(Organisation.affiliations),
            selectinload(Application.interests),
            selectinload(Application.assembly_resolutions),
            selectinload(Application.assignments),
            selectinload(Application.history),
            selectinload(Application.checklist),
            selectinload(Application.claims).options(
                joinedload(Claim.finding).joinedload(Finding.by),
                selectinload(Claim.evidence),
                selectinload(Claim.opinions),
                selectinload(Claim.questions),
            ),
            selectinload(Application.clarifications).selectinload(Clarification.points),
            selectinload(Application.contestations),
            selectinload(Application.motions).options(
                joinedload(Motion.decision),
                joinedload(Motion.proposed_by),
                selectinload(Motion.conditions),
            ),
        )
    )
