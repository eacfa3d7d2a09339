"""What the secretariat writes to an applicant while the case is open, and what they sign."""

from dataclasses import dataclass
from datetime import date, datetime

from .letter_parts import Document, Entry, Organ, Person, Resolution
from .refusal import Incomplete


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """L1: the application has arrived and is registered; no decision is taken yet.

    ``approvals`` are the applicant's own decisions to take part, as they are cited.
    ``received_at`` is in the cluster's zone. ``check_by`` and ``decide_by`` are the
    last days of the terms, None where the statute file sets none.
    """

    received_at: datetime
    documents: tuple[Document, ...]
    approvals: tuple[Entry, ...] = ()
    check_by: date | None = None
    decide_by: date | None = None
    contact: Person | None = None
    privacy_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that is asked: why, what would satisfy, and the claim or document it is about."""

    asked: str
    why: str | None = None
    satisfied_by: str | None = None
    concerns: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clarification:
    """L2: what is still needed, by when, and what follows if it does not come.

    The term for deciding is suspended from this letter until the answer. ``reopen_until``
    is the last day on which a file closed for want of an answer can be opened again.
    """

    points: tuple[Point, ...]
    answer_by: date | None = None
    reopen_until: date | None = None
    answer_at: str | None = None
    contact: Person | None = None

    def __post_init__(self) -> None:
        if not self.points:
            raise Incomplete("letter.no_points", field="points")


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """L2b: the file is closed because no answer came; that is no rejection.

    ``asked`` is the letter that asked, ``answer_by`` the last day that it gave.
    """

    closed_on: date
    asked: Entry | None = None
    answer_by: date | None = None
    reopen_until: date | None = None
    contact: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestationReceived:
    """L6b: a contestation is registered and will be put before the body that decides it.

    ``body`` is that body; ``heard_on`` its sitting, once known;
    ``contested`` the resolution that is contested.
    """

    contestation: Entry
    received_at: datetime
    body: Organ
    contested: Resolution | None = None
    heard_on: date | None = None
    contact: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationWithdrawn:
    """L8b: the file is closed at the applicant's own wish.

    ``kept_until`` is the last day on which the file is kept, ``requested`` the paper by
    which it was withdrawn, where there is one.
    """

    withdrawn_on: date
    requested: Entry | None = None
    kept_until: date | None = None
    contact: Person | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept in spite of a request to erase it: why, and the last day where one is known."""

    what: str
    why: str
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAnswered:
    """L8c: what became of a request to erase what is held of a case (GDPR, articles 12 and 17).

    ``asked`` is the request as it was registered. ``erased`` names what went at once, empty where
    nothing could; ``kept`` is never empty, because the registers keep that there was a case.
    """

    asked: Entry
    kept: tuple[Kept, ...]
    erased: tuple[str, ...] = ()
    contact: Person | None = None

    def __post_init__(self) -> None:
        if not self.kept:
            raise Incomplete("letter.nothing_kept", field="kept")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A line of the application form; ``said`` is None for what was not answered."""

    label: str
    said: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the application form under its heading."""

    title: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A contribution as the applicant declares it, with the titles of its evidence."""

    stage: str
    fields: tuple[str, ...]
    text: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A text that the applicant accepts: its version and the SHA-256 of its bytes."""

    name: str
    version: str
    sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationForm:
    """L0: the application as its applicant signs it.

    ``accepted_at`` says that the signatory accepted it in the portal, in the cluster's
    zone; without it the form has a place for a signature by hand or a qualified one.
    ``quality`` is what is applied for. Only the file's hash is printed of a document that
    is confidential, by whoever fills this in.
    """

    quality: str
    sections: tuple[Section, ...]
    claims: tuple[Claimed, ...] = ()
    documents: tuple[Document, ...] = ()
    approvals: tuple[Entry, ...] = ()
    declarations: tuple[str, ...] = ()
    accepts: tuple[Accepted, ...] = ()
    signer: Person | None = None
    accepted_at: datetime | None = None
