"""The roles that a mandate on the Board carries: given with it, and taken back when it is over."""

from datetime import date, datetime

from sqlalchemy import select

from membership import sessions
from membership.database import Session
from membership.journal.services import record
from membership.models import Deputy, Office, Person, RoleHeld, Seat
from workflows.permission import Role

ROLES = {
    Office.CHAIR: Role.CHAIR,
    Office.VICE_CHAIR: Role.VICE_CHAIR,
    Office.SECRETARY: Role.BOARD_SECRETARY,
}
"""The role that comes with an office of the Board."""


def _carried(office: Office) -> set[Role]:
    return {Role.BOARD, ROLES.get(office, Role.BOARD)}


def give(session: Session, person: Person, office: Office, *, at: datetime) -> None:
    """Gives the roles that an office of the Board carries; a deputy's are a member's."""
    roles = _carried(office)
    if roles <= person.roles:
        return
    for role in roles:
        person.give(role)
    # Whoever is given a role signs in again to have it, as with every change of roles.
    sessions.end_all(session, person, at=at)


def retire(session: Session, today: date, *, at: datetime) -> int:
    """Takes the Board's roles from whoever has no mandate any more; says from how many."""
    board_roles = {Role.BOARD, *ROLES.values()}
    retired = 0
    holders = select(Person).join(RoleHeld).where(RoleHeld.role.in_(board_roles)).distinct()
    for person in session.scalars(holders).unique():
        kept = _roles_of(session, person, today)
        if kept is None or not (person.roles & board_roles) - kept:
            continue
        person.held = [row for row in person.held if row.role not in board_roles - kept]
        sessions.end_all(session, person, at=at)
        record(session, "seat.retired", by=None, at=at, subject=f"person:{person.id}")
        retired += 1
    session.flush()
    return retired


def _roles_of(session: Session, person: Person, today: date) -> set[Role] | None:
    """The roles that a person's mandates carry, today or later; None for who never had one."""
    seats = session.scalars(select(Seat).where(Seat.person_id == person.id)).all()
    deputies = session.scalars(select(Deputy).where(Deputy.person_id == person.id)).all()
    if not seats and not deputies:
        return None
    roles: set[Role] = set()
    for seat in seats:
        if seat.until is None or seat.until >= today:
            roles |= _carried(seat.office)
    if any(deputy.until is None or deputy.until >= today for deputy in deputies):
        roles.add(Role.BOARD)
    return roles
