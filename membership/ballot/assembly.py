"""The General Assembly's resolution on a case before it, put on record and followed.

A case comes before it when a rejection is contested, and when the Board cannot decide it itself.
"""

from dataclasses import dataclass
from datetime import date, datetime

from membership import statutes
from membership.application import steps
from membership.application.access import find_to
from membership.application.ending import end
from membership.application.locking import lock_sittings
from membership.ballot.referring import referral_of
from membership.database import Session
from membership.models import Application, AssemblyResolution, Life, Person
from membership.register import services as register
from workflows.application import Stage
from workflows.assembly import STEPS, Ruling, rulings_at
from workflows.guard import AssemblyRuling, Facts
from workflows.letter import Kind
from workflows.permission import Act
from workflows.refusal import Incomplete, NotNow
from workflows.statute import Statute
from workflows.term import day_of
from workflows.voting_terms import Referral


@dataclass(frozen=True, slots=True, kw_only=True)
class AssemblyValues:
    """The resolution as its minutes give it."""

    number: str
    on: date
    ruling: Ruling
    for_: int
    against: int
    abstain: int
    reasons: str


def record_resolution(
    session: Session,
    actor: Person,
    public_id: str,
    values: AssemblyValues,
    *,
    statute: Statute,
    at: datetime,
) -> AssemblyResolution:
    """Puts the resolution on record and does what it rules: the Board decides again, the
    applicant is admitted from the day of the resolution, or the rejection is final.

    Refuses a case that is neither contested nor one that the Board cannot decide under the
    statute file in force, a ruling that is not asked there, a day to come, one before the case
    came before the Assembly, and figures by which nothing was resolved.
    """
    lock_sittings(session, public_id)
    application, _ = find_to(session, actor, Act.RECORD_ASSEMBLY, public_id, at=at)
    referral = referral_of(session, application, statute=statute, at=at)
    _refuse_not_before_assembly(application, values.ruling, referral)
    _refuse_impossible(application, values, at)
    resolution = AssemblyResolution(
        number=values.number.strip(), on=values.on, ruling=values.ruling, referral=referral,
        for_=values.for_, against=values.against, abstain=values.abstain,
        reasons=values.reasons.strip(), by=actor, at=at,
    )  # fmt: skip
    application.assembly_resolutions.append(resolution)
    session.flush()
    _replace(session, application, values.ruling, by=actor, at=at)
    ruled = AssemblyRuling(number=resolution.number, on=resolution.on, rules=values.ruling.value)
    step = STEPS[application.stage][values.ruling]
    steps.take(session, application, step, Facts(ruling=ruled, referral=referral), by=actor, at=at,
               assembly=resolution.number)  # fmt: skip
    if values.ruling is Ruling.ADMIT:
        register.admit(session, application, resolution, by=actor, at=at)
        steps.owe_letter(session, application, Kind.CERTIFICATE, at=at)
    return resolution


def _refuse_not_before_assembly(
    application: Application, ruling: Ruling, referral: Referral | None
) -> None:
    offered = rulings_at(application.stage)
    if not offered or (application.stage is Stage.BOARD_DECISION and referral is None):
        raise NotNow("assembly.not_before_it")
    if ruling not in offered:
        raise Incomplete("assembly.ruling_not_asked", field="ruling")


def _refuse_impossible(application: Application, values: AssemblyValues, at: datetime) -> None:
    zone = statutes.of(application).zone
    earliest = day_of(_before_it_since(application), zone)
    if values.on > day_of(at, zone) or values.on < earliest:
        raise Incomplete("assembly.day_impossible", field="on")
    if values.for_ <= values.against:
        raise Incomplete("assembly.not_carried", field="for_")


def _before_it_since(application: Application) -> datetime:
    """Since when the Assembly can have had the case: contested, or last voted by the Board."""
    arrived = [c.at for c in application.history if c.target is application.stage]
    voted = [m.closed_at for m in application.motions if m.life is Life.CLOSED and m.closed_at]
    return max([arrived[-1], *voted]) if arrived else application.opened_at


def _replace(
    session: Session, application: Application, ruling: Ruling, *, by: Person, at: datetime
) -> None:
    """What the Board had decided, or was still to vote, gives way to the Assembly's ruling."""
    contested = application.stage is Stage.CONTESTED
    if ruling is Ruling.DISMISS or (ruling is Ruling.RETRY and not contested):
        return
    for decision in application.decisions:
        decision.in_force = False
    for motion in application.motions:
        if motion.life is Life.PROPOSED and not contested:
            end(session, motion, Life.WITHOUT_OBJECT, by=by, at=at)
