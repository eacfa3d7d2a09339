"""A letter leaves, and is received or comes back: each with its date and its proof."""

from datetime import date, datetime

from membership import statutes
from membership.application.disclosure import is_sealed
from membership.application.steps import NEVER, set_clock
from membership.application.telling import tell_applicant
from membership.database import Session
from membership.journal.services import record
from membership.letter.access import by_words, find, locked, locked_by_id
from membership.letter.awaited import is_awaited
from membership.models import Document, Letter, Person, Sending, Waiting
from workflows.letter import FROZEN, KEPT, Channel, Receipt, Signing, State, Step, advance
from workflows.permission import Role
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.term import day_of

LONGEST_NAME = 200


def sign_and_dispatch(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    signed_by: str,
    channel: Channel,
    at: datetime,
    proof: str = "",
) -> Letter:
    """Records who signed the letter and how it left; the applicant sees it from here on.

    ``proof`` is what proves that it left, such as the number of the postal receipt. A
    letter that came back leaves again, by the same way or another. Refuses a letter that
    is not printed yet ("letter.not_printed"), one that a person signs without that
    person's name ("letter.signer_missing"), and one that is not waiting to leave.
    """
    letter = _printed(session, actor, public_id, at)
    if letter.state is State.NUMBERED and letter.needs_signature:
        sign(session, letter, actor, signed_by, at)
    send_off(session, letter, actor, channel, at, proof=proof)
    return letter


def sign_and_keep(
    session: Session, actor: Person, public_id: str, *, signed_by: str, at: datetime
) -> Letter:
    """Records who signed a paper that stays in the house, which is the end of its way."""
    letter = _printed(session, actor, public_id, at)
    if letter.kind not in KEPT:
        raise NotNow("letter.is_sent")
    sign(session, letter, actor, signed_by, at)
    session.flush()
    return letter


def _printed(session: Session, actor: Person, public_id: str, at: datetime) -> Letter:
    letter = locked(session, actor, public_id, at=at)
    if letter.state in FROZEN and letter.document_id is None:
        raise NotNow("letter.not_printed")
    return letter


_WAYS = {"portal": Channel.PORTAL, "email": Channel.MAIL, "post": Channel.REGISTERED_POST}
"""How a letter goes out, by what the applicant may ask for in the form."""


def asked_for(letter: Letter) -> Channel | None:
    """The way in which the applicant asked for letters, if it did."""
    answers = letter.application.organisation.answers if letter.application else {}
    return _WAYS.get(answers.get("channel", ""))


def sign(session: Session, letter: Letter, actor: Person, signed_by: str, at: datetime) -> None:
    """Records that a person signed the letter; refuses to without a name."""
    name = signed_by.strip()
    if not name or len(name) > LONGEST_NAME:
        raise Incomplete("letter.signer_missing", field="signed_by")
    advance(letter, Step.SIGN, by=by_words(actor), at=at)
    letter.signed_by, letter.signing = name, Signing.PAPER
    record(session, "letter.signed", by=actor, at=at, subject=letter.file_id,
           letter=letter.public_id)  # fmt: skip


def send_off(
    session: Session,
    letter: Letter,
    actor: Person | None,
    channel: Channel,
    at: datetime,
    *,
    proof: str = "",
) -> None:
    """The letter leaves: its case waits for nobody, and its addressee is told.

    Refuses a paper that stays in the house ("letter.stays_inside").
    """
    if letter.kind in KEPT:
        raise NotNow("letter.stays_inside")
    advance(letter, Step.DISPATCH, by=by_words(actor), at=at)
    letter.channel, letter.dispatched_at = channel, at
    letter.sendings.append(
        Sending(position=len(letter.sendings) + 1, channel=channel, proof=proof.strip(), at=at)
    )
    if is_awaited(letter):
        letter.case.waiting_on, letter.case.due_on = Waiting.NOBODY, NEVER
    tell(session, letter, "letter_dispatched", at)
    record(session, "letter.dispatched", by=actor, at=at, subject=letter.file_id,
           letter=letter.public_id, channel=channel.value)  # fmt: skip
    session.flush()


