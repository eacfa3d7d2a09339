"""Putting a case to the Board: calling the vote on a motion, and lodging another one."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from membership.application.access import find_to, seats_on
from membership.application.confidential import refuse_quoting
from membership.ballot.motions import is_interested, to_decide
from membership.ballot.sittings import call_in_writing
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Life, Motion, Person, Work
from membership.owed.services import owe
from workflows.application import Stage
from workflows.permission import Act
from workflows.refusal import Incomplete, NotNow
from workflows.review import agree
from workflows.statute import Statute
from workflows.voting_terms import MotionKind

VOTABLE = (MotionKind.ADMIT, MotionKind.DEFER, MotionKind.REJECT)
"""The kinds of motion that a case of adhesion can be decided by here."""


def schedule(
    session: Session,
    actor: Person,
    motion_public_id: str,
    *,
    closes_at: datetime,
    statute: Statute,
    at: datetime,
) -> Motion:
    """Puts the motion to the Board: the vote may be opened from now and closes then.

    Calling it again before it is opened moves the close. Refuses a close that is not in
    the future, and a vote for which the statute file in force sets no rule.
    """
    motion, _ = to_decide(session, actor, Act.SCHEDULE, motion_public_id, at=at)
    refuse_unless_proposed(motion)
    statute.rules_for(motion.kind)
    if closes_at <= at:
        raise Incomplete("ballot.closes_in_the_past", field="closes_on")
    call_in_writing(session, actor, motion, closes_at=closes_at, at=at)
    again = motion.scheduled_at is not None
    motion.scheduled_at, motion.closes_at = at, closes_at
    record(session, "motion.scheduled", by=actor, at=at, subject=motion.application.public_id,
           motion=motion.public_id, closes_at=closes_at, again=again)  # fmt: skip
    _call(session, motion, at)
    session.flush()
    return motion


def _call(session: Session, motion: Motion, at: datetime) -> None:
    for seat in seats_on(session, motion.application, at):
        if not is_interested(motion, seat.person):
            tell(session, motion, seat.person_id, "vote_called", at=at, key=f"{at:%Y%m%d%H%M%S}")


def tell(
    session: Session,
    motion: Motion,
    person_id: int,
    template: str,
    *,
    at: datetime,
    key: str = "",
    **facts: object,
) -> None:
    """Owes a mail about a motion. A link in it shows a page and never votes."""
    owe(session, Work.MAIL, f"mail:{template}:{motion.public_id}:{person_id}:{key}", at=at,
        template=template, person_id=person_id, application_id=motion.application_id,
        facts={"motion": motion.public_id, **facts})  # fmt: skip


def refuse_unless_proposed(motion: Motion) -> None:
    """A motion is changed, called or opened only before its vote, while the Board has the case."""
    if motion.application.stage is not Stage.BOARD_DECISION:
        raise NotNow("ballot.case_not_before_board")
    if motion.life is Life.OPEN:
        raise NotNow("ballot.already_open", at=motion.opened_at)
    if motion.life is not Life.PROPOSED:
        raise NotNow("ballot.already_closed", at=motion.closed_at)


def propose(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    kind: MotionKind,
    text_ro: str,
    text_en: str,
    reasons: Sequence[Mapping[str, str]] = (),
    statute: Statute,
    at: datetime,
) -> Motion:
    """Lodges another motion on the case, voted after those already lodged (5.4).

    A member of the Board may do so while no vote is open, also after a motion that was not
    adopted. Refuses a motion that contradicts the findings, one without its text in both
    languages, and a rejection or deferral without a reason of the catalogue.
    """
    application, _ = find_to(session, actor, Act.PROPOSE_MOTION, public_id, at=at)
    _refuse_not_lodgeable(application, kind)
    _refuse_half_worded(text_ro, text_en)
    words = [text_ro, text_en, *(word for one in reasons for word in one.values())]
    refuse_quoting(application, words, field="text_ro")
    motion = Motion(
        position=len(application.motions) + 1,
        kind=kind,
        text_ro=text_ro.strip(),
        text_en=text_en.strip(),
        reasons=_reasons(kind, reasons, statute),
        procedure_finding=application.procedure_finding,
        quality_finding=application.quality_finding,
        proposed_by_id=actor.id,
        proposed_at=at,
    )
    application.motions.append(motion)
    session.flush()
    record(session, "motion.proposed", by=actor, at=at, subject=public_id,
           motion=motion.public_id, kind=kind.value)  # fmt: skip
    return motion


def _refuse_half_worded(text_ro: str, text_en: str) -> None:
    if not text_ro.strip() or not text_en.strip():
        field = "text_en" if text_ro.strip() else "text_ro"
        raise Incomplete("ballot.text_missing", field=field)


def _refuse_not_lodgeable(application: Application, kind: MotionKind) -> None:
    if application.stage is not Stage.BOARD_DECISION:
        raise NotNow("ballot.case_not_before_board")
    if any(motion.life is Life.OPEN for motion in application.motions):
        raise NotNow("ballot.another_vote_is_open")
    if kind not in VOTABLE:
        raise Incomplete("ballot.kind_not_offered", field="kind")
    agree(kind, application.procedure_finding, application.quality_finding)


def _reasons(
    kind: MotionKind, reasons: Sequence[Mapping[str, str]], statute: Statute
) -> list[dict[str, str]]:
    if kind is MotionKind.ADMIT:
        return []
    kept = [dict(reason) for reason in reasons if reason.get("text", "").strip()]
    if not kept:
        raise Incomplete("ballot.motion_needs.reasons", field="reason_text")
    for reason in kept:
        if reason.get("code", "") not in statute.reasons:
            raise Incomplete("ballot.reason_unknown", field="reason_code")
        reason["criterion"] = statute.reasons[reason["code"]].criterion
    return kept
