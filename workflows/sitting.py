"""A sitting of the Board: how it is called, opens and ends, and what its notice must respect.

Days are calendar days of the cluster's own zone; the holidays are passed in.
"""

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from .course import Course
from .refusal import Incomplete, NotNow
from .term import is_working
from .voting import Rules
from .voting_terms import Mode


class State(StrEnum):
    """Where a sitting is in its life."""

    PLANNED = "planned"
    CONVENED = "convened"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What moves a sitting on."""

    CONVENE = "convene"
    OPEN = "open"
    CLOSE = "close"
    CANCEL = "cancel"


class Presence(StrEnum):
    """How a seat is accounted for: by its holder, its deputy, a mandate, or an excuse."""

    PRESENT = "present"
    DEPUTY = "deputy"
    PROXY = "proxy"
    EXCUSED = "excused"


TAKES_PART = frozenset({Presence.PRESENT, Presence.DEPUTY, Presence.PROXY})
"""The kinds by which a seat is there; who is excused is not."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a sitting's life."""

    step: Step
    source: State
    target: State


TABLE: tuple[Row, ...] = (
    Row(Step.CONVENE, State.PLANNED, State.CONVENED),
    # A sitting moved to another hour, or with another agenda, is convened again.
    Row(Step.CONVENE, State.CONVENED, State.CONVENED),
    Row(Step.OPEN, State.CONVENED, State.OPEN),
    Row(Step.CLOSE, State.OPEN, State.CLOSED),
    # For want of a quorum a sitting ends without having opened.
    Row(Step.CLOSE, State.CONVENED, State.CLOSED),
    Row(Step.CANCEL, State.PLANNED, State.CANCELLED),
    Row(Step.CANCEL, State.CONVENED, State.CANCELLED),
)
"""Every allowed step of a sitting: a written procedure opens with its first vote, and closes with
its last."""

_COURSE = Course(TABLE, "state")

AHEAD = frozenset({State.PLANNED, State.CONVENED})
"""States in which the agenda and the hour may still change."""

ENDED = frozenset({State.CLOSED, State.CANCELLED})
"""States that nothing follows."""


class Held(Protocol):
    """A row that holds a sitting; only ``advance`` writes its state."""

    state: State


def advance(sitting: Held, step: Step) -> Row:
    """Takes one step of a sitting's life, or refuses it as not now."""
    row = _COURSE.take(sitting, sitting.state, step)
    if row is None:
        raise NotNow(f"sitting.not_now.{sitting.state.value}")
    return row


def refuse_unless_ahead(sitting: Held) -> None:
    """The agenda, the hour and the place change only before the sitting opens."""
    if sitting.state not in AHEAD:
        raise NotNow(f"sitting.not_now.{sitting.state.value}")


def working_days_before(called_on: date, held_on: date, holidays: Container[date]) -> int:
    """The whole working days between the day of the call and the day of the sitting."""
    days = (called_on + timedelta(days=n) for n in range(1, (held_on - called_on).days))
    return sum(is_working(day, holidays) for day in days)


def first_day(called_on: date, rules: Rules, holidays: Container[date]) -> date:
    """The first day on which a meeting called today keeps the notice that the rules ask."""
    day = called_on + timedelta(days=1)
    while working_days_before(called_on, day, holidays) < rules.notice_days:
        day += timedelta(days=1)
    return day


def needs_notice(mode: Mode, called_for: date | None, held_on: date) -> bool:
    """Whether a meeting has yet to give its notice: the Board was called to none, or to one on a
    later day (``called_for``). A vote in writing has its term instead."""
    return mode is not Mode.WRITTEN and (called_for is None or held_on < called_for)


def refuse_short_notice(
    called_on: date, held_on: date, rules: Rules, holidays: Container[date]
) -> None:
    """Refuses a meeting that would be held before its notice is over, naming the first day."""
    earliest = first_day(called_on, rules, holidays)
    if held_on < earliest:
        raise Incomplete("sitting.short_notice", field="starts_on",
                         days=rules.notice_days, earliest=earliest)  # fmt: skip


def refuse_early_second_call(first_on: date | None, held_on: date, rules: Rules) -> None:
    """A second call for want of a quorum waits for as many days as the rules say."""
    if first_on is None:
        return
    if not rules.second_call.allowed:
        raise NotNow("sitting.no_second_call")
    earliest = first_on + timedelta(days=rules.second_call.after_days)
    if held_on < earliest:
        raise Incomplete("sitting.second_call_too_early", field="starts_on", earliest=earliest)


def needs_place(mode: Mode) -> bool:
    """Whether people come to a room."""
    return mode in (Mode.MEETING, Mode.HYBRID)
