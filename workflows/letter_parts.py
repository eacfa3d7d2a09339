"""The parts that letters are made of: who writes, to whom, under which number, on what grounds."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .refusal import Incomplete


class Form(StrEnum):
    """How a person is addressed; unknown addresses both."""

    MADAM = "madam"
    SIR = "sir"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """One filled shape of a cluster's mark: its outline as SVG writes paths, in a square of a
    hundred; ``colour`` is None for the cluster's own accent."""

    path: str
    colour: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The cluster as every document must name it: name, form, seat, numbers, contacts.

    ``name_of`` is its name after "of", as the statute file declines it.
    ``accent`` is the cluster's colour, ``#`` and six hexadecimal digits. ``mark`` is its
    drawing, empty where it has none. ``stamp_box`` leaves a place for the stamp, which no law
    asks for any more (Ordonanța 17/2015) and many addressees still expect.
    """

    name: str
    name_of: str
    legal_form: str | None = None
    seat: str | None = None
    registry: str | None = None
    fiscal_code: str | None = None
    email: str | None = None
    phone: str | None = None
    web: str | None = None
    accent: str = "#1f4e5f"
    mark: tuple[Stroke, ...] = ()
    stamp_box: bool = False

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
class Organ:
    """A body of the cluster ("Consiliul Director"); ``of`` is its name after "of", as the
    statute file declines it ("Consiliului Director", "the Directors Board")."""

    name: str
    of: str


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

    @property
    def where(self) -> str:
        """The page on which the code can be typed, as it is written on paper."""
        return self.url.partition("://")[2].removesuffix(f"/{self.code}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """A paragraph in the cluster's own words; ``place`` is where it stands in the letter."""

    place: str
    text: str


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
