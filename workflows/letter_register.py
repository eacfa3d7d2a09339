"""Papers drawn from the registers: the certificate of a member, and the extract of a resolution."""

from dataclasses import dataclass
from datetime import date

from .letter_parts import Resolution, Votes
from .refusal import Incomplete


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """L11: that the addressee is a member, in the quality that the register shows.

    ``series`` is its number in the register of certificates ("CM-2026-012"), None only in
    a draft. ``valid_until`` is None where it holds for as long as the membership does.
    """

    series: str | None
    quality: str
    since: date
    resolution: Resolution | None = None
    member_number: str | None = None
    category: str | None = None
    fields: tuple[str, ...] = ()
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of a resolution; its number is kept when an extract leaves others out."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """L12: the articles of a resolution that concern its addressee, true to the original.

    Quorum and result are figures only: an extract names nobody who voted.
    """

    resolution: Resolution
    about: str
    articles: tuple[Article, ...]
    votes: Votes | None = None
    entitled: int | None = None

    def __post_init__(self) -> None:
        if not self.articles:
            raise Incomplete("letter.no_articles", field="articles")
