"""Lodging a motion on a case: what may be asked of the Board, and what a motion says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from membership import statutes
from membership.application.access import find_to
from membership.application.confidential import refuse_quoting
from membership.application.steps import last_day
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Decision, Life, Motion, Person
from membership.review.motion import motion_text
from workflows.motion import DECIDING, failed, lodgeable
from workflows.permission import Act
from workflows.refusal import Incomplete, NotNow
from workflows.review import ProcedureFinding, QualityFinding, agree
from workflows.statute import Statute
from workflows.term import day_of
from workflows.voting_terms import MotionKind

REASONED = (MotionKind.DEFER, MotionKind.REJECT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a member asks the Board to adopt.

    Texts left empty are worded from the findings. ``procedure`` and ``quality`` are the
    findings that the motion makes where they depart from the report's: the Board finds
    both (Article 11). ``until`` and ``needed`` belong to a deferral.
    """

    kind: MotionKind
    text_ro: str = ""
    text_en: str = ""
    reasons: Sequence[Mapping[str, str]] = ()
    procedure: ProcedureFinding | None = None
    quality: QualityFinding | None = None
    until: date | None = None
    needed: str = ""


def in_force(application: Application) -> Decision | None:
    """The decision that stands on the case, whatever corrects its wording beside it."""
    standing = [d for d in application.decisions if d.in_force and d.kind is not MotionKind.RECTIFY]
    return standing[-1] if standing else None


def kinds_on(application: Application) -> tuple[MotionKind, ...]:
    """The kinds of motion that may be lodged on the case as it stands."""
    decision = in_force(application)
    conditions = decision.motion.conditions if decision else ()
    return lodgeable(application.stage, decided=decision is not None,
                     failed=failed(conditions) > 0)  # fmt: skip


def refuse_unless_before_board(motion: Motion) -> None:
    """Refuses what the case, as it stands, cannot be asked of the Board."""
    if motion.kind not in kinds_on(motion.application):
        raise NotNow("ballot.case_not_before_board")


def refuse_unless_proposed(motion: Motion) -> None:
    """A motion is changed, called or opened only before its vote, while the Board has the case."""
    refuse_unless_before_board(motion)
    if motion.life is Life.OPEN:
        raise NotNow("ballot.already_open", at=motion.opened_at)
    if motion.life is not Life.PROPOSED:
        raise NotNow("ballot.already_closed", at=motion.closed_at)


def propose(
    session: Session,
    actor: Person,
    public_id: str,
    wanted: Wanted,
    *,
    statute: Statute,
    at: datetime,
) -> Motion:
    """Lodges another motion on the case, voted after those already lodged (5.4).

    A member of the Board may do so while no vote is open, also after a motion that was not
    adopted. Refuses a motion that its findings contradict, one worded in one language, and
    a rejection or deferral without a reason of the catalogue.
    """
    application, _ = find_to(session, actor, Act.PROPOSE_MOTION, public_id, at=at)
    procedure = wanted.procedure or application.procedure_finding
    quality = wanted.quality or application.quality_finding
    _refuse_not_lodgeable(application, wanted.kind, procedure, quality)
    refuse_quoting(application, _words(wanted), field="text_ro")
    motion = Motion(
        position=len(application.motions) + 1,
        kind=wanted.kind,
        reasons=_reasons(wanted, statute),
        procedure_finding=procedure,
        quality_finding=quality,
        proposed_by_id=actor.id,
        proposed_at=at,
        **_deferral(application, wanted, at),
    )
    motion.text_ro, motion.text_en = _texts(application, wanted, statute, motion)
    standing = in_force(application)
    if wanted.kind not in DECIDING and standing is not None:
        motion.reversed = standing.motion
    application.motions.append(motion)
    session.flush()
    record(session, "motion.proposed", by=actor, at=at, subject=public_id,
           motion=motion.public_id, kind=wanted.kind.value)  # fmt: skip
    return motion


def _words(wanted: Wanted) -> list[str]:
    reasons = [word for one in wanted.reasons for word in one.values()]
    return [wanted.text_ro, wanted.text_en, wanted.needed, *reasons]


def _refuse_not_lodgeable(
    application: Application,
    kind: MotionKind,
    procedure: ProcedureFinding | None,
    quality: QualityFinding | None,
) -> None:
    kinds = kinds_on(application)
    if not kinds:
        raise NotNow("ballot.case_not_before_board")
    if any(motion.life is Life.OPEN for motion in application.motions):
        raise NotNow("ballot.another_vote_is_open")
    if kind not in kinds:
        raise Incomplete("ballot.kind_not_offered", field="kind")
    agree(kind, procedure, quality)


def _texts(
    application: Application, wanted: Wanted, statute: Statute, motion: Motion
) -> tuple[str, str]:
    ro, en = wanted.text_ro.strip(), wanted.text_en.strip()
    if bool(ro) is not bool(en) or (not ro and wanted.kind is MotionKind.RECTIFY):
        raise Incomplete("ballot.text_missing", field="text_en" if ro else "text_ro")
    if ro:
        return ro, en
    said = {
        language: motion_text(application, statute, wanted.kind, language,
                              motion.procedure_finding)
        for language in ("ro", "en")
    }  # fmt: skip
    return said["ro"], said["en"]


def _reasons(wanted: Wanted, statute: Statute) -> list[dict[str, str]]:
    if wanted.kind not in REASONED:
        return []
    kept = [dict(reason) for reason in wanted.reasons if reason.get("text", "").strip()]
    if not kept:
        raise Incomplete("ballot.motion_needs.reasons", field="reason_text")
    for reason in kept:
        if reason.get("code", "") not in statute.reasons:
            raise Incomplete("ballot.reason_unknown", field="reason_code")
        reason["criterion"] = statute.reasons[reason["code"]].criterion
    return kept


def _deferral(application: Application, wanted: Wanted, at: datetime) -> dict[str, object]:
    if wanted.kind is not MotionKind.DEFER:
        return {}
    own = statutes.of(application)
    limit = last_day(own, "defer", at)
    until = wanted.until or limit
    if until is None:
        raise Incomplete("ballot.until_missing", field="until")
    if until <= day_of(at, own.zone):
        raise Incomplete("ballot.until_past", field="until")
    if limit is not None and until > limit:
        raise Incomplete("ballot.until_too_late", field="until", limit=limit)
    return {"until": until, "needed": wanted.needed.strip()}
