"""A frozen dataclass as plain JSON values and back, so that it can be kept and read again.

Knows dataclasses, unions of them with None, tuples, enums by value, dates and times
(ISO 8601), text, whole numbers and truth. Floats are refused: nothing here is counted
in them.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

T = TypeVar("T")

KIND = "kind"
"""The key that tells one dataclass of a union from another: the class's name."""


def plain(value: object) -> Any:
    """The value as what JSON knows; a dataclass becomes a mapping that names its class."""
    if is_dataclass(value) and not isinstance(value, type):
        named = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {KIND: type(value).__name__, **named}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"{type(value).__name__} has no plain form")


def restored(wanted: type[T], value: Mapping[str, object]) -> T:
    """The dataclass that ``plain`` wrote down; a missing or unknown key is refused."""
    answer: T = _dataclass(wanted, value)
    return answer


def _dataclass(wanted: Any, value: Any) -> Any:
    if value.get(KIND) != wanted.__name__:
        raise ValueError(f"expected {wanted.__name__}, found {value.get(KIND)!r}")
    hints = get_type_hints(wanted)
    given = {key: item for key, item in value.items() if key != KIND}
    if given.keys() != hints.keys():
        raise ValueError(f"{wanted.__name__}: {sorted(given.keys() ^ hints.keys())}")
    return wanted(**{key: _value(hints[key], item) for key, item in given.items()})


def _value(wanted: Any, value: Any) -> Any:
    if isinstance(wanted, UnionType):
        return _one_of(get_args(wanted), value)
    if get_origin(wanted) is tuple:
        return tuple(_value(get_args(wanted)[0], item) for item in value)
    if is_dataclass(wanted):
        return _dataclass(wanted, value)
    if issubclass(wanted, datetime | date):
        return wanted.fromisoformat(value)
    if issubclass(wanted, Enum):
        return wanted(value)
    if isinstance(value, wanted):
        return value
    raise ValueError(f"expected {wanted.__name__}, found {value!r}")


def _one_of(choices: tuple[Any, ...], value: Any) -> Any:
    if value is None and NoneType in choices:
        return None
    real = [choice for choice in choices if choice is not NoneType]
    if len(real) == 1:
        return _value(real[0], value)
    named = {choice.__name__: choice for choice in real}
    if not isinstance(value, Mapping) or value.get(KIND) not in named:
        raise ValueError(f"expected one of {sorted(named)}, found {value!r}")
    return _dataclass(named[value[KIND]], value)
