"""Typed text, as it is kept: one rule for fields, file names and whatever else is written."""

import unicodedata

_CEDILLA = str.maketrans("\u015f\u0163\u015e\u0162", "șțȘȚ")


def composed(text: str) -> str:
    """The text composed, with comma below where a keyboard or a paste gave a cedilla."""
    return unicodedata.normalize("NFC", text).translate(_CEDILLA)


def tidy(value: str | None) -> str:
    """Typed text as it is kept: composed, without control or direction characters, and no
    blanks around it."""
    text = composed(value or "")
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
    return "".join(kept).strip()
