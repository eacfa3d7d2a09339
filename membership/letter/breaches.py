"""Ways in which letters could contradict themselves; ``membership check`` looks for each."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from membership.database import Session
from membership.models import Letter
from workflows.letter import TABLE, State

_STEPS = {(row.step, row.source, row.target) for row in TABLE}
_LEFT = frozenset({State.DISPATCHED, State.RECEIVED, State.UNDELIVERABLE})


def lived(session: Session, _documents: Path) -> Iterator[str]:
    """Every letter stands where its history leads, and each receipt has its day and proof."""
    letters = select(Letter).options(
        selectinload(Letter.history), selectinload(Letter.sendings), selectinload(Letter.replaces)
    )
    for letter in session.scalars(letters.execution_options(yield_per=200)):
        for wrong in (*_off_the_table(letter), *_unproved(letter)):
            yield f"letter {letter.public_id}: {wrong}"


def _off_the_table(letter: Letter) -> Iterator[str]:
    state = State.DRAFT
    for position, change in enumerate(letter.history, start=1):
        if change.position != position or (change.step, state, change.target) not in _STEPS:
            yield f"step {position} does not follow the life of a letter"
        state = change.target
    if letter.state is not state:
        yield f"is {letter.state.value}, its history says {state.value}"


def _unproved(letter: Letter) -> Iterator[str]:
    if letter.state in _LEFT and not letter.sendings:
        yield "has left, and no sending is on record"
    if (letter.state is State.RECEIVED) != (letter.received_on is not None) and (
        letter.state is not State.ANNULLED
    ):
        yield "its receipt and its day do not agree"
    if any((one.received_on is None) != (one.receipt is None) for one in letter.sendings):
        yield "a receipt has no proof, or a proof no day"
    if letter.replaces is not None and letter.replaces.state is not State.ANNULLED:
        yield "replaces a letter that still stands"
