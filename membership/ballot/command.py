"""The command that recounts closed votes from their files."""

import json
import sys
from collections.abc import Sequence
from typing import IO

import click

from membership.ballot import recounting


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.File(encoding="utf-8"))
def recount(files: Sequence[IO[str]]) -> None:
    """Recounts closed votes from their downloaded FILES; exit 0 when each agrees with itself."""
    # Each is told, also after one that contradicts itself.
    agreed = [_agrees(file) for file in files]
    sys.exit(0 if all(agreed) else 1)


def _agrees(file: IO[str]) -> bool:
    try:
        content = json.load(file)
    except (ValueError, RecursionError):
        content = None
    found = recounting.faults(content)
    for line in found:
        click.echo(line)
    if not found:
        out = recounting.counted(content)
        figures = f"for {out.for_}, against {out.against}, abstaining {out.abstain}"
        click.echo(f"{out.result.value}: {figures}, needed {out.needed} of {out.base}.")
        click.echo(f"The file agrees with itself. Seal: {content['seal']}")
    return not found
