"""Reminding an applicant who was asked and has not answered, once, when the term says so."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from membership import statutes
from membership.application.steps import last_day
from membership.database import Session
from membership.models import Affiliation, Application, Clarification, Work
from membership.owed.services import owe
from workflows.application import Stage
from workflows.term import day_of


def remind(session: Session, *, at: datetime) -> int:
    """Owes the reminder of every request that is due one; a request is reminded of once.

    Whether the answer is still awaited is asked again when the mail is sent. Where the
    statute file sets no day for it, nobody is reminded.
    """
    wanted = (
        select(Clarification)
        .join(Application)
        .where(Clarification.answered_at.is_(None), Application.stage == Stage.CLARIFICATION)
        .options(joinedload(Clarification.application))
    )
    return sum(_remind(session, one, at) for one in session.scalars(wanted))


def _remind(session: Session, request: Clarification, at: datetime) -> int:
    application = request.application
    statute = statutes.of(application)
    due = last_day(statute, "clarification_reminder", request.asked_at)
    if due is None or day_of(at, statute.zone) < due:
        return 0
    return remind_of(session, request, at=at)


def remind_of(session: Session, request: Clarification, *, at: datetime, on: str = "") -> int:
    """Owes the reminder of this request to each of the applicant's people; ``on`` names a
    further one, asked for by the secretariat, by its day."""
    keys = keys_of(session, request, on)
    for person_id, key in keys.items():
        owe(session, Work.MAIL, key, at=at, template="application_reminder", person_id=person_id,
            application_id=request.application_id, only_at=Stage.CLARIFICATION.value)  # fmt: skip
    return len(keys)


def keys_of(session: Session, request: Clarification, on: str = "") -> dict[int, str]:
    """Under which key each of the applicant's people is reminded of the request."""
    application = request.application
    own = Affiliation.organisation_id == application.organisation_id
    start = f"reminder:{on}{application.public_id}:{request.number}"
    return {
        one: f"{start}:{one}" for one in session.scalars(select(Affiliation.person_id).where(own))
    }
