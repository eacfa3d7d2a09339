"""What became of several cases at once, kept so that it can be read again, a row a case.

Whoever reads the queue reads it, without the cases that an interest closes to them; an act of
which every case is closed to somebody does not exist for them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import joinedload

from membership.application.access import closed_to
from membership.database import Session
from membership.models import Application, JointAct, JointResult, Person, Sitting, Together
from workflows.permission import Act, require
from workflows.refusal import Incomplete, Message, NotFound
from workflows.statute import Text

PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One act on several cases: what was done, by whom, when, to how many, and how many of them
    were skipped."""

    id: int
    public_id: str
    act: Together
    by: str
    at: datetime
    done: int
    skipped: int


def kept(
    session: Session,
    actor: Person,
    act: Together,
    found: Sequence[tuple[Application, Message | None]],
    *,
    sitting: Sitting | None = None,
    at: datetime,
) -> JointAct:
    """Puts on record what became of each case; refuses an act on none ("review.no_case")."""
    if not found:
        raise Incomplete("review.no_case")
    joint = JointAct(act=act, by=actor, sitting=sitting, at=at)
    joint.results = [
        JointResult(position=n, application=application, done=why is None, refusal=_kept(why))
        for n, (application, why) in enumerate(found, start=1)
    ]
    session.add(joint)
    session.flush()
    return joint


def _kept(why: Message | None) -> dict[str, object]:
    if why is None:
        return {}
    return {"key": why.key, "params": {name: _plain(part) for name, part in why.params.items()}}


def _plain(part: object) -> object:
    if isinstance(part, Text):
        return {"ro": part.ro, "en": part.en}
    return part if isinstance(part, str | int) else str(part)


def reason(result: JointResult) -> Message | None:
    """Why a case was skipped; None where it was done."""
    if result.done:
        return None
    params = result.refusal["params"]
    return Message(result.refusal["key"], {name: _said(part) for name, part in params.items()})


def _said(part: object) -> object:
    return Text(**part) if isinstance(part, Mapping) else part


def results(
    session: Session, actor: Person, public_id: str
) -> tuple[JointAct, Sequence[JointResult]]:
    """An act with the results that this person may know, in their order; not found where that is
    none."""
    require(actor, Act.READ_QUEUE)
    wanted = (
        select(JointResult)
        .join(JointAct)
        .join(Application, Application.id == JointResult.application_id)
        .where(JointAct.public_id == public_id, ~closed_to(actor))
        .order_by(JointResult.position)
        .options(joinedload(JointResult.application).joinedload(Application.organisation))
    )
    found = session.scalars(wanted).unique().all()
    if not found:
        raise NotFound("permission.not_found")
    return found[0].joint, found


def past(session: Session, actor: Person, *, before: int | None = None) -> Sequence[Past]:
    """The acts of which this person may know something, the newest first: forty, and one more
    where there are more; ``before`` is the number of the last one of the page before."""
    require(actor, Act.READ_QUEUE)
    wanted = (
        select(
            JointAct.id, JointAct.public_id, JointAct.act, JointAct.at, Person.name,
            func.sum(case((JointResult.done, 1), else_=0)), func.count(),
        )
        .join(Person, Person.id == JointAct.by_id)
        .join(JointResult, JointResult.joint_id == JointAct.id)
        .join(Application, Application.id == JointResult.application_id)
        .where(~closed_to(actor))
        .group_by(JointAct.id, Person.id)
        .order_by(JointAct.id.desc())
        .limit(PAGE + 1)
    )  # fmt: skip
    if before is not None:
        wanted = wanted.where(JointAct.id < before)
    return [
        Past(id=row[0], public_id=row[1], act=row[2], at=row[3], by=row[4], done=row[5],
             skipped=row[6] - row[5])
        for row in session.execute(wanted)
    ]  # fmt: skip
