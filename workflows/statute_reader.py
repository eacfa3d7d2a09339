"""Reads a mapping into frozen dataclasses by walking their type hints.

The dataclasses are the schema: a key they do not name is refused, and so is a value
of another type, with the full path of the key and what was expected there.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from .refusal import Message
from .statute_error import StatuteError, expected, found, shown, unknown_key

__all__ = [
    "Between",
    "Known",
    "Matching",
    "PartOf",
    "StatuteError",
    "expected",
    "read",
    "read_record",
    "shown",
]

CEDILLAS = frozenset("\u015e\u015f\u0162\u0163")
"""Letters that look Romanian and are not: ș and ț are written with a comma below."""


@dataclass(frozen=True, slots=True)
class Between:
    """A whole number from ``low`` to ``high``."""

    low: int
    high: int

    def check(self, value: int, path: str) -> None:
        """Refuses a number outside the range."""
        if not self.low <= value <= self.high:
            raise StatuteError(
                path, expected("between", low=self.low, high=self.high), shown(value)
            )


@dataclass(frozen=True, slots=True)
class Matching:
    """A text of a certain form; ``what`` names the form in a message key."""

    pattern: str
    what: str

    def check(self, value: str, path: str) -> None:
        """Refuses a text of another form."""
        if not re.fullmatch(self.pattern, value):
            raise StatuteError(path, expected(self.what), shown(value))


@dataclass(frozen=True, slots=True)
class Known:
    """A table whose keys are all known beforehand."""

    names: tuple[str, ...]

    def check(self, value: Mapping[str, object], path: str) -> None:
        """Refuses a key that is not one of the names."""
        for name in value:
            if name not in self.names:
                raise unknown_key(f"{path}.{name}", self.names)


@dataclass(frozen=True, slots=True)
class PartOf:
    """A table with some of the keys of a dataclass, which is completed elsewhere."""

    record: type

    def read(self, value: object, path: str) -> Mapping[str, object]:
        """The keys that are there, each of the type that the dataclass gives it."""
        hints, given = _hints(self.record), _table(value, path)
        Known(tuple(hints)).check(given, path)
        read_keys = {key: read(hints[key], item, f"{path}.{key}") for key, item in given.items()}
        return MappingProxyType(read_keys)


def read(kind: Any, value: object, path: str) -> Any:
    """The value as ``kind`` wants it; refuses with ``StatuteError`` what does not fit."""
    origin, args = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _read_checked(args[0], args[1:], value, path)
    if origin in (Union, UnionType):
        return read(next(arg for arg in args if arg is not NoneType), value, path)
    if origin in (tuple, frozenset):
        return origin(_read_list(args[0], value, path))
    if origin is Mapping:
        return _read_mapping(args[0], args[1], value, path)
    if hasattr(kind, "parse"):
        return kind.parse(value, path)
    if is_dataclass(kind):
        return read_record(kind, value, path)
    if issubclass(kind, StrEnum):
        return _read_choice(kind, value, path)
    return _PLAIN[kind](value, path)


def read_record(record: Any, value: object, path: str, **given: object) -> Any:
    """A dataclass from a table. ``given`` are fields that do not come from the table."""
    table, hints = _table(value, path), _hints(record)
    wanted = [field for field in fields(record) if field.name not in given]
    names = tuple(field.name for field in wanted)
    for key in table:
        if key not in names:
            raise unknown_key(_under(path, key), names)
    found_here = {
        field.name: _read_field(field, hints[field.name], table[field.name], path)
        for field in wanted
        if _is_there(field, table, path)
    }
    return record(**found_here, **given)


def _read_field(field: "Field[Any]", hint: Any, value: object, path: str) -> Any:
    return read(hint, value, _under(path, field.name))


def _is_there(field: "Field[Any]", table: Mapping[str, object], path: str) -> bool:
    if field.name in table:
        return True
    if field.default is MISSING and field.default_factory is MISSING:
        missing = Message("statute.found.nothing")
        raise StatuteError(_under(path, field.name), expected("something"), missing)
    return False


def _read_checked(kind: Any, checks: tuple[Any, ...], value: object, path: str) -> Any:
    if isinstance(checks[0], PartOf):
        return checks[0].read(value, path)
    result = read(kind, value, path)
    for check in checks:
        check.check(result, path)
    return result


def _read_list(kind: Any, value: object, path: str) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise StatuteError(path, expected("list"), found(value))
    return [read(kind, item, f"{path}.{n}") for n, item in enumerate(value, start=1)]


def _read_mapping(key_kind: Any, kind: Any, value: object, path: str) -> MappingProxyType[str, Any]:
    entries = {}
    for key, item in _table(value, path).items():
        here = _under(path, key)
        # A record that carries its own code takes it from the key of its table.
        given = {"code": key} if _carries_code(kind) else None
        entry = read_record(kind, item, here, **given) if given else read(kind, item, here)
        entries[read(key_kind, key, here)] = entry
    return MappingProxyType(entries)


def _carries_code(kind: Any) -> bool:
    return is_dataclass(kind) and any(field.name == "code" for field in fields(kind))


def _read_choice(kind: type[StrEnum], value: object, path: str) -> StrEnum:
    choices = expected("choice", choices=", ".join(kind))
    if not isinstance(value, str):
        raise StatuteError(path, choices, found(value))
    if value not in list(kind):
        raise StatuteError(path, choices, shown(value))
    return kind(value)


def _table(value: object, path: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise StatuteError(path, expected("table"), found(value))
    return value


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise StatuteError(path, expected("text"), found(value))
    if not value.strip():
        raise StatuteError(path, expected("text"), Message("statute.found.empty"))
    if CEDILLAS.intersection(value):
        raise StatuteError(path, expected("comma_below"), shown(value))
    return value


def _whole_number(value: object, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise StatuteError(path, expected("whole_number"), found(value))
    return value


def _truth(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise StatuteError(path, expected("truth"), found(value))
    return value


def _fraction(value: object, path: str) -> Fraction:
    form = Matching(r"[0-9]+/[1-9][0-9]*", "fraction")
    if not isinstance(value, str):
        raise StatuteError(path, expected("fraction"), found(value))
    form.check(value, path)
    return Fraction(value)


def _date(value: object, path: str) -> date:
    # The frozen copy that a case keeps is JSON, where a date is a text.
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise StatuteError(path, expected("date"), shown(value)) from None
    if type(value) is not date:
        raise StatuteError(path, expected("date"), found(value))
    return value


_PLAIN: Mapping[type, Callable[[object, str], Any]] = {
    str: _text,
    int: _whole_number,
    bool: _truth,
    Fraction: _fraction,
    date: _date,
}


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


@cache
def _hints(record: type) -> dict[str, Any]:
    return get_type_hints(record, include_extras=True)
