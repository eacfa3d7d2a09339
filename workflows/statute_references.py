"""Codes in a statute file that point at other tables must point at something there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from .questions import SIZES
from .statute_papers import LegalGroup
from .statute_reader import StatuteError, expected, shown

if TYPE_CHECKING:
    from .statute import Statute

_Reference = tuple[str, Iterable[str], Iterable[str]]


def check_references(statute: "Statute") -> None:
    """Refuses a code that refers to nothing, a basis key that rests on two clauses, and
    voting rules that contradict one another."""
    for path, codes, known in _references(statute):
        names = tuple(known)
        for code in codes:
            if code not in names:
                raise StatuteError(path, expected("choice", choices=", ".join(names)), shown(code))
    statute.voting.check()
    supports = Counter(key for clause in statute.clauses.values() for key in clause.supports)
    for key, clauses in supports.items():
        if clauses > 1:
            raise StatuteError("clauses", expected("one_clause"), shown(key))


def _references(statute: "Statute") -> Iterator[_Reference]:
    forms = (*LegalGroup, *statute.legal_forms)
    proves = (*statute.stages, *statute.capabilities)
    for criterion in statute.criteria.values():
        clause = [criterion.clause] if criterion.clause else []
        yield f"criteria.{criterion.code}.clause", clause, statute.clauses
    for category in statute.categories.values():
        yield f"categories.{category.code}.proposed_for", category.proposed_for, forms
    for capability in statute.capabilities.values():
        yield f"capabilities.{capability.code}.fields", capability.fields, statute.fields
    for kind in statute.evidence_kinds.values():
        yield f"evidence_kinds.{kind.code}.supports", kind.supports, proves
    for paper in statute.documents.values():
        known = ("all", *forms)
        yield f"documents.{paper.code}.required_for", paper.required_for, known
        yield f"documents.{paper.code}.optional_for", paper.optional_for, known
    for key, ruled in statute.form.items():
        yield f"form.{key}", ruled.of, ("all", *forms)
    for sought in statute.seeks.values():
        yield f"seeks.{sought.code}.met_by", sought.met_by, statute.offers
        yield f"seeks.{sought.code}.met_by_seekers", sought.met_by_seekers, statute.seeks
    for one in statute.fee.classes.values():
        yield f"fee.classes.{one.code}.legal_forms", one.legal_forms, forms
        yield f"fee.classes.{one.code}.sizes", one.sizes, SIZES
        yield f"fee.classes.{one.code}.categories", one.categories, statute.categories
    yield from _criteria(statute)
    if statute.quality_test:
        yield "quality_test.stages", statute.quality_test.stages, statute.stages
        yield "quality_test.fields", statute.quality_test.fields, statute.fields


def _criteria(statute: "Statute") -> Iterator[_Reference]:
    for line in statute.checklist.values():
        named = [line.criterion] if line.criterion else []
        yield f"checklist.{line.code}.criterion", named, statute.criteria
    for reason in statute.reasons.values():
        yield f"reasons.{reason.code}.criterion", [reason.criterion], statute.criteria
