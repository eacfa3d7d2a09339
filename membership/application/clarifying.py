"""Answering what the cluster asked: only what was asked opens, and the change stays readable.

A half-finished answer can be put aside; until it is sent it is the applicant's alone. What a
point opens for change is kept as it stood before, and as it stands when it is answered.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date, datetime
from functools import partial
from typing import Any

from membership import statutes
from membership.application import access, answers, steps
from membership.application.chain_filed import ClaimsFiled, EvidenceFiled
from membership.application.drafting import waiting
from membership.application.filing import PapersFiled
from membership.application.form_answers import Answers
from membership.application.registration import enter
from membership.database import Session
from membership.journal.services import record
from membership.models import Application, Clarification, Document, Person, Point
from membership.organisation.identifiers import refuse_personal_numbers
from workflows import dossier
from workflows.application import Stage, Step
from workflows.dossier import Section
from workflows.guard import Facts
from workflows.permission import Act
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.term import due

Answer = tuple[str, Document | None]
"""What came back on one asked point: words, a file, or both."""

KEPT: Mapping[Section, Callable[..., Any]] = {
    **{section: partial(Answers.of, section=section) for section in dossier.GENERIC},
    Section.DOCUMENTS: PapersFiled.of,
    Section.CLAIMS: ClaimsFiled.of,
    Section.EVIDENCE: EvidenceFiled.of,
    Section.INTERESTS: answers.InterestsValues.of,
    Section.DECLARATIONS: answers.DeclarationsValues.of,
}
"""The sections that a point can open, and what stands in each."""

CHAIN = frozenset({Section.CLAIMS, Section.EVIDENCE})
"""Sections of which a point that concerns a claim opens as much as is that claim's."""


def asked_of(application: Application) -> Clarification:
    """The request that waits for its answer; refuses when nothing is asked."""
    request = waiting(application)
    if request is None:
        raise NotNow("application.nothing_is_asked")
    return request


def snapshot(
    application: Application, section: Section | None, claim_id: int | None = None
) -> dict[str, Any] | None:
    """What stands in a section, field by field, as it can be kept; None for no section. Of
    claims and evidence as much as is one claim's, where one is meant."""
    if section is None:
        return None
    meant = {"only": claim_id} if section in CHAIN else {}
    found = asdict(KEPT[section](application, **meant))
    found = found.get("made", found.get("given", found))
    return {name: _plain(value) for name, value in found.items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return sorted(map(str, value)) if isinstance(value, tuple | list | frozenset) else value


def changes(point: Point) -> list[tuple[str, object, object]]:
    """The answers that differ since the point was asked: which one, before and after."""
    before, after = point.before or {}, point.after or {}
    names = dict.fromkeys((*before, *after))
    return [
        (name, before.get(name), after.get(name))
        for name in names
        if (before.get(name) or "") != (after.get(name) or "")
    ]


def put_aside(
    session: Session, actor: Person, public_id: str, given: Mapping[int, Answer], *, at: datetime
) -> Application:
    """Keeps a half-finished answer, by the points' positions; nothing is sent, nobody reads it."""
    application, _ = access.find_to(session, actor, Act.ANSWER, public_id, at=at)
    clarification = asked_of(application)
    _write_down(application, clarification, given)
    clarification.saved_at = at
    record(session, "application.answer_put_aside", by=actor, at=at, subject=public_id)
    session.flush()
    return application


def answer(
    session: Session, actor: Person, public_id: str, given: Mapping[int, Answer], *, at: datetime
) -> Application:
    """Answers what was asked, all points together; the case goes back to where it was asked.

    ``given`` goes by the point's position. Refuses while a point has neither words nor a file
    nor a change in the section that it opened, and a change that leaves the application
    incomplete. An answer after the term is taken as long as nobody has closed the case.
    """
    application, _ = access.find_to(session, actor, Act.ANSWER, public_id, at=at)
    clarification, statute = asked_of(application), statutes.of(application)
    _write_down(application, clarification, given)
    for point in clarification.points:
        point.after = snapshot(application, point.section, point.claim_id)
    unanswered = [one.position for one in clarification.points if not _is_answered(one)]
    if unanswered:
        first = f"answer_{unanswered[0]}"
        raise Incomplete("application.unanswered", field=first, n=len(unanswered))
    _refuse_made_incomplete(application, clarification)
    clarification.answered_at = at
    facts = Facts(unanswered=len(unanswered), asked_from=clarification.asked_from.value)
    steps.take(session, application, Step.ANSWER, facts, by=actor, at=at)
    enter(session, application, "application.entry.answer", statute, at)
    return application


def _write_down(
    application: Application, clarification: Clarification, given: Mapping[int, Answer]
) -> None:
    refuse_personal_numbers((f"answer_{n}", words) for n, (words, _) in given.items())
    for point in clarification.points:
        words, document = given.get(point.position, ("", None))
        if document is not None and document.organisation_id != application.organisation_id:
            raise NotFound("permission.not_found")
        point.answer, point.document = words, document


def _is_answered(point: Point) -> bool:
    return bool(point.answer or point.document is not None or changes(point))


def _refuse_made_incomplete(application: Application, clarification: Clarification) -> None:
    if not any(point.section for point in clarification.points):
        return
    gaps = dossier.gaps(application, statutes.of(application))
    if gaps:
        raise Incomplete("application.incomplete", gaps=gaps, n=len(gaps))


def may_extend(application: Application) -> bool:
    """Whether the applicant can still be given more time: once, where the cluster allows it."""
    if application.stage is not Stage.CLARIFICATION:
        return False
    allowed = "clarification_extension" in statutes.of(application).terms
    return allowed and asked_of(application).extended_at is None


def extend(session: Session, actor: Person, public_id: str, *, at: datetime) -> Application:
    """Gives the applicant more time to answer, once, counted on from the last day.

    Refuses a second time, a request after the last day, and where the cluster sets no such
    term (``terms.clarification_extension``).
    """
    application, _ = access.find_to(session, actor, Act.ANSWER, public_id, at=at)
    clarification, statute = asked_of(application), statutes.of(application)
    term = statute.term("clarification_extension")
    if clarification.extended_at is not None:
        raise NotNow("application.extended_already")
    if steps.today(application, at) > clarification.due_on:
        raise NotNow("application.term_passed", due=clarification.due_on)
    days_off = steps.days_off(statute.country, clarification.due_on.year)
    clarification.due_on = due(clarification.due_on, term, days_off)
    clarification.extended_at, application.due_on = at, clarification.due_on
    record(session, "application.answer_extended", by=actor, at=at, subject=public_id,
           due=clarification.due_on.isoformat())  # fmt: skip
    enter(session, application, "application.entry.extension", statute, at)
    session.flush()
    return application
