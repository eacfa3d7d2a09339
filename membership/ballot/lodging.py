"""Lodging a motion on a case: what may be asked of the Board, and what a motion says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from membership import statutes
from membership.application.access import OnCase, find_to
from membership.application.confidential import refuse_quoting
from membership.application.steps import last_day
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Decision, Life, Motion, Person
from membership.review.motion import motion_text, revocation_text
from workflows.motion import ABOUT_MEMBER, BESIDE, REASONED, TERMED, failed, lodgeable
from workflows.permission import Act, may
from workflows.refusal import Incomplete, NotNow
from workflows.review import ProcedureFinding, QualityFinding, agree
from workflows.standing import REVERSIBLE
from workflows.statute import Statute
from workflows.term import day_of
from workflows.voting_terms import MotionKind

FOUND = {
    MotionKind.CONFIRM_QUALITY: QualityFinding.FULFILLED,
    MotionKind.REINSTATE: QualityFinding.FULFILLED,
    MotionKind.SUSPEND: QualityFinding.NOT_FULFILLED,
    MotionKind.EXCLUDE: QualityFinding.NOT_FULFILLED,
}
"""The finding on the quality that a motion on a member makes unless it says another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a member asks the Board to adopt.

    Texts left empty are worded from the findings. ``procedure`` and ``quality`` are the
    findings that the motion makes where they depart from the report's: the Board finds
    both (Article 11). ``until`` and ``needed`` belong to a deferral or a suspension;
    ``about`` is the number of the resolution that a motion corrects, amends or revokes.
    """

    kind: MotionKind
    text_ro: str = ""
    text_en: str = ""
    reasons: Sequence[Mapping[str, str]] = ()
    procedure: ProcedureFinding | None = None
    quality: QualityFinding | None = None
    until: date | None = None
    needed: str = ""
    about: str = ""


def in_force(application: Application) -> Decision | None:
    """The decision that stands on the case, whatever speaks of it beside it."""
    standing = standing_decisions(application)
    return standing[-1] if standing else None


def standing_decisions(application: Application) -> list[Decision]:
    """The decisions in force that another motion may be about, in the order of their taking."""
    return [d for d in application.decisions if d.in_force and d.kind not in BESIDE]


def kinds_on(application: Application) -> tuple[MotionKind, ...]:
    """The kinds of motion that may be lodged on the case as it stands."""
    member = application.organisation.member
    standing = standing_decisions(application)
    return lodgeable(application.stage, decided=bool(standing),
                     revocable=any(map(_revocable, standing)),
                     standing=member.standing if member else None)  # fmt: skip


def _revocable(decision: Decision) -> bool:
    return decision.kind in REVERSIBLE or failed(decision.motion.conditions) > 0


def kinds_for(actor: Person, on: OnCase, application: Application) -> tuple[MotionKind, ...]:
    """Those of them that this person may lodge."""
    return tuple(kind for kind in kinds_on(application) if may(actor, act_of(kind), on))


def act_of(kind: MotionKind) -> Act:
    """The act by which such a motion is lodged: on a member's quality the secretariat may too."""
    return Act.PROPOSE_ON_MEMBER if kind in ABOUT_MEMBER else Act.PROPOSE_MOTION


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
    """Lodges another motion on the case, voted after those already lodged.

    A member of the Board may do so while no vote is open, also after a motion that was not
    adopted. Refuses a motion that its findings contradict, one worded in one language, and
    a rejection or deferral without a reason of the catalogue.
    """
    application, _ = find_to(session, actor, act_of(wanted.kind), public_id, at=at)
    _refuse_not_lodgeable(application, wanted.kind)
    about = _spoken_of(application, wanted)
    procedure, quality = _findings(application, wanted, about)
    refuse_quoting(application, _words(wanted), field="text_ro")
    motion = Motion(
        position=len(application.motions) + 1,
        kind=wanted.kind,
        reasons=_reasons(wanted, statute),
        procedure_finding=procedure,
        quality_finding=quality,
        proposed_by_id=actor.id,
        proposed_at=at,
        **_until(application, wanted, at),
    )
    motion.text_ro, motion.text_en = _texts(application, wanted, statute, motion, about)
    application.motions.append(motion)
    motion.reversed = about.motion if about else None
    session.flush()
    record(session, "motion.proposed", by=actor, at=at, subject=public_id,
           motion=motion.public_id, kind=wanted.kind.value)  # fmt: skip
    return motion


def _findings(
    application: Application, wanted: Wanted, about: Decision | None
) -> tuple[ProcedureFinding | None, QualityFinding | None]:
    """What the motion finds of both: as it says, else as the report or the resolution that it
    is about does. The procedure of a member is behind it, also of one of before."""
    source = about or application
    procedure = wanted.procedure or source.procedure_finding
    quality = wanted.quality or source.quality_finding
    if wanted.kind in ABOUT_MEMBER:
        procedure, quality = ProcedureFinding.FOLLOWED, wanted.quality or FOUND[wanted.kind]
    agree(wanted.kind, procedure, quality)
    return procedure, quality


def _spoken_of(application: Application, wanted: Wanted) -> Decision | None:
    """The resolution that the motion is about: the one named, else the last that it may be."""
    if wanted.kind is not MotionKind.REVOKE and wanted.kind not in BESIDE:
        return None
    able = [one for one in standing_decisions(application)
            if wanted.kind in BESIDE or _revocable(one)]  # fmt: skip
    named = [one for one in able if wanted.about in ("", one.title)]
    if not named:
        raise Incomplete("ballot.about_no_such_resolution", field="about")
    return named[-1]


def _words(wanted: Wanted) -> list[str]:
    reasons = [word for one in wanted.reasons for word in one.values()]
    return [wanted.text_ro, wanted.text_en, wanted.needed, *reasons]


def _refuse_not_lodgeable(application: Application, kind: MotionKind) -> None:
    kinds = kinds_on(application)
    if not kinds:
        raise NotNow("ballot.case_not_before_board")
    if any(motion.life is Life.OPEN for motion in application.motions):
        raise NotNow("ballot.another_vote_is_open")
    if kind not in kinds:
        raise Incomplete("ballot.kind_not_offered", field="kind")


def _texts(
    application: Application, wanted: Wanted, statute: Statute, motion: Motion,
    about: Decision | None,
) -> tuple[str, str]:  # fmt: skip
    ro, en = wanted.text_ro.strip(), wanted.text_en.strip()
    if bool(ro) is not bool(en) or (not ro and wanted.kind in BESIDE):
        raise Incomplete("ballot.text_missing", field="text_en" if ro else "text_ro")
    if ro:
        return ro, en
    if about is not None and about.kind in ABOUT_MEMBER:
        return (revocation_text(application, statute, about.title, "ro"),
                revocation_text(application, statute, about.title, "en"))  # fmt: skip
    found = motion.procedure_finding
    return (motion_text(application, statute, motion.kind, "ro", found),
            motion_text(application, statute, motion.kind, "en", found))  # fmt: skip


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


def _until(application: Application, wanted: Wanted, at: datetime) -> dict[str, object]:
    """Until when a deferral or a suspension runs, and what is needed by then."""
    if wanted.kind not in TERMED:
        return {}
    own = statutes.of(application)
    limit = last_day(own, TERMED[wanted.kind], at)
    until = wanted.until or limit
    if until is None:
        raise Incomplete("ballot.until_missing", field="until")
    if until <= day_of(at, own.zone):
        raise Incomplete("ballot.until_past", field="until")
    if limit is not None and until > limit:
        raise Incomplete("ballot.until_too_late", field="until", limit=limit)
    return {"until": until, "needed": wanted.needed.strip()}
