"""Who of the house's own records may be the applicant under another name, or be related to it:
the same numbers, address, telephone, mail domain or representative, a name almost the same, one
group by the parent that either named. For the secretariat alone, which looks what it means: a
second application, the size of an enterprise, who may speak for several (Recommendation
2003/361/EC). Nothing follows from it by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, false, func, or_, select
from sqlalchemy.orm import lazyload

from membership.application.access import closed_to
from membership.application.namesakes import NOT_RELATED
from membership.database import Session
from membership.models import Application, Member, Organisation, Person, SearchEntry, Sought
from membership.organisation.names import LONG, are_alike, firm_words
from membership.review.folding import fold, folded
from membership.review.suggestions import PROVIDERS, domain_of
from membership.search.services import has_words
from workflows.application import Stage
from workflows.permission import Act, may
from workflows.subject import Subject

MOST = 10
"""How many relatives are pointed out."""
LOOKED_AT = 200
"""How many that might be are compared by their names."""
_NUMBERS = ("fiscal_code", "vat_number", "register_number", "former_register_number",
            "foreign_number", "euid", "lei")  # fmt: skip


class Tie(StrEnum):
    """How the other one stands to the applicant, the strongest first."""

    NUMBER = "number"
    NAME = "name"
    PARENT = "parent"
    DAUGHTER = "daughter"
    SISTER = "sister"
    REPRESENTATIVE = "representative"
    ADDRESS = "address"
    PHONE = "phone"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Relative:
    """Another legal person that may be related, as a member or by its application. ``denied``:
    the applicant was shown its name among the members and said that it is not related."""

    ties: tuple[Tie, ...]
    name: str
    member: int | None
    case: str
    reference: str
    denied: bool


def relatives(
    session: Session, actor: Person, application: Application, on: Subject
) -> list[Relative]:
    """The members and applicants that may be related to the applicant, in one statement, each
    with every reason; empty for whoever does not look after conflicts of interest. A case that an
    interest closes to the reader is left out.
    """
    if not may(actor, Act.RECORD_INTEREST, on):
        return []
    own = application.organisation
    found: dict[int, Relative] = {}
    for row in session.execute(_wanted(session, actor, own)):
        ties = tuple(_said_by(row, own))
        if ties and row.Organisation.id not in found:
            found[row.Organisation.id] = _relative(row, ties, own)
    return sorted(found.values(), key=lambda one: list(Tie).index(one.ties[0]))[:MOST]


def _relative(row: Row[Any], ties: tuple[Tie, ...], own: Organisation) -> Relative:
    applied = row.Application
    return Relative(
        ties=ties,
        name=row.Organisation.legal_name,
        member=row.Member.number if row.Member else None,
        case=applied.public_id if applied else "",
        reference=(applied.reference or "") if applied else "",
        denied=row.Organisation.legal_name in (own.answers.get(NOT_RELATED) or ()),
    )


def _said_by(row: Row[Any], own: Organisation) -> Iterator[Tie]:
    alike = are_alike(row.Organisation.legal_name, own.legal_name)
    for tie in Tie:
        if alike if tie is Tie.NAME else row._mapping[tie.value]:
            yield tie


def _wanted(session: Session, actor: Person, own: Organisation) -> Select[*tuple[Any, ...]]:
    """Those that belong to the cluster or have applied; a draft is nobody's business yet."""
    ties = _ties(session, own)
    strong = or_(*(same for tie, same in ties.items() if tie is not Tie.NAME))
    applied = Application.stage != Stage.DRAFT
    hidden = select(Application.organisation_id).where(closed_to(actor)).correlate(None)
    return (
        select(Organisation, Member, Application,
               *(same.label(tie.value) for tie, same in ties.items()))
        .outerjoin(Member, Member.organisation_id == Organisation.id)
        .outerjoin(Application, (Application.organisation_id == Organisation.id) & applied)
        .where(or_(*ties.values()))
        .where(Organisation.id != own.id, Organisation.id.not_in(hidden))
        .where(or_(Member.id.is_not(None), Application.id.is_not(None)))
        .options(lazyload(Member.organisation))
        .order_by(case((strong, 0), else_=1), Organisation.id, Application.id.desc())
        .limit(LOOKED_AT)
    )  # fmt: skip


def _ties(session: Session, own: Organisation) -> Mapping[Tie, ColumnElement[bool]]:
    name, number = _said(own, "group_parent"), _said(own, "group_number")
    parent = Organisation.answers["group_parent"].as_string()
    its_number = Organisation.answers["group_number"].as_string()
    numbers = [getattr(own, key) for key in _NUMBERS if getattr(own, key)]
    spelled = [*numbers, *(f"RO{one}" for one in numbers if one == own.fiscal_code)]
    domain = domain_of(own.email)
    return {
        Tie.NUMBER: or_(false(), *(getattr(Organisation, key) == getattr(own, key)
                                   for key in _NUMBERS if getattr(own, key))),
        Tie.NAME: _has_a_word_of(session, own),
        Tie.PARENT: or_(false(), *_is_called(name, number)),
        Tie.DAUGHTER: or_(its_number.in_(spelled), _same(parent, own.legal_name)),
        Tie.SISTER: or_(_same(parent, name),
                        *((its_number.in_([number, *_bare(number)]),) if number else ())),
        Tie.REPRESENTATIVE: _same(Organisation.representative, own.representative),
        Tie.ADDRESS: and_(_same(Organisation.street, own.street),
                          _same(Organisation.locality, own.locality)),
        Tie.PHONE: (Organisation.phone == own.phone) if own.phone else false(),
        Tie.MAIL: func.lower(Organisation.email).endswith(f"@{domain}", autoescape=True)
        if domain and domain not in PROVIDERS else false(),
    }  # fmt: skip


def _same(column: Any, value: str) -> ColumnElement[bool]:
    # Most have nothing there, and folding nothing is asked of nobody.
    return and_(column != "", folded(column) == fold(value)) if value else false()


def _has_a_word_of(session: Session, own: Organisation) -> ColumnElement[bool]:
    """What may have almost the same name shares one of its long words, or how one begins."""
    words = sorted(firm_words(own.legal_name), key=len, reverse=True)[:3]
    found = [has_words(session, word[:LONG]) for word in words if len(word) >= LONG]
    named = select(SearchEntry.organisation_id).where(SearchEntry.kind == Sought.ORGANISATION)
    return Organisation.id.in_(named.where(or_(*found))) if found else false()


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
