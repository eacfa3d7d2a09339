"""Who may open a stored file, on what footing, and what is kept of it.

Whoever may read the evidence of the case that a file belongs to may open it; a confidential
one opens to those who decide on the case alone, who say what for once a sitting. Each
opening by the house is recorded, and the applicant reads by whom, by role.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, or_, select

from membership.application.access import OnCase, standing_of
from membership.database import Base, Session
from membership.inspection.copies import is_drawn
from membership.journal.services import record
from membership.models import (
    Application,
    Clarification,
    Confidentiality,
    Contestation,
    Document,
    Evidence,
    Opening,
    Paper,
    Person,
    Point,
    Scan,
)
from membership.models.contestation import contestation_documents
from membership.storage import Store
from workflows.permission import Act, Role, in_which_role, may
from workflows.refusal import Incomplete, NotFound, NotPermitted, Refused

LONGEST_PURPOSE = 300
_LEVELS = tuple(Confidentiality)
"""From the most open to the most closed."""


class BeingChecked(Refused):
    """The file has not been found clean yet (423)."""

    status = 423


@dataclass(frozen=True, slots=True)
class Footing:
    """On which case, at which level and in which role somebody opens a file; ``role`` is None
    for the organisation that sent it, which opens its own files as it likes.

    ``purpose`` is what they said the file is opened for in this sitting, if they have.
    """

    document: Document
    titles: tuple[str, ...] = ()
    application: Application | None = None
    level: Confidentiality = Confidentiality.PUBLIC
    role: Role | None = None
    purpose: str = ""

    @property
    def is_free(self) -> bool:
        """Whether the file opens without a record: one's own, or a public one."""
        return self.role is None or self.level is Confidentiality.PUBLIC

    @property
    def is_marked(self) -> bool:
        """Whether a copy that leaves the house names its reader: a confidential file's, where
        its type can carry it."""
        closed = self.level is Confidentiality.COMMISSION and self.role is not None
        return closed and is_drawn(self.document.media_type)

    @property
    def needs_purpose(self) -> bool:
        """Whether the purpose has to be stated first."""
        closed = self.level is Confidentiality.COMMISSION
        return closed and self.role is not None and not self.purpose


def footing(
    session: Session, actor: Person, public_id: str, *, sitting: str, at: datetime
) -> Footing:
    """How this person stands to the file; as not found to who may not know of it.

    A file that is attached to nothing yet belongs to the organisation that sent it. Who may
    read the title and not the file is refused as not permitted.
    """
    document = session.scalar(select(Document).where(Document.public_id == public_id))
    if document is None:
        raise NotFound("permission.not_found")
    if document.organisation_id in actor.organisation_ids:
        # What the house wrote has no organisation, and goes out by its own page.
        return Footing(document)
    visible = False
    for application in _cases(session, document):
        on = standing_of(session, application, at)
        visible = visible or may(actor, Act.READ_EVIDENCE, on)
        stands = _on_case(session, actor, document, application, on)
        if stands is not None:
            return _with_purpose(session, actor, stands, sitting)
    if visible:
        raise NotPermitted("files.confidential")
    raise NotFound("permission.not_found")


def _on_case(
    session: Session, actor: Person, document: Document, application: Application, on: OnCase
) -> Footing | None:
    level = level_of(application, document)
    act = Act.OPEN_CONFIDENTIAL if level is Confidentiality.COMMISSION else Act.READ_EVIDENCE
    role = in_which_role(actor, act, on)
    if role is None or not may(actor, Act.READ_EVIDENCE, on):
        return None
    return Footing(document, _titles(application, document), application, level, role)


def _with_purpose(session: Session, actor: Person, stands: Footing, sitting: str) -> Footing:
    assert stands.application is not None  # noqa: S101 - only the owner stands without a case
    said = session.scalar(
        select(Opening.purpose)
        .where(
            Opening.application_id == stands.application.id,
            Opening.person_id == actor.id,
            Opening.sitting == sitting,
            Opening.purpose != "",
        )
        .order_by(Opening.id.desc())
    )
    return Footing(stands.document, stands.titles, stands.application, stands.level, stands.role,
                   said or "")  # fmt: skip


