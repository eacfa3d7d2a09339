"""The points of an agenda: which cases wait for one, adding, ordering, voting several together."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from membership.application.access import closed_to, find_to
from membership.ballot.lodging import kinds_on
from membership.ballot.timing import refuse_in_writing
from membership.database import Session
from membership.journal.services import record
from membership.models import AgendaItem, Application, Life, Motion, Person, Sitting
from membership.sitting.finding import find, item_of
from workflows.permission import Act, require
from workflows.refusal import Incomplete, NotNow
from workflows.sitting import AHEAD, ENDED, refuse_unless_ahead


def ready(session: Session, actor: Person) -> list[Application]:
    """The cases that wait for an agenda, the longest waiting first; none that is closed to
    the reader by an interest."""
    require(actor, Act.CONVENE)
    free = (
        select(Motion.id)
        .outerjoin(AgendaItem, AgendaItem.id == Motion.item_id)
        .outerjoin(Sitting, Sitting.id == AgendaItem.sitting_id)
        .where(
            Motion.application_id == Application.id,
            Motion.life == Life.PROPOSED,
            or_(Sitting.id.is_(None), Sitting.state.in_(ENDED)),
        )
    )
    waiting = (
        select(Application)
        .where(free.exists(), ~closed_to(actor))
        .order_by(Application.due_on, Application.id)
    )
    return list(session.scalars(waiting).unique())


def is_free(motion: Motion) -> bool:
    """Whether a motion can be put on an agenda: proposed, and on no other that still stands."""
    on = motion.item.sitting if motion.item is not None else None
    return motion.life is Life.PROPOSED and (on is None or on.state in ENDED)


def refuse_unless_ready(case: Application) -> None:
    """Refuses a case that does not wait for an agenda: not before the Board, or on one already."""
    may_be = kinds_on(case)
    if not any(is_free(motion) and motion.kind in may_be for motion in case.motions):
        raise NotNow("sitting.case_not_ready")


def ahead(session: Session, actor: Person, *, at: datetime) -> Sequence[Sitting]:
    """The sittings to come whose agenda may still change, the nearest first."""
    require(actor, Act.CONVENE)
    begins_or_closes = func.coalesce(Sitting.ends_at, Sitting.starts_at)
    wanted = select(Sitting).where(Sitting.state.in_(AHEAD), begins_or_closes > at)
    return session.scalars(wanted.order_by(Sitting.starts_at, Sitting.id)).all()


def is_on(case: Application, public_id: str) -> bool:
    """Whether a motion of the case stands on the agenda of this sitting."""
    items = (motion.item for motion in case.motions if motion.item is not None)
    return any(item.sitting.public_id == public_id for item in items)


def take_motions(item: AgendaItem, case: Application) -> None:
    """Puts the free motions of the case under this point."""
    for motion in case.motions:
        if is_free(motion):
            motion.item, motion.scheduled_at, motion.closes_at = item, None, None


def add_case(
    session: Session, actor: Person, public_id: str, case_id: str, *, at: datetime
) -> AgendaItem:
    """Puts a case, with all its motions, at the end of the agenda."""
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    application, _ = find_to(session, actor, Act.SCHEDULE, case_id, at=at)
    refuse_unless_ahead(sitting)
    refuse_unless_ready(application)
    refuse_in_writing(sitting.mode, filter(is_free, application.motions))
    item = AgendaItem(position=_end_of(sitting), application_id=application.id)
    sitting.agenda.append(item)
    session.flush()
    take_motions(item, application)
    record(session, "sitting.case_added", by=actor, at=at, subject=application.public_id,
           sitting=public_id)  # fmt: skip
    session.flush()
    return item


def add_matter(
    session: Session, actor: Person, public_id: str, title: str, *, at: datetime
) -> AgendaItem:
    """Puts a matter in words at the end of the agenda; nothing is voted on it here."""
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    refuse_unless_ahead(sitting)
    if not title.strip():
        raise Incomplete("sitting.title_missing", field="title")
    item = AgendaItem(position=_end_of(sitting), title=title.strip())
    sitting.agenda.append(item)
    record(session, "sitting.matter_added", by=actor, at=at, subject=f"sitting:{public_id}",
           title=title.strip())  # fmt: skip
    session.flush()
    return item


def _end_of(sitting: Sitting) -> int:
    return max((item.position for item in sitting.agenda), default=0) + 1


def move(
    session: Session, actor: Person, public_id: str, item_id: int, *, up: bool, at: datetime
) -> None:
    """Moves a point one place up or down; at the end of the agenda it stays."""
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    refuse_unless_ahead(sitting)
    item = item_of(sitting, item_id)
    points = sorted(sitting.agenda, key=lambda one: (one.position, one.id))
    place = points.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(points):
        points[place], points[other] = points[other], points[place]
    for number, one in enumerate(points, start=1):
        one.position = number
    record(session, "sitting.agenda_ordered", by=actor, at=at, subject=f"sitting:{public_id}")
    session.flush()


def remove(session: Session, actor: Person, public_id: str, item_id: int, *, at: datetime) -> None:
    """Takes a point off the agenda; its case waits for another one."""
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    refuse_unless_ahead(sitting)
    item = item_of(sitting, item_id)
    release(item)
    session.flush()
    sitting.agenda.remove(item)
    session.delete(item)
    record(session, "sitting.point_removed", by=actor, at=at, subject=f"sitting:{public_id}",
           case=item.application.public_id if item.application else "")  # fmt: skip
    session.flush()


def release(item: AgendaItem) -> None:
    """Lets the motions of a point go that were not voted: they wait for another agenda."""
    for motion in list(item.motions):
        if motion.life is Life.PROPOSED:
            motion.item, motion.scheduled_at, motion.closes_at = None, None, None


def put_en_bloc(
    session: Session, actor: Person, public_id: str, item_id: int, *, together: bool, at: datetime
) -> None:
    """Marks a case to be voted together with others, or by itself again."""
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    refuse_unless_ahead(sitting)
    item = item_of(sitting, item_id)
    if item.application_id is None:
        raise NotNow("sitting.nothing_to_vote")
    item.en_bloc, item.taken_out_at, item.taken_out_by_id = together, None, None
    record(session, "sitting.en_bloc", by=actor, at=at, subject=f"sitting:{public_id}",
           item=item.id, together=together)  # fmt: skip
    session.flush()
