"""Finding a letter: for whoever may read it, or locked for an act that moves it on."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from membership.application import access
from membership.application.access import OnCase
from membership.application.steps import AUTOMATIC
from membership.database import Session, for_update
from membership.models import AgendaItem, Application, Letter, Person
from workflows.letter import INSIDE, Kind
from workflows.permission import Act, may, require
from workflows.refusal import NotFound, NotNow


def find(
    session: Session, actor: Person, public_id: str, *, at: datetime
) -> tuple[Letter, OnCase | None]:
    """The letter and how its case stands, for whoever may read this letter; None for a paper
    of a sitting, which has no case.

    Refuses as not found what does not exist, what is not this person's, and a letter
    that has not left the house yet to everybody but the secretariat.
    """
    letter = session.scalar(select(Letter).where(Letter.public_id == public_id))
    if letter is None:
        raise NotFound("permission.not_found")
    if letter.application is None:
        return _of_sitting(session, actor, letter), None
    _, on = access.find(session, actor, letter.application.public_id, at=at)
    if letter.kind is Kind.REPORT:
        # The Board's own paper: for whoever of the house reads the case.
        access.of_the_house(actor, on)
        require(actor, Act.READ_CASE, on)
        return letter, on
    left = letter.dispatched_at is not None and letter.kind not in INSIDE
    on = replace(on, disclosed=left)
    if not may(actor, Act.READ_LETTER, on):
        raise NotFound("permission.not_found")
    return letter, on


def _of_sitting(session: Session, actor: Person, letter: Letter) -> Letter:
    """A paper of a sitting: the secretariat's, and once it has left the Board's and auditor's.

    The printed minutes tell every point, so whoever an interest keeps out of one reads the
    minutes on their page, which leaves it out.
    """
    left = letter.dispatched_at is not None and may(actor, Act.READ_SITTINGS)
    if not left and not may(actor, Act.ISSUE_LETTER):
        raise NotFound("permission.not_found")
    if letter.kind is Kind.MINUTES and _keeps_out(session, actor, letter):
        raise NotFound("permission.not_found")
    return letter


def _keeps_out(session: Session, actor: Person, letter: Letter) -> bool:
    """Whether an interest closes a point of the letter's sitting to this person."""
    closed = (
        select(AgendaItem.id)
        .join(Application, Application.id == AgendaItem.application_id)
        .where(AgendaItem.sitting_id == letter.sitting_id, access.closed_to(actor))
    )
    return session.scalar(closed.limit(1)) is not None


def locked(session: Session, actor: Person | None, public_id: str, *, at: datetime) -> Letter:
    """The letter, its case locked first, for an act of the secretariat.

    Without an ``actor`` the house itself acts, on automatic letters alone.
    """
    found = session.execute(
        select(Letter.id, Letter.kind, Application.public_id)
        .outerjoin(Application, Application.id == Letter.application_id)
        .where(Letter.public_id == public_id)
    ).one_or_none()
    if found is None:
        raise NotFound("permission.not_found")
    if actor is not None and found.public_id is None:
        require(actor, Act.ISSUE_LETTER)
    elif actor is not None:
        access.find_to(session, actor, Act.ISSUE_LETTER, found.public_id, at=at)
    elif found.kind not in AUTOMATIC:
        raise NotNow("letter.not_automatic")
    return locked_by_id(session, found.id)


def locked_by_id(session: Session, letter_id: int) -> Letter:
    """The letter as it stands now, locked."""
    return session.scalars(for_update(select(Letter).where(Letter.id == letter_id), Letter)).one()


def by_words(actor: Person | None) -> str:
    """Who acts, as a letter's history keeps it."""
    return f"person:{actor.id}" if actor is not None else "house"
