"""The numbers by which a legal person is known: normalised first, then checked.

A personal number is refused wherever it is typed: the house has no use for one (GDPR,
article 5(1)(c)). No check asks a register: what passes is well formed, not proven.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from stdnum import iban, lei
from stdnum.eu import nace, vat
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.ro import cnp, cui, onrc

from workflows.refusal import Incomplete

_THIRTEEN = re.compile(r"(?<!\d)\d(?:[ .-]?\d){12}(?!\d)")
_DASHES = str.maketrans("", "", " .-/")
_EUID = re.compile(r"[A-Z]{2}[A-Z0-9]+\.[A-Z0-9./-]+")
_EORI = re.compile(r"[A-Z]{2}[A-Z0-9]{1,15}")
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_NCAGE = re.compile(r"[0-9A-Z]{5}")
_NCAGE_RO = re.compile(r"[0-9][0-9A-Z]{3}L")
REVISIONS = ("2.1", "2.0")
"""Of NACE: the present one (CAEN Rev. 3, since 2025) and the one before it."""


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


def trade_register(typed: str, field: str = "register_number") -> str:
    """A trade register number in its written form, old ("J40/1234/2020") or new (14 characters).

    Refuses one that is malformed, and one that begins with F: it belongs to a natural person.
    """
    if typed.strip().upper().startswith("F"):
        raise Incomplete("organisation.natural_person_number", field=field)
    try:
        return str(onrc.validate(typed))
    except ValidationError:
        raise Incomplete("organisation.register_wrong", field=field) from None


def vat_number(typed: str, country: str = "RO") -> str:
    """A VAT number with the letters of its state in front; digits alone are the applicant's own
    state's. One of a state outside the Union is kept as it was typed."""
    bare = typed.upper().translate(_DASHES)
    if bare.isdigit():
        bare = f"{'EL' if country == 'GR' else country}{bare}"
    if cnp.is_valid(bare[2:]):
        raise Incomplete("organisation.personal_number", field="vat_number")
    if bare[:2].lower() not in {"el", *vat.MEMBER_STATES}:
        return bare
    try:
        return str(vat.validate(bare))
    except ValidationError:
        raise Incomplete("organisation.vat_wrong", field="vat_number") from None


def euid(typed: str, country: str = "RO") -> str:
    """A European unique identifier: the state, its register, a full stop, the number there. Its
    structure is checked, which is all that the regulation fixes; a Romanian one names ONRC."""
    bare = typed.upper().replace(" ", "")
    if not _EUID.fullmatch(bare) or (country == "RO" and not bare.startswith("ROONRC.")):
        raise Incomplete("organisation.euid_wrong", field="euid")
    return bare


def legal_entity(typed: str) -> str:
    """A legal entity identifier (LEI), 20 characters with check digits (ISO 17442)."""
    try:
        return str(lei.validate(typed))
    except ValidationError:
        raise Incomplete("organisation.lei_wrong", field="lei") from None


def bank_account(typed: str) -> str:
    """An international bank account number (IBAN, ISO 13616) in groups of four; a state's own
    structure and check digits are looked at too, where they are known."""
    bare = typed.upper().translate(_DASHES)
    if bare.startswith("RO") and len(bare) != len("RO49AAAA1B31007593840000"):
        raise Incomplete("organisation.iban_length", field="iban", n=len(bare))
    if not _IBAN.fullmatch(bare):
        raise Incomplete("organisation.iban_wrong", field="iban")
    try:
        return str(iban.format(iban.validate(bare)))
    except InvalidChecksum:
        raise Incomplete("organisation.iban_digits", field="iban") from None
    except ValidationError:
        raise Incomplete("organisation.iban_wrong", field="iban") from None


def ncage(typed: str, country: str = "RO") -> str:
    """A NATO commercial and government entity code: five characters; a Romanian one begins with
    a digit and ends with L."""
    bare = typed.upper().translate(_DASHES)
    shape = _NCAGE_RO if country == "RO" else _NCAGE
    if not shape.fullmatch(bare):
        key = "organisation.ncage_wrong" if country == "RO" else "organisation.ncage_abroad_wrong"
        raise Incomplete(key, field="ncage")
    return bare


def participant_code(typed: str) -> str:
    """A participant identification code (PIC) of the Union's funding portal: nine digits, for
    which no check is published."""
    bare = typed.translate(_DASHES)
    if not re.fullmatch(r"\d{9}", bare):
        raise Incomplete("organisation.pic_wrong", field="pic")
    return bare


def customs_number(typed: str) -> str:
    """An economic operators registration and identification number (EORI) of the Union's customs:
    the state and at most fifteen letters and digits. A Romanian one is RO and the fiscal code."""
    bare = typed.upper().translate(_DASHES)
    own = not bare.startswith("RO") or cui.is_valid(bare[2:])
    if not _EORI.fullmatch(bare) or not own:
        raise Incomplete("organisation.eori_wrong", field="eori")
    return bare


def universal_number(typed: str) -> str:
    """A D-U-N-S number: nine digits, for which no check is published."""
    bare = typed.translate(_DASHES)
    if not re.fullmatch(r"\d{9}", bare):
        raise Incomplete("organisation.duns_wrong", field="duns")
    return bare


def activity_codes(typed: str, revision: str) -> str:
    """Codes of NACE (CAEN) in this revision, separated by commas, the main one first, each once.

    Refuses one that the revision does not know, and says when the other one does: the same
    digits may mean another activity there, so the revision is kept with the codes.
    """
    codes = dict.fromkeys(code for code in re.split(r"[\s,;]+", typed) if code)
    return ", ".join(dict.fromkeys(_activity_code(code, revision) for code in codes))


def _activity_code(typed: str, revision: str) -> str:
    bare = typed.replace(".", "")
    if len(bare) == 4 and nace.is_valid(bare, revision):
        return str(nace.format(bare))
    other = next(one for one in REVISIONS if one != revision)
    known = len(bare) == 4 and nace.is_valid(bare, other)
    key = "organisation.nace_other_revision" if known else "organisation.nace_unknown"
    raise Incomplete(key, field="nace", code=typed[:20], revision=revision, other=other)


CHECKS: Mapping[str, Callable[[str, str], str]] = {
    "fiscal_code": lambda typed, _country: fiscal_code(typed),
    "vat_number": vat_number,
    "register_number": lambda typed, _country: trade_register(typed),
    "former_register_number": lambda typed, _country: trade_register(
        typed, "former_register_number"
    ),
    "euid": euid,
    "lei": lambda typed, _country: legal_entity(typed),
    "iban": lambda typed, _country: bank_account(typed),
    "ncage": ncage,
    "pic": lambda typed, _country: participant_code(typed),
    "eori": lambda typed, _country: customs_number(typed),
    "duns": lambda typed, _country: universal_number(typed),
}
"""How each identifier is normalised and checked, given the country of registration."""


def holds_personal_number(text: str) -> bool:
    """Whether a valid personal number stands in this text, written together or in groups."""
    return any(cnp.is_valid(number.translate(_DASHES)) for number in _THIRTEEN.findall(text))


def refuse_personal_numbers(texts: Iterable[tuple[str, str]]) -> None:
    """Refuses a personal number in any of these (field, text)."""
    for field, text in texts:
        if holds_personal_number(text):
            raise Incomplete("organisation.personal_number", field=field)
