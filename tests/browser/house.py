"""A real installation that is served on a port of its own, with a real worker beside it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine, select

from membership import checking, installation, settings
from membership.account.services import ticket
from membership.database import engine_for, reading, writing
from membership.demonstration.story import Story
from membership.models import Application, Person, Purpose
from membership.printing.press import Press
from membership.settings import Settings

T = TypeVar("T")
PATIENCE = 60
"""Seconds after which what was waited for will not come any more."""
LINK = re.compile(r"https?://\S+(/enter/\S+)")


class Beginning(Story):
    """The demonstration's acts as a way to begin a test; owed work is left to the worker."""

    def work(self) -> None:
        """Nothing: the worker beside the server does it."""


@dataclass
class House:
    """One installation, where it is served, and what a test may look up behind its pages."""

    settings: Settings

    @property
    def address(self) -> str:
        """Where it is served."""
        return self.settings.base_url

    @cached_property
    def engine(self) -> Engine:
        """Its database, beside the server's own connections."""
        return engine_for(self.settings.database)

    def beginning(self, *, days: float = 0.5) -> Beginning:
        """Acts through the services, these days ago, so that all of them are past."""
        start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)
        return Beginning(self.engine, self.settings, Press(), start)

    def way_in(self, email: str) -> str:
        """A one-time path for somebody of the house."""
        with writing(self.engine) as session:
            person = session.scalars(select(Person).where(Person.email == email)).one()
            at = datetime.now(UTC)
            secret = ticket(session, person, Purpose.SIGN_IN, at=at, valid=timedelta(hours=1))
        return f"/enter/{secret}"

    def mail_to(self, email: str, template: str) -> str:
        """The body of the last mail of this kind to this address, once the worker sent it."""
        return awaited(lambda: self._mail(email, template), f"{template} to {email}")

    def _mail(self, email: str, template: str) -> str | None:
        for path in sorted(self.settings.outbox.glob(f"*-{template}.eml"), reverse=True):
            message = message_from_bytes(path.read_bytes(), policy=policy.default)
            if message["To"] == email:
                return str(message.get_content())
        return None

    def case(self, public_id: str) -> Application:
        """A case as it is now, with what was loaded of it."""
        with reading(self.engine) as session:
            wanted = select(Application).where(Application.public_id == public_id)
            return session.scalars(wanted).one()

    def breaches(self) -> tuple[str, ...]:
        """Every contradiction in its register, the journal's among them."""
        return checking.check(self.engine, self.settings).breaches


def link_in(mail: str) -> str:
    """The one-time path that a mail carries."""
    found = LINK.search(mail)
    assert found, mail
    return found.group(1)


def awaited(look: Callable[[], T | None], what: str, seconds: float = PATIENCE) -> T:
    """What ``look`` finds, as soon as it finds something."""
    until = time.monotonic() + seconds
    while (found := look()) is None or found is False:
        assert time.monotonic() < until, f"waited {seconds} s in vain for {what}"
        time.sleep(0.2)
    return found


def installed(instance: Path, statute: str) -> Settings:
    """An installation with the demonstration's own values over the cluster's statute file."""
    made = installation.init(instance, statute)
    own = resources.files("membership.demonstration") / f"{statute}.toml"
    made.own_statute.write_text(own.read_text("utf-8"), "utf-8")
    return made


@contextmanager
def served(
    instance: Path, host: str = "127.0.0.1", *, ends_by: signal.Signals = signal.SIGTERM
) -> Iterator[House]:
    """Serves the installation in this folder with the real command until the block ends.

    ``ends_by`` is the signal that ends it: SIGKILL leaves it no time to put anything away.
    """
    port = _free_port()
    environment = {
        **os.environ,
        "MEMBERSHIP_INSTANCE": str(instance),
        "MEMBERSHIP_BASE_URL": f"http://{host}:{port}",
    }
    command = [sys.executable, "-m", "membership.cli", "run", "--port", str(port)]
    log = instance / "served.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=environment, stdout=out, stderr=out)
        house = House(settings.read(instance, environment))
        try:
            awaited(lambda: _answers(house, process, log), "the server")
            yield house
        finally:
            house.engine.dispose()
            process.send_signal(ends_by)
            process.wait(timeout=PATIENCE)
    assert "Traceback" not in log.read_text("utf-8"), log.read_text("utf-8")


def _answers(house: House, process: subprocess.Popen[bytes], log: Path) -> bool:
    assert process.poll() is None, log.read_text("utf-8")
    try:
        with urllib.request.urlopen(f"{house.address}/accessibility", timeout=5) as answer:  # noqa: S310
            return bool(answer.status == 200)
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
