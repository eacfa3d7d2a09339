"""The facts attached to a letter keep the schema that is published for them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from membership.letter import specimens
from membership.letter.compose import LANGUAGES, compose
from workflows import letter_schema
from workflows.letter import Kind
from workflows.letter_facts import PRINTABLE

PUBLISHED = Path(__file__).parents[3] / "docs" / "letter.schema.json"
EVERY = [(kind, language) for kind in sorted(PRINTABLE) for language in LANGUAGES]
TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "integer": int, "boolean": bool,
    "null": type(None),
}  # fmt: skip
FORMATS = {
    "date": r"\d{4}-\d\d-\d\d",
    "date-time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)",
}


def keeps(value: object, schema: dict[str, Any], root: dict[str, Any]) -> bool:
    """Whether a value keeps a schema: every word that ours are written with, and no other."""
    if "$ref" in schema:
        return keeps(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root)
    if "anyOf" in schema:
        return any(keeps(value, choice, root) for choice in schema["anyOf"])
    if "const" in schema:
        return bool(value == schema["const"])
    if "enum" in schema:
        return value in schema["enum"]
    if not isinstance(value, TYPES[schema["type"]]):
        return False
    if isinstance(value, dict):
        held = schema["properties"]
        return set(schema["required"]) <= value.keys() <= held.keys() and all(
            keeps(item, held[name], root) for name, item in value.items()
        )
    if isinstance(value, list):
        return all(keeps(item, schema["items"], root) for item in value)
    pattern = FORMATS.get(schema.get("format", ""))
    return pattern is None or re.fullmatch(pattern, str(value)) is not None


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_what_is_attached_to_every_letter_keeps_the_published_schema(
    kind: Kind, language: str
) -> None:
    published = json.loads(PUBLISHED.read_text("utf-8"))
    sheet = compose(kind, language, specimens.facts(kind, language), created=specimens.ISSUED)
    assert keeps(json.loads(sheet.attachment), published, published)


@pytest.mark.parametrize("spoiled", ["schema", "kind", "language", "facts"])
def test_an_attachment_without_one_of_its_parts_breaks_the_schema(spoiled: str) -> None:
    sheet = compose(
        Kind.ADMISSION, "ro", specimens.facts(Kind.ADMISSION, "ro"), created=specimens.ISSUED
    )
    held = json.loads(sheet.attachment)
    del held[spoiled]
    schema = letter_schema.schema()
    assert not keeps(held, schema, schema)


def test_facts_that_say_more_or_otherwise_break_the_schema() -> None:
    schema, facts = letter_schema.schema(), specimens.facts(Kind.ADMISSION, "ro").to_mapping()
    definition = schema["$defs"]["Facts"]
    assert keeps(facts, definition, schema)
    assert not keeps({**facts, "votes": []}, definition, schema)
    assert not keeps({**facts, "reference": 12}, definition, schema)
    assert not keeps({**facts, "application": {"kind": "Entry", "number": "1"}}, definition, schema)


def test_the_published_schema_is_the_one_of_the_classes() -> None:
    assert PUBLISHED.read_text("utf-8") == letter_schema.written(), "run: make schema"
