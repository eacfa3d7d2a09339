"""Ways in which letters could contradict themselves; ``membership check`` looks for each."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from membership.database import Session
from membership.models import Document, Letter, LetterWording
from membership.models.batch import Batch, Task
from membership.storage import Store
from workflows.letter import TABLE, Kind, Signing, State
from workflows.letter_wording import Place, refuse_unfit
from workflows.refusal import Incomplete

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


def signed(session: Session, documents: Path) -> Iterator[str]:
    """A signed letter begins with the bytes that were issued and says who signed it; the scan of
    one has the day of its original."""
    store = Store(documents)
    held = select(Letter).where(Letter.signing.is_not(None))
    for letter in session.scalars(held.execution_options(yield_per=200)):
        for wrong in _unsigned(letter, store):
            yield f"letter {letter.public_id}: {wrong}"


def _unsigned(letter: Letter, store: Store) -> Iterator[str]:
    issued, kept = letter.document, letter.signed_document
    if not letter.signed_by:
        yield "is signed, and by nobody"
    if letter.signing is Signing.SCAN and (kept is None or letter.original_on is None):
        yield "a scan is kept without its file or the day of its original"
    if letter.signing is not Signing.ELECTRONIC:
        return
    if issued is None or kept is None or not letter.signatures:
        yield "is signed electronically, and its file or its signatures are not there"
    elif store.matches(kept.sha256) and not _begins(store.path(kept.sha256), issued):
        yield "its signed file is not the one that was issued"


def _begins(path: Path, issued: Document) -> bool:
    with path.open("rb") as file:
        return hashlib.sha256(file.read(issued.size)).hexdigest() == issued.sha256


def in_bulk(session: Session, _documents: Path) -> Iterator[str]:
    """What was done to many letters at once has a row for each, and what is done is done."""
    batches = select(Batch).options(selectinload(Batch.rows))
    for batch in session.scalars(batches.execution_options(yield_per=20)):
        if [row.position for row in batch.rows] != list(range(1, len(batch.rows) + 1)):
            yield f"batch {batch.public_id}: its rows do not run from 1"
        for row in batch.rows:
            if row.done_at is not None and (row.error or not _is_done(batch, row.letter)):
                yield f"batch {batch.public_id}: row {row.position} is not what it says"


def _is_done(batch: Batch, letter: Letter) -> bool:
    done = {Task.SEND: letter.dispatched_at, Task.SIGN: letter.signing}
    return done.get(batch.task, letter.entry_id) is not None


def worded(session: Session, _documents: Path) -> Iterator[str]:
    """The cluster's own words are kept in versions without a gap, each fit to be printed."""
    last: dict[tuple[Kind, str, str], int] = {}
    for one in session.scalars(select(LetterWording).order_by(LetterWording.version)):
        spot = (one.kind, one.language, one.legal_form)
        if one.version != last.get(spot, 0) + 1:
            yield f"wording {one.id}: version {one.version} follows {last.get(spot, 0)}"
        last[spot] = one.version
        try:
            refuse_unfit(one.kind, Place.OPENING, one.opening)
            refuse_unfit(one.kind, Place.CLOSING, one.closing)
        except Incomplete as unfit:
            yield f"wording {one.id}: {unfit.message.key}"


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
    if letter.kind is Kind.CERTIFICATE and (letter.series is None) != (letter.entry_id is None):
        yield "a certificate's number and the letter's do not agree"
    if letter.replaces is not None and letter.replaces.state is not State.ANNULLED:
        yield "replaces a letter that still stands"


CHECKS = (lived, worded, signed, in_bulk)
