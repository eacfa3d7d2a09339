"""The papers that an applicant of each legal form brings, and how each of them stands.

Which ones comes from the statute file; how old a register extract may be is counted to the
day on which the application was last saved, which on submission is the day it is sent.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol

from .refusal import Message
from .statute import Document, Origin, Statute
from .term import day_of


class Filed(Protocol):
    """A paper as it was brought: its file and day of issue, or why there is none."""

    @property
    def code(self) -> str: ...
    @property
    def document(self) -> Any: ...
    @property
    def issued_on(self) -> date | None: ...
    @property
    def number(self) -> str: ...
    @property
    def absent(self) -> str: ...


class Bringing(Protocol):
    """An application as far as its papers are concerned."""

    @property
    def organisation(self) -> Any: ...
    @property
    def papers(self) -> Sequence[Any]: ...
    @property
    def saved_at(self) -> datetime: ...


class State(StrEnum):
    """How one paper stands."""

    THERE = "there"
    EXPLAINED = "explained"
    MISSING = "missing"
    UNNUMBERED = "unnumbered"
    """Cited by its number and day, of which one is not given."""
    UNDATED = "undated"
    TOO_OLD = "too_old"
    LEFT_OUT = "left_out"
    """Optional, and not brought."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that this applicant is asked or offered, with what was filed under it."""

    paper: Document
    required: bool
    filed: tuple[Any, ...]
    state: State
    max_age: int | None
    """In days, at the origin of this applicant; None where any age will do."""

    @property
    def stands(self) -> bool:
        """Whether nothing is to be done about it."""
        return self.state in (State.THERE, State.EXPLAINED, State.LEFT_OUT)


def wanted(dossier: Bringing, statute: Statute) -> tuple[Wanted, ...]:
    """The papers that the applicant uploads, in the order of the statute file; those that the
    portal writes itself and the evidence stand elsewhere."""
    form = statute.legal_forms.get(dossier.organisation.legal_form)
    if form is None or not form.is_legal_person:
        return ()
    offered = statute.documents_for(form.code)
    day = day_of(dossier.saved_at, statute.zone)
    return tuple(
        _stands(dossier, paper, paper.is_required(form) or is_due(dossier, paper), day)
        for paper in offered
        if paper.origin is Origin.UPLOADED
    )


def gaps(dossier: Bringing, statute: Statute) -> Iterator[Message]:
    """What is missing, undated or too old among the papers that must be there."""
    if dossier.organisation.legal_form not in statute.legal_forms:
        yield Message("dossier.form_first", {"section": "documents"})
    for one in wanted(dossier, statute):
        if not one.stands and (one.required or one.filed):
            given = {"section": "documents", "name": one.paper.name}
            yield Message(f"dossier.paper_{one.state}", {**given, "n": one.max_age})


def is_due(dossier: Bringing, paper: Document) -> bool:
    """Whether an answer of the form makes an optional paper a required one."""
    answers: Mapping[str, Any] = dossier.organisation.answers
    return any(answers.get(key) == answer for key, answer in paper.due_when.items())


def cited(dossier: Bringing, statute: Statute) -> tuple[Any, ...]:
    """What was filed under a number by which letters cite it: a council decision, say."""
    return tuple(
        one
        for one in dossier.papers
        if one.number
        and one.issued_on
        and one.code in statute.documents
        and statute.documents[one.code].numbered
    )


def is_too_old(paper: Document, issued_on: date, day: date, country: str) -> bool:
    """Whether a paper issued on this day is older than the cluster takes it."""
    most = paper.max_age(country)
    return most is not None and issued_on + timedelta(days=most) < day


def _stands(dossier: Bringing, paper: Document, required: bool, day: date) -> Wanted:
    filed = tuple(one for one in dossier.papers if one.code == paper.code)
    country = dossier.organisation.country
    most = paper.max_age(country)
    return Wanted(paper, required, filed, _state(filed, paper, required, day, country), most)


def _state(filed: Sequence[Any], paper: Document, required: bool, day: date, country: str) -> State:
    files = [one for one in filed if one.document is not None]
    if not files:
        explained = any(one.absent for one in filed)
        missing = State.MISSING if required else State.LEFT_OUT
        return State.EXPLAINED if explained else missing
    if paper.numbered and not any(one.number and one.issued_on for one in files):
        return State.UNNUMBERED
    if paper.max_age(country) is None:
        return State.THERE
    days = [one.issued_on for one in files if one.issued_on is not None]
    if not days:
        return State.UNDATED
    return State.TOO_OLD if is_too_old(paper, max(days), day, country) else State.THERE
