"""Searches that somebody keeps, to make them again."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from membership.database import Session
from membership.models import Person, SavedSearch
from membership.models.search import folded
from workflows.refusal import Incomplete, NotFound, NotNow

MOST = 20
LONGEST_NAME = 80
LONGEST_QUERY = 200


def saved(session: Session, actor: Person) -> Sequence[SavedSearch]:
    """The searches that this person keeps, by name."""
    own = select(SavedSearch).where(SavedSearch.person_id == actor.id)
    return session.scalars(own.order_by(SavedSearch.name)).all()


def save(
    session: Session, actor: Person, name: str, q: str, *, kind: str, stage: str, at: datetime
) -> SavedSearch:
    """Keeps a search under a name; the same name keeps the newer one.

    Refuses a name that is empty or too long, a search without words, and more than
    twenty of one person.
    """
    if not name or len(name) > LONGEST_NAME:
        raise Incomplete("search.name", field="name", longest=LONGEST_NAME)
    if not folded(q) or len(q) > LONGEST_QUERY:
        raise Incomplete("search.no_words", field="name")
    known = {one.name: one for one in saved(session, actor)}
    if name not in known and len(known) >= MOST:
        raise NotNow("search.too_many", field="name", most=MOST)
    kept = known.get(name) or SavedSearch(person_id=actor.id, name=name)
    kept.q, kept.kind, kept.stage, kept.at = q, kind, stage, at
    session.add(kept)
    session.flush()
    return kept


def forget(session: Session, actor: Person, number: int) -> None:
    """Forgets a search of this person's own; another's is not found."""
    kept = session.get(SavedSearch, number)
    if kept is None or kept.person_id != actor.id:
        raise NotFound("permission.not_found")
    session.delete(kept)
