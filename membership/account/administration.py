"""What the administrator does to accounts: invites, gives roles, closes, opens, resets."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from membership import sessions
from membership.account import devices, factors
from membership.account.notices import Changed, entrance, mail, notice
from membership.account.services import CHOOSES_PASSWORD, add, by_email, ticket, void
from membership.database import Session
from membership.journal.services import record
from membership.models import Measure, MeasureKind, Person, Purpose, RoleHeld, Ticket
from membership.vault import Vault, digest
from workflows.permission import Act, Role, require
from workflows.refusal import Incomplete, NotFound, NotNow

INVITED = (
    Role.SECRETARIAT,
    Role.RAPPORTEUR,
    Role.BOARD,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
"""Roles that are given by invitation; applicants register themselves."""
MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody as the list of people shows them."""

    person: Person
    invited_until: datetime | None


def everybody(session: Session) -> Sequence[Known]:
    """Who may sign in, by name, with the day until which an unanswered invitation is good."""
    wanted = select(Person).options(selectinload(Person.held)).order_by(Person.name, Person.id)
    people = session.scalars(wanted.limit(MOST_SHOWN)).all()
    last = select(Ticket.person_id, func.max(Ticket.expires_at)).where(
        Ticket.purpose == Purpose.INVITATION, Ticket.used_at.is_(None)
    )
    until = dict(session.execute(last.group_by(Ticket.person_id)).all())
    return [Known(one, until.get(one.id) if one.password_hash is None else None) for one in people]


def find(session: Session, person_id: int) -> Person:
    """The person of this number."""
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound("permission.not_found")
    return person


def measures(session: Session, person: Person) -> Sequence[Measure]:
    """What was done to this account and why, the newest first."""
    wanted = select(Measure).where(Measure.person_id == person.id).order_by(Measure.id.desc())
    return session.scalars(wanted.options(selectinload(Measure.by))).all()


def invite(
    session: Session,
    actor: Person,
    *,
    email: str,
    name: str,
    roles: tuple[Role, ...],
    at: datetime,
    days: int,
    vault: Vault,
) -> Person:
    """Staff and Board members enter by invitation alone, with roles and an expiry.

    Whoever was invited and has not come yet gets these roles too, by a new invitation. Refuses
    who has an account: its roles are changed with a reason, and its owner is told.
    """
    require(actor, Act.INVITE)
    known = by_email(session, email)
    if known is not None and (known is actor or known.password_hash or not known.active):
        raise Incomplete("account.already_known", field="email")
    person = known or add(session, email=email, name=name, roles=(), at=at, by=actor)
    for role in roles:
        person.give(role)
    sessions.end_all(session, person, at=at)
    _send_invitation(session, person, at=at, days=days, vault=vault)
    record(session, "person.invited", by=actor, at=at, subject=f"person:{person.id}",
           roles=sorted(role.value for role in roles))  # fmt: skip
    return person


def _send_invitation(
    session: Session, person: Person, *, at: datetime, days: int, vault: Vault
) -> None:
    void(session, person, {Purpose.INVITATION}, at=at)
    valid = timedelta(days=days)
    secret = ticket(session, person, Purpose.INVITATION, at=at, valid=valid)
    mail(session, person, "account_invitation", key=f"invite:{digest(secret)[:16]}", at=at,
         way=entrance(vault, secret, at), until=f"{at + valid:%d.%m.%Y}")  # fmt: skip


def invite_again(
    session: Session, actor: Person, person: Person, *, at: datetime, days: int, vault: Vault
) -> None:
    """A new invitation in place of one that was lost or has expired."""
    require(actor, Act.INVITE)
    if person.password_hash is not None or not person.active:
        raise NotNow("account.not_invited")
    _send_invitation(session, person, at=at, days=days, vault=vault)
    record(session, "person.invited_again", by=actor, at=at, subject=f"person:{person.id}")


