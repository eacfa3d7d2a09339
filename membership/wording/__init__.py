"""The rulebook's messages as sentences, in the reader's language.

Each capability writes its own sentences: a lazy text with named places, or a function of
the parameters where a number asks for plural forms. A key without a sentence is an error that a
test finds, and is shown as itself rather than as a broken page.
"""

from datetime import date, datetime
from fractions import Fraction
from typing import Any

from flask_babel import force_locale, format_date, format_datetime, get_locale

from membership.wording import (
    account,
    answers,
    application,
    ballot,
    door,
    health,
    letter,
    organisation,
    register,
    review,
    search,
    sitting,
    statute,
    term,
    told,
    vote,
)
from workflows.refusal import Message
from workflows.statute import Text

SENTENCES: dict[str, Any] = {
    **account.SENTENCES,
    **answers.SENTENCES,
    **application.SENTENCES,
    **ballot.SENTENCES,
    **door.SENTENCES,
    **health.SENTENCES,
    **letter.SENTENCES,
    **organisation.SENTENCES,
    **register.SENTENCES,
    **review.SENTENCES,
    **search.SENTENCES,
    **sitting.SENTENCES,
    **statute.SENTENCES,
    **term.SENTENCES,
    **told.SENTENCES,
    **vote.SENTENCES,
}


def say(message: Message) -> str:
    """The message as a sentence in the language of the current request or block."""
    sentence = SENTENCES.get(message.key)
    if sentence is None:
        return message.key
    params = {name: _shown(value) for name, value in message.params.items()}
    return str(sentence(**params) if callable(sentence) else str(sentence) % params)


def say_in(message: Message, language: str) -> str:
    """The message as a sentence in the named language."""
    with force_locale(language):
        return say(message)


def _shown(value: object) -> object:
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, Text):
        return value.in_(getattr(get_locale(), "language", "en"))
    if isinstance(value, datetime):
        return format_datetime(value, "d MMMM y, HH:mm")
    if isinstance(value, date):
        return format_date(value, "d MMMM y")
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    return value
