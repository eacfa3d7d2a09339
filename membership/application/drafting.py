"""A draft while it is written: whose it is, under which statute, and who changed it meanwhile."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from membership import statutes
from membership.application import access
from membership.application.locking import lock_organisation
from membership.database import Session
from membership.journal.services import canonical, record
from membership.models import Application, Clarification, JournalEntry, Person, Point
from membership.organisation.identifiers import refuse_personal_numbers
from membership.settings import Settings
from workflows.application import Stage
from workflows.permission import Act
from workflows.refusal import Incomplete, NotNow
from workflows.statute import Statute

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def to_change(
    session: Session, actor: Person, public_id: str, *, at: datetime, settings: Settings
) -> tuple[Application, Statute]:
    """The draft, locked, and the statute file in force, which a draft follows.

    Refuses who may not edit it, and a case that is no draft any more, unless something was
    asked that opens a section: ``saved`` then refuses every other section. A submitted case
    stays under the statute file that it accepted.
    """
    application, _ = access.find_to(session, actor, Act.EDIT_DRAFT, public_id, at=at)
    if application.stage is not Stage.DRAFT and not unlocked(application):
        raise NotNow("application.no_draft")
    lock_organisation(session, application.organisation)
    # What the page read before the locks may be old by now: everything is read again.
    session.expire_all()
    application.saved_at = at
    if application.stage is not Stage.DRAFT:
        return application, statutes.of(application)
    follow(session, application, at=at, settings=settings)
    return application, statutes.in_force(settings)


def waiting(application: Application) -> Clarification | None:
    """The request that waits for the applicant's answer, if there is one: the last. An earlier
    one that was never answered ended with the file, and stays so when that is opened again."""
    if application.stage is not Stage.CLARIFICATION:
        return None
    return next(reversed(application.clarifications), None)


def unlocked(application: Application) -> frozenset[str]:
    """The sections that what was asked has opened again, until it is answered."""
    return frozenset(point.section.value for point in _asked(application) if point.section)


def _asked(application: Application) -> Sequence[Point]:
    request = waiting(application)
    return request.points if request is not None else ()


def limited_to(application: Application, part: str) -> frozenset[int] | None:
    """The claims, by id, that a change in this section may touch; None where it may touch any:
    in a draft, and where the section was opened for the application as a whole."""
    if application.stage is Stage.DRAFT:
        return None
    asked = [
        point.claim_id
        for point in _asked(application)
        if point.section is not None and point.section.value == part
    ]
    return None if None in asked else frozenset(one for one in asked if one is not None)


def refuse_unasked(application: Application, part: str, touched: Iterable[int | None]) -> None:
    """Refuses a change of what nothing has asked for; None stands for something new."""
    allowed = limited_to(application, part)
    if allowed is not None and not set(touched) <= allowed:
        raise NotNow("application.not_asked")


def refuse_removing(application: Application) -> None:
    """Refuses to take out what was sent: it is replaced, or something is added to it."""
    if application.stage is not Stage.DRAFT:
        raise NotNow("application.nothing_removed")


def is_open(application: Application, part: str) -> bool:
    """Whether a section may be changed now: every one of a draft, else what was opened again."""
    return application.stage is Stage.DRAFT or part in unlocked(application)


def follow(session: Session, application: Application, *, at: datetime, settings: Settings) -> None:
    """Puts the case under the statute file in force: a draft follows it, submission pins it."""
    application.statute_text = statutes.keep(session, settings, at)
    session.flush()


def statute_for(application: Application, settings: Settings) -> Statute:
    """The statute that a page about this case speaks under: a draft follows the one in
    force, a submitted case the one that it accepted."""
    if application.stage is Stage.DRAFT:
        return statutes.in_force(settings)
    return statutes.of(application)


def seal(values: "DataclassInstance") -> str:
    """A short digest of what a form showed, carried in it and given back when it is saved."""
    return hashlib.sha256(canonical(_plain(values)).encode()).hexdigest()[:20]


def _plain(values: "DataclassInstance") -> Mapping[str, Any]:
    named = asdict(values)
    return {key: sorted(v) if isinstance(v, frozenset) else v for key, v in named.items()}


def refuse_overwriting(stored: "DataclassInstance", seen: str | None) -> None:
    """Refuses to save over what somebody else saved since the form was opened."""
    if seen and seen != seal(stored):
        raise NotNow("application.changed_meanwhile")


def refuse_misplaced(values: "DataclassInstance", **limits: int) -> None:
    """Refuses a text past its limit, and a personal number in any text."""
    texts = {key: v for key, v in asdict(values).items() if isinstance(v, str)}
    for field, most in limits.items():
        if len(texts[field]) > most:
            raise Incomplete("application.too_long", field=field, n=most)
    refuse_personal_numbers(texts.items())


def saved(
    session: Session, application: Application, actor: Person, part: str, at: datetime
) -> None:
    """Writes down that a part of the draft was saved, and by whom; never what it says.

    Refuses a part of a submitted application that nothing asked has opened again.
    """
    if not is_open(application, part):
        raise NotNow("application.no_draft")
    session.flush()
    record(session, "application.saved", by=actor, at=at, subject=application.public_id, part=part)


def last_saver(session: Session, application: Application, part: str) -> str:
    """Who saved a part of the draft last, by name, as the journal has it; else nothing."""
    wanted = select(JournalEntry.actor).where(
        JournalEntry.subject == application.public_id,
        JournalEntry.act == "application.saved",
        JournalEntry.facts == canonical({"part": part}),
    )
    actor = session.scalar(wanted.order_by(JournalEntry.seq.desc()).limit(1)) or ""
    found = session.get(Person, int(actor.partition(":")[2])) if ":" in actor else None
    return found.name if found else ""
