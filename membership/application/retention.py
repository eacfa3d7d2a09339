"""How long a case is kept, and what an applicant who asks for its erasure is told.

The days come from the statute file (``[retention]``): the cluster decides them under the
GDPR. What the file does not set is kept, and the answer to a request says so.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from membership import statutes
from membership.application import access
from membership.application.erasing import CLOSED, erase_draft, forget_people
from membership.application.registration import enter
from membership.application.steps import owe_letter
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Erasure, Person
from workflows.application import Stage
from workflows.letter import Kind
from workflows.permission import Act
from workflows.statute import Statute
from workflows.statute_identity import Retention
from workflows.term import day_of


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a case is kept, and until when: ``until`` is None while nothing that ends its use
    has happened, or where the cluster has set no days. ``rule`` is the statute file's own."""

    reason: str
    rule: Retention | None = None
    until: date | None = None


def hold_of(application: Application, statute: Statute) -> Hold:
    """Why this case is kept now and until when; a draft that was never sent is not held."""
    if application.submitted_at is None:
        return Hold("never_sent", statute.retention.get("idle_draft"))
    if application.stage is Stage.ASSOCIATE_MEMBER:
        return Hold("member", statute.retention.get("member_file"))
    if application.stage not in CLOSED:
        return Hold("going_on")
    rule = statute.retention.get(CLOSED[application.stage])
    if rule is None or rule.days is None:
        return Hold("not_set", rule)
    ended = day_of(application.history[-1].at, statute.zone)
    return Hold("until", rule, ended + timedelta(days=rule.days))


def ask_erasure(session: Session, actor: Person, public_id: str, *, at: datetime) -> Hold | None:
    """What becomes of a request to erase a case: None when it was erased at once.

    A draft that was never sent is erased. Anything else is registered as a request, once: whom
    nobody needs any more is erased, the rest stays until its time is over, and a numbered letter
    says what went, what stays, why and until when (GDPR, articles 12(3) and 17(3)).
    """
    application, _ = access.find_to(session, actor, Act.WITHDRAW, public_id, at=at)
    if application.submitted_at is None:
        erase_draft(session, application, by=actor, at=at)
        return None
    statute = statutes.of(application)
    hold = hold_of(application, statute)
    if not asked_on(session, application):
        erased = forget_people(session, application, by=actor, at=at)
        session.add(Erasure(application=application, asked_by=actor, at=at, reason=hold.reason,
                            until=hold.until, erased=erased))  # fmt: skip
        record(session, "erasure.asked", by=actor, at=at, subject=public_id, reason=hold.reason,
               until=hold.until.isoformat() if hold.until else "")  # fmt: skip
        enter(session, application, "application.entry.erasure", statute, at)
        owe_letter(session, application, Kind.ERASURE_ANSWERED, at=at)
        session.flush()
    return hold


def asked_on(session: Session, application: Application) -> datetime | None:
    """When erasure was asked for, if it was."""
    return session.scalar(select(Erasure.at).where(Erasure.application_id == application.id))
