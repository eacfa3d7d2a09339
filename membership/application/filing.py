"""The papers of a draft: filed under their code, dated, explained where there is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from membership.application import documents, drafting
from membership.database import Session
from membership.models import Application, Document, Paper, Person
from membership.settings import Settings
from workflows.papers import Wanted, is_too_old, wanted
from workflows.refusal import Incomplete, NotFound
from workflows.term import day_of

LONGEST = 500
LONGEST_NUMBER = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersFiled:
    """Everything that is filed, by code: the names of the files, or why there is none."""

    given: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, application: Application) -> "PapersFiled":
        """What is kept now."""
        filed: dict[str, tuple[str, ...]] = {}
        for row in application.papers:
            name = row.document.name if row.document else row.absent
            day = row.issued_on.isoformat() if row.number and row.issued_on else ""
            said = " ".join(filter(None, (name, row.number, day)))
            filed[row.code] = (*filed.get(row.code, ()), said)
        return cls(given=filed)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperValues:
    """Its number and when it was issued, or why there is none; ``held`` names the files that are
    kept, so that nobody files beside another unseen."""

    number: str = ""
    issued_on: date | None = None
    absent: str = ""
    held: tuple[str, ...] = ()

    @classmethod
    def of(cls, one: Wanted) -> "PaperValues":
        """What is kept now."""
        days = [row.issued_on for row in one.filed if row.issued_on]
        return cls(
            number=next((row.number for row in one.filed if row.number), ""),
            issued_on=max(days, default=None),
            absent=next((row.absent for row in one.filed if row.absent), ""),
            held=tuple(row.document.public_id for row in one.filed if row.document),
        )


def file_paper(
    session: Session,
    actor: Person,
    public_id: str,
    code: str,
    values: PaperValues,
    *,
    files: Sequence[Document] = (),
    at: datetime,
    settings: Settings,
    seen: str | None = None,
) -> Application:
    """Files what came under a code beside what is there, with its number and day of issue; or
    keeps the reason why there is none, where the statute file takes one.

    Refuses an extract that is older than the cluster takes it, and a day in the future.
    """
    application, statute = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    one = wanted_under(application, code, wanted(application, statute))
    drafting.refuse_overwriting(PaperValues.of(one), seen)
    drafting.refuse_misplaced(values, absent=LONGEST, number=LONGEST_NUMBER)
    _refuse_day(one, values.issued_on, application, day_of(at, statute.zone))
    kept = [row for row in one.filed if row.document is not None]
    if not kept and not files:
        _explain(application, one, values.absent)
    else:
        _file(application, one, kept, files, values)
    drafting.saved(session, application, actor, "documents", at)
    return application


def remove_paper(
    session: Session,
    actor: Person,
    public_id: str,
    paper_public_id: str,
    *,
    at: datetime,
    settings: Settings,
) -> str:
    """Takes one file, or the reason for its absence, out of the draft; answers its code."""
    application, _ = drafting.to_change(session, actor, public_id, at=at, settings=settings)
    for paper in application.papers:
        if paper.public_id == paper_public_id:
            document, code = paper.document, paper.code
            application.papers.remove(paper)
            drafting.saved(session, application, actor, "documents", at)
            if document is not None:
                documents.forget(session, document)
            return code
    raise NotFound("permission.not_found")


def wanted_under(application: Application, code: str, asked: Sequence[Wanted]) -> Wanted:
    """The paper of this code among those that the applicant is asked; else as not found."""
    for one in asked:
        if one.paper.code == code:
            return one
    raise NotFound("permission.not_found")


def _refuse_day(one: Wanted, day: date | None, application: Application, today: date) -> None:
    if day is None:
        return
    if day > today:
        raise Incomplete("evidence.issued_later", field="issued_on")
    if is_too_old(one.paper, day, today, application.organisation.country):
        raise Incomplete("papers.too_old", field="issued_on", n=one.max_age)


def _explain(application: Application, one: Wanted, reason: str) -> None:
    if reason and not one.paper.may_explain:
        raise Incomplete("papers.no_reason_taken", field="file")
    if not reason:
        raise Incomplete("papers.nothing", field="file")
    _drop(application, one.filed)
    application.papers.append(Paper(code=one.paper.code, absent=reason))


def _file(
    application: Application,
    one: Wanted,
    kept: Sequence[Paper],
    files: Sequence[Document],
    values: PaperValues,
) -> None:
    if any(file.organisation_id != application.organisation_id for file in files):
        raise NotFound("permission.not_found")
    _drop(application, [row for row in one.filed if row.document is None])
    number, day = values.number if one.paper.numbered else "", values.issued_on
    for row in kept:
        row.number, row.issued_on = number, day
    here = {row.document_id for row in kept}
    for file in {file.id: file for file in files if file.id not in here}.values():
        paper = Paper(code=one.paper.code, document=file, number=number, issued_on=day)
        application.papers.append(paper)


def _drop(application: Application, rows: Sequence[Paper]) -> None:
    for row in list(rows):
        application.papers.remove(row)
