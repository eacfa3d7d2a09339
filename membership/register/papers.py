"""Papers that the secretariat enters by hand: what came by post, went out, or stays inside.

A paper takes the next number of the day on which it is entered, never one in between. One
that came earlier is entered late, says so and says why ("înregistrare ulterioară").
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from membership import numbers
from membership.application.access import closed_to
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Direction, Letter, Person, RegistryEntry
from workflows.letter import Channel
from workflows.permission import Act, require
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.term import day_of

BY_HAND = "registry.entry.by_hand"
"""The subject's key of a paper that is described in words of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What is written of a paper. ``dated_on`` is the day on which it came or left, if that
    was before today; ``case`` is the reference of the case that it belongs to, if any."""

    direction: Direction
    party: str
    about: str
    dated_on: date | None = None
    note: str = ""
    annexes: str = ""
    case: str = ""
    channel: Channel | None = None


def enter_paper(
    session: Session, actor: Person, paper: Paper, *, at: datetime, zone: str
) -> RegistryEntry:
    """Enters a paper under the next number.

    Refuses one from the future ("registry.from_the_future"), a late one without a note
    ("registry.late_why"), and a case that is not there ("registry.no_such_case").
    """
    require(actor, Act.KEEP_REGISTRY)
    today = day_of(at, zone)
    if paper.dated_on is not None and paper.dated_on > today:
        raise Incomplete("registry.from_the_future", field="dated_on")
    late = paper.dated_on is not None and paper.dated_on < today
    if late and not paper.note.strip():
        raise Incomplete("registry.late_why", field="note")
    case = _case(session, actor, paper.case)
    entry = numbers.enter(session, paper.direction, party=paper.party.strip(), subject=BY_HAND,
                          application=case, at=at, zone=zone)  # fmt: skip
    entry.about, entry.note = paper.about.strip(), paper.note.strip()
    entry.annexes, entry.channel = paper.annexes.strip(), paper.channel
    entry.dated_on = paper.dated_on if late else None
    entry.entered_by_id = actor.id
    record(session, "registry.entered", by=actor, at=at, subject=f"{entry.number}/{entry.year}",
           direction=entry.direction.value, late=late)  # fmt: skip
    return entry


def _case(session: Session, actor: Person, reference: str) -> Application | None:
    if not reference.strip():
        return None
    named = Application.reference == reference.strip().upper()
    case = session.scalar(select(Application).where(named, ~closed_to(actor)))
    if case is None:
        raise Incomplete("registry.no_such_case", field="case")
    return case


def find_entry(session: Session, actor: Person, year: int, number: int) -> RegistryEntry:
    """The line with this number; as not found where it belongs to a case closed to the reader."""
    require(actor, Act.READ_REGISTERS)
    wanted = select(RegistryEntry).where(RegistryEntry.year == year, RegistryEntry.number == number)
    entry = session.scalar(wanted)
    if entry is None or _is_closed(session, actor, entry):
        raise NotFound("permission.not_found")
    return entry


def _is_closed(session: Session, actor: Person, entry: RegistryEntry) -> bool:
    if entry.application_id is None:
        return False
    closed = select(Application.id).where(Application.id == entry.application_id, closed_to(actor))
    return session.scalar(closed) is not None


def solve(
    session: Session,
    actor: Person,
    year: int,
    number: int,
    *,
    by_whom: str,
    how: str,
    at: datetime,
    zone: str,
) -> RegistryEntry:
    """Writes down who dealt with a paper, and how; once more replaces what stood there."""
    entry = _kept(session, actor, year, number)
    if not by_whom.strip():
        raise Incomplete("registry.solved_by_missing", field="by_whom")
    entry.solved_by, entry.solved_how = by_whom.strip(), how.strip()
    entry.solved_on = day_of(at, zone)
    record(session, "registry.solved", by=actor, at=at, subject=f"{number}/{year}")
    return entry


def annul_entry(
    session: Session, actor: Person, year: int, number: int, *, why: str, at: datetime
) -> RegistryEntry:
    """Annuls a line that was entered by hand; it keeps its number.

    A letter's line is annulled with its letter, and a case's papers by the procedure alone.
    """
    entry = _kept(session, actor, year, number)
    if entry.annulled_at is not None:
        raise NotNow("registry.annulled_already")
    if entry.subject != BY_HAND or letter_of(session, entry) is not None:
        raise NotNow("registry.not_by_hand")
    if not why.strip():
        raise Incomplete("registry.annulled_why", field="why")
    entry.annulled_at, entry.annulled_why = at, why.strip()
    record(session, "registry.annulled", by=actor, at=at, subject=f"{number}/{year}")
    return entry


def _kept(session: Session, actor: Person, year: int, number: int) -> RegistryEntry:
    require(actor, Act.KEEP_REGISTRY)
    return find_entry(session, actor, year, number)


def letter_of(session: Session, entry: RegistryEntry) -> Letter | None:
    """The letter that has this line, if it is one's."""
    return session.scalar(select(Letter).where(Letter.entry_id == entry.id))
