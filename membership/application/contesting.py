"""Contesting a rejection: until when, with what, before the body that hears it.

The term runs from the day on which the communication of the rejection is proved (O.G.
26/2000 leaves the body's control over the Board open; the days are the cluster's own). Where
no receipt is on record the term has not begun, and nobody is late.
"""

from collections.abc import Sequence
from datetime import date, datetime

from membership import statutes
from membership.application import access, steps
from membership.application.disclosure import known_stage
from membership.application.registration import enter
from membership.database import Session
from membership.models import Application, Contestation, Document, Person
from membership.organisation.identifiers import refuse_personal_numbers
from workflows.application import Stage, Step
from workflows.guard import Facts
from workflows.letter import IN_FORCE, Kind
from workflows.permission import Act
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.statute import Statute
from workflows.term import day_of, due

LONGEST = 10_000
MOST_FILES = 5
_REJECTIONS = (Kind.REJECTION, Kind.CONDITION_NOT_MET)


def communicated_on(application: Application) -> date | None:
    """The day on which the applicant provably received the rejection; None while none is proved.

    A letter that was annulled proves nothing; of two that stand the first receipt counts.
    """
    standing = (
        letter.received_on
        for letter in application.letters
        if letter.kind in _REJECTIONS and letter.state in IN_FORCE
    )
    return min((day for day in standing if day is not None), default=None)


def contest_by(application: Application, statute: Statute) -> date | None:
    """The last day to contest; None while no receipt is on record or the cluster sets no term."""
    received = communicated_on(application)
    term = statute.terms.get("contest")
    if received is None or term is None:
        return None
    return due(received, term, steps.days_off(statute.country, received.year))


def contest(
    session: Session,
    actor: Person,
    public_id: str,
    text: str,
    documents: Sequence[Document] = (),
    *,
    at: datetime,
) -> Application:
    """Contests a rejection; the Assembly then has both sides' papers.

    Refuses who does not sign for the organisation, a rejection that its letter has not told
    yet, a contestation without words, and one after the last day, naming it. The day is the
    cluster's own: until midnight there it is in time.
    """
    application, _ = access.find_to(session, actor, Act.CONTEST, public_id, at=at)
    stage = known_stage(application)
    if stage is not Stage.REJECTED:
        raise NotNow("application.not_from_here", step=Step.CONTEST.value, stage=stage.value)
    _refuse_unfit(application, text, documents)
    statute = statutes.of(application)
    statute.term("contest")
    today, last = day_of(at, statute.zone), contest_by(application, statute)
    facts = Facts(today=today, due=today if last is None else last)
    steps.take(session, application, Step.CONTEST, facts, by=actor, at=at)
    application.contestations.append(
        Contestation(text=text, by=actor, at=at, due_on=last, documents=list(documents))
    )
    enter(session, application, "application.entry.contestation", statute, at,
          annexes=len(documents))  # fmt: skip
    session.flush()
    return application


def _refuse_unfit(application: Application, text: str, documents: Sequence[Document]) -> None:
    if not text:
        raise Incomplete("application.contest_empty", field="text")
    if len(text) > LONGEST:
        raise Incomplete("application.too_long", field="text", n=LONGEST)
    refuse_personal_numbers([("text", text)])
    if any(one.organisation_id != application.organisation_id for one in documents):
        raise NotFound("permission.not_found")
