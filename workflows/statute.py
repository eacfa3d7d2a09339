"""A cluster's statute file: one TOML file a cluster, one frozen value.

Reading the file is the office's work; here a mapping comes in. What a cluster has
not made public is left unset, and the act that needs it is refused, naming the key.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Annotated, Any

from .conduct import recusal_allowed
from .form import Rule
from .matching import Seek
from .questions import QUESTIONS
from .refusal import Message, Unset
from .statute_chain import Capability, Category, Choice, EvidenceKind, Field, QualityTest, Stage
from .statute_fee import Due, Fee
from .statute_identity import (
    Acts,
    Basis,
    Bodies,
    Body,
    Criterion,
    Letterhead,
    Letters,
    ManagingEntity,
    MembershipStart,
    Registry,
    Retention,
    Series,
    Text,
)
from .statute_mapping import canonical, digest, overlay, plain
from .statute_papers import (
    Against,
    Asked,
    ChecklistLine,
    Declaration,
    Document,
    Identifier,
    LegalForm,
    LegalGroup,
    Origin,
    Reason,
    Signature,
    noting,
)
from .statute_reader import Known, Matching, StatuteError, read_record
from .statute_references import check_references
from .statute_rules import FORM, NEEDED, TERMS, WORDING, Voting
from .term import Term
from .voting import Rules
from .voting_terms import MotionKind, RecusalKind

__all__ = [
    "TERMS",
    "Against",
    "Asked",
    "Basis",
    "Body",
    "Capability",
    "Category",
    "Criterion",
    "Document",
    "Due",
    "EvidenceKind",
    "Field",
    "Identifier",
    "LegalForm",
    "LegalGroup",
    "Letterhead",
    "MembershipStart",
    "Origin",
    "Reason",
    "Series",
    "Signature",
    "Stage",
    "Statute",
    "StatuteError",
    "Text",
    "Voting",
    "canonical",
    "overlay",
    "parse",
    "plain",
]


def _nothing() -> MappingProxyType[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Statute:
    """One cluster: who it is, what it asks of an applicant, how it decides.

    ``version`` and ``in_force_from`` are those of the file, those of the Statute itself stand
    under ``acts``; ``quality`` is what the admitted become; ``hash`` is of what was read.
    """

    key: Annotated[str, Matching(r"[a-z][a-z0-9-]*", "slug")]
    version: str
    in_force_from: date
    established_on: date | None = None
    demonstration: bool = False
    name: Text
    name_genitive: Text
    short_name: str
    quality: Text
    mission: Text
    seat: Text | None = None
    zone: Annotated[str, Matching(r"[A-Z][A-Za-z]+/[A-Z][A-Za-z_]+", "zone")] = "Europe/Bucharest"
    country: Annotated[str, Matching(r"[A-Z]{2}", "country")] = "RO"
    accent: Annotated[str, Matching(r"#[0-9a-fA-F]{6}", "colour")] = "#1f4e5f"
    letterhead: Letterhead = field(default_factory=Letterhead)
    managing_entity: ManagingEntity | None = None
    acts: Acts
    bodies: Bodies
    clauses: Mapping[str, Basis] = field(default_factory=_nothing)
    criteria: Mapping[str, Criterion]
    categories: Mapping[str, Category]
    stages: Mapping[str, Stage]
    fields: Mapping[str, Field]
    capabilities: Mapping[str, Capability]
    evidence_kinds: Mapping[str, EvidenceKind]
    legal_forms: Mapping[str, LegalForm]
    documents: Mapping[str, Document]
    checklist: Mapping[str, ChecklistLine]
    reasons: Mapping[str, Reason]
    declarations: Mapping[str, Declaration]
    offers: Mapping[str, Choice] = field(default_factory=_nothing)
    seeks: Mapping[str, Seek] = field(default_factory=_nothing)
    form: Annotated[Mapping[str, Rule], Known(FORM)] = field(default_factory=_nothing)
    quality_test: QualityTest | None = None
    terms: Annotated[Mapping[str, Term], Known(TERMS)] = field(default_factory=_nothing)
    voting: Voting = field(default_factory=Voting)
    registry: Registry
    letters: Letters = field(default_factory=Letters)
    membership_starts: MembershipStart | None = None
    signature: Signature = Signature.PORTAL
    fee: Fee = field(default_factory=Fee)
    retention: Mapping[str, Retention] = field(default_factory=_nothing)
    wording: Annotated[Mapping[str, Text], Known(WORDING)] = field(default_factory=_nothing)
    hash: str
    source: str

    @cached_property
    def basis(self) -> Mapping[str, Basis]:
        """The clause that each basis key of the procedure rests on."""
        return {key: clause for clause in self.clauses.values() for key in clause.supports}

    def cite(self, basis_key: str) -> Basis | None:
        """The clause to quote for a step; None where the cluster's texts give none."""
        return self.basis.get(basis_key)

    def clause_of(self, criterion: str) -> Basis | None:
        """The clause that asks for a criterion; None where the cluster's texts give none."""
        clause = self.criteria[criterion].clause
        return self.clauses[clause] if clause else None

    def need(self, path: str) -> Any:
        """The value at a path such as "bodies.decides.seats"; refuses with ``Unset``, naming
        the path, when the statute file does not set it."""
        value: Any = self
        for name in path.split("."):
            value = getattr(value, name) if is_dataclass(value) else value.get(name)
            if value is None:
                raise Unset(path)
        return value

    def term(self, name: str) -> Term:
        """The term of that name; refuses with ``Unset`` when the cluster sets none."""
        term: Term = self.need(f"terms.{name}")
        return term

    def rules_for(self, kind: MotionKind) -> Rules:
        """The rules that a motion of this kind is voted under: what the file gives for the
        kind, else its defaults, else ours where the question is one of procedure only."""
        self.voting.refuse_unset(kind)
        return self.voting.rules(kind, resolution_series=self.registry.resolution.pattern)

    def keeps_out(self, kind: RecusalKind) -> bool:
        """Whether an interest of this kind keeps its person out of a case: where the rules of
        any motion that the case may come to say so, since it does so from its beginning."""
        series = self.registry.resolution.pattern
        every = (self.voting.rules(motion, resolution_series=series) for motion in MotionKind)
        return any(recusal_allowed(rules, kind) for rules in every)

    def unset(self) -> tuple[str, ...]:
        """The paths, in the file's order, that the procedure needs and the file leaves unset."""
        return tuple(path for path in NEEDED if not self._sets(path))

    def warnings(self) -> tuple[Message, ...]:
        """What the administrator, and whoever reads a page of this cluster, must know."""
        missing = self.unset()
        said = (
            (not self.clauses, Message("statute.basis_empty")),
            (bool(missing), Message("statute.incomplete", {"n": len(missing)})),
            (self.demonstration, Message("statute.demonstration")),
        )
        return tuple(message for applies, message in said if applies)

    def documents_for(self, legal_form: str) -> tuple[Document, ...]:
        """The papers that an applicant of this legal form is shown, in the file's order."""
        form = self.legal_forms[legal_form]
        return tuple(paper for paper in self.documents.values() if paper.is_offered(form))

    def category_for(self, legal_form: str) -> Category | None:
        """The category proposed for a legal form, which the Board confirms; else the only
        one open to applications."""
        form, open_ones = self.legal_forms[legal_form], self.open_categories()
        fitting = [one for one in open_ones if {form.code, form.group} & set(one.proposed_for)]
        if fitting:
            return fitting[0]
        return open_ones[0] if len(open_ones) == 1 else None

    def open_categories(self) -> tuple[Category, ...]:
        """The categories that one can apply for; founders enter by import only."""
        return tuple(one for one in self.categories.values() if one.open_to_applications)

    def asked(self, form_field: str, legal_form: str = "", country: str = "RO") -> Asked:
        """Whether the form requires a field, offers it or leaves it out, for an applicant of
        this legal form that is registered in this country."""
        form, ruled = self.legal_forms.get(legal_form), self.form.get(form_field)
        question = QUESTIONS.get(form_field)
        if question is not None:
            return question.asked_of(form, country, ruled)
        return (ruled.for_form(form) if ruled else None) or Asked.OPTIONAL

    def _sets(self, path: str) -> bool:
        try:
            self.need(path)
        except Unset:
            return False
        return True


def parse(mapping: Mapping[str, object], *, source: str = "") -> Statute:
    """The statute file as a frozen value; ``source`` says where it came from.

    Refuses with ``StatuteError`` a key that is unknown, missing or of a wrong value, and
    a code that refers to nothing, with the full path and what was expected there.
    """
    statute: Statute = read_record(Statute, mapping, "", hash=digest(mapping), source=source)
    check_references(statute)
    return replace(statute, declarations=noting(statute.fee.statement, statute.declarations))
