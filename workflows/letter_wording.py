"""The cluster's own words in a letter: two passages, with placeholders from a closed list.

The numbers, results, reasons and the way to contest stay the house's. A cluster may add how
a letter begins and how it ends, by kind and language, and for one legal form if it wishes.
A placeholder is a name in double braces; anything else that looks like a template is refused.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from enum import StrEnum

from .letter import Kind
from .letter_facts import KIND_OF, Facts
from .letter_parts import Worded
from .refusal import Incomplete

LONGEST = 2000
UNKNOWN_YET = "…"
"""What stands for a number in a draft, which has none."""


class Place(StrEnum):
    """Where a passage stands: before the house's own words, or before the greeting."""

    OPENING = "opening"
    CLOSING = "closing"


def _resolution(facts: Facts) -> tuple[str, str]:
    held = getattr(facts.content, "resolution", None)
    return (held.number, f"{held.on:%d.%m.%Y}") if held else ("", "")


PLACEHOLDERS: Mapping[str, Callable[[Facts], str | None]] = {
    "organisation.name": lambda facts: facts.addressee.name if facts.addressee else None,
    "organisation.fiscal_code": lambda facts: (
        facts.addressee.fiscal_code if facts.addressee else None
    ),
    "file.reference": lambda facts: facts.reference,
    "application.number": lambda facts: facts.application.number if facts.application else None,
    "application.date": lambda facts: (
        f"{facts.application.on:%d.%m.%Y}" if facts.application else None
    ),
    "resolution.number": lambda facts: _resolution(facts)[0],
    "resolution.date": lambda facts: _resolution(facts)[1],
    "letter.number": lambda facts: facts.entry.number if facts.entry else UNKNOWN_YET,
    "letter.date": lambda facts: f"{facts.entry.on:%d.%m.%Y}" if facts.entry else UNKNOWN_YET,
    "body.name": lambda facts: facts.body.name,
    "cluster.name": lambda facts: facts.letterhead.name,
    "cluster.email": lambda facts: facts.letterhead.email,
}
"""Every placeholder there is, and where its words come from."""

_RESOLVED = frozenset(
    kind
    for content, kind in KIND_OF.items()
    if any(field.name == "resolution" for field in fields(content))
)
_OF_NO_CASE = frozenset({Kind.CONVOCATION, Kind.MINUTES, Kind.MANDATE})
_TO_NOBODY = _OF_NO_CASE | {Kind.RESOLUTION}
_ABSENT: Mapping[str, frozenset[Kind]] = {
    "organisation": _TO_NOBODY,
    "file": _OF_NO_CASE,
    "application": _OF_NO_CASE,
    "resolution": frozenset(Kind) - _RESOLVED,
}
"""By the first word of a placeholder, the kinds that have nothing to fill it with."""
_ASKS_BACK = frozenset({Kind.CLARIFICATION, Kind.REJECTION, Kind.CONDITION_NOT_MET})

_PLACEHOLDER = re.compile(r"\{\{ ?([a-z_]+\.[a-z_]+) ?\}\}")
_CODE = re.compile(r"\{[{%#]|[%#}]\}")


def offered(kind: Kind) -> tuple[str, ...]:
    """The placeholders that a letter of this kind can fill."""
    return tuple(
        name for name in PLACEHOLDERS if kind not in _ABSENT.get(name.partition(".")[0], ())
    )


def needed(kind: Kind, place: Place) -> tuple[str, ...]:
    """The placeholders that a passage must have: whoever is asked for something or refused is
    told where to write."""
    return ("cluster.email",) if place is Place.CLOSING and kind in _ASKS_BACK else ()


def refuse_unfit(kind: Kind, place: Place, text: str) -> None:
    """Refuses a passage that could not be printed, naming the line.

    With ``Incomplete`` for one that is too long ("wording.too_long"), a placeholder that is
    not offered ("wording.unknown"), anything else in braces ("wording.code"), and a needed
    placeholder that is not there ("wording.missing").
    """
    if len(text) > LONGEST:
        raise Incomplete("wording.too_long", field=place.value, most=LONGEST)
    for number, line in enumerate(text.splitlines(), start=1):
        for name in _PLACEHOLDER.findall(line):
            if name not in offered(kind):
                raise Incomplete("wording.unknown", field=place.value, line=number, name=name)
        if _CODE.search(_PLACEHOLDER.sub("", line)):
            raise Incomplete("wording.code", field=place.value, line=number)
    for name in needed(kind, place):
        if text and name not in _PLACEHOLDER.findall(text):
            raise Incomplete("wording.missing", field=place.value, name=name)


def worded(facts: Facts, passages: Mapping[Place, str]) -> Facts:
    """The facts with the cluster's own passages, their placeholders filled from the facts.

    A filled value is never read again for placeholders. Refuses a placeholder that these
    facts leave empty ("wording.no_value").
    """
    own = tuple(
        Worded(place=place.value, text=line)
        for place in Place
        for line in _filled(passages.get(place, ""), facts)
    )
    return replace(facts, wording=own)


def _filled(text: str, facts: Facts) -> Iterator[str]:
    def value(found: re.Match[str]) -> str:
        said = PLACEHOLDERS[found[1]](facts)
        if not said:
            raise Incomplete("wording.no_value", name=found[1])
        return said

    for line in text.splitlines():
        if line.strip():
            yield _PLACEHOLDER.sub(value, line.strip())
