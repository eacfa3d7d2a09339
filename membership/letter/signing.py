"""A letter is signed: outside the house, with what comes back checked against what was issued.

The house never signs for a person. It takes the file that somebody signed and says who did,
or a scan of what was signed on paper, with the day on which the original came.
"""

from datetime import date, datetime

from membership.database import Session
from membership.inspection.signatures import Examined, Likeness, liken
from membership.journal.services import record
from membership.letter.access import by_words, locked
from membership.letter.sending import LONGEST_NAME, sign
from membership.models import Document, Letter, Person
from membership.storage import Stored
from workflows.letter import Signing, Step, open_steps
from workflows.letter_facts import Facts
from workflows.refusal import Incomplete, NotNow
from workflows.term import day_of


def likeness_of(
    session: Session, actor: Person, public_id: str, file: Examined, *, at: datetime
) -> Likeness:
    """What the file is to the letter that waits to be signed."""
    issued = _waiting(session, actor, public_id, at).document
    assert issued is not None  # noqa: S101 - _waiting refuses what is not printed
    return liken(file, issued.sha256, issued.size)


def refuse_unless_signed(likeness: Likeness) -> None:
    """Refuses, each with its own sentence, what is not the issued letter with valid signatures
    and nothing after them: unsigned, foreign, broken, stripped, changed later."""
    if likeness is not Likeness.SIGNED:
        raise Incomplete(f"letter.signature.{likeness.value}", field="file")


def accept(
    session: Session,
    actor: Person,
    public_id: str,
    file: Examined,
    stored: Stored,
    *,
    at: datetime,
) -> Letter:
    """Takes the electronically signed letter, whose signers are read from its certificates."""
    letter = _waiting(session, actor, public_id, at)
    issued = letter.document
    assert issued is not None  # noqa: S101 - _waiting refuses what is not printed
    refuse_unless_signed(liken(file, issued.sha256, issued.size))
    signers = file.signers_after(issued.size)
    names = ", ".join(dict.fromkeys(one.signer for one in signers))[:LONGEST_NAME]
    sign(session, letter, actor, names, at)
    letter.signing = Signing.ELECTRONIC
    letter.signatures = [one.to_mapping() for one in signers]
    letter.signed_document = _kept(letter, stored, actor, at)
    _on_record(session, letter, actor, at)
    return letter


def accept_scan(
    session: Session,
    actor: Person,
    public_id: str,
    document: Document,
    *,
    signed_by: str,
    original_on: date,
    zone: str,
    at: datetime,
) -> Letter:
    """Takes a scan of the letter signed on paper, whose original came on that day.

    A scan is only a copy, and every page says so. Refuses a day before the letter was
    issued or after today ("letter.original_when").
    """
    letter = _waiting(session, actor, public_id, at)
    _refuse_other_day(letter, original_on, zone, at)
    sign(session, letter, actor, signed_by, at)
    letter.signing, letter.original_on = Signing.SCAN, original_on
    letter.signed_document = document
    _on_record(session, letter, actor, at)
    return letter


def accept_original(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    signed_by: str,
    original_on: date,
    zone: str,
    at: datetime,
) -> Letter:
    """Records that the letter came back signed on paper, of which no file is kept.

    Without a name it was signed by whom it names. Refuses a day before the letter was issued or
    after today ("letter.original_when").
    """
    letter = _waiting(session, actor, public_id, at)
    _refuse_other_day(letter, original_on, zone, at)
    sign(session, letter, actor, signed_by or signatory_of(letter), at)
    letter.original_on = original_on
    session.flush()
    return letter


def signatory_of(letter: Letter) -> str:
    """Whom a letter that has its number names under it as who signs; empty where it is nobody."""
    facts = Facts.of(letter.facts) if letter.facts else None
    return facts.signatory.name if facts and facts.signatory else ""


def _refuse_other_day(letter: Letter, original_on: date, zone: str, at: datetime) -> None:
    assert letter.issued_at is not None  # noqa: S101 - numbered
    if not day_of(letter.issued_at, zone) <= original_on <= day_of(at, zone):
        raise Incomplete("letter.original_when", field="original_on")


def _waiting(session: Session, actor: Person, public_id: str, at: datetime) -> Letter:
    letter = locked(session, actor, public_id, at=at)
    if Step.SIGN not in {row.step for row in open_steps(letter.state)}:
        raise NotNow("letter.not_from_here", step=Step.SIGN.value, state=letter.state.value)
    if letter.document is None:
        raise NotNow("letter.not_printed")
    return letter


def _kept(letter: Letter, stored: Stored, actor: Person, at: datetime) -> Document:
    assert letter.document is not None  # noqa: S101
    end = {"ro": "semnat", "en": "signed"}[letter.language]
    return Document(
        sha256=stored.sha256, size=stored.size, media_type="application/pdf",
        name=f"{letter.document.name.removesuffix('.pdf')}-{end}.pdf",
        stored_by_id=actor.id, at=at,
    )  # fmt: skip


def _on_record(session: Session, letter: Letter, actor: Person, at: datetime) -> None:
    session.flush()
    assert letter.signing is not None and letter.signed_document is not None  # noqa: S101
    record(session, "letter.signature_kept", by=actor, at=at,
           subject=letter.file_id, letter=letter.public_id,
           how=letter.signing.value, sha256=letter.signed_document.sha256,
           who=by_words(actor))  # fmt: skip
