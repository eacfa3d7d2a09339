"""Preparing the papers of a decision that no step of the procedure owes: the resolution as an
act of the body (L17), and its extract for the applicant (L12)."""

from datetime import datetime

from sqlalchemy import select

from membership.application.access import find_to
from membership.database import Session
from membership.journal.services import record
from membership.models import Decision, Letter, Motion, Person
from workflows.letter import Kind, State
from workflows.permission import Act
from workflows.refusal import NotFound

ACTS = frozenset({Kind.RESOLUTION, Kind.EXTRACT})
OFFICIAL = "ro"
"""The language in which the body adopts its own acts; an extract speaks the applicant's."""


def prepare(
    session: Session, actor: Person, motion_public_id: str, kind: Kind, *, at: datetime
) -> Letter:
    """The draft of this paper of a decision, or the one that stands already.

    Refuses as not found a motion that decided nothing and a kind that is no such paper.
    """
    decision = session.scalar(
        select(Decision).join(Motion).where(Motion.public_id == motion_public_id)
    )
    if decision is None or kind not in ACTS:
        raise NotFound("permission.not_found")
    application, _ = find_to(session, actor, Act.ISSUE_LETTER, decision.application.public_id,
                             at=at)  # fmt: skip
    for letter in application.letters:
        same = letter.decision_id == decision.id and letter.kind is kind
        if same and letter.state is not State.ANNULLED:
            return letter
    own = application.organisation.language
    letter = Letter(
        kind=kind,
        language=OFFICIAL if kind is Kind.RESOLUTION else own,
        bilingual=kind is Kind.EXTRACT and application.organisation.reads_both,
        decision_id=decision.id,
        owed_at=at,
    )
    application.letters.append(letter)
    session.flush()
    record(session, "letter.prepared", by=actor, at=at, subject=application.public_id,
           letter=letter.public_id, kind=kind.value)  # fmt: skip
    return letter
