"""The command that recounts a closed vote from its file."""

import json
import sys
from typing import IO

import click

from membership.ballot import recounting


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
def recount(file: IO[str]) -> None:
    """Recounts a closed vote from its downloaded FILE; exit 0 when the file agrees with itself."""
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
    sys.exit(1 if found else 0)
