"""The tally as lines: one JSON object in, one out, so that anybody can replay a vote.

A line states every rule that it wants applied: what the rules of an installation add
(least number of voters, second call) is left out of a line that does not name it.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from workflows.ballot import Choice, Count, Rules, tally
from workflows.refusal import Incomplete, Message, Refused
from workflows.statute_error import StatuteError

Say = Callable[[Message, str], str]
"""Puts a message into the language named by its code ("ro", "en")."""

_FIGURES = {
    "seats": "seats",
    "present": "present",
    "recused": "recused",
    "for": "for_",
    "against": "against",
    "abstain": "abstain",
}
_MORE_FIGURES = ("founders_against", "present_at_open", "voters")
_TRUTHS = ("presided", "on_second_call", "revote")
_STATED = ("base", "rule", "quorum", "quorum_rule")
_PARAMETERS = {item.name for item in fields(Rules)} - {"quorum_fraction"} | {"quorum"}
_KNOWN = {*_FIGURES, "chair", *_MORE_FIGURES, *_TRUTHS, *_PARAMETERS}
_UNLESS_NAMED = {"min_voters": 0, "second_call": {"allowed": False}}
_LONGEST = 4000
"""Characters in a line: many digits, and still fewer than Python will turn into text."""


def answer(line: str, say: Say) -> dict[str, object]:
    """What one line comes to: the outcome with ``needed`` and ``of`` (the base, or those
    present when there is no quorum) and its words in both languages; or an ``error``.

    Never raises for what a line holds. Numbers are whole: no floats, no truth values.
    """
    try:
        outcome = tally(*_read(line))
    except Refused as refused:
        return {"error": _printable(say(refused.message, "en"))}
    words = outcome.words()
    return {
        "outcome": outcome.result.value,
        "needed": outcome.needed,
        "of": outcome.base,
        "words": {
            language: " ".join(say(message, language) for message in words)
            for language in ("ro", "en")
        },
    }


def tally_lines(lines: Iterable[str], say: Say) -> Iterator[dict[str, object]]:
    """An answer for each line, in order; an empty line is answered with an error."""
    return (answer(line, say) for line in lines)


def _read(line: str) -> tuple[Count, Rules]:
    given = _object(line)
    for name in given:
        if name not in _KNOWN:
            raise Incomplete("ballot.line.unknown_key", name=name)
    for name in (*_FIGURES, *_STATED):
        if name not in given:
            raise Incomplete("ballot.line.missing_key", name=name)
    return _count(given), _rules(given)


def _object(line: str) -> Mapping[str, object]:
    text = line.strip().removeprefix("\ufeff")
    if not text:
        raise Incomplete("ballot.line.empty")
    if len(text) > _LONGEST:
        raise Incomplete("ballot.line.too_long", longest=_LONGEST)
    try:
        given = json.loads(text, object_pairs_hook=_each_key_once)
    except (ValueError, RecursionError):
        raise Incomplete("ballot.line.not_json") from None
    if not isinstance(given, dict):
        raise Incomplete("ballot.line.not_object")
    return given


def _each_key_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    once: dict[str, object] = {}
    for name, value in pairs:
        if name in once:
            raise Incomplete("ballot.line.repeated_key", name=name)
        once[name] = value
    return once


def _count(given: Mapping[str, object]) -> Count:
    parts: dict[str, Any] = {name: _whole(key, given[key]) for key, name in _FIGURES.items()}
    parts |= {key: _whole(key, given[key]) for key in _MORE_FIGURES if key in given}
    parts |= {key: _truth(key, given[key]) for key in _TRUTHS if key in given}
    return Count(**parts, chair=_chair(given.get("chair")))


def _rules(given: Mapping[str, object]) -> Rules:
    named = {name: value for name, value in given.items() if name in _PARAMETERS}
    named["quorum_fraction"] = named.pop("quorum")
    try:
        return Rules.of({**_UNLESS_NAMED, **named})
    except StatuteError as wrong:
        name = "quorum" if wrong.path == "quorum_fraction" else wrong.path
        raise Incomplete(
            "ballot.line.wrong", name=name, expected=wrong.expected, found=wrong.found
        ) from wrong


def _whole(name: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Incomplete("ballot.line.not_whole", name=name)
    if value < 0:
        raise Incomplete("ballot.line.negative", name=name)
    return value


def _truth(name: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise Incomplete("ballot.line.not_truth", name=name)
    return value


def _chair(value: object) -> Choice | None:
    if value is None:
        return None
    if value not in (Choice.FOR.value, Choice.AGAINST.value):
        raise Incomplete("ballot.line.chair")
    return Choice(str(value))


def _printable(text: str) -> str:
    """What a line quoted may hold lone surrogates or control characters: shown as escapes."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)
