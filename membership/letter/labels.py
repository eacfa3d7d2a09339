"""What people call the kinds, the states and the ways of letters, and the registry's directions."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from membership.inspection.signatures import Likeness
from membership.letter.desk import Pile
from membership.letter.verification import Standing
from membership.models import Direction, Letter
from membership.models.batch import Task
from workflows.letter import KEPT, Channel, Receipt, Signing, State, Step

LANGUAGES = {"ro": _l("in Romanian"), "en": _l("in English")}

PLACEHOLDERS = {
    "organisation.name": _l("the organisation’s name"),
    "organisation.fiscal_code": _l("its fiscal code"),
    "file.reference": _l("the reference of the case"),
    "application.number": _l("the number under which the application came in"),
    "application.date": _l("the day on which the application came in"),
    "resolution.number": _l("the number of the resolution"),
    "resolution.date": _l("the day of the resolution"),
    "letter.number": _l("the number of this letter"),
    "letter.date": _l("the day of this letter"),
    "body.name": _l("the body that decides"),
    "cluster.name": _l("the cluster’s name"),
    "cluster.email": _l("the cluster’s e-mail address"),
}

_STATES = {
    State.DRAFT: (_l("to be issued"), "needs"),
    State.NUMBERED: (_l("to be signed and sent"), "needs"),
    State.SIGNED: (_l("signed, to be sent"), "needs"),
    State.DISPATCHED: (_l("dispatched"), "done"),
    State.RECEIVED: (_l("received"), "done"),
    State.UNDELIVERABLE: (_l("came back"), "needs"),
    State.ANNULLED: (_l("annulled"), "refused"),
}
_KEPT = {State.NUMBERED: (_l("to be signed"), "needs"), State.SIGNED: (_l("signed, kept"), "done")}
"""Where a paper that stays in the house stands: it is signed and kept."""
_ITSELF = (_l("leaves by itself"), "waiting")
_PRINTING = (_l("being printed"), "waiting")

STEPS = {
    Step.NUMBER: _l("Issued under its number"),
    Step.SIGN: _l("Signed"),
    Step.DISPATCH: _l("Dispatched"),
    Step.RECEIVE: _l("Received"),
    Step.RETURN: _l("Came back undelivered"),
    Step.ANNUL: _l("Annulled"),
}

CHANNELS = {
    Channel.PORTAL: _l("in the portal only"),
    Channel.MAIL: _l("by e-mail"),
    Channel.REGISTERED_POST: _l("by registered post with confirmation of receipt"),
    Channel.COURIER: _l("by courier"),
    Channel.BY_HAND: _l("by hand, against signature"),
}

RECEIPTS = {
    Receipt.CONFIRMATION: _l("confirmation of receipt, signed"),
    Receipt.COURIER: _l("the courier's proof of delivery"),
    Receipt.SIGNATURE: _l("handed over, against signature"),
    Receipt.ANSWER: _l("the addressee's answer by e-mail"),
    Receipt.PORTAL: _l("opened in the portal"),
}
WRITTEN_RECEIPTS = {one: words for one, words in RECEIPTS.items() if one is not Receipt.PORTAL}
"""The proofs that somebody writes down; the portal's own comes by itself."""

STATES = {state: words for state, (words, _tone) in _STATES.items()}
"""Where a letter is in its life, in words."""

TASKS = {
    Task.ISSUE: _l("Issue"),
    Task.SIGN: _l("Record as signed on paper"),
    Task.SEND: _l("Send"),
    Task.EXPORT: _l("Take along"),
}
"""What is done to many letters at once."""

DOINGS = {
    Task.ISSUE: _l("Issuing"),
    Task.SIGN: _l("Signed on paper"),
    Task.SEND: _l("Sending"),
    Task.EXPORT: _l("Taking along"),
}
"""What a task is called once it was begun."""

SIGNINGS = {
    Signing.ELECTRONIC: _l("electronically"),
    Signing.SCAN: _l("on paper, with a scan kept"),
    Signing.PAPER: _l("on paper"),
}

LIKENESSES = {
    Likeness.ISSUED: (_l("This is the letter exactly as we issued it."), "done"),
    Likeness.SIGNED: (_l("This is our letter, signed; nothing was changed since."), "done"),
    Likeness.COPY: (_l("This is the scan that we keep of our letter signed on paper."), "done"),
    Likeness.CHANGED_LATER: (
        _l("This is our letter, signed, and something was added to the file after that."),
        "refused",
    ),
    Likeness.EXPIRED: (
        _l("This is our letter, signed with a certificate that had expired by then."),
        "refused",
    ),
    Likeness.BROKEN: (
        _l("This file begins as our letter, and what was added to it does not hold."),
        "refused",
    ),
    Likeness.STRIPPED: (
        _l("This file begins as our letter; something was added to it that nobody signed."),
        "refused",
    ),
    Likeness.FOREIGN: (_l("This is not the file that we issued: it was altered."), "refused"),
    Likeness.UNREADABLE: (_l("This file cannot be read."), "refused"),
}
"""What a file is to a letter of ours, in words, and the tone of it."""

STANDINGS = {
    Standing.VALID: (_l("This letter is in our registry and stands."), "done"),
    Standing.ANNULLED: (_l("This letter was annulled. It is worth nothing any more."), "refused"),
    Standing.REPLACED: (
        _l("This letter was annulled, and another one was issued in its place."),
        "refused",
    ),
    Standing.REVOKED: (_l("What this letter certified no longer holds."), "refused"),
}
"""What the register says of a letter to whoever holds its code."""

PILES = {
    Pile.TO_DO: _l("To do"),
    Pile.GONE: _l("Sent or kept"),
    Pile.ANNULLED: _l("Annulled"),
}

DIRECTIONS = {
    Direction.IN: _l("incoming"),
    Direction.OUT: _l("outgoing"),
    Direction.INTERNAL: _l("internal"),
}


def about(letter: Letter) -> str:
    """Whom the letter is for and its case, or the sitting that it belongs to."""
    case = letter.application
    if case is not None:
        return ", ".join(filter(None, (case.organisation.legal_name, case.reference)))
    assert letter.sitting is not None  # noqa: S101 - a constraint holds it
    sitting = letter.sitting
    return str(_("Sitting no. %(number)s/%(year)s", number=sitting.number, year=sitting.year))


def standing(letter: Letter) -> tuple[Any, str]:
    """What the letter waits for, in words, and the tone of it."""
    if not letter.needs_signature and letter.state in (State.DRAFT, State.NUMBERED):
        return _ITSELF
    if letter.state is State.NUMBERED and letter.document_id is None:
        return _PRINTING
    own = _KEPT if letter.kind in KEPT else {}
    return own.get(letter.state) or _STATES[letter.state]
