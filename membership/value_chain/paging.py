"""Forty members a page, by their numbers, of what the whole cluster holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

PAGE = 40


class Numbered(Protocol):
    """A member, or what stands for one."""

    @property
    def number(self) -> int: ...


M = TypeVar("M", bound=Numbered)


@dataclass(frozen=True, slots=True)
class MemberPage(Generic[M]):
    """The members of one page; ``after`` is the number to go on from, if there are more."""

    members: Sequence[M]
    after: int | None


def page_of(members: Sequence[M], after: int) -> MemberPage[M]:
    """The members that come after this number, in the order of their numbers."""
    left = [one for one in members if one.number > after]
    shown = left[:PAGE]
    return MemberPage(shown, shown[-1].number if len(left) > PAGE else None)
