"""The commands of the letter office: ``membership letters …``."""

from pathlib import Path

import click

from membership.letter import gallery


@click.group("letters")
def letters() -> None:
    """The letters of the house."""


@letters.command("gallery")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def gallery_command(folder: Path) -> None:
    """Writes every kind of letter in every language from invented facts, one PDF each."""
    for path in gallery.write(folder):
        click.echo(path)
