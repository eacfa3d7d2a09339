"""The General Assembly's resolution on a contestation, put on record and followed."""

from dataclasses import dataclass
from datetime import date, datetime

from membership import statutes
from membership.application import steps
from membership.application.access import find_to
from membership.database import Session
from membership.models import Application, AssemblyResolution, Person
from membership.register import services as register
from workflows.application import Stage
from workflows.assembly import STEPS, Ruling
from workflows.guard import AssemblyRuling, Facts
from workflows.letter import Kind
from workflows.permission import Act
from workflows.refusal import Incomplete, NotNow
from workflows.term import day_of


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
    session: Session, actor: Person, public_id: str, values: AssemblyValues, *, at: datetime
) -> AssemblyResolution:
    """Puts the resolution on record and does what it rules: the Board decides again, the
    applicant is admitted from the day of the resolution, or the rejection is final.

    Refuses a case that is not contested, a day to come, one before the contestation, and
    figures by which the contestation was neither upheld nor dismissed.
    """
    application, _ = find_to(session, actor, Act.RECORD_ASSEMBLY, public_id, at=at)
    if application.stage is not Stage.CONTESTED:
        raise NotNow("assembly.not_contested")
    _refuse_impossible(application, values, at)
    resolution = AssemblyResolution(
        number=values.number.strip(), on=values.on, ruling=values.ruling, for_=values.for_,
        against=values.against, abstain=values.abstain, reasons=values.reasons.strip(),
        by=actor, at=at,
    )  # fmt: skip
    application.assembly_resolutions.append(resolution)
    session.flush()
    for decision in application.decisions:
        decision.in_force = decision.in_force and values.ruling is Ruling.DISMISS
    ruled = AssemblyRuling(number=resolution.number, on=resolution.on, rules=values.ruling.value)
    steps.take(session, application, STEPS[values.ruling], Facts(ruling=ruled), by=actor, at=at,
               assembly=resolution.number)  # fmt: skip
    if values.ruling is Ruling.ADMIT:
        register.admit(session, application, resolution, by=actor, at=at)
        steps.owe_letter(session, application, Kind.CERTIFICATE, at=at)
    return resolution


def _refuse_impossible(application: Application, values: AssemblyValues, at: datetime) -> None:
    zone = statutes.of(application).zone
    contested = [c.at for c in application.history if c.target is Stage.CONTESTED]
    if values.on > day_of(at, zone) or values.on < day_of(contested[-1], zone):
        raise Incomplete("assembly.day_impossible", field="on")
    if values.for_ <= values.against:
        raise Incomplete("assembly.not_carried", field="for_")
