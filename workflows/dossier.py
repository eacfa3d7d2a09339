"""What a complete application brings, section by section: each gap is a sentence of its own.

Which fields, identifiers and declarations are asked comes from the statute file; that there
is at least one claim, each with evidence, comes from Article 11, sentence 3.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Any, Protocol

from . import papers
from .claimed import Claimed, called
from .form import Kept, Kind, Question, Section, is_given, too_short
from .questions import LISTED, QUESTIONS, of
from .refusal import Message
from .statute import Asked, Statute
from .statute_mapping import digest

__all__ = ["GENERIC", "PRESET", "Answering", "Dossier", "Section", "asked_in",
           "declared_before", "gaps", "given", "said_none", "sections", "undertaken",
           "untouched"]  # fmt: skip


class Organisation(Protocol):
    """The legal person that applies; its other columns are read by the key of their question."""

    @property
    def legal_name(self) -> str: ...
    @property
    def legal_form(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def answers(self) -> Mapping[str, Any]: ...


class Answering(Protocol):
    """Whoever answers the questions: an application, or a member as the register knows it."""

    @property
    def organisation(self) -> Organisation: ...


class Dossier(Protocol):
    """An application as far as its completeness is concerned.

    ``ties`` is None until the applicant has answered whether there are any, and empty
    when the answer is no. ``declarations`` holds, by code, True for a statement that is made
    and a text for an explanation given in its place; ``declared_under`` what they were made of.
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
    def declared_under(self) -> str: ...
    @property
    def claims(self) -> Sequence[Claimed]: ...
    @property
    def papers(self) -> Sequence[Any]: ...
    @property
    def saved_at(self) -> datetime: ...


GENERIC = (
    Section.ORGANISATION,
    Section.IDENTIFIERS,
    Section.SEAT,
    Section.SIZE,
    Section.REPRESENTATIVE,
    Section.CONTACTS,
    Section.EXCHANGE,
    Section.MOTIVATION,
    Section.PUBLICATION,
)
"""The sections that are made of questions alone."""


def sections(dossier: Dossier, statute: Statute) -> Mapping[Section, tuple[Message, ...]]:
    """For each section, what it still lacks; an empty answer means that it is complete."""
    special = {
        Section.CLAIMS: _claims(dossier),
        Section.EVIDENCE: tuple(_evidence(dossier, statute)),
        Section.DOCUMENTS: tuple(papers.gaps(dossier, statute)),
        Section.INTERESTS: _interests(dossier, statute),
        Section.DECLARATIONS: tuple(_declarations(dossier, statute)),
    }
    asked = {part: tuple(_unanswered(dossier, statute, part)) for part in GENERIC}
    return {part: asked[part] if part in asked else special[part] for part in Section}


def gaps(dossier: Dossier, statute: Statute) -> tuple[Message, ...]:
    """Everything that a complete application still lacks, in the order of the sections."""
    return tuple(chain.from_iterable(sections(dossier, statute).values()))


def untouched(dossier: Dossier, section: Section) -> bool:
    """Whether nothing at all was answered in a section yet."""
    match section:
        case Section.CLAIMS | Section.EVIDENCE:
            return not dossier.claims
        case Section.DOCUMENTS:
            return not dossier.papers
        case Section.INTERESTS:
            return dossier.ties is None
        case Section.DECLARATIONS:
            return not dossier.declarations
    told = [one for one in of(section) if one.key not in PRESET]
    return not any(is_given(given(dossier, question)) for question in told)


PRESET = frozenset({"country", "language", "channel"})
"""Questions that come with an answer: having it says nothing of the section."""


def given(dossier: Answering, question: Question) -> Any:
    """The answer to a question as it is kept; None or empty when there is none."""
    match question.kept:
        case Kept.ORGANISATION:
            return getattr(dossier.organisation, question.key)
        case Kept.APPLICATION:
            return getattr(dossier, question.key)
        case Kept.ANSWERS:
            return dossier.organisation.answers.get(question.key)


