"""Comparing names within the database, without minding capitals and Romanian diacritics: what no
search entry holds, such as the parent that an organisation named in its answers."""

from typing import Any

from sqlalchemy import func
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.elements import ColumnElement

# The cedillas stand for the letters with comma below that some keyboards do not give.
_LETTERS = {"a": "ăâĂÂ", "i": "îÎ", "s": "șȘ\u015f\u015e", "t": "țȚ\u0163\u0162"}


def fold(text: str) -> str:
    """The text without capitals and Romanian diacritics, as ``folded`` compares it."""
    for plain, marked in _LETTERS.items():
        for letter in marked:
            text = text.replace(letter, plain)
    return text.lower()


def folded(column: ColumnElement[Any] | InstrumentedAttribute[Any]) -> ColumnElement[str]:
    """The column folded by the database, the same way on SQLite and PostgreSQL."""
    text: ColumnElement[str] = func.lower(column)
    for plain, marked in _LETTERS.items():
        for letter in marked:
            text = func.replace(text, letter, plain)
    return text