def appoint(session: Session, *, email: str, name: str, at: datetime, days: int) -> str:
    """Makes somebody administrator from the house's own machine; answers the secret of an
    invitation. So begins a new installation, and so comes back an only administrator who
    lost every second factor: the one there was is taken away, and every session ends."""
    person = by_email(session, email) or add(session, email=email, name=name, roles=(), at=at)
    person.give(Role.ADMINISTRATOR)
    person.active = True
    factors.forget(session, person, at=at)
    sessions.end_all(session, person, at=at)
    void(session, person, CHOOSES_PASSWORD, at=at)
    record(session, "person.appointed", by=None, at=at, subject=f"person:{person.id}")
    return ticket(session, person, Purpose.INVITATION, at=at, valid=timedelta(days=days))


def change_roles(
    session: Session,
    actor: Person,
    person: Person,
    roles: Collection[Role],
    *,
    reason: str,
    at: datetime,
) -> None:
    """Gives these of the invited roles and takes the others; every session ends, so that
    none outlives its privileges (ASVS 5.0, 7.2.4). Nobody changes their own roles."""
    _may(actor, person)
    wanted = {role for role in INVITED if role in roles}
    person.held = [row for row in person.held if _stays(row, wanted)]
    for role in sorted(wanted):
        person.give(role)
    sessions.end_all(session, person, at=at)
    _measured(session, actor, person, MeasureKind.ROLES_CHANGED, reason=reason, at=at)
    notice(session, person, Changed.ROLES, at=at)


def _stays(row: RoleHeld, wanted: Collection[Role]) -> bool:
    # The offices of the Board are bound to being on it.
    if row.role in (Role.CHAIR, Role.VICE_CHAIR, Role.BOARD_SECRETARY):
        return Role.BOARD in wanted
    return row.role not in INVITED or row.role in wanted


def deactivate(
    session: Session, actor: Person, person: Person, *, reason: str, at: datetime
) -> None:
    """Closes an account: its sessions are dead at once and its one-time paths open nothing."""
    _may(actor, person)
    if not person.active:
        raise NotNow("account.already_so")
    person.active = False
    void(session, person, CHOOSES_PASSWORD | {Purpose.ADDRESS, Purpose.SIGN_IN}, at=at)
    sessions.end_all(session, person, at=at)
    devices.forget_all(session, person, at=at)
    _measured(session, actor, person, MeasureKind.DEACTIVATED, reason=reason, at=at)


def reactivate(
    session: Session, actor: Person, person: Person, *, reason: str, at: datetime
) -> None:
    """Opens a closed account again; its person signs in anew."""
    _may(actor, person)
    if person.active:
        raise NotNow("account.already_so")
    person.active = True
    _measured(session, actor, person, MeasureKind.REACTIVATED, reason=reason, at=at)


def reset_factor(
    session: Session, actor: Person, person: Person, *, reason: str, at: datetime
) -> None:
    """Takes every second factor away, after the person was recognised some other way; the
    next sign-in sets one up again, where a role needs it. Its owner is told."""
    _may(actor, person)
    if person.factor_since is None:
        raise NotNow("account.no_factor")
    factors.forget(session, person, at=at)
    sessions.end_all(session, person, at=at)
    _measured(session, actor, person, MeasureKind.FACTOR_RESET, reason=reason, at=at)
    notice(session, person, Changed.FACTOR_RESET, at=at)


def _may(actor: Person, person: Person) -> None:
    # As nobody acts on themselves, an administrator always stays.
    require(actor, Act.MANAGE_PEOPLE)
    if actor.id == person.id:
        raise NotNow("account.not_oneself")


def _measured(
    session: Session,
    actor: Person,
    person: Person,
    kind: MeasureKind,
    *,
    reason: str,
    at: datetime,
) -> None:
    if not reason.strip():
        raise Incomplete("account.reason_needed", field="reason")
    session.add(Measure(person_id=person.id, kind=kind, reason=reason.strip(), by_id=actor.id,
                        at=at))  # fmt: skip
    record(session, f"person.{kind.value}", by=actor, at=at, subject=f"person:{person.id}")
