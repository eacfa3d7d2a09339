"""Who of the house's own records stands in one group with an applicant: its parent, a company
that it is the parent of, a sister under the same parent. For the secretariat alone: it explains
the size of an enterprise and shows who may speak for several (Recommendation 2003/361/EC).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.orm import lazyload

from membership.application.access import closed_to
from membership.database import Session
from membership.models import Application, Member, Organisation, Person
from membership.review.search import fold, folded
from workflows.application import Stage
from workflows.permission import Act, may
from workflows.subject import Subject

MOST = 10
"""How many relatives are pointed out."""
_NUMBERS = ("fiscal_code", "vat_number", "register_number", "former_register_number",
            "foreign_number", "euid", "lei")  # fmt: skip


class Tie(StrEnum):
    """How the other one stands to the applicant."""

    PARENT = "parent"
    DAUGHTER = "daughter"
    SISTER = "sister"


@dataclass(frozen=True, slots=True)
class Relative:
    """Another legal person of the group, as a member or by its application."""

    tie: Tie
    name: str
    member: int | None
    case: str
    reference: str


def relatives(
    session: Session, actor: Person, application: Application, on: Subject
) -> list[Relative]:
    """The members and applicants of the applicant's group, by the parent that either named by
    its number or its name, in one statement; empty for whoever does not look after conflicts of
    interest. A case that an interest closes to the reader is left out.
    """
    if not may(actor, Act.RECORD_INTEREST, on):
        return []
    found: dict[int, Relative] = {}
    for organisation, member, applied, tie in session.execute(_wanted(actor, application)):
        found.setdefault(
            organisation.id,
            Relative(
                tie=Tie(tie),
                name=organisation.legal_name,
                member=member.number if member else None,
                case=applied.public_id if applied else "",
                reference=(applied.reference or "") if applied else "",
            ),
        )
    return list(found.values())


def _ties(own: Organisation) -> Iterator[tuple[Tie, ColumnElement[bool]]]:
    name, number = _said(own, "group_parent"), _said(own, "group_number")
    parent = Organisation.answers["group_parent"].as_string()
    its_number = Organisation.answers["group_number"].as_string()
    if name or number:
        yield Tie.PARENT, or_(*_is_called(name, number))
    numbers = [getattr(own, key) for key in _NUMBERS if getattr(own, key)]
    spelled = [*numbers, *(f"RO{one}" for one in numbers if one == own.fiscal_code)]
    yield Tie.DAUGHTER, or_(its_number.in_(spelled), folded(parent) == fold(own.legal_name))
    if name:
        yield Tie.SISTER, folded(parent) == fold(name)
    if number:
        yield Tie.SISTER, its_number.in_([number, *_bare(number)])


def _said(own: Organisation, key: str) -> str:
    return str(own.answers.get(key) or "").strip()


def _bare(number: str) -> list[str]:
    """The number without blanks, with and without the letters of Romania in front."""
    bare = number.upper().replace(" ", "")
    digits = bare.removeprefix("RO")
    return [bare, digits, f"RO{digits}"]


def _is_called(name: str, number: str) -> Iterator[ColumnElement[bool]]:
    if name:
        yield folded(Organisation.legal_name) == fold(name)
    if number:
        spelled = [number, *_bare(number)]
        yield from (getattr(Organisation, key).in_(spelled) for key in _NUMBERS)


def _wanted(actor: Person, application: Application) -> Any:
    """Those that belong to the cluster or have applied; a draft is nobody's business yet."""
    own = application.organisation
    ties = list(_ties(own))
    applied = Application.stage != Stage.DRAFT
    hidden = select(Application.organisation_id).where(closed_to(actor)).correlate(None)
    return (
        select(Organisation, Member, Application, case(*((same, tie.value) for tie, same in ties)))
        .outerjoin(Member, Member.organisation_id == Organisation.id)
        .outerjoin(Application, (Application.organisation_id == Organisation.id) & applied)
        .where(or_(*(same for _tie, same in ties)))
        .where(Organisation.id != own.id, Organisation.id.not_in(hidden))
        .where(or_(Member.id.is_not(None), Application.id.is_not(None)))
        .options(lazyload(Member.organisation))
        .order_by(Organisation.id, Application.id.desc())
        .limit(MOST)
    )
