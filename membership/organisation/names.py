"""Names of organisations and of people compared, whatever capitals, diacritics or legal form."""

from difflib import SequenceMatcher

from membership.models.search import folded

_LEGAL_FORMS = {"sa", "srl", "srld", "pfa", "ra", "ong", "inc", "ltd", "gmbh", "asociatia"}
LONG = 5
"""From how many letters on a word of a name says something of whose it is."""
ALIKE = 0.86
"""From which likeness on two names are almost the same: one or two letters of ten differ."""


def words_of(text: str) -> list[str]:
    """The words of a name, folded."""
    # "S.R.L." is one word.
    return folded(text.replace(".", "")).split()


def firm_words(name: str) -> list[str]:
    """The words of an organisation's name, folded, without its legal form."""
    return [word for word in words_of(name) if word not in _LEGAL_FORMS]


def are_alike(name: str, other: str) -> bool:
    """Whether two names are almost the same, whatever legal form stands beside them."""
    words, others = firm_words(name), firm_words(other)
    if not words or not others:
        return False
    if sorted(words) == sorted(others):
        return True
    return SequenceMatcher(None, " ".join(words), " ".join(others)).ratio() >= ALIKE


def holds(name: str, other: str) -> bool:
    """Whether one of two names is the other with something added: a daughter is often called so."""
    words, others = set(firm_words(name)), set(firm_words(other))
    shorter = min((words, others), key=len)
    return shorter <= words & others and any(len(word) >= LONG for word in shorter)