def level_of(application: Application, document: Document) -> Confidentiality:
    """How closed a file is on this case: as its most closed proof says. What came with an
    answer has no level of its own and stays in the cluster."""
    levels = [one.confidentiality for one in application.evidence if one.document is document]
    return max(levels, key=_LEVELS.index, default=Confidentiality.CLUSTER)


def _titles(application: Application, document: Document) -> tuple[str, ...]:
    return tuple(one.title for one in application.evidence if one.document is document)


def open_file(
    session: Session, actor: Person, stands: Footing, *, purpose: str, sitting: str, at: datetime
) -> Document:
    """Records that somebody of the house opens an applicant's file.

    Refuses a confidential one while its purpose is not said, and every file that a scanner
    has not found clean yet.
    """
    if stands.application is None or stands.role is None:
        return stands.document
    stated = (purpose or stands.purpose).strip()
    if stands.level is Confidentiality.COMMISSION and not stated:
        raise Incomplete("files.purpose_missing", field="purpose")
    if len(stated) > LONGEST_PURPOSE:
        raise Incomplete("application.too_long", field="purpose", n=LONGEST_PURPOSE)
    session.add(
        Opening(
            application_id=stands.application.id,
            document_id=stands.document.id,
            person_id=actor.id,
            role=stands.role,
            purpose=stated if stands.level is Confidentiality.COMMISSION else "",
            sitting=sitting,
            at=at,
        )
    )
    record(session, "document.opened", by=actor, at=at, subject=stands.application.public_id,
           sha256=stands.document.sha256, role=stands.role.value)  # fmt: skip
    return stands.document


def has_opened(session: Session, actor: Person, document: Document, *, sitting: str) -> bool:
    """Whether this person has opened the file in this sitting: its pages may then be shown."""
    wanted = select(Opening.id).where(
        Opening.document_id == document.id,
        Opening.person_id == actor.id,
        Opening.sitting == sitting,
    )
    return session.scalar(wanted.limit(1)) is not None


def refuse_unchecked(document: Document, *, scanner: bool, store: Store) -> None:
    """Refuses what is not there to be opened: being checked (423), or taken away (404).

    Where no scanner is configured nothing waits for one, and the pages say so.
    """
    if document.scan is Scan.INFECTED:
        raise NotFound("files.infected")
    if scanner and document.scan is Scan.ERROR:
        raise BeingChecked("files.not_checked")
    if scanner and document.scan is not Scan.CLEAN and document.was_brought:
        raise BeingChecked("files.being_checked")
    if document.erased_at is not None or not store.path(document.sha256).is_file():
        raise NotFound("files.gone")


def openings_of(session: Session, application: Application) -> Sequence[Opening]:
    """Who of the house opened the case's files, the latest first."""
    wanted = select(Opening).where(Opening.application_id == application.id)
    return session.scalars(wanted.order_by(Opening.id.desc()).limit(200)).all()


def _cases(session: Session, document: Document) -> list[Application]:
    proves = select(Evidence.application_id).where(Evidence.document_id == document.id)
    answers = (
        select(Clarification.application_id)
        .join(Point, Point.clarification_id == Clarification.id)
        .where(Point.document_id == document.id)
    )
    contests = (
        select(Contestation.application_id)
        .join(contestation_documents)
        .where(contestation_documents.c.document_id == document.id)
    )
    filed = select(Paper.application_id).where(Paper.document_id == document.id)
    own = or_(Application.form_id == document.id, Application.signed_id == document.id)
    wanted = or_(Application.id.in_(proves.union(answers, contests, filed)), own)
    return list(session.scalars(select(Application).where(wanted)))


def forget(session: Session, document: Document) -> None:
    """Drops a document that nothing names any more; its content goes with the next sweep."""
    session.flush()
    if not _is_named(session, document):
        session.delete(document)
        session.flush()


def _is_named(session: Session, document: Document) -> bool:
    return any(
        session.scalar(select(column).where(column == document.id).limit(1))
        for column in naming_columns()
    )


def naming_columns() -> list[Column[Any]]:
    """Every column by which something names a document: what none names can be dropped."""
    return [
        key.parent
        for table in Base.metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table is Document.__table__
    ]
