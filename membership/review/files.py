"""The rapporteur's files: what they were given to assess, the most urgent first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select, tuple_

from membership.application.access import closed_to
from membership.database import Session
from membership.models import (
    Application,
    Assignment,
    Claim,
    Finding,
    Interest,
    Opinion,
    Organisation,
    Person,
)
from workflows.application import Stage

PAGE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A case given to a rapporteur; ``declared`` says whether they told of an interest."""

    public_id: str
    reference: str
    name: str
    legal_form: str
    stage: Stage
    due_on: date
    unfound: int
    declared: bool


@dataclass(frozen=True, slots=True)
class FilePage:
    """At most forty files; ``waiting`` counts all that are to be assessed, ``after`` is the
    public id to go on from, if there are more."""

    files: Sequence[File]
    waiting: int
    after: str | None


def files_of(session: Session, actor: Person, *, after: str = "") -> FilePage:
    """The actor's own files: those to assess by deadline, then those reported.

    A file in which the actor has an interest is closed to them and left out. ``after`` is the
    public id of the last file of the page before.
    """
    own = Interest.person_id == actor.id
    given = (Assignment.person_id == actor.id, ~closed_to(actor))
    wanted = (
        select(
            Application.public_id,
            Application.reference,
            Organisation.legal_name,
            Organisation.legal_form,
            Application.stage,
            Application.due_on,
            _unfound(actor),
            Interest.id,
        )
        .join(Assignment, Assignment.application_id == Application.id)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .outerjoin(Interest, (Interest.application_id == Application.id) & own)
        .where(*given)
        .order_by(*_ORDER)
        .limit(PAGE + 1)
    )
    if after:
        wanted = wanted.where(_after(after))
    rows = session.execute(wanted).all()
    waiting = (
        select(func.count(Assignment.id))
        .join(Application, Application.id == Assignment.application_id)
        .where(*given, Application.stage == Stage.EVIDENCE_REVIEW)
    )
    return FilePage(
        files=[_file(row) for row in rows[:PAGE]],
        waiting=session.scalar(waiting) or 0,
        after=rows[PAGE - 1].public_id if len(rows) > PAGE else None,
    )


_REPORTED = case((Application.stage == Stage.EVIDENCE_REVIEW, 0), else_=1)
_ORDER = (_REPORTED, Application.due_on, Application.id)


def _after(public_id: str) -> ColumnElement[bool]:
    last = select(Application).where(Application.public_id == public_id)
    parts = [last.with_only_columns(part).correlate(None).scalar_subquery() for part in _ORDER]
    return tuple_(*_ORDER) > tuple_(*parts)


def _file(row: Any) -> File:
    return File(
        public_id=row[0], reference=row[1] or "", name=row[2], legal_form=row[3],
        stage=row[4], due_on=row[5], unfound=row[6], declared=row[7] is not None,
    )  # fmt: skip


def _unfound(actor: Person) -> ScalarSelect[int]:
    """How many claims of a case wait for this person's finding."""
    given = (
        select(Opinion.id)
        .where(Opinion.claim_id == Claim.id, Opinion.person_id == actor.id)
        .where(Opinion.given_at.is_not(None))
        .exists()
    )
    return (
        select(func.count(Claim.id))
        .outerjoin(Finding)
        .where(Claim.application_id == Application.id, Finding.id.is_(None), ~given)
        .correlate(Application)
        .scalar_subquery()
    )
