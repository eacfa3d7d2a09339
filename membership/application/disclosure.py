"""What an applicant may know of a case: a decision is told by its letter, never before."""

from collections.abc import Sequence
from datetime import datetime

from membership import statutes
from membership.application.steps import TOLD_BY_LETTER
from membership.models import Application, Letter, Person, StageChange
from workflows.application import TABLE, Stage
from workflows.letter import Kind, State


def known_history(application: Application) -> Sequence[StageChange]:
    """The steps of the case that its applicant knows of: all, up to a decision whose letter
    has not left the house."""
    history = application.history
    for position, change in enumerate(history):
        kind = _letter(change)
        if kind in TOLD_BY_LETTER and not _has_left(application, kind, change.at):
            return history[:position]
    return history


def known_stage(application: Application) -> Stage:
    """The stage that the applicant is shown."""
    history = known_history(application)
    return history[-1].target if history else Stage.DRAFT


def is_sealed(letter: Letter, actor: Person) -> bool:
    """Whether this reader opens the letter first, because opening it proves its receipt.

    So it is where the statute file says so, for the applicant's own people, from the day
    on which a letter that a person signed has left until its receipt is proved.
    """
    if letter.application is None:
        return False
    proves = statutes.of(letter.application).letters.portal_proves_receipt
    own = letter.application.organisation_id in actor.organisation_ids
    waits = letter.state in (State.DISPATCHED, State.UNDELIVERABLE)
    return bool(proves) and own and waits and letter.needs_signature


def _letter(change: StageChange) -> Kind | None:
    for row in TABLE:
        if (row.step, row.source, row.target) == (change.step, change.source, change.target):
            return row.letter
    return None


def _has_left(application: Application, kind: Kind, since: datetime) -> bool:
    # The letter of an earlier decision of the same kind tells nothing of this one.
    letters = (one for one in application.letters if one.kind is kind and one.owed_at >= since)
    return any(letter.dispatched_at is not None for letter in letters)
