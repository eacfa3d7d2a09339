"""Numbers without gaps: each is taken in the transaction that uses it, under its series' lock."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from membership.database import Session
from membership.models import Application, Direction, RegistryEntry, Series
from workflows.term import day_of

REGISTRY = "registry"
RESOLUTIONS = "resolutions"
CASES = "cases"
SITTINGS = "sittings"
MEMBERS = "members"
CERTIFICATES = "certificates"
PERMANENT = 0
"""The year of a series that never starts anew."""


def take(session: Session, series: str, year: int = PERMANENT) -> int:
    """The next number of a series. If the transaction is undone, so is the number."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    first = insert(Series).values(name=series, year=year, last=0)
    session.execute(first.on_conflict_do_nothing())
    row = session.scalars(
        select(Series)
        .where(Series.name == series, Series.year == year)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    row.last += 1
    session.flush()
    return row.last


def enter(
    session: Session,
    direction: Direction,
    *,
    party: str,
    subject: str,
    application: Application | None,
    at: datetime,
    zone: str,
    annexes: int = 0,
) -> RegistryEntry:
    """Enters a paper in the single registry of the year, under its next number."""
    on = day_of(at, zone)
    entry = RegistryEntry(
        year=on.year,
        number=take(session, REGISTRY, on.year),
        on=on,
        at=at,
        direction=direction,
        party=party[:200],
        subject=subject[:200],
        application_id=application.id if application else None,
        annex_count=annexes,
    )
    session.add(entry)
    session.flush()
    return entry