def tell(session: Session, letter: Letter, template: str, at: datetime) -> None:
    """Owes the applicant's people a mail about the letter, once for each step of its life.

    Nobody is told of a sitting's papers here: those convened are told by the sitting.
    """
    if letter.application is None:
        return
    assert letter.entry is not None  # noqa: S101 - a letter that left has its number
    facts = {"number": str(letter.entry.number)}
    attached = letter.channel is Channel.MAIL and template == "letter_dispatched"
    tell_applicant(
        session, letter.application, f"mail:letter:{letter.id}:{len(letter.history)}", template,
        at=at, proves=True, facts=facts, letter_id=letter.id if attached else None,
    )  # fmt: skip


def receive(
    session: Session,
    actor: Person,
    public_id: str,
    *,
    receipt: Receipt,
    on: date,
    at: datetime,
    note: str = "",
    document: Document | None = None,
) -> Letter:
    """Records that the letter reached its addressee: on which day, and by which proof.

    Terms that run from communication, such as the one to contest, begin with that day.
    Refuses a day before the letter left or after today ("letter.received_when"), and the
    portal's own proof, which nobody writes down.
    """
    letter = locked(session, actor, public_id, at=at)
    if receipt is Receipt.PORTAL:
        raise NotFound("permission.not_found")
    _received(session, letter, actor, receipt=receipt, on=on, at=at)
    sending = letter.sendings[-1]
    sending.outcome, sending.document = note.strip(), document
    return letter


def _received(
    session: Session, letter: Letter, actor: Person, *, receipt: Receipt, on: date, at: datetime
) -> None:
    advance(letter, Step.RECEIVE, by=by_words(actor), at=at)
    _refuse_impossible(letter, on, at)
    sending = letter.sendings[-1]
    sending.receipt, sending.received_on = receipt, on
    record(session, "letter.received", by=actor, at=at, subject=letter.file_id,
           letter=letter.public_id, receipt=receipt.value, on=on.isoformat())  # fmt: skip
    session.flush()


def _refuse_impossible(letter: Letter, on: date, at: datetime) -> None:
    """A letter reaches nobody, and comes back from nobody, before it left or after today."""
    zone = statutes.of(letter.case).zone
    left = day_of(letter.sendings[-1].at, zone)
    if not left <= on <= day_of(at, zone):
        raise Incomplete("letter.received_when", field="on", left=left)


def come_back(
    session: Session, actor: Person, public_id: str, *, on: date, why: str, at: datetime
) -> Letter:
    """Records that the letter came back undelivered; it can then leave again, another way.

    Refuses without a reason ("letter.returned_why") and on an impossible day.
    """
    letter = locked(session, actor, public_id, at=at)
    if not why.strip():
        raise Incomplete("letter.returned_why", field="why")
    advance(letter, Step.RETURN, by=by_words(actor), at=at)
    _refuse_impossible(letter, on, at)
    sending = letter.sendings[-1]
    sending.returned_on, sending.outcome = on, why.strip()
    if is_awaited(letter):
        set_clock(letter.case, at)
    record(session, "letter.returned", by=actor, at=at, subject=letter.file_id,
           letter=letter.public_id)  # fmt: skip
    session.flush()
    return letter


def open_in_portal(session: Session, actor: Person, public_id: str, *, at: datetime) -> Letter:
    """The addressee opens the letter in the portal, which proves that it was received today.

    A letter that needs no such proof any more is left as it is. A letter that came back
    by another way is thereby received after all.
    """
    found, _on = find(session, actor, public_id, at=at)
    letter = locked_by_id(session, found.id)
    if not is_sealed(letter, actor) or Role.APPLICANT not in actor.roles:
        return letter
    if letter.state is State.UNDELIVERABLE:
        send_off(session, letter, None, Channel.PORTAL, at)
    today = day_of(at, statutes.of(letter.case).zone)
    _received(session, letter, actor, receipt=Receipt.PORTAL, on=today, at=at)
    return letter
