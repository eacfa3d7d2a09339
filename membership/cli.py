"""The command line: ``membership …``, the Flask commands of the application."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta

import click
from flask import Flask, current_app
from flask.cli import FlaskGroup, routes_command, shell_command, with_appcontext
from flask_babel import force_locale
from werkzeug.serving import WSGIRequestHandler, make_server

from membership import checking, create_app, installation
from membership.account.command import administrator
from membership.ballot.command import recount
from membership.ballot.tally_command import tally_lines
from membership.commands import with_register
from membership.database import reading
from membership.demonstration import demo, paths
from membership.door import engine
from membership.journal.services import breaches
from membership.letter.command import letters
from membership.owed import health as condition
from membership.register.command import import_members
from membership.search.command import reindex
from membership.settings import Settings, SettingsWrong
from membership.sitting.command import seat
from membership.statutes import known
from membership.wording import say_in
from membership.workshop import sweep as sweeping
from membership.workshop import worker
from workflows.refusal import Refused

ALTERED = 3
"""The exit code that says the journal was changed behind the house's back."""


def main() -> None:
    """The ``membership`` command."""
    group = FlaskGroup(name="membership", create_app=create_app, add_default_commands=False)
    for command in (routes_command, shell_command):
        group.add_command(command)
    group.help = "The office of a cluster: applications, votes, letters, registers."
    try:
        group.main(standalone_mode=True)
    except (SettingsWrong, Refused) as wrong:
        _fail(str(wrong))


def _fail(words: str) -> None:
    click.echo(f"membership: {words}", err=True)
    sys.exit(2)


def add_to(app: Flask) -> None:
    """Gives the application its commands; ``run`` takes the place of Flask's own."""
    people = (sign_in, administrator, seat, import_members)
    office = (work, sweep, reindex, tally, recount, check, health, journal, letters)
    for command in (init, demo_command, *people, run, *office):
        app.cli.add_command(command)


def _own() -> Settings:
    return current_app.extensions["settings"]  # type: ignore[no-any-return]


@click.command()
@click.option("--statute", type=click.Choice(known()), required=True, help="The cluster.")
@with_appcontext
def init(statute: str) -> None:
    """Makes the installation: folder, key, tables. Safe to repeat."""
    made = installation.init(_own().instance, statute)
    click.echo(f"Installation of {statute} in {made.instance}.")


@click.command("demo")
@click.option("--statute", type=click.Choice(known()), default="proeco-cbrne", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@with_appcontext
def demo_command(statute: str, as_json: bool) -> None:
    """Fills an empty installation with an invented cluster, through the real services."""
    say: Callable[[str], None] = (lambda line: None) if as_json else click.echo
    told = demo.fill(_own().instance, statute, say)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))


@click.command("sign-in")
@click.argument("roles", type=click.Choice(paths.ROLES), nargs=-1, required=True, metavar="ROLE")
@with_appcontext
def sign_in(roles: tuple[str, ...]) -> None:
    """Prints a fresh one-time path for a role; only where ``demo`` filled the installation."""
    for role in roles:
        click.echo(paths.fresh(engine(), _own(), role))


class Quiet(WSGIRequestHandler):
    """Serves a request; the house writes its own line of it, without the address."""

    server_version = "Membership"
    sys_version = ""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Says nothing: an address may hold a one-time path."""


@click.command()
@click.option("-p", "--port", type=int, default=8000, show_default=True)
@click.option("-h", "--host", default="127.0.0.1", show_default=True)
@with_register
def run(port: int, host: str) -> None:
    """Serves the pages and runs one worker beside them; both stop together."""
    served = current_app._get_current_object()  # type: ignore[attr-defined]
    server = make_server(host, port, served, threaded=True, request_handler=Quiet)
    beside = ["work", "--beside", str(os.getpid())]
    child = subprocess.Popen([sys.executable, "-m", "membership.cli", *beside])  # noqa: S603
    click.echo(f"Serving at http://{host}:{server.port} with one worker. Stop with Ctrl+C.")
    signal.signal(signal.SIGTERM, lambda *_: _interrupt())
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        child.terminate()
        child.wait(timeout=30)


def _interrupt() -> None:
    raise KeyboardInterrupt


@click.command()
@click.option("--beside", type=int, help="End when this process, the parent, is gone.")
@with_register
def work(beside: int | None) -> None:
    """Does owed work, letters and mail, until it is told to stop."""
    worker.work(engine(), _own(), beside=beside)


@click.command()
@click.option("--older-than", "minutes", type=click.IntRange(0), default=60, show_default=True,
              help="Leave alone what was written in the last so many minutes.")  # fmt: skip
@with_register
def sweep(minutes: int) -> None:
    """Removes files that a crash left and what has expired; asks a scanner again that was away."""
    left = timedelta(minutes=minutes)
    removed, owed = sweeping.sweep(engine(), _own(), worker.clock(), left=left)
    click.echo(f"{removed} files removed, {owed} looks of the scanner owed again.")


@click.command()
@with_appcontext
def tally() -> None:
    """Reads one vote a line as JSON, and answers its outcome with the arithmetic in words."""
    with force_locale("en"):
        for answer in tally_lines(sys.stdin, say_in):
            click.echo(json.dumps(answer, ensure_ascii=False))


@click.command()
@click.option("--json", "as_json", is_flag=True)
@with_register
def check(as_json: bool) -> None:
    """Says every way in which the register contradicts itself; exit 0 when there is none."""
    found = checking.check(engine(), _own())
    if as_json:
        click.echo(json.dumps(found.to_mapping(), ensure_ascii=False))
    else:
        for line in found.lines():
            click.echo(line)
    sys.exit(1 if found.breaches else 0)


@click.command()
@click.option("--json", "as_json", is_flag=True)
@with_register
def health(as_json: bool) -> None:
    """Says how the house is: what is overdue, given up or tried again; exit 1 when degraded."""
    with reading(engine()) as session:
        found = condition.health(session, _own(), worker.clock())
    said = [say_in(trouble, "en") for trouble in found.troubles]
    if as_json:
        click.echo(json.dumps({"state": found.condition.value, "troubles": said}))
    else:
        click.echo("\n".join((found.condition.value, *said)))
    sys.exit(1 if said else 0)


@click.group()
def journal() -> None:
    """The journal of the house."""


@journal.command()
@with_register
def verify() -> None:
    """Whether the journal was altered: exit 0 when it was not, 3 when it was."""
    with reading(engine()) as session:
        found = list(breaches(session))
    for line in found:
        click.echo(line)
    if not found:
        click.echo("The journal is whole.")
    sys.exit(ALTERED if found else 0)


if __name__ == "__main__":
    main()
