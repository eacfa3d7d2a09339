"""Applying again: a new draft begins with what the last application said and still holds.

Claims, evidence and the answers about the organisation come over, marked; the declarations
and the ties with the Board are given anew, because they speak of today. A proof that has
expired stays behind and is named.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeVar

from membership import statutes
from membership.models import Application, Claim, Evidence, Paper, Scan
from workflows.statute import Statute
from workflows.term import day_of

Carried = TypeVar("Carried", Claim, Evidence)
_NOT_COPIED = frozenset({"id", "public_id", "application_id", "carried"})


def carry_over(last: Application, draft: Application, statute: Statute, at: datetime) -> None:
    """Fills a new draft from the last submitted application of the same organisation.

    What the statute file in force no longer knows (a stage, a field, a kind of evidence) stays
    behind like an expired proof.
    """
    today = day_of(at, statutes.of(last).zone)
    draft.carried_from = last
    draft.motivation = last.motivation
    brought = {one.id: _again(one) for one in last.evidence if still_holds(one, today, statute)}
    draft.evidence.extend(brought.values())
    draft.papers.extend(_papers_again(last))
    for claim in last.claims:
        if claim.stage not in statute.stages:
            continue
        again = _again(claim)
        again.fields = [code for code in claim.fields if code in statute.fields]
        draft.claims.append(again)
        again.evidence = [brought[one.id] for one in claim.evidence if one.id in brought]


def _papers_again(last: Application) -> Iterator[Paper]:
    """The documents of the organisation; the list says which of them has grown too old."""
    for paper in last.papers:
        gone = paper.document is not None and (
            paper.document.scan is Scan.INFECTED or paper.document.erased_at
        )
        if not gone:
            yield Paper(code=paper.code, document=paper.document, number=paper.number,
                        issued_on=paper.issued_on, absent=paper.absent)  # fmt: skip


def still_holds(evidence: Evidence, today: date, statute: Statute) -> bool:
    """Whether a proof can be brought again: not expired, and of a kind and file still taken."""
    if evidence.expires_on is not None and evidence.expires_on < today:
        return False
    document = evidence.document
    gone = document is not None and (document.scan is Scan.INFECTED or document.erased_at)
    return evidence.kind in statute.evidence_kinds and not gone


def left_behind(draft: Application, statute: Statute) -> list[Evidence]:
    """The proofs of the last application that did not come over."""
    last = draft.carried_from
    if last is None:
        return []
    today = day_of(draft.opened_at, statute.zone)
    return [one for one in last.evidence if not still_holds(one, today, statute)]


def _again(row: Carried) -> Carried:
    columns = (column.key for column in row.__table__.columns)
    values = {key: getattr(row, key) for key in columns if key not in _NOT_COPIED}
    return type(row)(**values, carried=True)
