"""Erasing: a draft that was never sent, whole; of a case that is over, its people, its files and
what the applicant wrote in it.

The journal keeps that it was done, and nothing of what was erased; numbers, decisions and
letters stay, because a register that forgets is none.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Column, Table, delete, select

from membership.application.locking import lock_organisation
from membership.application.papers import files_of
from membership.database import Base, Session
from membership.journal.services import record
from membership.models import (
    Affiliation,
    Application,
    Claim,
    Clarification,
    Consent,
    Document,
    Evidence,
    Invitation,
    Member,
    Organisation,
    Person,
)
from membership.models.search import SearchEntry
from workflows.application import Stage
from workflows.questions import PEOPLE


def erase_draft(
    session: Session, application: Application, *, by: Person | None, at: datetime
) -> None:
    """Erases a draft that was never sent, with an organisation that has nothing else.

    Its files go with the next sweep, because nothing names them any more.
    """
    organisation, public_id = application.organisation, application.public_id
    for table, column in _kept_of_a_case():
        session.execute(delete(table).where(column == application.id))
    session.expire(application)
    session.delete(application)
    session.flush()
    session.expire(organisation)
    if not _has_something(session, organisation):
        for kind in (Document, Invitation, Affiliation, Consent, SearchEntry):
            session.execute(delete(kind).where(kind.organisation_id == organisation.id))
        session.delete(organisation)
    record(session, "application.erased", by=by, at=at, subject=public_id)
    session.flush()


def _kept_of_a_case() -> list[tuple[Table, Column[Any]]]:
    """What stands beside a draft and goes with it, what hangs on something else first; its
    claims and evidence go with the draft itself."""
    own = (Claim.__table__, Evidence.__table__, Application.__table__)
    return [
        (table, key.parent)
        for table in reversed(Base.metadata.sorted_tables)
        for key in table.foreign_keys
        if key.column.table is Application.__table__ and table not in own
    ]


def _has_something(session: Session, organisation: Organisation) -> bool:
    cases = select(Application.id).where(Application.organisation_id == organisation.id)
    member = select(Member.id).where(Member.organisation_id == organisation.id)
    return any(session.scalar(one.limit(1)) is not None for one in (cases, member))


CLOSED = {
    Stage.WITHDRAWN: "closed_application",
    Stage.LAPSED: "closed_application",
    Stage.REJECTED_FINAL: "rejected_application",
}
"""The rule that a case falls under once it is over; its days run from the last step."""
INVITATIONS = "invitations"


def forget_people(
    session: Session, application: Application, *, by: Person | None, at: datetime
) -> list[str]:
    """Erases whom the organisation named and nobody needs any more: its contacts and the
    colleagues that it invited, in its answers and in what an answer to a question changed of them.

    Nothing goes while the organisation is a member, or has a case that is not over. Answers the
    keys of what went.
    """
    organisation = application.organisation
    lock_organisation(session, organisation)
    if not is_over(session, organisation):
        return []
    gone = [key for key in PEOPLE if organisation.answers.get(key)]
    # A new mapping, so that the change is seen.
    organisation.answers = _without_people(organisation.answers)
    for case in organisation.applications:
        _forget_changes(case.clarifications)
    invited = delete(Invitation).where(Invitation.organisation_id == organisation.id)
    if session.execute(invited.returning(Invitation.id)).all():
        gone.append(INVITATIONS)
    if gone:
        record(session, "application.people_erased", by=by, at=at,
               subject=application.public_id, answers=len(gone))  # fmt: skip
    session.flush()
    return gone


def is_over(session: Session, organisation: Organisation) -> bool:
    """Whether nothing of an organisation is going on: it is no member, and every case is over."""
    member = select(Member.id).where(Member.organisation_id == organisation.id).limit(1)
    if session.scalar(member) is not None:
        return False
    return all(one.stage in CLOSED for one in organisation.applications)


def _without_people(answers: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in answers.items() if key not in PEOPLE}


def _forget_changes(clarifications: Iterable[Clarification]) -> None:
    for point in chain.from_iterable(one.points for one in clarifications):
        point.before = _without_people(point.before) if point.before else point.before
        point.after = _without_people(point.after) if point.after else point.after


def erase_files(session: Session, application: Application, at: datetime) -> int:
    """Takes away the files of a case that is over, but those that another case of the same
    organisation still names; says how many."""
    others = [one for one in application.organisation.applications if one is not application]
    needed = {document.id for other in others for document in files_of(other)}
    erased = [
        document
        for document in files_of(application)
        if document.erased_at is None and document.id not in needed
    ]
    for document in erased:
        document.erased_at = at
    if erased:
        record(session, "application.files_erased", by=None, at=at,
               subject=application.public_id, files=len(erased))  # fmt: skip
    return len(erased)


def erase_words(session: Session, application: Application, at: datetime) -> None:
    """Takes away what the applicant wrote in a case that is over: why it wants to join, its ties,
    its claims, its answers to questions and what it brought against a rejection. What the house
    found and decided stays, as do the titles of the proofs, by which its findings name them."""
    points = [one for asked in application.clarifications for one in asked.points]
    gone = sum(
        _emptied(row, *names)
        for rows, names in (
            ([application], ("motivation", "ties")),
            (application.claims, ("description", "geography")),
            (application.evidence, ("issuer", "number", "link")),
            (points, ("answer",)),
            (application.contestations, ("text",)),
        )
        for row in rows
    )
    for point in points:
        gone += any((point.before, point.after))
        point.before = point.after = None
    if gone or application.tied_seats:
        application.tied_seats = []
        record(session, "application.words_erased", by=None, at=at,
               subject=application.public_id, answers=gone)  # fmt: skip


def erase_organisation(session: Session, organisation: Organisation) -> None:
    """Leaves of an organisation whose every case is past its term what the registers name: its
    name, numbers and seat. What it agreed to have published stays as the consents say."""
    _emptied(organisation, "representative", "representative_role", "email", "phone", "activity")
    published = {key: said for key, said in organisation.answers.items() if key == "publish"}
    if organisation.answers != published:
        organisation.answers = published
    session.flush()


def _emptied(row: object, *names: str) -> int:
    """Empties these texts of a record; answers how many said something."""
    said = [name for name in names if getattr(row, name)]
    for name in said:
        setattr(row, name, "")
    return len(said)
