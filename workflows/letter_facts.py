"""What a letter may say, frozen when it takes its number: one value, kept with the letter.

Texts are already in the letter's language (names of bodies, categories, stages); what
the cluster's statute file leaves unset is None, and the letter omits its sentence.
The same value is attached to the letter as JSON, so a machine reads what a person reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from .letter import Kind
from .letter_parts import (
    Addressee,
    Contest,
    Document,
    Entry,
    Fee,
    Field,
    Finding,
    Form,
    Letterhead,
    Passage,
    Person,
    Reason,
    Resolution,
    Station,
    Verification,
    Votes,
)
from .plain import plain, restored
from .refusal import Incomplete

__all__ = [
    "KIND_OF",
    "PRINTABLE",
    "Acknowledgement",
    "Addressee",
    "Admission",
    "Content",
    "Contest",
    "Document",
    "Entry",
    "Facts",
    "Fee",
    "Field",
    "Finding",
    "Form",
    "Letterhead",
    "Passage",
    "Person",
    "Reason",
    "Rejection",
    "Resolution",
    "Station",
    "Verification",
    "Votes",
]


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
    draws none. ``replaces`` is the annulled letter in whose place this one stands.
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
    replaces: Entry | None = None

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
