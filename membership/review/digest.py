"""One mail a day for whoever works here: what waits for them, and nothing when nothing does."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from sqlalchemy import select

from membership.application.steps import NEVER
from membership.database import Session
from membership.models import Owed, Person, RoleHeld, Work
from membership.owed.services import owe
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
STAFF = (Role.SECRETARIAT, Role.RAPPORTEUR, Role.CHAIR)


def is_awake(statute: Statute, at: datetime) -> bool:
    """Whether people are written to at this hour."""
    return at.astimezone(ZoneInfo(statute.zone)).hour >= FROM_HOUR


def owe_digests(session: Session, statute: Statute, *, at: datetime) -> int:
    """Owes today's mail to everybody for whom something waits; once a day, however often asked."""
    if not is_awake(statute, at):
        return 0
    today, owed = day_of(at, statute.zone), 0
    written = set(session.scalars(select(Owed.key).where(Owed.key.startswith(f"digest:{today}:"))))
    wanted = select(Person).where(Person.active, Person.held.any(RoleHeld.role.in_(STAFF)))
    for person in session.scalars(wanted.order_by(Person.id)):
        key = f"digest:{today}:{person.id}"
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
    chairs = Role.CHAIR in person.roles
    late = [
        _line(one, today, person.language)
        for one in (pressing(session, person, statute, at=at, most=MOST) if chairs else ())
    ]
    found = {"needs": needs, "files": files, "pressing": late}
    return found if any(found.values()) else {}  # fmt: skip


def _needs(session: Session, person: Person, today: date) -> Iterator[dict[str, Any]]:
    lines = queue(session, person, filter=Desk.NEEDS, today=today).lines
    for one in [line for line in lines if line.due_on <= today + AHEAD][:MOST]:
        yield _line(one, today, person.language)


def _files(session: Session, person: Person, today: date) -> Iterator[dict[str, Any]]:
    given = [
        one
        for one in files_of(session, person)
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
