"""A statute file before it is read: merged, made plain for keeping, and hashed."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def overlay(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The base with an installation's own values over it: tables are merged key by key,
    anything else is replaced. A key that the schema does not know is refused by ``parse``."""
    merged = dict(base)
    for key, value in own.items():
        beneath = base.get(key)
        both = isinstance(beneath, Mapping) and isinstance(value, Mapping)
        merged[key] = overlay(dict(beneath or {}), value) if both else value
    return merged


def plain(mapping: Mapping[str, object]) -> dict[str, Any]:
    """The mapping as JSON can keep it, in the file's order, with dates as text (ISO 8601):
    what a case keeps. ``parse`` reads it back to the same value and the same hash."""
    kept: dict[str, Any] = json.loads(json.dumps(mapping, default=str))
    return kept


def canonical(mapping: Mapping[str, object]) -> bytes:
    """The one form of a mapping that is hashed: JSON with sorted keys and dates as text."""
    text = json.dumps(
        mapping, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
    )
    return text.encode()


def digest(mapping: Mapping[str, object]) -> str:
    """SHA-256 of the canonical form, in hexadecimal digits."""
    return hashlib.sha256(canonical(mapping)).hexdigest()
