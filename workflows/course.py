"""The course of a case, a letter or a sitting: one table, and the one way along it.

Each keeps a table of its own, which is the only place that says what may follow what. Here
the tables become machines, all alike.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Generic, Protocol, TypeVar

from transitions import EventData, Machine


class Line(Protocol):
    """One line of a table: from which state, by which step, to which state."""

    @property
    def step(self) -> StrEnum: ...
    @property
    def source(self) -> StrEnum: ...
    @property
    def target(self) -> StrEnum: ...


L = TypeVar("L", bound=Line)


def _always(_line: object, _facts: object) -> bool:
    return True


def _unguarded(_line: object, _facts: object) -> None:
    return None


class Course(Generic[L]):
    """A table walked by rows that keep their state in ``field``.

    ``chosen`` tells apart lines of one step that leave one state; ``guard`` raises what the
    line refuses. Both are asked with the facts that ``take`` was given.
    """

    def __init__(
        self,
        table: Sequence[L],
        field: str,
        *,
        chosen: Callable[[L, Any], bool] = _always,
        guard: Callable[[L, Any], None] = _unguarded,
    ) -> None:
        self.table = tuple(table)
        self._machine = _machine(self.table, field)
        for line in self.table:
            self._machine.add_transition(
                line.step.value, line.source, line.target,
                conditions=_asked(chosen, line), before=[_asked(guard, line), _noted(line)],
            )  # fmt: skip

    def leaving(self, state: StrEnum) -> tuple[L, ...]:
        """The lines that leave this state, in the order of the table."""
        return tuple(line for line in self.table if line.source is state)

    def take(self, row: object, state: StrEnum, step: StrEnum, facts: object = None) -> L | None:
        """Moves the row on by this step and answers the line it took; None, and nothing is
        moved, where no line of this step leaves its state. A refusal moves nothing either."""
        if all(line.step is not step for line in self.leaving(state)):
            return None
        taken: list[L] = []
        self._machine.events[step.value].trigger(row, facts=facts, taken=taken)
        return taken[-1] if taken else None


def _machine(table: Sequence[Line], field: str) -> Machine:
    # One machine for all rows: with model=None nothing is grafted on them, and triggering
    # through machine.events is safe from several threads.
    return Machine(
        model=None,
        states=type(table[0].source),
        initial=None,
        auto_transitions=False,
        send_event=True,
        model_attribute=field,
    )


def _asked(ask: Callable[[L, Any], Any], line: L) -> Callable[[EventData], Any]:
    return lambda event: ask(line, event.kwargs["facts"])


def _noted(line: Line) -> Callable[[EventData], None]:
    return lambda event: event.kwargs["taken"].append(line)
