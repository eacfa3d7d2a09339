"""How often the house lets something be tried: one table, asked before each such page.

A limit is counted for the network that asks, for the address that is tried, for both
together, for the person signed in or for the whole house. What limits an address as a whole
never shuts out its owner: a browser that gave the right password once is counted apart from
strangers (the device cookies of OWASP's notes on guessing).
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv6Address, ip_address

from flask import Flask, Response, current_app, g, request
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeSerializer

from membership.database import writing
from membership.door import engine, now, settings
from membership.perimeter import cookie_name
from membership.tries import Allowance, take
from membership.typed import tidy
from workflows.refusal import Refused


class By(StrEnum):
    """Whose tries are counted together."""

    NETWORK = "network"
    ACCOUNT = "account"
    ACCOUNT_HERE = "account_here"
    PERSON = "person"
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Limit:
    """``most`` tries at once, and another one after each ``seconds``."""

    by: By
    most: int
    seconds: int


GUESSING = (
    Limit(By.ACCOUNT_HERE, 10, 60),
    Limit(By.NETWORK, 60, 10),
    Limit(By.ACCOUNT, 100, 36),
    Limit(By.HOUSE, 1000, 1),
)
ASKING_FOR_MAIL = (
    Limit(By.ACCOUNT, 5, 720),
    Limit(By.NETWORK, 20, 180),
    Limit(By.HOUSE, 300, 10),
)
CODES = (Limit(By.PERSON, 20, 300), Limit(By.NETWORK, 60, 10))
PASSWORD_AGAIN = (Limit(By.PERSON, 30, 60),)
OPENING = (Limit(By.NETWORK, 200, 5),)
SENDING_FILES = (Limit(By.PERSON, 120, 5), Limit(By.NETWORK, 400, 2))
INVITING = (Limit(By.PERSON, 20, 180), Limit(By.HOUSE, 300, 10))
LOOKING_UP = (Limit(By.NETWORK, 60, 10),)
ASKING_ABOUT_FILES = (Limit(By.NETWORK, 20, 15), Limit(By.HOUSE, 200, 2))

PRINTING = (Limit(By.PERSON, 10, 30), Limit(By.HOUSE, 60, 5))

LIMITS: dict[str, tuple[Limit, ...]] = {
    "account.sign_in_now": GUESSING,
    "account.register_now": ASKING_FOR_MAIL,
    "account.forgotten_now": ASKING_FOR_MAIL,
    "account.second_now": CODES,
    "account.second_by_passkey": CODES,
    "account.change_password": PASSWORD_AGAIN,
    "account.ask_for_address": PASSWORD_AGAIN,
    "account.add_app": PASSWORD_AGAIN,
    "account.add_passkey": PASSWORD_AGAIN,
    "account.remove_app": PASSWORD_AGAIN,
    "account.remove_passkey": PASSWORD_AGAIN,
    "account.keep_codes": PASSWORD_AGAIN,
    "account.enter_now": OPENING,
    "ballot.reminders_changed": OPENING,
    "letter.verified": LOOKING_UP,
    "letter.verify_file": ASKING_ABOUT_FILES,
    "organisation.invite": INVITING,
    "organisation.join": OPENING,
    "value_chain.pdf": PRINTING,
}
"""The limits of each page that has any; pages that take files have ``SENDING_FILES``."""

SIGN_IN = "account.sign_in_now"
KNOWN = "known"
KNOWN_SECONDS = 180 * 24 * 3600


class TooOften(Refused):
    """Tried too often of late; ``wait`` says how long until the next try is answered (429)."""

    status = 429

    def __init__(self, wait: timedelta) -> None:
        self.seconds = int(wait.total_seconds()) + 1
        super().__init__("door.too_often", minutes=-(-self.seconds // 60))


def hold_at(app: Flask) -> None:
    """Asks before each limited page, and remembers the browsers that owners signed in with."""
    app.before_request(hold)
    app.after_request(remember_browser)


def limits_of(endpoint: str | None) -> tuple[Limit, ...]:
    """The limits of a page, by its endpoint; what takes files has those of sending files."""
    view = current_app.view_functions.get(endpoint or "")
    takes_files = getattr(view, "first", None) is not None and request.method == "POST"
    return LIMITS.get(endpoint or "", SENDING_FILES if takes_files else ())


def hold() -> None:
    """Takes this try from its allowances; refused with 429 once one of them is empty.

    In a transaction of its own: a try counts whatever becomes of the act that it asked for.
    """
    limits = limits_of(request.endpoint)
    if not limits:
        return
    try:
        with writing(engine()) as session:
            g.session = session
            wait = take(session, list(_allowances(limits)), now())
    finally:
        g.pop("session", None)
        g.pop("_login_user", None)
    if wait is not None:
        raise TooOften(wait)


def _allowances(limits: tuple[Limit, ...]) -> Iterator[Allowance]:
    known = _known_browser()
    for limit in limits:
        if limit.by in (By.ACCOUNT, By.HOUSE) and known:
            continue
        whose = _whose(limit.by, known)
        key = digest("tries", f"{request.endpoint}\n{limit.by}\n{whose}")
        yield Allowance(key, limit.most, timedelta(seconds=limit.seconds))


def _whose(by: By, known: str) -> str:
    match by:
        case By.NETWORK:
            return network(request.remote_addr)
        case By.ACCOUNT:
            return account()
        case By.ACCOUNT_HERE:
            return f"{account()}\n{known or network(request.remote_addr)}"
        case By.PERSON:
            person = getattr(current_user, "person", None)
            return str(person.id) if person is not None else network(request.remote_addr)
        case By.HOUSE:
            return ""


def account() -> str:
    """The address that is tried, as the accounts write it; known or not makes no difference."""
    return tidy(request.form.get("email")).lower()


def network(address: str | None) -> str:
    """Whoever asks from here: one IPv4 address, or the /64 that one subscriber of IPv6 has."""
    try:
        found = ip_address(address or "")
    except ValueError:
        return "unknown"
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return found.exploded[:19]


def digest(purpose: str, text: str) -> str:
    """A keyed digest: equal for equal texts, and telling nothing of them."""
    key = f"membership.limits.{purpose}:{current_app.config['SECRET_KEY']}".encode()
    return hmac.new(key, text.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _signer() -> URLSafeSerializer:
    former = current_app.config["SECRET_KEY_FALLBACKS"] or []
    keys = [*reversed(former), current_app.config["SECRET_KEY"]]
    return URLSafeSerializer(keys, salt="membership.limits.known")


def _known_browser() -> str:
    """What this browser was named when the tried address last signed in with it, or nothing."""
    if request.endpoint != SIGN_IN:
        return ""
    try:
        whose, name = _signer().loads(request.cookies.get(cookie_name(settings(), KNOWN), ""))
    except (BadSignature, ValueError, TypeError):
        return ""
    return str(name) if hmac.compare_digest(str(whose), _account_mark()) else ""


def _account_mark() -> str:
    return hashlib.sha256(f"membership.known\n{account()}".encode("utf-8", "replace")).hexdigest()


def remember_browser(response: Response) -> Response:
    """Names the browser in which the right password was given, for its owner's next time."""
    if request.endpoint != SIGN_IN or response.status_code != 303 or _known_browser():
        return response
    name = _signer().dumps([_account_mark(), secrets.token_urlsafe(12)])
    response.set_cookie(
        cookie_name(settings(), KNOWN),
        str(name),
        max_age=KNOWN_SECONDS,
        secure=settings().secure,
        httponly=True,
        samesite="Lax",
    )
    return response
