"""Passwords: long rather than complicated, and not among those that are guessed first."""

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from threading import Lock

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from membership.models import Person
from workflows.refusal import Incomplete

LEAST = 12
MOST = 200
"""More characters than anybody types, few enough that hashing them is no attack."""
WEIGHED = 72
GUESSES = 9.0
"""What is guessed within ten to this power of tries is refused."""
HOUSE = ("membership", "adeziune", "parola", "cluster", "consiliu", "director", "secretariat")

_hasher = PasswordHasher()
_weighing = Lock()


def check(password: str, about: Iterable[str] = ()) -> None:
    """Refuses a password that is too short, too long, or soon guessed (ASVS 5.0, 6.2).

    No particular characters are asked for. What is soon guessed is judged against lists of
    leaked passwords, names, words, keyboard runs and dates, and against ``about``: words
    that anybody would connect with the person and the house.
    """
    if len(password) < LEAST:
        raise Incomplete("account.password_short", field="password")
    if len(password) > MOST:
        raise Incomplete("account.password_long", field="password")
    if _guesses(password[:WEIGHED], (*HOUSE, *about)) < GUESSES:
        raise Incomplete("account.password_common", field="password")


def _guesses(password: str, about: tuple[str, ...]) -> float:
    # The estimator keeps the context words in a dictionary of its module.
    with _weighing:
        return float(zxcvbn(password, list(about))["guesses_log10"])


def words_about(person: Person) -> tuple[str, ...]:
    """What a guesser would try for this person: the parts of the name and of the address."""
    parts = re.split(r"[\W_]+", f"{person.name} {person.email}".lower())
    return tuple(part for part in parts if len(part) > 2)


def choose(person: Person, password: str, about: Iterable[str] = ()) -> None:
    """Gives the person this password, if it is good enough (Argon2id)."""
    check(password, (*words_about(person), *about))
    person.password_hash = _hasher.hash(password)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What became of the slow part of recognising somebody: the hash that a password was held
    against, if there was one, and whether it fitted."""

    hash: str | None
    fits: bool


def weigh(person: Person | None, password: str) -> Weighed:
    """Holds a password against the person's own; takes as long when there is no such person."""
    known = person.password_hash if person is not None and person.active else None
    try:
        _hasher.verify(known or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return Weighed(known, fits=False)
    return Weighed(known, fits=known is not None)


def renew(person: Person, password: str) -> None:
    """Hashes a password that was just recognised as is done now, where it was done otherwise."""
    if person.password_hash and _hasher.check_needs_rehash(person.password_hash):
        person.password_hash = _hasher.hash(password)


def fits(person: Person, password: str) -> bool:
    """Whether this is the person's password."""
    return weigh(person, password).fits


def spend() -> None:
    """Takes as long as checking a password, where a quicker answer would tell something."""
    _hasher.hash(secrets.token_urlsafe(16))


@cache
def _nobodys() -> str:
    return _hasher.hash(secrets.token_urlsafe(16))
