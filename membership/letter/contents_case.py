"""What letters say that follow an applicant's own act: a contestation, a withdrawal."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from membership.database import Session
from membership.letter.contents import contact
from membership.models import Application, Direction, Letter, RegistryEntry
from workflows.letter_case import ApplicationWithdrawn, ContestationReceived
from workflows.letter_parts import Entry
from workflows.refusal import Incomplete
from workflows.statute import Statute
from workflows.term import day_of

CONTESTED = "application.entry.contestation"
"""The subject under which a contestation stands in the registry."""


def contestation_received(
    session: Session, letter: Letter, statute: Statute, language: str
) -> ContestationReceived:
    """L6b: under which number the contestation came in, and before which body it goes.

    Refuses while no contestation is on record ("letter.no_contestation").
    """
    line = _line(session, letter.case, CONTESTED)
    if line is None:
        raise Incomplete("letter.no_contestation")
    return ContestationReceived(
        contestation=_entry(line, statute),
        received_at=line.at.astimezone(ZoneInfo(statute.zone)),
        body=statute.bodies.appeal.name.in_(language),
        contested=_contested(letter.case, line.at),
        contact=contact(statute, language),
    )


def _line(session: Session, application: Application, subject: str) -> RegistryEntry | None:
    """The newest line of the registry by which a paper of this kind came in."""
    return session.scalar(
        select(RegistryEntry)
        .where(
            RegistryEntry.application_id == application.id,
            RegistryEntry.direction == Direction.IN,
            RegistryEntry.subject == subject,
        )
        .order_by(RegistryEntry.id.desc())
        .limit(1)
    )


def _entry(line: RegistryEntry, statute: Statute) -> Entry:
    title = statute.registry.letter.number(line.number, line.on)
    return Entry(number=title.removesuffix(f"/{line.on:%d.%m.%Y}"), on=line.on)


def _contested(application: Application, at: datetime) -> Entry | None:
    """The resolution in force when the contestation came; its number without the date."""
    taken = [one for one in application.decisions if one.at <= at]
    if not taken:
        return None
    last = max(taken, key=lambda one: one.at)
    number = last.title.removesuffix(f"/{last.on:%d.%m.%Y}").rpartition(" ")[2]
    return Entry(number=number, on=last.on)


def application_withdrawn(
    _session: Session, letter: Letter, statute: Statute, language: str
) -> ApplicationWithdrawn:
    """L8b: when the file was closed, and until when it is kept, where the cluster says so."""
    on = day_of(letter.owed_at, statute.zone)
    kept = statute.retention.get("closed_application")
    days = kept.days if kept else None
    return ApplicationWithdrawn(
        withdrawn_on=on,
        kept_until=on + timedelta(days=days) if days is not None else None,
        contact=contact(statute, language),
    )
