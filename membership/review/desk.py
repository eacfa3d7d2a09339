"""On whose desk a case lies, asked of the records."""

from datetime import date
from enum import StrEnum

from sqlalchemy import and_, case, select
from sqlalchemy.sql.elements import ColumnElement

from membership.models import (
    Affiliation,
    Application,
    Assignment,
    Interest,
    Life,
    Motion,
    Waiting,
)
from workflows.application import Stage


class Desk(StrEnum):
    """On whose desk a case lies."""

    NEEDS = "needs"
    APPLICANT = "applicant"
    RAPPORTEUR = "rapporteur"
    BOARD = "board"
    CLOSED = "closed"


def on_desk(today: date) -> ColumnElement[str]:
    """The desk of a case as SQL; the secretariat's are those that nobody else moves on."""
    stage = Application.stage
    decided = stage.in_((Stage.ASSOCIATE_MEMBER, Stage.REJECTED, Stage.REJECTED_FINAL))
    late = Application.due_on < today
    asked = stage.in_((Stage.CLARIFICATION, Stage.DEFERRED, Stage.ADMITTED_CONDITIONAL))
    return case(
        (stage == Stage.SUBMITTED, Desk.NEEDS.value),
        (and_(stage == Stage.DEFERRED, Application.due_on <= today), Desk.NEEDS.value),
        (and_(stage == Stage.CLARIFICATION, late), Desk.NEEDS.value),
        (asked, Desk.APPLICANT.value),
        (and_(stage == Stage.EVIDENCE_REVIEW, _has_rapporteur()), Desk.RAPPORTEUR.value),
        (and_(stage == Stage.BOARD_DECISION, _is_scheduled()), Desk.BOARD.value),
        (stage.in_((Stage.EVIDENCE_REVIEW, Stage.BOARD_DECISION)), Desk.NEEDS.value),
        (stage == Stage.CONTESTED, Desk.BOARD.value),
        (and_(decided, Application.waiting_on == Waiting.SECRETARIAT), Desk.NEEDS.value),
        else_=Desk.CLOSED.value,
    )


def _has_rapporteur() -> ColumnElement[bool]:
    interested = select(Interest.person_id).where(
        Interest.application_id == Application.id, Interest.keeps_out
    )
    own = select(Affiliation.person_id).where(
        Affiliation.organisation_id == Application.organisation_id
    )
    assesses = Assignment.person_id.not_in(interested) & Assignment.person_id.not_in(own)
    given = select(Assignment.id).where(Assignment.application_id == Application.id)
    return given.where(assesses).exists()


def _is_scheduled() -> ColumnElement[bool]:
    waiting = Motion.life.in_((Life.PROPOSED, Life.OPEN))
    return (
        select(Motion.id)
        .where(Motion.application_id == Application.id, waiting, Motion.scheduled_at.is_not(None))
        .exists()
    )
