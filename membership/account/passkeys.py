"""Passkeys (WebAuthn, level 3): made in the person's own device, checked here."""

import hashlib
import ipaddress
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from membership.account import factors
from membership.database import Session, for_update
from membership.models import Passkey, Person, SignedIn
from workflows.refusal import Incomplete, NotFound

# The library is loaded when a passkey is used: it takes a second, and most pages use none.

CHALLENGE_BYTES = 32


class WrongPasskey(Incomplete):
    """The device's answer does not prove what it should."""


@dataclass(frozen=True, slots=True)
class Party:
    """The house as a passkey knows it: its address and its name."""

    base_url: str
    name: str

    @property
    def host(self) -> str:
        """The name to which passkeys are bound."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def origin(self) -> str:
        """Where pages come from."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def can_have_passkeys(self) -> bool:
        """Whether browsers allow passkeys here: a name over HTTPS, or localhost."""
        try:
            ipaddress.ip_address(self.host)
        except ValueError:
            return self.base_url.startswith("https:") or self.host == "localhost"
        return False


def new_challenge() -> str:
    """What the device must sign, in hexadecimal."""
    return secrets.token_hex(CHALLENGE_BYTES)


def _described(keys: Sequence[Passkey]) -> list[Any]:
    from webauthn import base64url_to_bytes  # noqa: PLC0415
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor  # noqa: PLC0415

    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.credential)) for key in keys]


def to_make(person: Person, keys: Sequence[Passkey], party: Party, challenge: str) -> str:
    """What the browser needs in order to make a passkey, as JSON."""
    import webauthn  # noqa: PLC0415

    # The handle is stored in the device: it says nothing about the person.
    handle = hashlib.sha256(f"membership:{person.id}:{person.created_at}".encode()).digest()
    options = webauthn.generate_registration_options(
        rp_id=party.host,
        rp_name=party.name,
        user_id=handle,
        user_name=person.email,
        user_display_name=person.name,
        challenge=bytes.fromhex(challenge),
        exclude_credentials=_described(keys),
    )
    return webauthn.options_to_json(options)


def to_use(keys: Sequence[Passkey], party: Party, challenge: str) -> str:
    """What the browser needs in order to use one of these passkeys, as JSON."""
    import webauthn  # noqa: PLC0415

    options = webauthn.generate_authentication_options(
        rp_id=party.host, challenge=bytes.fromhex(challenge), allow_credentials=_described(keys)
    )
    return webauthn.options_to_json(options)


def add(
    session: Session,
    person: Person,
    answer: str,
    *,
    challenge: str,
    party: Party,
    name: str,
    at: datetime,
) -> None:
    """Takes a new passkey as second factor, if the device's answer is to this challenge."""
    import webauthn  # noqa: PLC0415

    with _refusing():
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=bytes.fromhex(challenge),
            expected_rp_id=party.host,
            expected_origin=party.origin,
        )
    credential = webauthn.helpers.bytes_to_base64url(made.credential_id)
    if session.scalar(select(Passkey.id).where(Passkey.credential == credential)) is not None:
        raise WrongPasskey("account.passkey_wrong")
    session.add(
        Passkey(
            person_id=person.id,
            credential=credential,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            name=name,
            added_at=at,
        )
    )
    factors.added(session, person, "passkey", at=at)


def check(
    session: Session, person: Person, answer: str, *, challenge: str, party: Party, at: datetime
) -> str:
    """Takes a passkey's answer to this challenge; one of the person's own keys must give it."""
    import webauthn  # noqa: PLC0415

    with _refusing():
        given = webauthn.helpers.parse_authentication_credential_json(answer)
    own = select(Passkey).where(Passkey.credential == given.id, Passkey.person_id == person.id)
    key = session.scalar(for_update(own, Passkey))
    if key is None:
        raise WrongPasskey("account.passkey_wrong")
    with _refusing():
        proven = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=bytes.fromhex(challenge),
            expected_rp_id=party.host,
            expected_origin=party.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
        )
    key.sign_count, key.used_at = proven.new_sign_count, at
    return "passkey"


@contextmanager
def _refusing() -> Iterator[None]:
    """Turns what the library says of a wrong answer into a refusal."""
    try:
        yield
    except Exception as error:
        # Whatever a parser trips over in a stranger's answer, it is not the right answer.
        raise WrongPasskey("account.passkey_wrong") from error


def remove(session: Session, row: SignedIn, passkey_id: int, *, at: datetime) -> None:
    """Takes this passkey no more; anybody else's is not found."""
    key = session.get(Passkey, passkey_id)
    if key is None or key.person_id != row.person_id:
        raise NotFound("permission.not_found")
    session.delete(key)
    factors.removed(session, row, "passkey", at=at)
