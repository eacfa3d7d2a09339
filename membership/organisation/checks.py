"""What an answer must look like to be kept: normalised first, refused with words at its field."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email

from membership.organisation.identifiers import (
    CHECKS,
    REVISIONS,
    activity_codes,
    refuse_personal_numbers,
)
from workflows.form import Kind, Question, is_given
from workflows.questions import COUNTIES, LISTED, PROJECT
from workflows.refusal import Incomplete
from workflows.statute import Statute

EARLIEST_YEAR = 1900
LARGEST = 10**15
MOST_PROJECTS = 20
SET_APART = 60
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
HEADCOUNT = {"micro": 10, "small": 50, "medium": 250}
"""Fewer people than this work in an enterprise of each class (Recommendation 2003/361/EC)."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Under what an answer is looked at: the statute file, the country of registration, the
    revision of NACE that was chosen, the day, and the numbers that are kept as the register
    writes them."""

    statute: Statute
    country: str
    revision: str
    today: date
    as_registered: frozenset[str] = frozenset()
    namesakes: tuple[str, ...] = ()
    """The members of which it can be said that they are not related."""


def checked(question: Question, typed: Any, asking: Asking) -> Any:
    """The answer as it is kept. Refuses what is wrong; what is missing may follow."""
    _refuse_long(question, typed, longest_typed(question))
    refuse_personal_numbers((question.key, text) for text in _texts(typed))
    if not is_given(typed):
        return typed
    if question.key == "postal_code" and asking.country == "RO" and not _is_postal(typed):
        raise Incomplete("organisation.postal_code_wrong", field="postal_code")
    check = CHECKS.get(question.key)
    if check is not None:
        written = _written(question, typed, asking)
        _refuse_long(question, written, question.longest)
        return written
    by_kind = _BY_KIND.get(question.kind)
    return by_kind(question, typed, asking) if by_kind else typed


def _written(question: Question, typed: str, asking: Asking) -> str:
    try:
        return CHECKS[question.key](typed, asking.country)
    except Incomplete as refused:
        if question.key not in asking.as_registered or refused.message.key in NEVER_KEPT:
            raise
        return " ".join(typed.split())


NEVER_KEPT = {"organisation.personal_number", "organisation.natural_person_number"}
"""What is refused of a number whatever its register says."""


def longest_typed(question: Question) -> int:
    """How many characters may be typed: an identifier may come with blanks and stops."""
    return max(question.longest, SET_APART) if question.key in CHECKS else question.longest


def _refuse_long(question: Question, typed: Any, most: int) -> None:
    if isinstance(typed, str) and len(typed) > most:
        raise Incomplete("organisation.too_long", field=question.key, n=most, given=len(typed))


def choices_of(question: Question, statute: Statute) -> tuple[str, ...]:
    """The codes among which a question is answered; none for a country, which Babel names."""
    match question.choices:
        case "legal_forms":
            return tuple(statute.legal_forms)
        case "open_categories":
            return tuple(one.code for one in statute.open_categories())
        case "counties":
            return COUNTIES
        case "offers":
            return tuple(statute.offers)
        case "seeks":
            return tuple(statute.seeks)
        case tuple():
            return question.choices
    return ()


def refuse_contradictions(answers: Mapping[str, Any]) -> None:
    """Refuses answers of one section that cannot all be true."""
    employees, researchers = answers.get("employees"), answers.get("rd_staff")
    if employees is not None and researchers is not None and researchers > employees:
        raise Incomplete("organisation.rd_staff_more", field="rd_staff")
    below = HEADCOUNT.get(answers.get("size_class") or "")
    if employees is not None and below is not None and employees >= below:
        raise Incomplete("organisation.size_wrong", field="size_class", n=below)
    former = answers.get("former_register_number")
    if former and former == answers.get("register_number"):
        raise Incomplete("organisation.former_same", field="former_register_number")
    for tick, listed in LISTED.items():
        if answers.get(tick) and is_given(answers.get(listed)):
            raise Incomplete("organisation.none_and_some", field=tick)


def _is_postal(code: str) -> bool:
    return code.isascii() and code.isdigit() and len(code) == len("010101")


def _texts(typed: Any) -> Iterable[str]:
    if isinstance(typed, str):
        yield typed
    elif isinstance(typed, list):
        for row in typed:
            yield from row.values() if isinstance(row, dict) else (row,)


def _choice(question: Question, typed: str, asking: Asking) -> str:
    if question.choices == "countries":
        if len(typed) != len("RO") or not typed.isalpha():
            raise Incomplete("organisation.country_unknown", field=question.key)
    elif typed not in choices_of(question, asking.statute):
        raise Incomplete("organisation.choice_unknown", field=question.key)
    return typed


def _choices(question: Question, typed: list[str], asking: Asking) -> list[str]:
    own = question.choices == "namesakes"
    known = asking.namesakes if own else choices_of(question, asking.statute)
    if not set(typed) <= set(known):
        raise Incomplete("organisation.choice_unknown", field=question.key)
    # In the order of the list, however they were ticked.
    return [code for code in known if code in typed]


def _email(question: Question, typed: str, _asking: Asking) -> str:
    try:
        return str(validate_email(typed, check_deliverability=False).normalized)
    except EmailNotValidError:
        raise Incomplete("organisation.email_wrong", field=question.key) from None


def _phone(question: Question, typed: str, asking: Asking) -> str:
    bare = re.sub(r"[\s().\-/]", "", typed)
    if bare.startswith("00"):
        bare = f"+{bare[2:]}"
    elif bare.startswith("0") and asking.country == "RO":
        bare = f"+4{bare}"
    if not _PHONE.fullmatch(bare):
        raise Incomplete("organisation.phone_wrong", field=question.key)
    return bare


def _web(question: Question, typed: str, _asking: Asking) -> str:
    return web_address(question.key, typed)


def web_address(field: str, typed: str) -> str:
    """An address of the web, completed with https where it begins with its host."""
    address = typed if "://" in typed else f"https://{typed}"
    try:
        parts = urlsplit(address)
        named = "." in (parts.hostname or "") and not re.search(r"[\s\"'<>\\]", address)
    except ValueError:
        named = False
    if not named or parts.scheme not in ("http", "https"):
        raise Incomplete("organisation.website_wrong", field=field)
    return address


def _day(question: Question, typed: date, asking: Asking) -> date:
    if question.key == "mandate_until":
        if typed < asking.today:
            raise Incomplete("organisation.mandate_over", field=question.key)
    elif typed > asking.today:
        raise Incomplete("organisation.day_later", field=question.key)
    return typed


def _year(question: Question, typed: int, asking: Asking) -> int:
    if not EARLIEST_YEAR <= typed <= asking.today.year:
        raise Incomplete("claim.year_wrong", field=question.key, year=str(asking.today.year))
    return typed


def _number(question: Question, typed: int, _asking: Asking) -> int:
    if not 0 <= typed < LARGEST:
        raise Incomplete("organisation.number_wrong", field=question.key)
    return typed


def _codes(_question: Question, typed: str, asking: Asking) -> str:
    return activity_codes(typed, asking.revision or REVISIONS[0])


def _projects(question: Question, typed: list[dict[str, str]], _asking: Asking
              ) -> list[dict[str, str]]:  # fmt: skip
    if len(typed) > MOST_PROJECTS:
        raise Incomplete("organisation.too_many_projects", field=question.key, n=MOST_PROJECTS)
    if any(len(text) > question.longest for row in typed for text in row.values()):
        raise Incomplete("application.too_long", field=question.key, n=question.longest)
    return [{part: row.get(part, "") for part in PROJECT} for row in typed]


_BY_KIND: Mapping[Kind, Callable[[Question, Any, Asking], Any]] = {
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.EMAIL: _email,
    Kind.PHONE: _phone,
    Kind.WEB: _web,
    Kind.DAY: _day,
    Kind.YEAR: _year,
    Kind.NUMBER: _number,
    Kind.CODES: _codes,
    Kind.PROJECTS: _projects,
}
