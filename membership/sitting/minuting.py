"""Minutes: drafted from what was recorded, put into words, approved, and then frozen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from membership.application.access import closed_to
from membership.ballot.freezing import digest
from membership.database import Session
from membership.journal.services import record
from membership.models import (
    AgendaItem,
    Application,
    Communicated,
    Decision,
    Minutes,
    Motion,
    Person,
    Sitting,
)
from membership.sitting.finding import closed_points, find
from membership.sitting.meeting import presider
from membership.sitting.papers import owe_minutes
from membership.sitting.recording import recorded
from membership.sitting.secretary import refuse_without
from workflows.permission import Act, require
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted
from workflows.sitting import State
from workflows.statute import Statute


def draft(
    session: Session, actor: Person, public_id: str, *, statute: Statute, at: datetime
) -> Minutes:
    """Drafts the minutes of a closed sitting, or draws the records anew into its draft; what
    was written into it stays. Refuses a sitting whose minutes are approved: see ``correct``."""
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    if sitting.state is not State.CLOSED:
        raise NotNow(f"sitting.not_now.{sitting.state.value}")
    last = sitting.minutes[-1] if sitting.minutes else None
    if last is not None and last.approved_at is not None:
        raise NotNow("sitting.minutes_approved", at=last.approved_at)
    minutes = last or _another(sitting, actor, at)
    minutes.recorded = recorded(session, sitting, statute)
    record(session, "minutes.drafted", by=actor, at=at, subject=f"sitting:{public_id}")
    session.flush()
    return minutes


def _another(sitting: Sitting, actor: Person, at: datetime) -> Minutes:
    made = Minutes(position=len(sitting.minutes) + 1, recorded={}, debates={}, drafted_at=at,
                   drafted_by_id=actor.id)  # fmt: skip
    sitting.minutes.append(made)
    return made


def to_read(session: Session, reader: Person, public_id: str) -> Sitting:
    """The sitting whose minutes somebody reads; a draft is the secretary's and the chair's."""
    sitting = find(session, reader, public_id, Act.READ_SITTINGS)
    if not sitting.minutes:
        raise NotFound("permission.not_found")
    return sitting


def current(session: Session, actor: Person, public_id: str, act: Act) -> Minutes:
    """The last minutes of the sitting, locked, while they are a draft."""
    sitting = find(session, actor, public_id, act, lock=True)
    wanted = select(Minutes).where(Minutes.sitting_id == sitting.id)
    last = session.scalar(wanted.order_by(Minutes.position.desc()).limit(1))
    if last is None:
        raise NotNow("sitting.no_minutes")
    if last.approved_at is not None:
        raise NotNow("sitting.minutes_approved", at=last.approved_at)
    return last


def put_in_words(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    debates: Mapping[str, str],
    remarks: str,
    annexes: str,
    at: datetime,
) -> Minutes:
    """Keeps the secretary's words; statements are quoted only when their speaker asks for it. What
    stands on a point that an interest closes to the writer stays as it is."""
    minutes = current(session, actor, public_id, Act.CONVENE)
    shut = {str(item) for item in closed_points(session, actor, minutes.sitting)}
    known = {str(point["item"]) for point in minutes.recorded["points"]} - shut
    kept = {key: words for key, words in minutes.debates.items() if key in shut}
    minutes.debates = kept | {
        key: words.strip() for key, words in debates.items() if key in known and words.strip()
    }
    minutes.remarks, minutes.annexes = remarks.strip(), annexes.strip()
    record(session, "minutes.worded", by=actor, at=at, subject=f"sitting:{public_id}")
    session.flush()
    return minutes


def approve(
    session: Session, actor: Person, public_id: str, *, statute: Statute, at: datetime
) -> Minutes:
    """Whoever presided approves the minutes: from here on they are frozen. Refuses minutes
    that no longer say what the records hold."""
    require(actor, Act.PRESIDE)
    minutes = current(session, actor, public_id, Act.PRESIDE)
    sitting = minutes.sitting
    if actor.id != presider(session, sitting, statute):
        raise NotPermitted("sitting.not_presiding")
    refuse_without(session, sitting, statute)
    if minutes.recorded != recorded(session, sitting, statute):
        raise Incomplete("sitting.minutes_behind")
    minutes.approved_at, minutes.approved_by_id = at, actor.id
    minutes.hash = digest(sealed(minutes))
    record(session, "minutes.approved", by=actor, at=at, subject=f"sitting:{public_id}",
           hash=minutes.hash)  # fmt: skip
    session.flush()
    owe_minutes(session, minutes, at=at)
    return minutes


def copies(session: Session, reader: Person, sitting: Sitting) -> Sequence[Communicated]:
    """Who was sent which resolution of the sitting, and until when they may challenge it."""
    require(reader, Act.READ_SITTINGS)
    return session.scalars(
        select(Communicated)
        .join(Decision, Decision.id == Communicated.decision_id)
        .join(Application, Application.id == Decision.application_id)
        .join(Motion, Motion.id == Decision.motion_id)
        .join(AgendaItem, AgendaItem.id == Motion.item_id)
        .where(AgendaItem.sitting_id == sitting.id, ~closed_to(reader))
        .options(joinedload(Communicated.decision))
        .order_by(Communicated.id)
    ).all()


def sealed(minutes: Minutes) -> dict[str, Any]:
    """What the seal of approved minutes covers."""
    return {
        "sitting": minutes.sitting.public_id,
        "position": minutes.position,
        "recorded": minutes.recorded,
        "debates": minutes.debates,
        "remarks": minutes.remarks,
        "annexes": minutes.annexes,
    }


def correct(
    session: Session, actor: Person, public_id: str, *, why: str, statute: Statute, at: datetime
) -> Minutes:
    """Begins a correction of approved minutes: new ones that name them; the approved stay."""
    sitting = find(session, actor, public_id, Act.CONVENE, lock=True)
    last = sitting.minutes[-1] if sitting.minutes else None
    if last is None or last.approved_at is None:
        raise NotNow("sitting.nothing_to_correct")
    if not why.strip():
        raise Incomplete("sitting.correction_without_reason", field="why")
    minutes = _another(sitting, actor, at)
    minutes.corrects = last
    minutes.recorded = recorded(session, sitting, statute)
    minutes.debates, minutes.annexes = dict(last.debates), last.annexes
    minutes.remarks = why.strip()
    record(session, "minutes.correction_begun", by=actor, at=at, subject=f"sitting:{public_id}",
           why=why.strip())  # fmt: skip
    session.flush()
    return minutes
