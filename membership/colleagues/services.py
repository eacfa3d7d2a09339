"""The people of an organisation: invited by its owner, changed, removed; ownership handed over.

An invitation makes nobody anything until its addressee accepts it: otherwise an applicant
could keep a member of the Board out of its own case by naming them.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select, update

from membership.account.services import CHOOSES_PASSWORD, add, by_email, new_password, void
from membership.application.access import find, find_to
from membership.database import Session, for_update
from membership.journal.services import record
from membership.models import (
    Affiliation,
    Application,
    Invitation,
    Organisation,
    Person,
    Position,
    Work,
)
from membership.organisation import delegates
from membership.owed.services import owe
from membership.review.interests import joined
from membership.vault import WAY, Vault, digest
from workflows.permission import Act, Role, require
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted

MOST = 20
"""People and open invitations of one organisation together."""
GIVEN = (Position.EDITOR, Position.SUBMITTER)
"""What a colleague can be made; an owner is made by handing over."""


def open_invitations(session: Session, organisation: Organisation, at: datetime
                     ) -> list[Invitation]:  # fmt: skip
    """Who was asked and has neither answered nor let the term pass."""
    wanted = select(Invitation).where(
        Invitation.organisation_id == organisation.id,
        Invitation.ended_at.is_(None),
        Invitation.expires_at > at,
    )
    return list(session.scalars(wanted.order_by(Invitation.id)))


def invite(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    email: str,
    position: Position,
    at: datetime,
    days: int,
    vault: Vault,
) -> None:
    """Asks somebody, by mail, to act for the organisation; the answer does not say whether
    the address has an account. Asking again replaces what was asked before."""
    organisation = _own(session, actor, public_id, at)
    address = email.strip().lower()
    if position not in GIVEN:
        raise Incomplete("colleague.position_unknown", field="position")
    if any(row.person.email == address for row in organisation.affiliations):
        raise Incomplete("colleague.already", field="email")
    waiting = [one for one in open_invitations(session, organisation, at) if one.email != address]
    if len(organisation.affiliations) + len(waiting) >= MOST:
        raise NotNow("colleague.too_many", n=MOST)
    _end(session, organisation, address, at)
    secret = secrets.token_urlsafe(24)
    row = Invitation(digest=digest(secret), organisation=organisation, email=address,
                     position=position, invited_by=actor, at=at,
                     expires_at=at + timedelta(days=days))  # fmt: skip
    session.add(row)
    owe(session, Work.MAIL, f"mail:colleague:{row.digest[:16]}", at=at,
        template="colleague_invitation", person_id=actor.id, to=address,
        facts={"way": vault.seal(WAY, f"/invitations/{secret}", at),
               "until": f"{row.expires_at:%d.%m.%Y}",
               "organisation": organisation.legal_name})  # fmt: skip
    record(session, "colleague.invited", by=actor, at=at, subject=public_id,
           position=position.value)  # fmt: skip
    session.flush()


def withdraw_invitation(
    session: Session, actor: Person, public_id: str, invitation_id: int, *, at: datetime
) -> None:
    """Takes an invitation back: its path opens nothing from now on."""
    organisation = _own(session, actor, public_id, at)
    for row in open_invitations(session, organisation, at):
        if row.id == invitation_id:
            row.ended_at = at
            record(session, "colleague.uninvited", by=actor, at=at, subject=public_id)
            return
    raise NotFound("permission.not_found")


def change(
    session: Session,
    actor: Person,
    public_id: str,
    person_id: int,
    position: Position,
    *,
    at: datetime,
) -> None:
    """Makes a colleague an editor or a submitter."""
    row = colleague(_own(session, actor, public_id, at), person_id)
    if position not in GIVEN:
        raise Incomplete("colleague.position_unknown", field="position")
    if row.position is Position.OWNER:
        raise NotNow("colleague.owner_stays")
    row.position = position
    record(session, "colleague.changed", by=actor, at=at, subject=public_id,
           person=person_id, position=position.value)  # fmt: skip


def remove(
    session: Session, actor: Person, public_id: str, person_id: int, *, at: datetime
) -> None:
    """Ends somebody's acting for the organisation, at once; one may also leave by oneself.

    The owner stays until ownership is handed over: no organisation is left without one.
    """
    if actor.id == person_id:
        application, on = find(session, actor, public_id, at=at, lock=True)
        require(actor, Act.EDIT_DRAFT, on)
        organisation = _locked(session, application)
    else:
        organisation = _own(session, actor, public_id, at)
    row = colleague(organisation, person_id)
    if row.position is Position.OWNER:
        raise NotNow("colleague.owner_stays")
    person = row.person
    organisation.affiliations.remove(row)
    record(session, "colleague.removed", by=actor, at=at, subject=public_id, person=person_id)
    delegates.settle(session, [person])
    session.expire(person, ["affiliations"])


def hand_over(
    session: Session, actor: Person, public_id: str, person_id: int, *, at: datetime
) -> None:
    """Makes a colleague the owner; who was it stays as a submitter."""
    organisation = _own(session, actor, public_id, at)
    new, old = colleague(organisation, person_id), colleague(organisation, actor.id)
    if new is old:
        raise NotNow("colleague.owner_already")
    new.position, old.position = Position.OWNER, Position.SUBMITTER
    record(session, "colleague.owns", by=actor, at=at, subject=public_id, person=person_id)
    session.flush()


def colleague(organisation: Organisation, person_id: int) -> Affiliation:
    """The person's place in this organisation; anybody else's is not found."""
    for row in organisation.affiliations:
        if row.person_id == person_id:
            return row
    raise NotFound("permission.not_found")


def invitation_for(
    session: Session, secret: str, at: datetime, *, lock: bool = False
) -> Invitation:
    """The invitation of this path while it is good; looking at it uses nothing up."""
    wanted = select(Invitation).where(Invitation.digest == digest(secret))
    if lock:
        wanted = for_update(wanted, Invitation)
    row = session.scalar(wanted)
    if row is None or row.ended_at is not None or row.expires_at <= at:
        raise NotNow("colleague.invitation_over")
    return row


def awaited(session: Session, invitation: Invitation) -> Person | None:
    """Who has an account with a password under the invited address, if anybody."""
    person = by_email(session, invitation.email)
    return person if person is not None and person.password_hash else None


def accept(session: Session, actor: Person, secret: str, *, at: datetime) -> Application:
    """Accepts an invitation that was sent to one's own address; answers the newest case."""
    row = invitation_for(session, secret, at, lock=True)
    if actor.email != row.email:
        raise NotPermitted("colleague.another_address")
    return _join(session, actor, row, at)


