"""Taking up again a case that the Board deferred."""

from datetime import datetime

from membership.application import steps
from membership.application.access import find_to
from membership.database import Session
from membership.models import Application, Person
from workflows.application import Step
from workflows.guard import Facts
from workflows.permission import Act
from workflows.refusal import Incomplete


def resume(
    session: Session, actor: Person, public_id: str, *, note: str, at: datetime
) -> Application:
    """Brings a deferred case before the Board again; the secretariat says what has come.

    A new round begins: its motions are lodged anew, and no vote is carried over.
    """
    application, _ = find_to(session, actor, Act.RESUME, public_id, at=at)
    if not note.strip():
        raise Incomplete("ballot.resume_note_missing", field="note")
    steps.take(session, application, Step.RESUME, Facts(), by=actor, at=at, note=len(note))
    application.resumed_with = note.strip()
    return application
