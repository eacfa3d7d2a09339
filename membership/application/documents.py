"""Who may open a stored file: whoever may read the evidence of the case that it belongs to."""

from datetime import datetime

from sqlalchemy import select

from membership.application.access import standing_of
from membership.database import Session
from membership.models import Application, Clarification, Document, Evidence, Person, Point
from workflows.permission import Act, may
from workflows.refusal import NotFound


def readable(session: Session, actor: Person, public_id: str, *, at: datetime) -> Document:
    """The document, for somebody who may read it; as not found to everybody else.

    A file that is attached to nothing yet belongs to the organisation that sent it.
    """
    document = session.scalar(select(Document).where(Document.public_id == public_id))
    if document is not None:
        if _own(document, actor):
            return document
        for application in _cases(session, document):
            if may(actor, Act.READ_EVIDENCE, standing_of(session, application, at)):
                return document
    raise NotFound("permission.not_found")


def _own(document: Document, actor: Person) -> bool:
    # What the house wrote has no organisation, and goes out by its own page.
    return document.organisation_id in actor.organisation_ids


def _cases(session: Session, document: Document) -> list[Application]:
    proves = select(Evidence.application_id).where(Evidence.document_id == document.id)
    answers = (
        select(Clarification.application_id)
        .join(Point, Point.clarification_id == Clarification.id)
        .where(Point.document_id == document.id)
    )
    wanted = Application.id.in_(proves.union(answers))
    return list(session.scalars(select(Application).where(wanted)))
