"""What a complete application brings, section by section: each gap is a sentence of its own.

Which fields, identifiers and declarations are asked comes from the statute file; that there
is at least one claim, each with evidence, comes from Article 11, sentence 3.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from itertools import chain
from typing import Any, Protocol

from .refusal import Message
from .statute import Asked, Identifier, Statute


class Section(StrEnum):
    """The parts of an application, in the order in which they are shown."""

    ORGANISATION = "organisation"
    REPRESENTATIVE = "representative"
    CLAIMS = "claims"
    EVIDENCE = "evidence"
    MOTIVATION = "motivation"
    INTERESTS = "interests"
    DECLARATIONS = "declarations"


class Organisation(Protocol):
    """The legal person that applies."""

    @property
    def legal_name(self) -> str: ...
    @property
    def legal_form(self) -> str: ...
    @property
    def fiscal_code(self) -> str | None: ...
    @property
    def register_number(self) -> str: ...
    @property
    def street(self) -> str: ...
    @property
    def locality(self) -> str: ...
    @property
    def county(self) -> str: ...
    @property
    def email(self) -> str: ...
    @property
    def founded_on(self) -> date | None: ...
    @property
    def country(self) -> str: ...
    @property
    def representative(self) -> str: ...
    @property
    def representative_role(self) -> str: ...


class Claimed(Protocol):
    """A claim, with how many proofs stand behind it."""

    @property
    def stage(self) -> str: ...
    @property
    def fields(self) -> Sequence[str]: ...
    @property
    def evidence(self) -> Collection[Any]: ...


class Dossier(Protocol):
    """An application as far as its completeness is concerned.

    ``ties`` is None until the applicant has answered whether there are any, and empty
    when the answer is no. ``declarations`` holds, by code, True for a statement that is made
    and a text for an explanation given in its place.
    """

    @property
    def organisation(self) -> Organisation: ...
    @property
    def category(self) -> str: ...
    @property
    def motivation(self) -> str: ...
    @property
    def ties(self) -> str | None: ...
    @property
    def declarations(self) -> Mapping[str, Any]: ...
    @property
    def claims(self) -> Sequence[Claimed]: ...


_SEAT = ("street", "locality")
_ALWAYS = ("legal_name", *_SEAT, "email", "founded_on")


def sections(dossier: Dossier, statute: Statute) -> Mapping[Section, tuple[Message, ...]]:
    """For each section, what it still lacks; an empty answer means that it is complete."""
    return {
        Section.ORGANISATION: tuple(_organisation(dossier, statute)),
        Section.REPRESENTATIVE: tuple(_representative(dossier.organisation)),
        Section.CLAIMS: _claims(dossier),
        Section.EVIDENCE: tuple(_evidence(dossier, statute)),
        Section.MOTIVATION: _motivation(dossier, statute),
        Section.INTERESTS: _interests(dossier, statute),
        Section.DECLARATIONS: tuple(_declarations(dossier, statute)),
    }


def gaps(dossier: Dossier, statute: Statute) -> tuple[Message, ...]:
    """Everything that a complete application still lacks, in the order of the sections."""
    return tuple(chain.from_iterable(sections(dossier, statute).values()))


def untouched(dossier: Dossier, section: Section) -> bool:
    """Whether nothing at all was answered in a section yet."""
    organisation = dossier.organisation
    match section:
        case Section.ORGANISATION:
            return not (organisation.legal_name or organisation.fiscal_code)
        case Section.REPRESENTATIVE:
            return not (organisation.representative or organisation.representative_role)
        case Section.CLAIMS | Section.EVIDENCE:
            return not dossier.claims
        case Section.MOTIVATION:
            return not dossier.motivation
        case Section.INTERESTS:
            return dossier.ties is None
        case Section.DECLARATIONS:
            return not dossier.declarations


def _lacks(section: Section, name: str, **params: object) -> Message:
    return Message(f"dossier.{name}", {"section": section.value, **params})


def _organisation(dossier: Dossier, statute: Statute) -> Iterator[Message]:
    organisation, section = dossier.organisation, Section.ORGANISATION
    form = statute.legal_forms.get(organisation.legal_form)
    if form is None or not form.is_legal_person:
        yield _lacks(section, "legal_form")
    else:
        for identifier in form.identifiers:
            yield from _identifier(organisation, identifier)
    for name in _ALWAYS:
        if not getattr(organisation, name):
            yield _lacks(section, name)
    if organisation.country == "RO" and not organisation.county:
        yield _lacks(section, "county")
    if dossier.category not in {one.code for one in statute.open_categories()}:
        yield _lacks(section, "category")


def _identifier(organisation: Organisation, identifier: Identifier) -> Iterator[Message]:
    given = organisation.register_number
    if identifier is Identifier.CUI:
        given = organisation.fiscal_code or ""
    if not given:
        yield _lacks(Section.ORGANISATION, identifier.value)


def _representative(organisation: Organisation) -> Iterator[Message]:
    for name in ("representative", "representative_role"):
        if not getattr(organisation, name):
            yield _lacks(Section.REPRESENTATIVE, name)


def _claims(dossier: Dossier) -> tuple[Message, ...]:
    return () if dossier.claims else (_lacks(Section.CLAIMS, "claims"),)


def _evidence(dossier: Dossier, statute: Statute) -> Iterator[Message]:
    if not dossier.claims:
        yield _lacks(Section.EVIDENCE, "evidence")
    for claim in dossier.claims:
        if not claim.evidence:
            stage = statute.stages.get(claim.stage)
            name: object = stage.name if stage else claim.stage
            fields = ", ".join(claim.fields)
            yield _lacks(Section.EVIDENCE, "evidence_of", stage=name, fields=fields)


def _motivation(dossier: Dossier, statute: Statute) -> tuple[Message, ...]:
    asked = statute.asked("motivation") is Asked.REQUIRED
    return (_lacks(Section.MOTIVATION, "motivation"),) if asked and not dossier.motivation else ()


def _interests(dossier: Dossier, statute: Statute) -> tuple[Message, ...]:
    hidden = statute.asked("interests") is Asked.HIDDEN
    return () if hidden or dossier.ties is not None else (_lacks(Section.INTERESTS, "ties"),)


def _declarations(dossier: Dossier, statute: Statute) -> Iterator[Message]:
    for declaration in statute.declarations.values():
        made = dossier.declarations.get(declaration.code)
        explained = declaration.may_explain and isinstance(made, str) and bool(made)
        if declaration.required and made is not True and not explained:
            yield _lacks(Section.DECLARATIONS, "declaration", text=declaration.text)
