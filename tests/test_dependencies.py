"""What is installed: as locked, in harmony, and not older than what ended a known weakness (S34).

It needs no network: an audit against a database on the web is the release's business, and
what it finds is written into ``docs/advisories.toml``, which this holds for ever after.
"""

import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version

HOUSE = Path(__file__).resolve().parent.parent
ADVISORIES: list[dict[str, Any]] = tomllib.loads(
    (HOUSE / "docs" / "advisories.toml").read_text("utf-8")
)["advisory"]
PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,]+\])?==([\w.]+)", re.MULTILINE)
NAMED = re.compile(r"(CVE-20\d\d-\d{4,6}|GHSA(-[a-z0-9]{4}){3})")


def pinned(lock: str) -> dict[str, str]:
    """Every package of a lock with its version."""
    text = (HOUSE / "requirements" / f"{lock}.txt").read_text("utf-8")
    return {canonicalize_name(name): found for name, found in PINNED.findall(text)}


@pytest.mark.parametrize("lock", ["runtime", "development"])
@pytest.mark.parametrize("advisory", ADVISORIES, ids=lambda a: f"{a['package']} {a['ids'][0]}")
def test_no_lock_pins_a_release_with_a_known_weakness_s34(
    lock: str, advisory: dict[str, Any]
) -> None:
    found = pinned(lock).get(canonicalize_name(advisory["package"]))
    if found is not None:
        assert Version(found) >= Version(advisory["fixed"]), advisory["ids"]


def test_every_advisory_is_named_and_told() -> None:
    for advisory in ADVISORIES:
        assert set(advisory) == {"package", "ids", "fixed", "about"}
        assert advisory["ids"] and all(NAMED.fullmatch(found) for found in advisory["ids"])


def test_what_is_installed_is_what_the_lock_names() -> None:
    other = {}
    for name, locked in pinned("development").items():
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "nothing"
        if found != locked:
            other[name] = f"{found}, not {locked}"
    assert not other, "run `make check`, which installs the lock"


def test_what_is_installed_fits_together() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "check", "--disable-pip-version-check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_the_installer_takes_only_what_has_its_hash() -> None:
    recipes = (HOUSE / "Makefile").read_text("utf-8")
    installs = [line for line in recipes.splitlines() if "pip install" in line and "-r " in line]
    assert installs
    assert all("--require-hashes --only-binary :all:" in line for line in installs)


def test_the_bill_of_materials_lists_what_the_lock_brings_s34() -> None:
    """S34: the committed bill is what the lock gives, each package with its hashes."""
    program = [sys.executable, "requirements/sbom.py", "requirements/runtime.txt"]
    told = subprocess.run(program, cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    kept = (HOUSE / "requirements" / "sbom.json").read_text("utf-8")
    assert told == kept, "run `make lock`"
    assert all(package["hashes"] for package in json.loads(kept)["components"])
