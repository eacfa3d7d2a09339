"""Whose mandate on the Board holds on a day: its seats, the chair first, and their deputies."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from membership.database import Session
from membership.models import Deputy, Office, Seat


def seats_on_day(session: Session, day: date) -> list[Seat]:
    """The seats whose mandate holds on this day, the chair first."""
    rank = list(Office).index
    held = session.scalars(
        select(Seat)
        .where(Seat.since <= day, or_(Seat.until.is_(None), Seat.until >= day))
        .options(selectinload(Seat.deputies).joinedload(Deputy.person))
    )
    return sorted(held, key=lambda seat: (rank(seat.office), seat.id))


def deputies_on(seats: Sequence[Seat], day: date) -> Mapping[int, Deputy]:
    """Who may sit on this day for which seat when its holder does not, by the seat's id."""
    return {
        seat.id: deputy
        for seat in seats
        for deputy in seat.deputies
        if deputy.since <= day and (deputy.until is None or deputy.until >= day)
    }
