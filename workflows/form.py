"""What the application form asks, question by question: the registry behind its pages.

A page, the check of completeness, the paper and the case file read this one table. A legal
form requires the identifiers of its register, and a statute file changes for whom a question
is required, offered or left out.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from .publication import Published
from .statute_papers import Asked, Identifier, LegalForm, LegalGroup
from .statute_reader import read


class Section(StrEnum):
    """The parts of an application, in the order in which they are shown."""

    ORGANISATION = "organisation"
    IDENTIFIERS = "identifiers"
    SEAT = "seat"
    SIZE = "size"
    REPRESENTATIVE = "representative"
    CONTACTS = "contacts"
    DOCUMENTS = "documents"
    CLAIMS = "claims"
    EVIDENCE = "evidence"
    EXCHANGE = "exchange"
    MOTIVATION = "motivation"
    INTERESTS = "interests"
    PUBLICATION = "publication"
    DECLARATIONS = "declarations"


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "text"
    WORDS = "words"
    EMAIL = "email"
    PHONE = "phone"
    WEB = "web"
    DAY = "day"
    YEAR = "year"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    CODES = "codes"
    """Codes of NACE, the main one first."""
    PROJECTS = "projects"
    """Rows of a project each: acronym, programme, contract, role, years."""
    NONE = "none"
    """A tick that there is none of what another question asks: an answer, not a silence."""


class Kept(StrEnum):
    """Where an answer is kept: in a column that is searched or printed, or with the rest."""

    ORGANISATION = "organisation"
    APPLICATION = "application"
    ANSWERS = "answers"


class Reader(StrEnum):
    """Who may see an answer."""

    APPLICANT = "A"
    SECRETARIAT = "S"
    RAPPORTEUR = "R"
    BOARD = "B"
    AUDITOR = "C"
    MEMBERS = "M"
    PUBLIC = "P"


ALL = "all"


@dataclass(frozen=True, slots=True)
class Rule:
    """For whom a question is required, offered or left out: by legal form, by group of legal
    forms, or for all; the closest one holds."""

    of: Mapping[str, Asked]

    def for_form(self, form: LegalForm | None) -> Asked | None:
        """What it says of a legal form; None when it says nothing."""
        names = (form.code, form.group, ALL) if form else (ALL,)
        return next((self.of[name] for name in names if name in self.of), None)

    @classmethod
    def parse(cls, value: object, path: str) -> "Rule":
        """From a statute file: "required" for everybody, or a table by legal form or group."""
        if isinstance(value, Mapping):
            return cls(read(Mapping[str, Asked], value, path))
        return cls({ALL: read(Asked, value, path)})


def rule(rest: Asked, **groups: Asked) -> Rule:
    """For whom a question is asked: ``groups`` by name, and everybody else."""
    return Rule(MappingProxyType({ALL: rest, **groups}))


ALWAYS = rule(Asked.REQUIRED)
OPTIONAL = rule(Asked.OPTIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question. ``seen_by`` holds the letters of its readers; ``at_home`` marks what only an
    organisation registered in Romania is asked; ``longest`` and ``shortest`` count characters: a
    shorter answer is kept in a draft, and does not complete it.

    ``choices`` are codes to choose from, or the name of the statute file's table of them.
    """

    key: str
    section: Section
    kind: Kind = Kind.TEXT
    seen_by: str = "ASRB"
    asked: Rule = OPTIONAL
    kept: Kept = Kept.ANSWERS
    identifier: Identifier | None = None
    at_home: bool = False
    longest: int = 200
    shortest: int = 0
    choices: tuple[str, ...] | str = ()
    heading: str = ""
    otherwise: str = ""
    """A question whose answer stands for this one: a band for the exact turnover, or the tick
    that there is none."""
    when: tuple[str, str] | None = None
    """Another question and the answer to it that makes this one due; empty for any answer."""
    once_agreed: Published | None = None
    """What the organisation must have ticked before the public may see the answer."""

    def asked_of(self, form: LegalForm | None, country: str, override: Rule | None) -> Asked:
        """Whether an applicant of this legal form, registered in this country, is asked it;
        ``override`` is what the statute file says of the question."""
        if self.at_home and country != "RO":
            return Asked.HIDDEN
        if form is not None and self.identifier in form.identifiers:
            return Asked.REQUIRED
        said = override.for_form(form) if override else None
        return said or self.asked.for_form(form) or Asked.OPTIONAL

    def is_due_by(self, answer: object) -> bool:
        """Whether this answer to the question that it hangs on makes it due."""
        if self.when is None:
            return False
        return is_given(answer) if self.when[1] == "" else answer == self.when[1]

    def is_seen_by(self, *readers: Reader) -> bool:
        """Whether one of these readers may see the answer."""
        return any(reader in self.seen_by for reader in readers)

    def is_shown_of_a_member(
        self, reader: Reader, ticked: Collection[Published] = frozenset()
    ) -> bool:
        """Whether this reader may see the answer of a member, which agreed to so much. A fellow
        member may see whatever the public may."""
        if self.is_seen_by(reader) and reader is not Reader.PUBLIC:
            return True
        outside = reader in (Reader.MEMBERS, Reader.PUBLIC) and self.is_seen_by(Reader.PUBLIC)
        return outside and (self.once_agreed is None or self.once_agreed in ticked)


def too_short(question: Question, answer: object) -> bool:
    """Whether there is an answer, and it is shorter than the question takes."""
    return isinstance(answer, str) and 0 < len(answer) < question.shortest


def is_given(answer: object) -> bool:
    """Whether a question is answered: nought is an answer, an empty text is none."""
    return answer is not None and answer is not False and answer not in ("", [], ())


COMPANIES = rule(Asked.HIDDEN, **{LegalGroup.COMPANY: Asked.REQUIRED})
COMPANIES_MAY = rule(Asked.HIDDEN, **{
    LegalGroup.COMPANY: Asked.OPTIONAL, LegalGroup.FOREIGN: Asked.OPTIONAL,
})  # fmt: skip
"""What a register of companies answers, at home or abroad."""
