"""What a letter may say, frozen when it takes its number: one value, kept with the letter.

Texts are already in the letter's language (names of bodies, categories, stages); what
the cluster's statute file leaves unset is None, and the letter omits its sentence.
The same value is attached to the letter as JSON, so a machine reads what a person reads.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .letter import Kind
from .plain import plain, restored
from .refusal import Incomplete


class Form(StrEnum):
    """How a person is addressed; unknown addresses both."""

    MADAM = "madam"
    SIR = "sir"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The cluster as every document must name it: name, form, seat, numbers, contacts.

    ``accent`` is the cluster's colour, ``#`` and six hexadecimal digits.
    """

    name: str
    legal_form: str | None = None
    seat: str | None = None
    registry: str | None = None
    fiscal_code: str | None = None
    email: str | None = None
    phone: str | None = None
    web: str | None = None
    accent: str = "#1f4e5f"

    def __post_init__(self) -> None:
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", self.accent):
            raise Incomplete("letter.accent_wrong", value=self.accent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person with the office they hold: "Ana MODEL", "administrator"."""

    name: str
    role: str | None = None
    form: Form = Form.UNKNOWN
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """To whom the letter goes; ``address`` is one text a line."""

    name: str
    fiscal_code: str | None = None
    address: tuple[str, ...] = ()
    attention: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A number in the single register of letters, with its date."""

    number: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Where and by which code anyone can check the letter: ``url`` holds the code."""

    code: str
    url: str


class Passage(StrEnum):
    """Whether a station of the procedure lies behind, is the present one, or ahead."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One station of the procedure strip, in the reader's words; ``on`` is when it was passed."""

    name: str
    passage: Passage
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document received: its name, pages and the SHA-256 of its bytes (hexadecimal)."""

    name: str
    pages: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field in which the contribution was found proved, wholly or in part."""

    name: str
    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A stage of the value chain, the fields proved in it, and the evidence kept.

    ``evidence`` never quotes what is confidential: the office leaves it out.
    """

    stage: str
    fields: tuple[Field, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The decision a letter carries; ``sitting_on`` is None for the written procedure."""

    number: str
    on: date
    sitting_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """The figures of an admission; a rejection has no place for them."""

    for_: int
    against: int
    abstain: int
    present: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """A fee as the cluster words it ("1.000 lei"), when it is due and where it is paid."""

    amount: str
    due: date | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an application was rejected: the criterion, what was examined, what was lacking."""

    criterion: str
    examined: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """The internal way to contest: before which body, in how many days, filed where.

    ``answered`` is the sentence on who decides and when, as the cluster words it.
    """

    body: str
    days: int
    address: str | None = None
    email: str | None = None
    answered: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """L1: the application has arrived and is registered; no decision is taken yet.

    ``received_at`` is in the cluster's zone. ``check_by`` and ``decide_by`` are the
    last days of the terms, None where the statute file sets none.
    """

    received_at: datetime
    documents: tuple[Document, ...]
    check_by: date | None = None
    decide_by: date | None = None
    contact: Person | None = None
    privacy_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Admission:
    """L3: the Board admitted the applicant.

    ``quality`` is what the applicant becomes ("membru asociat"); ``category`` the
    cluster's own category beside it, if any; ``rights`` are sentences on rights and
    duties with their articles.
    """

    resolution: Resolution
    quality: str
    effective_on: date
    findings: tuple[Finding, ...]
    votes: Votes | None = None
    category: str | None = None
    member_number: str | None = None
    rights: tuple[str, ...] = ()
    fee: Fee | None = None
    delegate_by: date | None = None
    annexes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """L6: the Board rejected the application, with its reasons and the way to contest."""

    resolution: Resolution
    reasons: tuple[Reason, ...]
    contest: Contest | None = None
    reapply_from: date | None = None
    contact: Person | None = None

    def __post_init__(self) -> None:
        if not self.reasons:
            raise Incomplete("letter.no_reasons", field="reasons")


Content = Acknowledgement | Admission | Rejection

KIND_OF: Mapping[type[Content], Kind] = {
    Acknowledgement: Kind.ACKNOWLEDGEMENT,
    Admission: Kind.ADMISSION,
    Rejection: Kind.REJECTION,
}
"""Which kind of letter each content belongs to; what is not here cannot be printed yet."""

PRINTABLE = frozenset(KIND_OF.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything one letter says, in one language.

    ``entry`` and ``verification`` are None only in a draft. ``basis`` is the citation
    on which the letter rests ("art. 11 din Statut"), None where the cluster's is empty.
    ``body`` is who decides ("Consiliul Director"). Without a ``signatory`` the letter
    says that it was issued automatically and bears no signature. ``path`` is the
    procedure as the applicant sees it, drawn as a strip in an acknowledgement; empty
    draws none.
    """

    letterhead: Letterhead
    entry: Entry | None
    reference: str
    addressee: Addressee
    application: Entry | None
    body: str
    basis: str | None
    content: Content
    signatory: Person | None = None
    verification: Verification | None = None
    statute_version: str | None = None
    path: tuple[Station, ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind that the content makes it."""
        return KIND_OF[type(self.content)]

    def to_mapping(self) -> dict[str, object]:
        """As JSON knows it, to be kept with the letter and attached to it."""
        mapping: dict[str, object] = plain(self)
        return mapping

    @classmethod
    def of(cls, mapping: Mapping[str, object]) -> "Facts":
        """The facts as they were kept; the letter printed from them is the same to the byte."""
        return restored(cls, mapping)
