"""Two transactions of which one waits for the locks of the other, which only PostgreSQL has."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from sqlalchemy import text

from membership.database import Session
from tests.membership.office import TestOffice

_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@contextmanager
def while_waits(office: TestOffice, deed: Callable[[], object]) -> Iterator[Session]:
    """A writing transaction; at its end the deed begins in another, and this one is kept once the
    deed waits for it. What the deed raises is raised here."""
    with ThreadPoolExecutor(1) as pool:
        with office.write() as session:
            yield session
            session.flush()
            done = pool.submit(deed)
            while not session.scalar(_WAITING):
                assert not done.done(), f"it waited for nothing: {done.exception()!r}"
        done.result()
