"""Words that stand in no catalogue, in the reader's language: a text of the statute file, the name
of a country, an amount."""

from babel import Locale
from flask_babel import format_decimal, get_locale, ngettext

from workflows.statute import Text

_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


def language() -> str:
    """The reader's language: ro or en."""
    return "ro" if str(get_locale()).startswith("ro") else "en"


def here(text: Text | None) -> str:
    """A text of the statute file in the reader's language."""
    return text.in_(language()) if text else ""


def short(words: str) -> str:
    """The first of the names that a stage carries: "testing" of "testing, evaluation, …"."""
    return words.split(",", maxsplit=1)[0].split(" (", maxsplit=1)[0]


def capitalised(words: str) -> str:
    """A name as a choice or a label begins: with a capital."""
    return words[:1].upper() + words[1:]


def lei(amount: int) -> str:
    """An amount of money in whole lei."""
    return str(ngettext("%(amount)s leu", "%(amount)s lei", amount, amount=format_decimal(amount)))


def country_names() -> dict[str, str]:
    """Every country's name by its code (ISO 3166-1 alpha-2), Romania first."""
    names = Locale.parse(str(get_locale() or "en")).territories
    known = {str(code): str(name) for code, name in names.items()}
    codes = [code for code in known if code.isalpha() and len(code) == len("RO")]
    rest = sorted((known[code], code) for code in codes if code not in {"RO", *_NO_COUNTRY})
    return {code: name for name, code in ((known["RO"], "RO"), *rest)}
