"""Counting tries in the database, where every process of the house sees the same number.

Each kind of try has an allowance that fills again by one every so often, and never fills
beyond its measure (the generic cell rate algorithm, ITU-T I.371): nothing is ever locked,
and one row with one moment in it is the whole memory.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Insert, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from membership.database import Session
from membership.models.tries import Tries

SWEPT = 100
"""How many forgotten rows are removed at most when a new one is written."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """``most`` tries at once under ``key``, and another one after each ``every``."""

    key: str
    most: int
    every: timedelta


def take(session: Session, allowances: Sequence[Allowance], at: datetime) -> timedelta | None:
    """Takes one try from each allowance; or none from any, and answers how long to wait.

    What is refused costs nothing: whoever goes on trying does not push the moment away.
    """
    rows = _rows(session, sorted({allowance.key for allowance in allowances}), at)
    filled = {a.key: max(rows[a.key].until, at) + a.every for a in allowances}
    over = [filled[a.key] - (at + a.most * a.every) for a in allowances]
    if (wait := max(over)) > timedelta(0):
        return wait
    for key, until in filled.items():
        rows[key].until = until
    session.flush()
    return None


def _rows(session: Session, keys: list[str], at: datetime) -> dict[str, Tries]:
    # In the order of the keys, so that two at once wait for each other and not both for ever.
    wanted = select(Tries).where(Tries.key.in_(keys)).order_by(Tries.key).with_for_update()
    found = {row.key: row for row in session.scalars(wanted)}
    if missing := [key for key in keys if key not in found]:
        _sweep(session, at, keys)
        session.execute(_insert(session, missing, at))
        found = {row.key: row for row in session.scalars(wanted)}
    return found


def _insert(session: Session, keys: list[str], at: datetime) -> Insert:
    values = [{"key": key, "until": at} for key in keys]
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(Tries).values(values).on_conflict_do_nothing()
    return sqlite.insert(Tries).values(values).on_conflict_do_nothing()


def _sweep(session: Session, at: datetime, wanted: list[str]) -> None:
    # What somebody else holds at this moment is left to the next sweep.
    past = select(Tries.key).where(Tries.until < at, Tries.key.not_in(wanted)).limit(SWEPT)
    keys = list(session.scalars(past.with_for_update(skip_locked=True)))
    if keys:
        session.execute(delete(Tries).where(Tries.key.in_(keys)))
