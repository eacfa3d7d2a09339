"""Who a cluster is, in frozen values: its names, bodies, letterhead, acts and clauses.

A field without a default must be in the statute file. A field that may be ``None``
may be left unset: the act that needs it is then refused, naming the key.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from .statute_reader import Between, Matching, StatuteError, expected, read, shown

Web = Annotated[str, Matching(r"https://\S+", "web")]
Email = Annotated[str, Matching(r"[^@\s]+@[^@\s]+\.[^@\s]+", "email")]


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Romanian and in English."""

    ro: str
    en: str

    def in_(self, language: str) -> str:
        """The words in "ro"; in English for every other language."""
        return self.ro if language == "ro" else self.en


@dataclass(frozen=True, slots=True)
class Act:
    """A document that the applicant accepts: the Statute, or the internal regulations.

    ``sha256`` is the digest of its published file.
    """

    name: Text
    version: str | None = None
    adopted_on: date | None = None
    web: Web | None = None
    sha256: Annotated[str, Matching(r"[0-9a-f]{64}", "sha256")] | None = None


@dataclass(frozen=True, slots=True)
class Acts:
    """The two documents that govern membership."""

    statute: Act
    regulations: Act


@dataclass(frozen=True, slots=True)
class Stroke:
    """One filled shape of the cluster's mark: an outline as SVG writes paths, in a square of a
    hundred, and its colour if that is not the accent."""

    path: Annotated[str, Matching(r"[MmLlHhVvCcSsQqTtAaZz0-9 ,.+-]{1,4000}", "path")]
    colour: Annotated[str, Matching(r"#[0-9a-fA-F]{6}", "colour")] | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What every letter must carry: legal form, registry number, fiscal code, contacts; and
    what it may carry: the cluster's mark, and a place for the stamp."""

    legal_form: Text | None = None
    registry_no: str | None = None
    fiscal_code: str | None = None
    email: Email | None = None
    phone: str | None = None
    web: Web | None = None
    mark: tuple[Stroke, ...] = ()
    show_stamp_box: bool = False


@dataclass(frozen=True, slots=True)
class ManagingEntity:
    """The legal person that runs a cluster which is not itself one."""

    name: Text
    short_name: str
    fiscal_code: str | None = None


class StandIn(StrEnum):
    """Who signs in the secretary's place: the vice-chair, or whom the sitting's chair names."""

    VICE_CHAIR = "vice_chair"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Body:
    """An organ of the cluster; ``genitive`` is its name after "of" (Romanian declines it).

    ``secretary_stand_in`` is who signs where the secretary's seat is empty, or the secretary is
    not at the sitting. Whom its chair names for one sitting signs in either case.
    """

    name: Text
    genitive: Text
    seats: Annotated[int, Between(1, 99)] | None = None
    chair: Text | None = None
    vice_chair: Text | None = None
    secretary: Text | None = None
    secretary_stand_in: StandIn | None = None


@dataclass(frozen=True, slots=True)
class Bodies:
    """Who decides on an application, and who hears a contestation."""

    decides: Body
    appeal: Body


@dataclass(frozen=True, slots=True)
class Basis:
    """A clause that steps of the procedure rest on: how it is cited and what it says.

    ``unofficial`` names the languages in which the text is a translation or a summary
    of our own. ``supports`` are the basis keys of the procedure that rest on it.
    """

    code: str
    cite: Text
    text: Text
    supports: tuple[Annotated[str, Matching(r"[a-z_]+\.[a-z_]+", "basis_key")], ...]
    unofficial: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that membership asks, with the clause that asks it."""

    code: str
    name: Text
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters reach their addressee. ``portal_proves_receipt``: whether a letter counts as
    received on the day on which its addressee opens it in the portal. ``certificate_by_year``:
    whether a certificate holds until the end of its year, instead of as long as membership."""

    portal_proves_receipt: bool | None = None
    certificate_by_year: bool | None = None


class MembershipStart(StrEnum):
    """What membership begins with."""

    RESOLUTION_DATE = "resolution_date"
    DECLARATION_SIGNED = "declaration_signed"
    FEE_PAID = "fee_paid"


@dataclass(frozen=True, slots=True)
class Retention:
    """How long a record is kept, counted from the end of its use, and what then happens."""

    code: str
    days: Annotated[int, Between(0, 36500)] | None = None
    permanent: bool = False
    then: Text | None = None


_PLACES = re.compile(r"\{(?:n(?::0(?P<width>[1-9]))?|(?P<year>year)|(?P<date>dd\.mm\.yyyy))\}")


@dataclass(frozen=True, slots=True)
class Series:
    """How a register numbers: "HCD {n}/{dd.mm.yyyy}", "M-{n:04}", "CM-{year}-{n:03}".

    A pattern that holds the year or the date starts again at 1 every year; any other
    runs on for ever.
    """

    pattern: str

    @classmethod
    def parse(cls, value: object, path: str) -> "Series":
        """A pattern with exactly one place for the number, and no place that is unknown."""
        pattern: str = read(str, value, path)
        numbers = re.findall(r"\{n[}:]", pattern)
        if len(numbers) != 1 or re.search(r"[{}]", _PLACES.sub("", pattern)):
            raise StatuteError(path, expected("series"), shown(pattern))
        return cls(pattern)

    @property
    def yearly(self) -> bool:
        """Whether the count starts again with each calendar year."""
        return "{year}" in self.pattern or "{dd.mm.yyyy}" in self.pattern

    def number(self, n: int, on: date) -> str:
        """The n-th number of the series, taken on that day."""

        def place(found: re.Match[str]) -> str:
            if found["year"]:
                return f"{on.year}"
            return f"{on:%d.%m.%Y}" if found["date"] else f"{n:0{found['width'] or 1}}"

        return _PLACES.sub(place, self.pattern)


@dataclass(frozen=True, slots=True)
class Registry:
    """The series of every register of the cluster."""

    reference: Series
    letter: Series
    resolution: Series
    minutes: Series
    member: Series
    certificate: Series
