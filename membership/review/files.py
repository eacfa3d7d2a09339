"""The rapporteur's files: what they were given to assess, the most urgent first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ScalarSelect, func, select

from membership.application.access import closed_to
from membership.database import Session
from membership.models import (
    Application,
    Assignment,
    Claim,
    Finding,
    Interest,
    Opinion,
    Organisation,
    Person,
)
from workflows.application import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A case given to a rapporteur; ``declared`` says whether they told of an interest."""

    public_id: str
    reference: str
    name: str
    legal_form: str
    stage: Stage
    due_on: date
    unfound: int
    declared: bool


def files_of(session: Session, actor: Person) -> list[File]:
    """The actor's own files: those to assess by deadline, then those reported.

    A file in which the actor has an interest is closed to them and left out.
    """
    own = Interest.person_id == actor.id
    unfound = _unfound(actor)
    rows = session.execute(
        select(
            Application.public_id,
            Application.reference,
            Organisation.legal_name,
            Organisation.legal_form,
            Application.stage,
            Application.due_on,
            unfound,
            Interest.id,
        )
        .join(Assignment, Assignment.application_id == Application.id)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .outerjoin(Interest, (Interest.application_id == Application.id) & own)
        .where(Assignment.person_id == actor.id, ~closed_to(actor))
        .order_by(Application.stage != Stage.EVIDENCE_REVIEW, Application.due_on, Application.id)
        .limit(200)
    )
    return [
        File(
            public_id=row[0], reference=row[1] or "", name=row[2], legal_form=row[3],
            stage=row[4], due_on=row[5], unfound=row[6], declared=row[7] is not None,
        )
        for row in rows
    ]  # fmt: skip


def _unfound(actor: Person) -> ScalarSelect[int]:
    """How many claims of a case wait for this person's finding."""
    given = (
        select(Opinion.id)
        .where(Opinion.claim_id == Claim.id, Opinion.person_id == actor.id)
        .where(Opinion.given_at.is_not(None))
        .exists()
    )
    return (
        select(func.count(Claim.id))
        .outerjoin(Finding)
        .where(Claim.application_id == Application.id, Finding.id.is_(None), ~given)
        .correlate(Application)
        .scalar_subquery()
    )
