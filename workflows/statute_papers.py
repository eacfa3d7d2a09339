"""What an application must bring, in frozen values: legal forms, papers, checklist, reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated

from .statute_identity import Text
from .statute_reader import Between


class LegalGroup(StrEnum):
    """Legal forms that are asked for the same papers."""

    COMPANY = "company"
    NGO = "ngo"
    UNIVERSITY = "university"
    PUBLIC = "public"
    FOREIGN = "foreign"
    NATURAL_PERSON = "natural_person"


class Identifier(StrEnum):
    """The number by which a legal form is found in its register."""

    CUI = "cui"
    ONRC = "onrc"
    RAF = "raf_no"
    FOUNDING_ACT = "founding_act"
    FOREIGN = "foreign_reg_no"


@dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form of an applicant. ``identifiers`` are those it must give."""

    code: str
    name: Text
    group: LegalGroup
    identifiers: tuple[Identifier, ...] = ()

    @property
    def is_legal_person(self) -> bool:
        """Whether the form may apply at all: members are legal persons."""
        return self.group is not LegalGroup.NATURAL_PERSON


class Origin(StrEnum):
    """Where a document comes from."""

    UPLOADED = "uploaded"
    GENERATED = "generated"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Document:
    """A paper of the application. ``required_for`` and ``optional_for`` hold groups or
    codes of legal forms, or "all"; ``when`` says in words when an optional one is due, and
    ``due_when`` by which answer of the form. ``may_explain``: words may stand in its place.
    ``numbered``: letters cite it by its number and day, so both are asked."""

    code: str
    name: Text
    required_for: frozenset[str] = frozenset()
    optional_for: frozenset[str] = frozenset()
    origin: Origin = Origin.UPLOADED
    when: Text | None = None
    note: Text | None = None
    max_age_days: Annotated[int, Between(1, 3650)] | None = None
    max_age_days_abroad: Annotated[int, Between(1, 3650)] | None = None
    may_explain: bool = False
    numbered: bool = False
    due_when: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def max_age(self, country: str) -> int | None:
        """How many days old it may be; None where the cluster takes it at any age."""
        return self.max_age_days if country == "RO" else self.max_age_days_abroad

    def is_required(self, form: LegalForm) -> bool:
        """Whether an applicant of this legal form must bring it."""
        return not self.required_for.isdisjoint(("all", form.group, form.code))

    def is_offered(self, form: LegalForm) -> bool:
        """Whether an applicant of this legal form is shown it, required or not."""
        return self.is_required(form) or not self.optional_for.isdisjoint(
            ("all", form.group, form.code)
        )


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """A line that the secretariat ticks in the check of the adhesion procedure."""

    code: str
    name: Text
    criterion: str | None = None


class Against(StrEnum):
    """The decision that a reason is given for."""

    REJECT = "reject"
    DEFER = "defer"
    INADMISSIBLE = "inadmissible"


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason of the catalogue, tied to the criterion that is not met."""

    code: str
    name: Text
    criterion: str
    given_for: frozenset[Against] = frozenset(Against)


@dataclass(frozen=True, slots=True)
class Declaration:
    """A statement that the applicant makes. ``may_explain``: an explanation stands for the tick."""

    code: str
    text: Text
    required: bool = True
    may_explain: bool = False


FEE_NOTED = "fee_ack"
"""The declaration by which an applicant takes note of the fee, where one is set."""


def noting(fee: Text | None, declarations: Mapping[str, Declaration]) -> Mapping[str, Declaration]:
    """The declarations of a cluster, the one about its fee first."""
    if fee is None:
        return declarations
    return MappingProxyType({FEE_NOTED: Declaration(code=FEE_NOTED, text=fee), **declarations})


class Asked(StrEnum):
    """Whether the application form asks for a field."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    HIDDEN = "hidden"


class Signature(StrEnum):
    """How an application is signed: accepted in the portal, or on paper brought back signed."""

    PORTAL = "portal"
    OUTSIDE = "outside"
