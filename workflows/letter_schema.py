"""What a machine finds attached to a letter: the JSON Schema of its facts, drawn from the classes.

Printed into docs/letter.schema.json by ``python -m workflows.letter_schema``, and served by
the application, so that a reader of a letter needs nothing else to read its facts.
"""

import json
import sys
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from .letter_facts import PRINTABLE, Facts
from .plain import KIND

NAME: Final = "membership.letter/1"
"""What the attachment calls its form; a form that reads otherwise has another number."""

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
LANGUAGES: Final = ("ro", "en")


def schema() -> dict[str, Any]:
    """The schema of the attachment: its form, kind, language, and the facts themselves."""
    known: dict[str, Any] = {}
    facts = _of(Facts, known)
    return {
        "$schema": DIALECT,
        "title": "The facts of a letter",
        "type": "object",
        "additionalProperties": False,
        "required": ["facts", "kind", "language", "schema"],
        "properties": {
            "schema": {"const": NAME},
            "kind": {"enum": sorted(PRINTABLE)},
            "language": {"enum": list(LANGUAGES)},
            "facts": facts,
        },
        "$defs": dict(sorted(known.items())),
    }


def _of(wanted: Any, known: dict[str, Any]) -> dict[str, Any]:
    """The schema of one type, as ``plain`` writes its values down."""
    if isinstance(wanted, UnionType):
        return {"anyOf": [_of(choice, known) for choice in get_args(wanted)]}
    if get_origin(wanted) is tuple:
        return {"type": "array", "items": _of(get_args(wanted)[0], known)}
    if is_dataclass(wanted):
        return _reference(wanted, known)
    if issubclass(wanted, Enum):
        return {"enum": [one.value for one in wanted]}
    return dict(_PLAIN[wanted])


_PLAIN: Final[dict[type, dict[str, str]]] = {
    NoneType: {"type": "null"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def _reference(wanted: Any, known: dict[str, Any]) -> dict[str, Any]:
    name = wanted.__name__
    if name not in known:
        known[name] = {}  # named before its fields, which may name it again
        hints = get_type_hints(wanted)
        held = {field.name: _of(hints[field.name], known) for field in fields(wanted)}
        known[name] = {
            "type": "object",
            "additionalProperties": False,
            "required": [KIND, *sorted(held)],
            "properties": {KIND: {"const": name}, **held},
        }
    return {"$ref": f"#/$defs/{name}"}


def written() -> str:
    """The schema as the file that is published."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(written())
