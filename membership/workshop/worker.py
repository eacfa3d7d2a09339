"""Doing owed work: a claim, the work, a settlement; Huey spreads it over threads.

The rows are the truth. A sweep at the start and every few seconds hands due rows to the
engine, which may run them twice, late or after a crash without harm.
"""

import logging
import os
import signal
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import FrameType

from huey import Huey, SqliteHuey
from huey.consumer import Consumer
from sqlalchemy import Engine

from membership import statutes
from membership.ballot import clock as clock_of_votes
from membership.database import reading, writing
from membership.letter import batches, form_handler, handlers
from membership.models import Owed, Work
from membership.owed import services
from membership.printing.press import Press
from membership.settings import Settings
from membership.sitting import inviting
from membership.workshop import mail, scanning, sweep
from membership.workshop.post import RefusedForGood

SWEEP_SECONDS = 2
TIDY_SECONDS = 600
log = logging.getLogger(__name__)


def clock() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def perform(engine: Engine, settings: Settings, press: Press, owed_id: int, at: datetime) -> bool:
    """Claims one piece of work, does it and settles it; False when somebody else has it.

    What goes wrong is written on the row, for the next attempt or for a person to see.
    """
    with writing(engine) as session:
        owed = services.claim(session, owed_id, at)
    if owed is None:
        return False
    try:
        _do(engine, settings, press, owed, at)
    except Exception as error:  # whatever it was, the row must say so
        log.warning("owed work %s failed: %s", owed.key, error)
        with writing(engine) as session:
            services.stumble(session, owed_id, at, f"{type(error).__name__}: {error}",
                             for_good=isinstance(error, RefusedForGood))  # fmt: skip
        return True
    with writing(engine) as session:
        services.settle(session, owed_id, at)
    return True


def _do(engine: Engine, settings: Settings, press: Press, owed: Owed, at: datetime) -> None:
    match owed.kind:
        case Work.MAIL:
            mail.send(engine, settings, owed, at)
        case Work.LETTER:
            handlers.print_letter(engine, settings, press, owed.payload["letter_id"], at)
        case Work.CLOSE:
            with writing(engine) as session:
                clock_of_votes.close_when_due(session, owed.payload["motion"], at=at)
        case Work.FORM:
            form_handler.print_form(engine, settings, press, owed.payload, at)
        case Work.BATCH:
            batches.perform(engine, settings, owed, at)
        case Work.CALLED_OFF:
            with writing(engine) as session:
                inviting.tell_calling_off(session, owed.payload["sitting"],
                                          statute=statutes.in_force(settings), at=at)  # fmt: skip
        case Work.CHORE:
            sweep.do(engine, settings, owed.payload["chore"], at)
        case Work.SCAN:
            scanning.scan(engine, settings, owed.payload["document_id"], at)


def perform_all(
    engine: Engine, settings: Settings, press: Press, now: Callable[[], datetime] = clock
) -> int:
    """Does everything that is due, and what that in turn owes; answers how much it was."""
    done = 0
    while True:
        with reading(engine) as session:
            due = services.due(session, now())
        performed = [perform(engine, settings, press, owed_id, now()) for owed_id in due]
        if not any(performed):
            return done
        done += sum(performed)


def engine_of_work(settings: Settings) -> Huey:
    """Huey over SQLite in the instance folder; it keeps nothing that the rows do not."""
    return SqliteHuey("membership", filename=str(settings.instance / "queue.sqlite"))


class _Crew(Consumer):  # type: ignore[misc]
    """Huey's consumer, ended by us: signals are the process's business, not the engine's."""

    def _set_signal_handlers(self) -> None:
        pass


def work(
    engine: Engine,
    settings: Settings,
    stop: threading.Event | None = None,
    beside: int | None = None,
) -> None:
    """Runs the worker until it is told to stop, or until the process that it was started
    beside, its parent, is gone."""
    huey = engine_of_work(settings)
    ended = stop or threading.Event()
    with Press(seconds=settings.press_seconds) as press:

        @huey.task()  # type: ignore[untyped-decorator]
        def do_owed(owed_id: int) -> None:
            perform(engine, settings, press, owed_id, clock())

        crew = _Crew(huey, workers=2, periodic=False)
        _end_when_told(ended)
        crew.start()
        tidied: datetime | None = None
        while True:
            if tidied is None or clock() - tidied >= timedelta(seconds=TIDY_SECONDS):
                _tidy(engine, settings)
                tidied = clock()
            # What is already with the engine is not handed to it again.
            if huey.pending_count() == 0:
                with reading(engine) as session:
                    due = services.due(session, clock())
                for owed_id in due:
                    do_owed(owed_id)
            if ended.wait(SWEEP_SECONDS) or (beside and os.getppid() != beside):
                break
        crew.stop(graceful=True)


def _tidy(engine: Engine, settings: Settings) -> None:
    try:
        sweep.sweep(engine, settings, clock())
    except Exception as error:  # what is owed is done all the same
        log.warning("the sweep failed: %s", error)


def _end_when_told(ended: threading.Event) -> None:
    def told(_number: int, _frame: FrameType | None) -> None:
        ended.set()

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, told)
        signal.signal(signal.SIGINT, told)
