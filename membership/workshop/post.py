"""How a mail leaves: into a folder, or to a mail server over SMTP.

A server that is away or asks to wait is tried again later; one that refuses the mail for
good (an answer of 5xx, RFC 5321) is believed, and a person decides what to do.
"""

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import unquote, urlsplit

from membership.settings import Settings, SettingsWrong

SECONDS = 20
"""How long the server may take for one answer."""

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
REFUSED = 500


class RefusedForGood(Exception):
    """The mail server refused the mail, and would refuse it again."""


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. ``smtps`` speaks TLS from the first byte, ``smtp+starttls`` insists on
    turning to it, ``smtp`` is for a relay on the same machine."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    @classmethod
    def of(cls, url: str) -> "Server":
        """The server at this address; refuses a password that would travel in the open."""
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            known = ", ".join(f"{scheme}://host:{port}" for scheme, port in PORTS.items())
            raise SettingsWrong(f"smtp_url must be one of {known}")
        if parts.username and parts.scheme == "smtp":
            raise SettingsWrong("smtp_url has a password: use smtps:// or smtp+starttls://")
        port = parts.port or PORTS[parts.scheme]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.scheme, parts.hostname, port, user, password)


def post(settings: Settings, message: EmailMessage, name: str) -> None:
    """Sends the mail, or puts it into the outbox under ``name`` where no server is set.

    Raises ``RefusedForGood`` when the server will never take it, and whatever went wrong
    otherwise, so that it is tried again.
    """
    if not settings.smtp_url:
        _put(settings.outbox / name, bytes(message))
        return
    with _refusals_told(), _connected(Server.of(settings.smtp_url)) as connection:
        connection.send_message(message)


@contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    trusted = ssl.create_default_context()
    if server.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS, context=trusted
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    with connection:
        if server.scheme == "smtp+starttls":
            connection.starttls(context=trusted)
        if server.user:
            connection.login(server.user, server.password)
        yield connection


@contextmanager
def _refusals_told() -> Iterator[None]:
    """Tells a refusal of this mail from trouble with the server."""
    try:
        yield
    except smtplib.SMTPAuthenticationError:
        raise  # the installation's fault, and mended without touching the mail
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        raise _told(code, said, refused) from refused
    except smtplib.SMTPResponseException as refused:
        raise _told(refused.smtp_code, refused.smtp_error, refused) from refused


def _told(code: int, said: bytes | str, refused: Exception) -> Exception:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return RefusedForGood(f"{code} {words}") if code >= REFUSED else refused


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
