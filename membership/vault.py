"""Secrets: how the house recognises one again, and how it keeps one that it must say again."""

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from workflows.refusal import NotNow

WAY = "way in a mail"
"""What a one-time path is bound to while the mail that carries it is owed."""


def digest(secret: str) -> str:
    """How the house keeps a random secret that it must only recognise again."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True)
class Vault:
    """Seals under the installation's key; opens what an older key in ``keys`` sealed too."""

    keys: tuple[str, ...]

    @cached_property
    def _fernet(self) -> MultiFernet:
        return MultiFernet([Fernet(_derived(key)) for key in self.keys])

    def seal(self, bound: str, secret: str, at: datetime) -> str:
        """The secret, encrypted, and good only where it is opened with the same ``bound``."""
        content = f"{bound}\n{secret}".encode()
        return self._fernet.encrypt_at_time(content, int(at.timestamp())).decode()

    def open(self, bound: str, sealed: str, at: datetime, minutes: int = 0) -> str:
        """The secret; refused when altered, bound otherwise, or sealed too long ago."""
        # As bytes: of a text, letters beyond ASCII would be a fault and not an altered secret.
        token = sealed.encode("utf-8", "replace")
        try:
            if minutes:
                moment = int(at.timestamp())
                content = self._fernet.decrypt_at_time(token, minutes * 60, moment)
            else:
                content = self._fernet.decrypt(token)
        except InvalidToken:
            raise NotNow("account.page_too_old") from None
        found, _, secret = content.decode().partition("\n")
        if found != bound:
            raise NotNow("account.page_too_old")
        return secret


def _derived(key: str) -> bytes:
    # One key signs cookies; this one is derived from it and serves nothing else.
    derived = HKDF(SHA256(), length=32, salt=None, info=b"membership.vault")
    return base64.urlsafe_b64encode(derived.derive(key.encode()))