def accept_anew(
    session: Session,
    secret: str,
    *,
    name: str,
    password: str,
    about: Iterable[str] = (),
    at: datetime,
) -> Person:
    """Accepts an invitation to an address without an account, which is thereby opened: the
    path proves the address. Refuses where there is an account: its owner signs in."""
    row = invitation_for(session, secret, at, lock=True)
    known = by_email(session, row.email)
    if known is not None and (known.password_hash or not known.active):
        raise NotNow("colleague.sign_in_first")
    person = known or add(session, email=row.email, name=name, roles=(), at=at,
                          language=row.organisation.language)  # fmt: skip
    new_password(session, person, password, about=about, at=at)
    void(session, person, CHOOSES_PASSWORD, at=at)
    person.confirmed_at = person.confirmed_at or at
    _join(session, person, row, at)
    return person


def _join(session: Session, person: Person, row: Invitation, at: datetime) -> Application:
    organisation = row.organisation
    row.ended_at = at
    if any(one.person_id == person.id for one in organisation.affiliations):
        raise NotNow("colleague.invitation_over")
    person.give(Role.APPLICANT)
    organisation.affiliations.append(Affiliation(person=person, position=row.position))
    session.flush()
    joined(session, person, organisation, at)
    delegates.settle(session, [person])
    newest = organisation.applications[-1]
    record(session, "colleague.joined", by=person, at=at, subject=newest.public_id,
           position=row.position.value)  # fmt: skip
    return newest


def _own(session: Session, actor: Person, public_id: str, at: datetime) -> Organisation:
    application, _ = find_to(session, actor, Act.MANAGE_COLLEAGUES, public_id, at=at)
    return _locked(session, application)


def _locked(session: Session, application: Application) -> Organisation:
    # Locked, so that two changes of its people at once cannot leave it without an owner.
    wanted = select(Organisation).where(Organisation.id == application.organisation_id)
    return session.scalars(for_update(wanted, Organisation)).one()


def _end(session: Session, organisation: Organisation, address: str, at: datetime) -> None:
    waits = (Invitation.email == address, Invitation.ended_at.is_(None))
    of_this = Invitation.organisation_id == organisation.id
    session.execute(update(Invitation).where(of_this, *waits).values(ended_at=at))
