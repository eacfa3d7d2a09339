"""Private notes on the points of a sitting: kept, changed and deleted by their author alone.

They stand in no journal, no minutes and no pack; an empty note is a deleted one.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from membership.database import Session
from membership.models import AgendaItem, Note, Person, Sitting
from membership.sitting.finding import closed_points, find, item_of
from workflows.permission import Act
from workflows.refusal import NotFound


def mine(session: Session, reader: Person, sitting: Sitting) -> Mapping[int, str]:
    """The reader's own notes on this sitting, by the point's id."""
    wanted = (
        select(Note.item_id, Note.text)
        .join(AgendaItem, AgendaItem.id == Note.item_id)
        .where(AgendaItem.sitting_id == sitting.id, Note.person_id == reader.id)
    )
    return dict(session.execute(wanted).all())


def keep(
    session: Session, author: Person, public_id: str, item_id: int, text: str, *, at: datetime
) -> None:
    """Keeps the author's note on a point; an empty text deletes it. A point that an interest
    closes to them is not found."""
    sitting = find(session, author, public_id, Act.ATTEND)
    item = item_of(sitting, item_id)
    if item.id in closed_points(session, author, sitting):
        raise NotFound("permission.not_found")
    wanted = select(Note).where(Note.item_id == item.id, Note.person_id == author.id)
    note = session.scalar(wanted)
    if note is not None and not text.strip():
        session.delete(note)
    elif note is not None:
        note.text, note.at = text.strip(), at
    elif text.strip():
        session.add(Note(item_id=item.id, person_id=author.id, text=text.strip(), at=at))
    session.flush()
