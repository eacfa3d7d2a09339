"""The command by which members enter who never applied here: founders, an older register."""

import sys
from typing import TextIO

import click

from membership.commands import with_register
from membership.database import writing
from membership.door import engine, now, statute
from membership.register import importing


@click.command("import-members")
@click.argument("file", type=click.File(encoding="utf-8-sig"))
@click.option("--dry-run", is_flag=True, help="Read the file and write nothing.")
@with_register
def import_members(file: TextIO, dry_run: bool) -> None:
    """Enters the members of a CSV file in the register; one wrong line, and nobody enters."""
    try:
        lines = importing.read(file, statute())
        if not dry_run:
            with writing(engine()) as session:
                importing.enter(session, lines, statute(), at=now())
    except importing.Wrong as wrong:
        for line in wrong.lines:
            click.echo(line, err=True)
        click.echo("Nobody was entered.", err=True)
        sys.exit(2)
    done = "would enter" if dry_run else "entered"
    click.echo(f"{len(lines)} members {done} the register.")
