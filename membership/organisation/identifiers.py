"""The numbers by which a legal person is known: normalised first, then checked.

A personal number is refused wherever it is typed: the house has no use for one (GDPR,
article 5(1)(c)).
"""

import re
from collections.abc import Iterable

from stdnum.exceptions import ValidationError
from stdnum.ro import cnp, cui, onrc

from workflows.refusal import Incomplete

_THIRTEEN = re.compile(r"(?<!\d)\d{13}(?!\d)")
_DASHES = str.maketrans("", "", " .-/")


def fiscal_code(typed: str) -> str:
    """The digits of a Romanian fiscal code (CUI), however it was typed: "RO 185 472 90".

    Refuses what does not pass the check digit, and a personal number.
    """
    bare = typed.upper().translate(_DASHES).removeprefix("RO")
    if cnp.is_valid(bare):
        raise Incomplete("organisation.personal_number", field="fiscal_code")
    try:
        return str(cui.validate(bare))
    except ValidationError:
        raise Incomplete("organisation.fiscal_code_wrong", field="fiscal_code") from None


def trade_register(typed: str) -> str:
    """A trade register number in its written form, old ("J40/1234/2020") or new (14 characters).

    Refuses one that is malformed, and one that begins with F: it belongs to a natural person.
    """
    if typed.strip().upper().startswith("F"):
        raise Incomplete("organisation.natural_person_number", field="register_number")
    try:
        return str(onrc.validate(typed))
    except ValidationError:
        raise Incomplete("organisation.register_wrong", field="register_number") from None


def refuse_personal_numbers(texts: Iterable[tuple[str, str]]) -> None:
    """Refuses a personal number in any of these (field, text)."""
    for field, text in texts:
        if any(cnp.is_valid(number) for number in _THIRTEEN.findall(text)):
            raise Incomplete("organisation.personal_number", field=field)
