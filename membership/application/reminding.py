"""Reminding an applicant who was asked and has not answered, once, when the term says so."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from membership import statutes
from membership.application.drafting import waiting
from membership.application.steps import last_day
from membership.application.telling import tell_applicant
from membership.database import Session
from membership.models import Application, Clarification
from workflows.application import Stage
from workflows.term import day_of


def remind(session: Session, *, at: datetime) -> int:
    """Owes the reminder of every request that is due one; a request is reminded of once.

    Whether the answer is still awaited is asked again when the mail is sent. Where the
    statute file sets no day for it, nobody is reminded.
    """
    wanted = (
        select(Application)
        .where(Application.stage == Stage.CLARIFICATION)
        .options(selectinload(Application.clarifications))
    )
    waited = [waiting(application) for application in session.scalars(wanted)]
    return sum(_remind(session, one, at) for one in waited if one is not None)


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
    return tell_applicant(session, request.application, effect_of(request, on),
                          "application_reminder", at=at,
                          only_at=Stage.CLARIFICATION.value)  # fmt: skip


def effect_of(request: Clarification, on: str = "") -> str:
    """The effect under which the request is reminded of."""
    return f"reminder:{on}{request.application.public_id}:{request.number}"
