"""Whoever acts for a member reads what fellow members read, for as long as both hold."""

from collections.abc import Iterable

from sqlalchemy import select

from membership.database import Session
from membership.models import Affiliation, Member, Person
from workflows.permission import Role
from workflows.standing import BELONGS

DELEGATES = (
    select(Affiliation.person_id)
    .join(Member, Member.organisation_id == Affiliation.organisation_id)
    .where(Member.standing.in_(BELONGS))
)
"""Who acts for a member now, by number."""


def settle(session: Session, people: Iterable[Person]) -> None:
    """Gives these people the role of a member if they act for one, and takes it from whoever
    acts for none: asked after each change of an organisation's people or of its standing.

    The caller holds the lock of the organisation's case, so that of two such changes at once
    the later sees the earlier.
    """
    session.flush()
    known = list(people)
    ids = [person.id for person in known]
    of_members = set(session.scalars(DELEGATES.where(Affiliation.person_id.in_(ids))))
    for person in known:
        if person.id in of_members:
            person.give(Role.MEMBER)
        else:
            person.take(Role.MEMBER)
    session.flush()


def settle_all(session: Session, organisation_id: int) -> None:
    """The same for everybody who acts for this organisation."""
    wanted = select(Person).join(Affiliation).where(Affiliation.organisation_id == organisation_id)
    settle(session, session.scalars(wanted).all())