def asked_in(
    dossier: Dossier, statute: Statute, section: Section
) -> Iterator[tuple[Question, bool]]:
    """The questions of a section that this applicant is asked, each with whether it must be
    answered: by its legal form, its country and what the statute file says."""
    organisation = dossier.organisation
    for question in of(section):
        # That there is none is asked wherever the list itself is, and never by itself.
        listed = QUESTIONS[LISTED.get(question.key, question.key)]
        asked = statute.asked(listed.key, organisation.legal_form, organisation.country)
        if asked is not Asked.HIDDEN and listed.choices not in _empty(statute):
            required = asked is Asked.REQUIRED and listed is question
            yield question, required or _is_due(dossier, question)


def said_none(dossier: Answering, section: Section) -> tuple[Question, ...]:
    """The lists of a section of which the applicant said that there is none."""
    return tuple(
        QUESTIONS[LISTED[one.key]]
        for one in of(section)
        if one.kind is Kind.NONE and given(dossier, one)
    )


def _empty(statute: Statute) -> tuple[str, ...]:
    """Tables of the statute file that leave nothing to choose from."""
    tables = {"offers": statute.offers, "seeks": statute.seeks}
    return tuple(name for name, table in tables.items() if not table)


def _is_due(dossier: Dossier, question: Question) -> bool:
    return question.when is not None and question.is_due_by(
        given(dossier, QUESTIONS[question.when[0]])
    )


def _lacks(section: Section, name: str, **params: object) -> Message:
    return Message(f"dossier.{name}", {"section": section.value, **params})


def _unanswered(dossier: Dossier, statute: Statute, section: Section) -> Iterator[Message]:
    if section is Section.IDENTIFIERS and dossier.organisation.legal_form not in (
        statute.legal_forms
    ):
        yield _lacks(section, "form_first")
        return
    for question, required in asked_in(dossier, statute, section):
        if not _is_answered(dossier, statute, question) and required:
            yield _lacks(section, question.key)
        answer = given(dossier, question)
        if too_short(question, answer):
            yield _lacks(section, f"short.{question.key}", n=question.shortest, given=len(answer))


def _is_answered(dossier: Dossier, statute: Statute, question: Question) -> bool:
    answer = given(dossier, question)
    if question.key == "legal_form":
        form = statute.legal_forms.get(answer)
        return form is not None and form.is_legal_person
    if question.key == "category":
        return answer in {one.code for one in statute.open_categories()}
    if question.otherwise and is_given(given(dossier, QUESTIONS[question.otherwise])):
        return True
    return is_given(answer)


def _claims(dossier: Dossier) -> tuple[Message, ...]:
    return () if dossier.claims else (_lacks(Section.CLAIMS, "claims"),)


def _evidence(dossier: Dossier, statute: Statute) -> Iterator[Message]:
    if not dossier.claims:
        yield _lacks(Section.EVIDENCE, "evidence")
    for claim in dossier.claims:
        if not claim.evidence:
            yield _lacks(Section.EVIDENCE, "evidence_of", **called(claim, dossier.claims, statute))


def _interests(dossier: Dossier, statute: Statute) -> tuple[Message, ...]:
    hidden = statute.asked("interests") is Asked.HIDDEN
    return () if hidden or dossier.ties is not None else (_lacks(Section.INTERESTS, "ties"),)


def undertaken(statute: Statute) -> str:
    """What an applicant declares and accepts under a statute file, as a digest: the versions of
    the acts and the words of the declarations. A change of anything else leaves it as it is."""
    acts = (statute.acts.statute, statute.acts.regulations)
    words = {one.code: [one.text.ro, one.text.en] for one in statute.declarations.values()}
    return digest({"acts": [[act.version, act.sha256] for act in acts], "declarations": words})


def declared_before(dossier: Dossier, statute: Statute) -> bool:
    """Whether the declarations were made of other words, or of other versions of the acts."""
    return bool(dossier.declared_under) and dossier.declared_under != undertaken(statute)


def _declarations(dossier: Dossier, statute: Statute) -> Iterator[Message]:
    if declared_before(dossier, statute):
        yield _lacks(Section.DECLARATIONS, "declared_before")
        return
    for declaration in statute.declarations.values():
        made = dossier.declarations.get(declaration.code)
        explained = declaration.may_explain and isinstance(made, str) and bool(made)
        if declaration.required and made is not True and not explained:
            yield _lacks(Section.DECLARATIONS, "declaration", text=declaration.text)
