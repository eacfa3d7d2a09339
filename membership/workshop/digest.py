"""One mail a day for whoever works here: what waits for them, and nothing when nothing does."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from sqlalchemy import func, select

from membership.application.steps import NEVER
from membership.ballot.table import board_page
from membership.database import Session
from membership.models import Life, Motion, Owed, Person, RoleHeld, Work
from membership.owed.services import owe, owed_already
from membership.review.clocks import Pressing, pressing
from membership.review.desk import Desk
from membership.review.files import File, files_of
from membership.review.queue import Line, queue
from workflows.application import Stage
from workflows.permission import Act, Role, may
from workflows.statute import Statute
from workflows.term import day_of

FROM_HOUR = 7
"""The hour, where the cluster has its seat, before which nobody is written to."""
AHEAD = timedelta(days=2)
"""How near a deadline is before the day's mail names it."""
MOST = 10
WRITTEN_TO = (Role.SECRETARIAT, Role.RAPPORTEUR, Role.BOARD, Role.CHAIR, Role.VICE_CHAIR,
              Role.ADMINISTRATOR)  # fmt: skip


def is_awake(statute: Statute, at: datetime) -> bool:
    """Whether people are written to at this hour."""
    return at.astimezone(ZoneInfo(statute.zone)).hour >= FROM_HOUR


def owe_digests(session: Session, statute: Statute, *, at: datetime) -> int:
    """Owes today's mail to everybody for whom something waits; once a day, however often asked."""
    if not is_awake(statute, at):
        return 0
    today, owed = day_of(at, statute.zone), 0
    wanted = select(Person).where(Person.active, Person.held.any(RoleHeld.role.in_(WRITTEN_TO)))
    people = session.scalars(wanted.order_by(Person.id)).all()
    keys = {person: f"digest:{today}:{person.id}" for person in people}
    written = owed_already(session, keys.values())
    for person, key in keys.items():
        if key in written:
            continue
        facts = _facts(session, person, statute, today, at)
        if facts:
            owe(session, Work.MAIL, key, at=at, template="digest", person_id=person.id,
                facts=facts)  # fmt: skip
            owed += 1
    return owed


def _facts(
    session: Session, person: Person, statute: Statute, today: date, at: datetime
) -> dict[str, Any]:
    needs = list(_needs(session, person, today)) if may(person, Act.READ_QUEUE) else []
    files = list(_files(session, person, today)) if Role.RAPPORTEUR in person.roles else []
    presides = may(person, Act.PRESIDE)
    late = [
        _line(one, today, person.language)
        for one in (pressing(session, person, statute, at=at, most=MOST) if presides else ())
    ]
    calls = list(_calls(session, person, at)) if Role.BOARD in person.roles else []
    found = {"needs": needs, "files": files, "pressing": late, "calls": calls,
             "given_up": _given_up(session) if may(person, Act.MEND_OWED) else 0}  # fmt: skip
    return found if any(found.values()) else {}


def _calls(session: Session, person: Person, at: datetime) -> Iterator[dict[str, Any]]:
    """What was put to the Board and waits for this member's word on interests: the file opens
    with it. That a vote is open, and about to close, is a mail of its own."""
    called = select(Motion.id).where(Motion.scheduled_at.is_not(None),
                                     Motion.life.in_((Life.PROPOSED, Life.OPEN)))  # fmt: skip
    if session.scalar(called.limit(1)) is None:
        return
    for item in [one for one in board_page(session, person, at).items if one.undeclared][:MOST]:
        case = item.motion.application
        yield {"name": case.organisation.legal_name, "reference": case.reference or "",
               "public_id": item.motion.public_id}  # fmt: skip


def _given_up(session: Session) -> int:
    """How many pieces of owed work were tried in vain and wait for somebody."""
    gone = select(func.count(Owed.id)).where(Owed.failed_at.is_not(None), Owed.done_at.is_(None))
    return session.scalar(gone) or 0


def _needs(session: Session, person: Person, today: date) -> Iterator[dict[str, Any]]:
    lines = queue(session, person, filter=Desk.NEEDS, today=today).lines
    for one in [line for line in lines if line.due_on <= today + AHEAD][:MOST]:
        yield _line(one, today, person.language)


def _files(session: Session, person: Person, today: date) -> Iterator[dict[str, Any]]:
    given = [
        one
        for one in files_of(session, person).files
        if one.stage is Stage.EVIDENCE_REVIEW and (one.unfound or not one.declared)
    ]
    near: Sequence[Any] = [one for one in given if one.due_on <= today + AHEAD or not one.declared][
        :MOST
    ]
    for one in near:
        yield _line(one, today, person.language)


def _line(one: Line | File | Pressing, today: date, language: str) -> dict[str, Any]:
    known = one.due_on != NEVER
    return {
        "name": one.name,
        "reference": one.reference,
        "public_id": one.public_id,
        "due": format_date(one.due_on, "d MMMM y", locale=language) if known else "",
        "late": max((today - one.due_on).days, 0),
    }
