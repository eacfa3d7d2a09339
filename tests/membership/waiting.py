"""An act that waits for the locks of another transaction, which only PostgreSQL lets it do."""

from collections.abc import Callable
from threading import Thread
from time import monotonic, sleep

from sqlalchemy import text

from membership.database import Session
from tests.membership.office import TestOffice

PATIENCE = 30
_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


def meanwhile(office: TestOffice, act: Callable[[Session], object]) -> Thread:
    """Begins an act in a transaction of its own; goes on once it waits for a lock, or is done."""

    def run() -> None:
        with office.write() as session:
            act(session)

    other = Thread(target=run)
    other.start()
    until = monotonic() + PATIENCE
    while other.is_alive() and monotonic() < until:
        with office.read() as session:
            if session.scalar(_WAITING):
                break
        sleep(0.01)
    return other
