"""How a letter is set: comma-below letters, non-breaking spaces, dates and numerals.

The rules are those of Romanian typography (Unicode's comma-below letters, spaces that
never break after "nr." or "art."); English follows the same places with its own words.
"""

import re
import unicodedata
from datetime import date, datetime

from membership.typed import composed

NBSP = "\u00a0"
_ROMANIAN_MONTHS = (
    "ianuarie", "februarie", "martie", "aprilie", "mai", "iunie",
    "iulie", "august", "septembrie", "octombrie", "noiembrie", "decembrie",
)  # fmt: skip
_ENGLISH_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS = {"ro": _ROMANIAN_MONTHS, "en": _ENGLISH_MONTHS}
BLANK = "\u2026" * 12
"""A line to be filled in by hand."""

_FOLLOWED = re.compile(
    r"\b(nr\.|art\.|alin\.|lit\.|pct\.|dl|dna|no\.|Article) (?=\S)", re.IGNORECASE
)
_PRECEDED = re.compile(r"(?<=\d) (?=%|lei\b|de zile\b|zile\b|days\b)")
_DAY = re.compile(rf"\b(\d{{1,2}}) (?={'|'.join(MONTHS['ro'] + MONTHS['en'])})")
_RUNT = re.compile(r" (?=[^\s<>]{1,10}</p>)")
_TAG = re.compile(r"(<[^>]*>)")


def clean(text: str) -> str:
    """Text as typed by a person, fit to print: composed, comma below, nothing invisible.

    Control characters and the characters that turn the direction of writing are left
    out: a name may be written from right to left, but it may not turn what follows.
    """
    whole = composed(text)
    return "".join(c for c in whole if c in "\n\t\u200d" or unicodedata.category(c)[0] != "C")


def bind(text: str) -> str:
    """The text with the spaces that may not break: nr. 7, art. 11, 30 zile, 22 noiembrie."""
    for rule in (_FOLLOWED, _PRECEDED, _DAY):
        text = rule.sub(lambda found: found.group(0).rstrip(" ") + NBSP, text)
    return text


def bind_html(html: str) -> str:
    """``bind`` for the words of an HTML text, leaving its tags alone.

    A short last word of a paragraph keeps the word before it, so that it never stands
    alone on the last line.
    """
    kept = _RUNT.sub(NBSP, html)
    return "".join(part if part.startswith("<") else bind(part) for part in _TAG.split(kept))


def prose_date(day: date, language: str) -> str:
    """A date in a sentence: "22 noiembrie 2026", "22 November 2026"."""
    return f"{day.day}{NBSP}{MONTHS[language][day.month - 1]}{NBSP}{day.year}"


def short_date(day: date) -> str:
    """A date in a register or beside a number: "22.11.2026"."""
    return day.strftime("%d.%m.%Y")


def clock(moment: datetime) -> str:
    """The hour of a moment, in the zone it carries: "21:07"."""
    return moment.strftime("%H:%M")


def moment(at: datetime, language: str) -> str:
    """A day and its hour in a sentence, in the zone the moment carries."""
    at_hour = {"ro": f", ora{NBSP}{clock(at)}", "en": f" at{NBSP}{clock(at)}"}[language]
    return prose_date(at, language) + at_hour


def counted(n: int, one: str, many: str, language: str) -> str:
    """A number with its noun; Romanian takes "de" from twenty up: "20 de documente"."""
    if n == 1:
        return f"{n}{NBSP}{one}"
    takes_of = language == "ro" and n > 0 and (n % 100 == 0 or n % 100 >= 20)
    return f"{n}{NBSP}de {many}" if takes_of else f"{n}{NBSP}{many}"


def lowered(name: str) -> str:
    """A name as it stands inside a sentence: "Membru asociat" gives "membru asociat"."""
    plain_word = name[:1].isupper() and name[1:2].islower()
    return name[:1].lower() + name[1:] if plain_word else name


def an(name: str) -> str:
    """An English name with its indefinite article: "an associate member"."""
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def met(body_of: str) -> str:
    """The Romanian participle "met" in the gender of a body, told by its genitive: only a
    masculine or neuter noun has one in -lui ("Consiliului", "Biroului")."""
    return "întrunit" if body_of.partition(" ")[0].endswith("lui") else "întrunită"
