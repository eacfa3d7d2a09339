"""Letters: their kinds, and the life of each from draft to proved receipt.

What a letter says is in ``workflows.letter_facts``; how it looks is in the templates.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from .course import Course
from .refusal import NotNow


class Kind(StrEnum):
    """Every kind of paper that leaves the house, by its code in the register of letters."""

    APPLICATION_FORM = "L0"
    ACKNOWLEDGEMENT = "L1"
    CLARIFICATION = "L2"
    CLOSING = "L2b"
    ADMISSION = "L3"
    CONDITIONAL_ADMISSION = "L4"
    CONDITION_NOT_MET = "L4b"
    DEFERRAL = "L5"
    REJECTION = "L6"
    CONTESTATION_RECEIVED = "L6b"
    CONTESTATION_DECIDED = "L6c"
    NOTICE_TO_REMEDY = "L7a"
    SUSPENSION = "L7"
    WITHDRAWAL = "L8"
    APPLICATION_WITHDRAWN = "L8b"
    ERASURE_ANSWERED = "L8c"
    HEARING = "L9a"
    EXCLUSION = "L9"
    EXCLUSION_CONTESTED = "L9c"
    CERTIFICATE = "L11"
    EXTRACT = "L12"
    RECHECK = "L13"
    CONVOCATION = "L14"
    MINUTES = "L15"
    REPORT = "L16"
    RESOLUTION = "L17"
    MANDATE = "L18"

    @property
    def slug(self) -> str:
        """The kind's name in file names: ``admission``, ``contestation_received``."""
        return self.name.lower()


INTERNAL = frozenset({Kind.MINUTES, Kind.REPORT, Kind.RESOLUTION, Kind.MANDATE})
"""Papers that stay in the house; the register enters them as internal."""

TWO_SIGN = frozenset({Kind.MINUTES, Kind.RESOLUTION})
"""Acts of the body that its secretary signs beside who presided."""


class State(StrEnum):
    """Where a letter is in its life."""

    DRAFT = "draft"
    NUMBERED = "numbered"
    SIGNED = "signed"
    DISPATCHED = "dispatched"
    RECEIVED = "received"
    UNDELIVERABLE = "undeliverable"
    ANNULLED = "annulled"


class Step(StrEnum):
    """What moves a letter on: each is one act of the secretariat, with a date and a proof."""

    NUMBER = "number"
    SIGN = "sign"
    DISPATCH = "dispatch"
    RECEIVE = "receive"
    RETURN = "return"
    ANNUL = "annul"


class Channel(StrEnum):
    """How a letter went out; the register of letters names it."""

    PORTAL = "portal"
    MAIL = "mail"
    REGISTERED_POST = "registered_post"
    COURIER = "courier"
    BY_HAND = "by_hand"


class Signing(StrEnum):
    """How a letter was signed: electronically, on paper with a scan kept, or on paper alone."""

    ELECTRONIC = "electronic"
    SCAN = "scan"
    PAPER = "paper"


class Receipt(StrEnum):
    """By what a letter is proved to have reached its addressee."""

    CONFIRMATION = "confirmation"
    COURIER = "courier"
    SIGNATURE = "signature"
    ANSWER = "answer"
    PORTAL = "portal"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a letter's life."""

    step: Step
    source: State
    target: State


TABLE: tuple[Row, ...] = (
    Row(Step.NUMBER, State.DRAFT, State.NUMBERED),
    Row(Step.SIGN, State.NUMBERED, State.SIGNED),
    Row(Step.DISPATCH, State.NUMBERED, State.DISPATCHED),
    Row(Step.DISPATCH, State.SIGNED, State.DISPATCHED),
    Row(Step.RECEIVE, State.DISPATCHED, State.RECEIVED),
    Row(Step.RETURN, State.DISPATCHED, State.UNDELIVERABLE),
    Row(Step.DISPATCH, State.UNDELIVERABLE, State.DISPATCHED),
    *(
        Row(Step.ANNUL, source, State.ANNULLED)
        for source in (
            State.NUMBERED,
            State.SIGNED,
            State.DISPATCHED,
            State.RECEIVED,
            State.UNDELIVERABLE,
        )
    ),
)
"""Every allowed step. A draft is thrown away, never annulled: it has no number yet."""

INSIDE = frozenset({Kind.RESOLUTION, Kind.REPORT, Kind.MINUTES})
"""Papers of the house itself: the applicant is told by a letter or an extract, never by these."""

KEPT = frozenset({Kind.RESOLUTION, Kind.REPORT})
"""Papers of a case that are signed and kept, and never sent: minutes go to the Board."""

FROZEN = frozenset(State) - {State.DRAFT}
"""States in which the text no longer changes: from the registry number on."""

IN_FORCE = FROZEN - {State.ANNULLED}
"""States in which the letter stands as the house's word."""


class Paper(Protocol):
    """A row that holds a letter; only ``advance`` writes its state.

    ``needs_signature`` says that a person signs it before it goes out; ``lived``
    appends one line to the letter's history.
    """

    state: State

    @property
    def needs_signature(self) -> bool: ...

    def lived(self, row: Row, by: str, at: datetime) -> None: ...


def _signed_first(row: Row, paper: Paper) -> None:
    unsigned = row.source is State.NUMBERED and paper.needs_signature
    if row.step is Step.DISPATCH and unsigned:
        raise NotNow("letter.unsigned")


_COURSE = Course(TABLE, "state", guard=_signed_first)


def open_steps(state: State) -> tuple[Row, ...]:
    """The rows that leave this state, in the order of the table."""
    return _COURSE.leaving(state)


def advance(paper: Paper, step: Step, *, by: str, at: datetime) -> Row:
    """Moves the letter by one step and appends the line of its history in the same breath.

    Refuses with ``NotNow`` when the step does not start at the letter's state
    ("letter.not_from_here"), and when a letter that a person signs would go out
    unsigned ("letter.unsigned").
    """
    row = _COURSE.take(paper, paper.state, step, paper)
    if row is None:
        raise NotNow("letter.not_from_here", step=step.value, state=paper.state.value)
    paper.lived(row, by, at)
    return row
