"""What an applicant does with a case: open it, submit it, withdraw it."""

from datetime import datetime

from sqlalchemy import select

from membership import numbers, statutes
from membership.application import access, drafting, steps
from membership.application.carrying import carry_over
from membership.application.deadlines import first_day_again
from membership.application.disclosure import known_history, known_stage
from membership.application.ending import OVER, end
from membership.application.locking import lock_sittings
from membership.application.registration import enter
from membership.application.signing import owe_form, refuse_unsigned
from membership.database import Session
from membership.journal.services import record
from membership.models import (
    Affiliation,
    Application,
    Life,
    Member,
    Organisation,
    Person,
)
from membership.organisation.services import CLOSED, refuse_duplicate
from membership.settings import Settings
from workflows import dossier
from workflows.application import Stage, Step
from workflows.guard import Facts
from workflows.permission import Act, require
from workflows.refusal import NotNow
from workflows.statute import Statute
from workflows.statute_papers import Signature
from workflows.term import day_of


def cases_of(session: Session, person: Person) -> list[Application]:
    """The cases of the organisations that this person acts for, the newest first."""
    own = select(Application).where(Application.organisation_id.in_(person.organisation_ids))
    return list(session.scalars(own.order_by(Application.id.desc())))


def open_draft(session: Session, actor: Person, *, at: datetime, settings: Settings) -> Application:
    """Opens a draft, for a new organisation or for the person's own that has no case now.

    Refuses a second open case, an organisation that is a member already, and an
    application before the term after a rejection has passed. What the last application said
    and still holds comes over into the draft (see ``carrying``).
    """
    require(actor, Act.APPLY)
    # Locked, so that two clicks at once cannot open two drafts; what the first one opened is
    # read after the lock, since this request may have read the person before it.
    session.execute(select(Person.id).where(Person.id == actor.id).with_for_update())
    session.refresh(actor, ["affiliations"])
    # Those in whose name the person signs: an editor's own firm is another matter.
    signs = actor.submitting_ids
    cases = [case for case in cases_of(session, actor) if case.organisation_id in signs]
    # What its letter has not told yet is open still: the answer gives no decision away.
    if any(known_stage(case) not in CLOSED for case in cases):
        raise NotNow("application.already_open")
    organisation = _own_organisation(session, cases, at)
    kept = statutes.keep(session, settings, at)
    application = Application(
        organisation=organisation or _new_organisation(session, actor, at),
        statute_text=kept,
        stage=Stage.DRAFT,
        category=cases[0].category if cases else "",
        motivation="",
        declarations={},
        opened_at=at,
        saved_at=at,
    )
    session.add(application)
    session.flush()
    record(session, "application.opened", by=actor, at=at, subject=application.public_id)
    last = next((case for case in cases if case.submitted_at is not None), None)
    if last is not None and last.organisation is application.organisation:
        carry_over(last, application, statutes.in_force(settings), at)
        session.flush()
    return application


def _own_organisation(
    session: Session, cases: list[Application], at: datetime
) -> Organisation | None:
    if not cases:
        return None
    last = cases[0]
    belongs = select(Member.id).where(Member.organisation_id == last.organisation_id)
    if session.scalar(belongs) is not None:
        raise NotNow("application.already_member")
    _refuse_too_early(last, at)
    return last.organisation


def _refuse_too_early(last: Application, at: datetime) -> None:
    statute = statutes.of(last)
    first = first_day_again(known_history(last), statute)
    if first is not None and day_of(at, statute.zone) < first:
        raise NotNow("application.too_early", first=first)


def _new_organisation(session: Session, actor: Person, at: datetime) -> Organisation:
    organisation = Organisation(
        language=actor.language, answers={"channel": "portal"}, created_at=at
    )
    organisation.affiliations.append(Affiliation(person=actor))
    session.add(organisation)
    session.flush()
    return organisation


def submit(
    session: Session, actor: Person, public_id: str, *, at: datetime, settings: Settings
) -> Application:
    """Submits a complete draft: it takes its reference and its registry number, accepts the
    Statute and the regulations in the versions now in force, and owes its acknowledgement.

    Refuses with every gap named when something is missing (Article 11, sentences 1 and 3), and
    without the signed paper where the cluster asks for one. Accepted in the portal, the
    application is printed as it was accepted.
    """
    application, _ = access.find_to(session, actor, Act.SUBMIT, public_id, at=at)
    if application.stage is not Stage.DRAFT:
        raise NotNow("application.already_submitted", reference=application.reference or "")
    drafting.follow(session, application, at=at, settings=settings)
    statute = statutes.in_force(settings)
    refuse_duplicate(session, application.organisation)
    gaps = dossier.gaps(application, statute)
    if not gaps:
        refuse_unsigned(application, statute)
    application.submitted_at = application.saved_at = at
    facts = Facts(today=day_of(at, statute.zone), gaps=gaps)
    steps.take(
        session, application, Step.SUBMIT, facts, by=actor, at=at,
        accepted_statute=statute.need("acts.statute.version"),
        accepted_regulations=statute.need("acts.regulations.version"),
        accepted_file=statute.hash,
    )  # fmt: skip
    application.reference = _reference(session, statute, at)
    enter(session, application, "application.entry.application", statute, at,
          annexes=_filed_with(application))  # fmt: skip
    if statute.signature is Signature.PORTAL:
        application.form = None
        owe_form(session, application, at)
    session.flush()
    return application


def _filed_with(application: Application) -> int:
    """How many files came with the application; the same one twice is one."""
    proofs = [row.document for row in application.evidence]
    papers = [row.document for row in application.papers]
    return len({one.sha256 for one in (*proofs, *papers) if one is not None})


def _reference(session: Session, statute: Statute, at: datetime) -> str:
    on = day_of(at, statute.zone)
    series = statute.registry.reference
    year = on.year if series.yearly else numbers.PERMANENT
    return series.number(numbers.take(session, numbers.CASES, year), on)


def withdraw(session: Session, actor: Person, public_id: str, *, at: datetime) -> Application:
    """Withdraws an application before its decision; a vote on it becomes without object."""
    lock_sittings(session, public_id)
    application, _ = access.find_to(session, actor, Act.WITHDRAW, public_id, at=at)
    was_draft = application.stage is Stage.DRAFT
    for motion in application.motions:
        if motion.life not in OVER:
            end(session, motion, Life.WITHOUT_OBJECT, by=actor, at=at)
    steps.take(session, application, Step.WITHDRAW, Facts(), by=actor, at=at)
    if not was_draft:
        enter(session, application, "application.entry.withdrawal", statutes.of(application), at)
    return application
