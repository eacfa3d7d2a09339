"""The papers that a sitting owes: its convocation as a numbered letter, its approved minutes."""

from datetime import datetime

from membership.database import Session
from membership.letter import services as letters
from membership.models import Letter, Minutes, Person, Sitting
from membership.sitting.inviting import people_of
from workflows.letter import Kind
from workflows.permission import Act, may
from workflows.statute import Statute

LANGUAGES = ("ro", "en")


def owe_convocation(
    session: Session, actor: Person, sitting: Sitting, *, statute: Statute, base_url: str,
    at: datetime,
) -> None:  # fmt: skip
    """Owes the convocation in each language that somebody convened reads; it takes its number
    at once where whoever convenes may also issue letters."""
    languages = {person.language for person in people_of(session, sitting, statute)}
    for language in LANGUAGES:
        if language not in languages:
            continue
        letter = _owed(session, sitting, Kind.CONVOCATION, language, at)
        if may(actor, Act.ISSUE_LETTER):
            letters.issue(session, actor, letter.public_id, at=at, house=statute,
                          base_url=base_url)  # fmt: skip


def owe_minutes(session: Session, minutes: Minutes, *, at: datetime) -> None:
    """Owes the approved minutes in both languages; the secretariat numbers and sends them."""
    for language in LANGUAGES:
        _owed(session, minutes.sitting, Kind.MINUTES, language, at)


def _owed(session: Session, sitting: Sitting, kind: Kind, language: str, at: datetime) -> Letter:
    letter = Letter(kind=kind, language=language, owed_at=at)
    sitting.letters.append(letter)
    session.flush()
    return letter
