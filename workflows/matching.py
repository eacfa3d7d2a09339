"""Who in the cluster offers what another one seeks, by the kinds of the statute file.

A match is an introduction and promises nothing. Who works in the same fields of the cluster is
named first, for a laboratory that tests for toxic agents is of little use to who seeks one for
explosives.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from .statute_identity import Text


@dataclass(frozen=True, slots=True)
class Seek:
    """Something that a member may look for. ``met_by`` are the offers that answer it;
    ``met_by_seekers`` are the things that others seek who thereby answer it, as who looks for a
    supplier answers who looks for a client. Without either, words alone say who may help.
    """

    code: str
    name: Text
    met_by: tuple[str, ...] = ()
    met_by_seekers: tuple[str, ...] = ()


class Trading(Protocol):
    """Somebody who offers and seeks, by the codes of the statute file; ``fields`` are those of
    the cluster in which it proves something, as far as the reader may know."""

    @property
    def offers(self) -> Collection[str]: ...
    @property
    def seeks(self) -> Collection[str]: ...
    @property
    def fields(self) -> Collection[str]: ...


One = TypeVar("One", bound=Trading)


def answers(sought: Seek, one: Trading) -> bool:
    """Whether somebody offers what is sought, or seeks what makes two of them partners."""
    offered = not set(sought.met_by).isdisjoint(one.offers)
    return offered or not set(sought.met_by_seekers).isdisjoint(one.seeks)


def matches(sought: Seek, fields: Collection[str], others: Iterable[One]) -> list[One]:
    """Those who offer what is sought: who shares most ``fields`` first, else in the order given."""
    found = [one for one in others if answers(sought, one)]
    return sorted(found, key=lambda one: -len(shared(fields, one)))


def shared(fields: Collection[str], one: Trading) -> tuple[str, ...]:
    """The fields in which both prove something, in the order of ``fields``."""
    return tuple(field for field in fields if field in one.fields)
