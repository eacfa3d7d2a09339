"""What a letter may say, frozen when it takes its number: one value, kept with the letter.

Texts are already in the letter's language (names of bodies, categories, stages); what
the cluster's statute file leaves unset is None, and the letter omits its sentence.
The same value is attached to the letter as JSON, so a machine reads what a person reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .letter import Kind
from .letter_board import BoardResolution, Convocation, Mandate, Minutes, Report
from .letter_case import (
    Acknowledgement,
    ApplicationForm,
    ApplicationWithdrawn,
    Clarification,
    Closing,
    ContestationReceived,
    ErasureAnswered,
)
from .letter_decided import (
    Admission,
    ConditionalAdmission,
    ConditionNotMet,
    ContestationDecided,
    Deferral,
    Rejection,
)
from .letter_parts import (
    Addressee,
    Entry,
    Letterhead,
    Organ,
    Person,
    Station,
    Verification,
    Worded,
)
from .letter_register import Certificate, Extract
from .plain import plain, restored

Content = (
    ApplicationForm
    | Acknowledgement
    | Clarification
    | Closing
    | Admission
    | ConditionalAdmission
    | ConditionNotMet
    | Deferral
    | Rejection
    | ContestationReceived
    | ContestationDecided
    | ApplicationWithdrawn
    | ErasureAnswered
    | Certificate
    | Extract
    | Convocation
    | Minutes
    | Report
    | BoardResolution
    | Mandate
)

KIND_OF: Mapping[type[Content], Kind] = {
    ApplicationForm: Kind.APPLICATION_FORM,
    Acknowledgement: Kind.ACKNOWLEDGEMENT,
    Clarification: Kind.CLARIFICATION,
    Closing: Kind.CLOSING,
    Admission: Kind.ADMISSION,
    ConditionalAdmission: Kind.CONDITIONAL_ADMISSION,
    ConditionNotMet: Kind.CONDITION_NOT_MET,
    Deferral: Kind.DEFERRAL,
    Rejection: Kind.REJECTION,
    ContestationReceived: Kind.CONTESTATION_RECEIVED,
    ContestationDecided: Kind.CONTESTATION_DECIDED,
    ApplicationWithdrawn: Kind.APPLICATION_WITHDRAWN,
    ErasureAnswered: Kind.ERASURE_ANSWERED,
    Certificate: Kind.CERTIFICATE,
    Extract: Kind.EXTRACT,
    Convocation: Kind.CONVOCATION,
    Minutes: Kind.MINUTES,
    Report: Kind.REPORT,
    BoardResolution: Kind.RESOLUTION,
    Mandate: Kind.MANDATE,
}
"""Which kind of letter each content belongs to; what is not here cannot be printed yet."""

PRINTABLE = frozenset(KIND_OF.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything one letter says, in one language.

    ``entry`` and ``verification`` are None only in a draft. ``addressee`` is None in what
    is addressed to nobody: minutes, a report, a resolution. ``reference`` is the file's
    ("ADZ-2026-0012") or the sitting's, empty where there is neither. ``basis`` is the
    citation on which the letter rests ("art. 11 din Statut"), None where the cluster's is
    empty. ``body`` is who decides. Without a ``signatory`` the
    letter says that it was issued automatically and bears no signature; ``second`` signs
    beside them what two people sign, and ``also`` are whoever else signs minutes. ``path`` is
    the procedure as the applicant sees it, drawn as a strip in an acknowledgement; empty draws
    none. ``wording`` are paragraphs in the cluster's own words. ``translation`` says the same
    in the other language, where one document holds both. ``replaces`` is the annulled letter in
    whose place this one stands. ``prevails`` says which language does, at the foot of each page.
    """

    letterhead: Letterhead
    entry: Entry | None
    reference: str
    addressee: Addressee | None
    application: Entry | None
    body: Organ
    basis: str | None
    content: Content
    signatory: Person | None = None
    second: Person | None = None
    also: tuple[Person, ...] = ()
    verification: Verification | None = None
    statute_version: str | None = None
    path: tuple[Station, ...] = ()
    wording: tuple[Worded, ...] = ()
    translation: "Facts | None" = None
    replaces: Entry | None = None
    prevails: str | None = None

    @property
    def kind(self) -> Kind:
        """The kind that the content makes it."""
        return KIND_OF[type(self.content)]

    @property
    def party(self) -> str:
        """Whom the letter is for, as the register names it: its addressee, else the body."""
        return self.addressee.name if self.addressee else self.body.name

    @property
    def annexes(self) -> int:
        """How many annexes go with it; a list of documents at its end is one."""
        named: tuple[str, ...] = getattr(self.content, "annexes", ())
        return len(named) or int(bool(getattr(self.content, "documents", ())))

    def worded(self, place: str) -> tuple[str, ...]:
        """The cluster's own paragraphs at a place of the letter ("opening", "closing")."""
        return tuple(one.text for one in self.wording if one.place == place)

    def to_mapping(self) -> dict[str, object]:
        """As JSON knows it, to be kept with the letter and attached to it."""
        mapping: dict[str, object] = plain(self)
        return mapping

    @classmethod
    def of(cls, mapping: Mapping[str, object]) -> "Facts":
        """The facts as they were kept; the letter printed from them is the same to the byte."""
        return restored(cls, mapping)
