"""Where an installation lives and how it is set: environment over file over defaults.

``MEMBERSHIP_NAME`` in the environment wins over ``name`` in ``instance/settings.toml``,
which wins over the default written here.
"""

import os
import secrets
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

PREFIX = "MEMBERSHIP_"
ENVIRONMENTS = ("development", "production")
MEBIBYTE = 1024 * 1024


class SettingsWrong(Exception):
    """A setting that cannot be used, in words an operator can act on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one installation chooses. Sizes are in mebibytes, times in minutes or hours.

    ``clamd`` is where a virus scanner listens: the path of its socket, or host:port; empty
    when there is none, and the pages then say so. ``secret_key_fallbacks`` are former keys,
    separated by blanks: they recognise what they signed, and sign nothing any more.
    ``smtp_url`` is the mail server, such as ``smtps://user:password@mail.example.org``; empty
    when mail is put into a folder. ``mail_from`` is the address that mail comes from.
    ``seal_pkcs12`` is the file of the cluster's own certificate and key, with which printed
    letters are sealed, in the instance unless its whole path is given; empty when none are.
    ``seal_pkcs11`` is the library of a token that holds them instead, ``seal_token`` and
    ``seal_key`` their labels there; ``seal_password`` opens either.
    ``trusted_proxies`` is how many proxies of one's own stand before the house.
    """

    instance: Path
    statute: str = ""
    database_url: str = ""
    base_url: str = "http://127.0.0.1:8000"
    environment: str = "development"
    secret_key: str = ""
    secret_key_fallbacks: str = ""
    trusted_proxies: int = 0
    language: str = "ro"
    upload_mib: int = 25
    organisation_mib: int = 500
    pdf_pages: int = 500
    unpacked_mib: int = 200
    clamd: str = ""
    staff_idle_minutes: int = 30
    session_hours: int = 12
    invitation_days: int = 14
    press_seconds: int = 20
    smtp_url: str = ""
    mail_from: str = ""
    seal_pkcs12: str = ""
    seal_pkcs11: str = ""
    seal_token: str = ""
    seal_key: str = ""
    seal_password: str = ""

    @property
    def production(self) -> bool:
        """Whether real people are served here."""
        return self.environment == "production"

    @property
    def secure(self) -> bool:
        """Whether people reach the house over HTTPS."""
        return self.base_url.startswith("https://")

    @property
    def database(self) -> str:
        """The database's address; SQLite in the instance folder unless one is named."""
        return self.database_url or f"sqlite:///{self.instance / 'membership.sqlite'}"

    @property
    def documents(self) -> Path:
        """Where uploaded and printed files are kept, by their content's hash."""
        return self.instance / "documents"

    @property
    def exports(self) -> Path:
        """Where letters taken along wait to be fetched."""
        return self.instance / "exports"

    @property
    def outbox(self) -> Path:
        """Where mail lands in the embedded default."""
        return self.instance / "outbox"

    @property
    def own_statute(self) -> Path:
        """The installation's own values over the cluster's statute file."""
        return self.instance / "statute.toml"

    @property
    def key_file(self) -> Path:
        """Where the secret key is kept when the environment does not give one."""
        return self.instance / "secret_key"


def default_instance() -> Path:
    """``MEMBERSHIP_INSTANCE``, or ``instance/`` in a checkout, or the environment's own folder."""
    named = os.environ.get(f"{PREFIX}INSTANCE")
    if named:
        return Path(named).expanduser().resolve()
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "setup.cfg").exists():
        return checkout / "instance"
    return Path(sys.prefix) / "var" / "membership-instance"


def read(instance: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Settings of the installation in ``instance``; refuses a name or value it does not know."""
    place = instance or default_instance()
    own = place / "settings.toml"
    values: dict[str, object] = tomllib.loads(own.read_text("utf-8")) if own.exists() else {}
    given = os.environ if environment is None else environment
    for name, value in given.items():
        key = name.removeprefix(PREFIX).lower()
        if name.startswith(PREFIX) and key not in ("instance", "fault", "testing"):
            values[key] = value
    return _typed(place, values)


def _typed(place: Path, values: Mapping[str, object]) -> Settings:
    kinds = {f.name: f.type for f in fields(Settings) if f.name != "instance"}
    typed: dict[str, object] = {}
    for key, value in values.items():
        if key not in kinds:
            raise SettingsWrong(f"unknown setting {key!r}; known are: {', '.join(sorted(kinds))}")
        typed[key] = _whole(key, value) if kinds[key] is int else str(value)
    return Settings(instance=place, **typed)  # type: ignore[arg-type]


def _whole(key: str, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError:
        raise SettingsWrong(f"setting {key!r} must be a whole number, not {value!r}") from None
    least = 0 if key == "trusted_proxies" else 1
    if number < least:
        raise SettingsWrong(f"setting {key!r} must be at least {least}, not {number}")
    return number


def ensure_secret_key(settings: Settings) -> str:
    """The key that signs cookies: given, kept in the instance (0600), or made there now."""
    return keys(settings)[0]


def keys(settings: Settings) -> tuple[str, ...]:
    """The key that signs, and after it the former ones that only recognise.

    They are given, or the lines of the key's file; that is made, with one key, if need be.
    """
    former = tuple(settings.secret_key_fallbacks.split())
    if settings.secret_key:
        return (settings.secret_key, *former)
    path = settings.key_file
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
    kept = path.read_text("utf-8").split()
    if not kept:
        raise SettingsWrong(f"the secret key's file is empty: {path}")
    return (*kept, *former)
