"""The statute file in force, and the versions that open cases keep."""

import tomllib
from datetime import datetime
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from holidays.utils import list_supported_countries

from membership.database import Session
from membership.models import Application, StatuteText
from membership.settings import Settings, SettingsWrong
from workflows.application import Stage
from workflows.statute import Statute, canonical, overlay, parse, plain

PACKAGED = "workflows.statutes"
DEMONSTRATION = "membership.demonstration"
STAGES_OF_WAITING = frozenset(
    {Stage.SUBMITTED, Stage.CLARIFICATION, Stage.EVIDENCE_REVIEW, Stage.BOARD_DECISION}
)
"""The stages in which a submitted case is still to be decided."""


def known() -> tuple[str, ...]:
    """The keys of the clusters that come with the software."""
    files = resources.files(PACKAGED).iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


def in_force(settings: Settings) -> Statute:
    """The cluster's statute file with the installation's own values over it."""
    return _standing(*_files(settings))


def demonstrated(key: str) -> Statute:
    """A cluster's statute file with the values invented for its demonstration over it."""
    own = resources.files(DEMONSTRATION) / f"{key}.toml"
    packaged = (resources.files(PACKAGED) / f"{key}.toml").read_text("utf-8")
    return _parsed(overlay(tomllib.loads(packaged), tomllib.loads(own.read_text("utf-8"))))


def keep(session: Session, settings: Settings, at: datetime) -> StatuteText:
    """The row of the version in force, written when a case first needs it."""
    mapping = _merged(settings)
    statute = _parsed(mapping)
    row = session.get(StatuteText, statute.hash)
    if row is None:
        row = StatuteText(
            hash=statute.hash,
            key=statute.key,
            version=statute.version,
            mapping=plain(mapping),
            at=at,
        )
        session.add(row)
        session.flush()
    return row


def of(application: Application) -> Statute:
    """The statute that this case is handled under."""
    digest = application.statute_hash
    if digest not in _cases:
        # Keyed by the content's own hash, so what is remembered can never be stale.
        _cases[digest] = parse(application.statute_text.mapping)
    return _cases[digest]


_cases: dict[str, Statute] = {}


def since(application: Application, settings: Settings) -> Statute | None:
    """The statute file in force, where an undecided case was submitted under an earlier one."""
    now = in_force(settings)
    waits = application.stage in STAGES_OF_WAITING
    return now if waits and now.hash != application.statute_hash else None


def _merged(settings: Settings) -> dict[str, Any]:
    return _read(*_files(settings))


def _files(settings: Settings) -> tuple[str, str, int]:
    own = settings.own_statute
    return settings.statute, str(own), own.stat().st_mtime_ns if own.exists() else 0


@lru_cache(maxsize=8)
def _standing(key: str, own_path: str, changed: int) -> Statute:
    # A page asks many times, and the form that its content is known by takes milliseconds.
    return _parsed(_read(key, own_path, changed))


@lru_cache(maxsize=8)
def _read(key: str, own_path: str, changed: int) -> dict[str, Any]:
    if key not in known():
        raise SettingsWrong(f"no statute file {key!r}; known are: {', '.join(known())}")
    text = (resources.files(PACKAGED) / f"{key}.toml").read_text("utf-8")
    merged = tomllib.loads(text)
    if changed:
        merged = overlay(merged, tomllib.loads(Path(own_path).read_text("utf-8")))
    if (country := merged.get("country", "RO")) not in list_supported_countries():
        raise SettingsWrong(f"country: the public holidays of {country!r} are not known")
    return merged


_by_content: dict[bytes, Statute] = {}


def _parsed(mapping: dict[str, Any]) -> Statute:
    content = canonical(mapping)
    if content not in _by_content:
        _by_content[content] = parse(mapping)
    return _by_content[content]
