"""The one order in which locks are taken: a vote's sitting, its case, its motion; a case, and
then its organisation.

On PostgreSQL two acts at once see one another only through a lock, and a row that was read
before its lock is what it was then. So a vote that is locked is read anew, with all that says
who sits, who stays out and what was cast.
"""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from membership.database import Session, for_update
from membership.models import AgendaItem, Application, Motion, Organisation, Sitting


def lock_vote(session: Session, motion: Motion) -> Motion:
    """Locks everything that an act upon this vote decides on, in the order."""
    if motion.item is not None:
        lock_sitting(session, motion.item.sitting_id)
    lock_case(session, motion.application_id)
    return lock_motion(session, motion)


def lock_sitting(session: Session, sitting_id: int) -> None:
    """Makes every other act on the sitting wait."""
    wanted = select(Sitting).where(Sitting.id == sitting_id)
    session.scalars(for_update(wanted, Sitting)).one()


def lock_sittings(session: Session, case_public_id: str) -> None:
    """The sittings that the motions of a case are put to, for an act that ends those."""
    wanted = (
        select(Sitting)
        .join(AgendaItem)
        .join(Motion)
        .join(Application, Application.id == Motion.application_id)
        .where(Application.public_id == case_public_id)
        .order_by(Sitting.id)
    )
    session.scalars(for_update(wanted, Sitting)).unique().all()


def lock_case(session: Session, application_id: int) -> None:
    """Makes every other act on the case wait; whoever comes to have an interest does so under
    this lock."""
    wanted = select(Application).where(Application.id == application_id)
    session.scalars(for_update(wanted, Application)).one()


def lock_organisation(session: Session, organisation: Organisation) -> None:
    """Makes every other act on what the organisation said of itself wait, and reads it anew: its
    cases share it, so the lock of one of them is none upon it."""
    wanted = select(Organisation).where(Organisation.id == organisation.id)
    session.scalars(for_update(wanted, Organisation)).one()


def lock_motion(session: Session, motion: Motion) -> Motion:
    """Makes every other act on the motion wait, and reads its vote anew."""
    case, sitting = (
        joinedload(Motion.application),
        joinedload(Motion.item).joinedload(AgendaItem.sitting),
    )
    wanted = (
        select(Motion)
        .where(Motion.id == motion.id)
        .options(
            selectinload(Motion.roster),
            selectinload(Motion.votes),
            selectinload(Motion.participations),
            case.selectinload(Application.interests),
            case.joinedload(Application.organisation).selectinload(Organisation.affiliations),
            sitting.selectinload(Sitting.attendance),
            sitting.selectinload(Sitting.representations),
        )
    )
    return session.scalars(for_update(wanted, Motion)).unique().one()
