"""Notes on a case: each says before it is written who will read it, and nobody else ever does."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from membership.application.access import OnCase, find, of_the_house
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, CaseNote, Person, Readers
from workflows.permission import Act, may, require
from workflows.refusal import Incomplete

LONGEST = 3000


def readable(actor: Person, on: OnCase) -> frozenset[Readers]:
    """Which notes of the case this person reads, and may therefore write."""
    if on.organisation_id in actor.organisation_ids or not may(actor, Act.READ_CASE, on):
        return frozenset()
    found = {Readers.HOUSE}
    if may(actor, Act.CHECK_PROCEDURE, on):
        found |= {Readers.SECRETARIAT, Readers.REVIEW}
    if may(actor, Act.FIND_CLAIM, on):
        found |= {Readers.REVIEW}
    return frozenset(found)


def notes_of(
    session: Session, actor: Person, application: Application, on: OnCase
) -> Sequence[CaseNote]:
    """The notes that this person reads, the newest first."""
    wanted = select(CaseNote).where(
        CaseNote.application_id == application.id, CaseNote.readers.in_(readable(actor, on))
    )
    return session.scalars(wanted.order_by(CaseNote.id.desc()).limit(200)).all()


def write(
    session: Session, actor: Person, public_id: str, *, readers: Readers, text: str, at: datetime
) -> CaseNote:
    """Writes a note for these readers; refuses an empty one, and readers that the writer is not
    among."""
    application, on = find(session, actor, public_id, at=at)
    of_the_house(actor, on)
    require(actor, Act.READ_CASE, on)
    if readers not in readable(actor, on):
        raise Incomplete("review.note_readers", field="readers")
    if not text.strip():
        raise Incomplete("review.note_empty", field="text")
    note = CaseNote(application_id=application.id, by=actor, readers=readers,
                    text=text.strip()[:LONGEST], at=at)  # fmt: skip
    session.add(note)
    record(session, "note.written", by=actor, at=at, subject=public_id, readers=readers.value)
    session.flush()
    return note
