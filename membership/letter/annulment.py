"""A wrong letter is annulled, keeps its number, and another one stands in its place."""

from datetime import datetime

from membership.application.steps import AUTOMATIC, set_clock
from membership.database import Session
from membership.journal.services import record
from membership.letter.access import by_words, locked, locked_by_id
from membership.letter.awaited import is_awaited
from membership.letter.sending import tell
from membership.models import Letter, Person, Work
from membership.owed.services import owe
from workflows.letter import IN_FORCE, State, Step, advance
from workflows.refusal import Incomplete


def annul(session: Session, actor: Person, public_id: str, *, why: str, at: datetime) -> Letter:
    """Annuls the letter, for a reason, and drafts the one that replaces it; answers the draft.

    The annulled letter keeps its number and its line in the registry. The new one says
    which letter it replaces, and takes a number of its own when it is issued. Whoever the
    old letter had reached is told that it is worth nothing any more. Refuses without a
    reason ("letter.annulled_why"), and a draft, which has no number yet.
    """
    letter = locked(session, actor, public_id, at=at)
    if not why.strip():
        raise Incomplete("letter.annulled_why", field="why")
    _annulled(session, actor, letter, why.strip(), at)
    awaited, replacement = is_awaited(letter), _instead_of(letter, at)
    session.add(replacement)
    session.flush()
    if replacement.kind in AUTOMATIC:
        owe(session, Work.LETTER, f"letter:{replacement.id}", at=at, letter_id=replacement.id)
    if awaited:
        set_clock(letter.case, at)
    if letter.dispatched_at is not None:
        tell(session, letter, "letter_annulled", at)
    record(session, "letter.annulled", by=actor, at=at, subject=letter.file_id,
           letter=letter.public_id, replacement=replacement.public_id)  # fmt: skip
    return replacement


def _annulled(session: Session, actor: Person, letter: Letter, why: str, at: datetime) -> None:
    advance(letter, Step.ANNUL, by=by_words(actor), at=at)
    letter.annulled_why = why
    session.flush()


def end_with_object(
    session: Session, actor: Person, letter: Letter, *, why: str, at: datetime
) -> bool:
    """Annuls a letter because what it was for is no more, and nothing stands in its place; a draft
    is thrown away. Says whether the letter is still on record."""
    letter = locked_by_id(session, letter.id)
    if letter.state is State.DRAFT:
        session.delete(letter)
    elif letter.state in IN_FORCE:
        _annulled(session, actor, letter, why, at)
        record(session, "letter.annulled", by=actor, at=at, subject=letter.file_id,
               letter=letter.public_id, replacement="")  # fmt: skip
    return letter.state is not State.DRAFT


def _instead_of(letter: Letter, at: datetime) -> Letter:
    return Letter(
        kind=letter.kind,
        language=letter.language,
        bilingual=letter.bilingual,
        application=letter.application,
        sitting=letter.sitting,
        decision_id=letter.decision_id,
        owed_at=at,
        replaces_id=letter.id,
    )
