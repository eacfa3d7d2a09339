"""The command that writes the search's entries anew."""

import click

from membership.commands import with_register
from membership.database import writing
from membership.door import engine
from membership.models import findable


@click.command()
@with_register
def reindex() -> None:
    """Writes every entry of the search anew, after a change of what it keeps."""
    with writing(engine()) as session:
        number = findable.rebuild(session)
    click.echo(f"{number} entries can be found.")
