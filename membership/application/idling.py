"""What time does to cases: an idle draft is warned about and erased, and of a case that is over
the files and the applicant's words go when its term of retention has passed."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import select

from membership import statutes
from membership.application.erasing import (
    CLOSED,
    erase_draft,
    erase_files,
    erase_organisation,
    erase_words,
    forget_people,
    is_over,
)
from membership.application.locking import lock_case
from membership.application.retention import hold_of
from membership.application.telling import keys_of, tell_applicant
from membership.database import Session, for_update
from membership.models import Application, Erasure, Owed
from workflows.application import Stage
from workflows.statute import Statute
from workflows.term import day_of

WARNED = timedelta(days=30)
"""How long before an idle draft is erased its people are warned."""


def tidy_cases(session: Session, statute: Statute, at: datetime) -> None:
    """Does all of it. A cluster that has set no days (``retention.idle_draft`` and the others)
    keeps everything."""
    rule = statute.retention.get("idle_draft")
    if rule is not None and rule.days is not None:
        _idle_drafts(session, timedelta(days=rule.days), at, statute.zone)
    over = select(Application).where(
        Application.stage.in_(CLOSED), Application.submitted_at.is_not(None)
    )
    asked = set(session.scalars(select(Erasure.application_id)))
    today = day_of(at, statute.zone)
    for case in session.scalars(over.order_by(Application.id)).all():
        if case.id in asked or _is_past(case, today):
            lock_case(session, case.id)
            _tidy(session, case, today, at)


def _tidy(session: Session, case: Application, today: date, at: datetime) -> None:
    # Asked again now that it is locked: somebody may have opened it again meanwhile.
    past = _is_past(case, today)
    if past:
        erase_files(session, case, at)
        erase_words(session, case, at)
    # Also before its term, where that was asked for while another case was open.
    forget_people(session, case, by=None, at=at)
    cases = case.organisation.applications
    if past and is_over(session, case.organisation) and all(_is_past(c, today) for c in cases):
        erase_organisation(session, case.organisation)


def _is_past(case: Application, today: date) -> bool:
    """Whether the case is kept no longer; one that was never sent keeps nothing from going."""
    until = hold_of(case, statutes.of(case)).until
    return case.submitted_at is None or (until is not None and today > until)


def _idle_drafts(session: Session, kept: timedelta, at: datetime, zone: str) -> None:
    never_sent = Application.submitted_at.is_(None)
    stages = Application.stage.in_((Stage.DRAFT, Stage.WITHDRAWN))
    idle = Application.saved_at < at - kept + WARNED
    wanted = select(Application).where(never_sent, stages, idle).order_by(Application.id)
    # Locked, which tests all of it again: a draft that is saved or sent meanwhile is none of them.
    for draft in session.scalars(for_update(wanted, Application)).all():
        keys = keys_of(session, draft, _effect(draft))
        warned_at = _warned_at(session, keys.values())
        if draft.stage is Stage.WITHDRAWN or not keys:
            warned_at = warned_at or draft.saved_at
        if warned_at is None:
            goes = max(draft.saved_at + kept, at + WARNED)
            tell_applicant(session, draft, _effect(draft), "draft_idle", at=at,
                           facts={"goes": day_of(goes, zone).isoformat()})  # fmt: skip
        elif max(draft.saved_at + kept, warned_at + WARNED) < at:
            erase_draft(session, draft, by=None, at=at)


def _effect(draft: Application) -> str:
    # With the moment of the last change: a draft that was gone on with is warned about anew.
    return f"mail:idle:{draft.public_id}:{int(draft.saved_at.timestamp())}"


def _warned_at(session: Session, keys: Collection[str]) -> datetime | None:
    return session.scalar(
        select(Owed.owed_at).where(Owed.key.in_(keys)).order_by(Owed.owed_at).limit(1)
    )
