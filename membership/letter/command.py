"""``membership letters``: taking letters along, verifying one, and a gallery of every kind."""

import json
import sys
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_babel import force_locale
from sqlalchemy import select

from membership import statutes
from membership.commands import with_register
from membership.database import reading
from membership.door import engine
from membership.inspection.examiner import examine, trust_lists
from membership.inspection.signatures import Examined, Likeness, liken
from membership.letter import gallery
from membership.letter.exporting import INDEX, SCHEMA, entry_of, write_export
from membership.letter.labels import LIKENESSES
from membership.models import Letter, RegistryEntry
from membership.settings import Settings
from membership.storage import Store
from workflows.letter import State

DAY = click.DateTime(formats=["%Y-%m-%d"])
HOLDS = frozenset({Likeness.ISSUED, Likeness.SIGNED, Likeness.COPY})


@click.group()
def letters() -> None:
    """Letters: taking them along, verifying one, and a gallery of every kind."""


def _own() -> Settings:
    return current_app.extensions["settings"]  # type: ignore[no-any-return]


@letters.command("gallery")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--statute",
    type=click.Choice(statutes.known()),
    help="With this cluster's letterhead, bodies and fields, as its demonstration has them.",
)
def gallery_of(folder: Path, statute: str | None) -> None:
    """Prints every kind of letter in each language and in both from invented facts, one PDF
    each."""
    house = statutes.demonstrated(statute) if statute else None
    for path in gallery.write(folder, house=house):
        click.echo(path)


@letters.command()
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--since", type=DAY, help="Registered on this day or later.")
@click.option("--until", type=DAY, help="Registered on this day or earlier.")
@click.option("--state", type=click.Choice([one.value for one in State]))
@with_register
def export(path: Path, since: datetime | None, until: datetime | None, state: str | None) -> None:
    """Writes the printed letters into a ZIP: files, index, workbooks, one PDF to print."""
    with reading(engine()) as session, force_locale("ro"):
        found = session.scalars(_chosen(since, until, state)).all()
        zone = statutes.in_force(_own()).zone
        write_export(found, Store(_own().documents), path, at=datetime.now(UTC), zone=zone)
    click.echo(f"{len(found)} letters in {path}.")


def _chosen(since: datetime | None, until: datetime | None, state: str | None) -> Any:
    wanted = (
        select(Letter)
        .join(RegistryEntry, RegistryEntry.id == Letter.entry_id)
        .where(Letter.document_id.is_not(None))
        .order_by(RegistryEntry.year, RegistryEntry.number)
    )
    if since is not None:
        wanted = wanted.where(RegistryEntry.on >= since.date())
    if until is not None:
        wanted = wanted.where(RegistryEntry.on <= until.date())
    if state is not None:
        wanted = wanted.where(Letter.state == State(state))
    return wanted


@letters.command()
@click.argument(
    "path", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--export", "taken", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="An export to compare with, in place of the register.")  # fmt: skip
@with_appcontext
def verify(path: Path, taken: Path | None) -> None:
    """Whether FILE is a letter that was issued, a signed version of one, or altered.

    Exit 0 when it is a letter that stands, 1 when it is not.
    """
    file = examine(path.read_bytes(), trust_lists(_own().instance), at=datetime.now(UTC))
    entries = _taken(taken) if taken is not None else _registered()
    entry = _entry(file, entries)
    likeness = _likeness(file, entry)
    with force_locale("en"):
        for line in _said(file, entry, likeness):
            click.echo(line)
    stands = entry is not None and entry["state"] != State.ANNULLED.value
    sys.exit(0 if stands and likeness in HOLDS else 1)


def _taken(path: Path) -> list[dict[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        index = json.loads(archive.read(INDEX))
    if index.get("schema") != SCHEMA:
        raise click.ClickException(f"{path} is no export of letters")
    found: list[dict[str, Any]] = index["letters"]
    return found


def _registered() -> list[dict[str, Any]]:
    with reading(engine()) as session:
        return [entry_of(one) for one in session.scalars(_chosen(None, None, None))]


def _entry(file: Examined, entries: list[dict[str, Any]]) -> dict[str, Any] | None:
    own = (one for one in entries if file.sha256 in (one["sha256"], one["signed_sha256"]))
    coded = (one for one in entries if file.code and one["code"] == file.code)
    return next(own, None) or next(coded, None)


def _likeness(file: Examined, entry: dict[str, Any] | None) -> Likeness:
    if entry is None:
        return Likeness.FOREIGN if file.readable else Likeness.UNREADABLE
    found = liken(file, entry["sha256"], entry["size"])
    kept = file.sha256 == entry["signed_sha256"]
    return Likeness.COPY if kept and found not in HOLDS else found


def _said(file: Examined, entry: dict[str, Any] | None, likeness: Likeness) -> list[str]:
    if entry is None:
        return ["This file is none of the letters." if file.readable else "It cannot be read."]
    on = date.fromisoformat(entry["on"])
    lines = [f"No. {entry['number']} of {on:%d.%m.%Y}, to {entry['party']}",
             str(LIKENESSES[likeness][0])]  # fmt: skip
    if entry["state"] == State.ANNULLED.value:
        other = entry["replaced_by"]
        lines.append(f"Annulled; no. {other} stands in its place." if other else "Annulled.")
    lines += [f"Sealed by {one.signer} ({one.issuer})."
              for one in file.signers_within(entry["size"]) if one.intact]  # fmt: skip
    for one in file.signers_after(entry["size"]):
        vouched = f"vouched for by {one.list}" if one.list else "in none of the trust lists"
        lines.append(f"Signed by {one.signer} ({one.issuer}, {vouched}), {one.at or 'no time'}.")
    return lines
