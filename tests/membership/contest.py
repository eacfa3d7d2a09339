"""Two or more processes that meet at a barrier and then do the same thing at the same moment."""

import multiprocessing
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Engine, select

from membership import statutes
from membership.ballot import closing, services
from membership.database import engine_for, reading, writing
from membership.models import Motion, Office, Person, Vote
from membership.settings import Settings
from membership.sitting import seats
from tests.membership.office import TestOffice
from workflows.refusal import Refused
from workflows.voting_terms import Choice

PATIENCE = 60
"""Seconds that a process waits for the others before the test fails."""

Deed = Callable[["Desk", str], str]


@dataclass(frozen=True)
class Desk:
    """Where one process sits: whose it is, in which installation, and what it casts."""

    url: str
    folder: Path
    person_id: int
    choice: Choice = Choice.FOR

    def act(self, deed: Deed, motion: str) -> str:
        """The answer of the deed, or the key of the refusal it met."""
        try:
            return deed(self, motion)
        except Refused as refused:
            return refused.message.key


@lru_cache
def _engine(url: str) -> Engine:
    return engine_for(url)


def cast(desk: Desk, motion: str) -> str:
    """Casts this desk's vote, now."""
    with writing(_engine(desk.url)) as session:
        person = session.get_one(Person, desk.person_id)
        services.cast(session, person, motion, choice=desk.choice, reason="De ce.",
                      at=datetime.now(UTC))  # fmt: skip
    return "cast"


def cast_fifty(desk: Desk, motion: str) -> str:
    """Casts fifty times; answers how often it was let, else refused."""
    return _cast_times(desk, motion, 50)


def cast_ten(desk: Desk, motion: str) -> str:
    """Casts ten times; answers how often it was let, else refused."""
    return _cast_times(desk, motion, 10)


def _cast_times(desk: Desk, motion: str, times: int) -> str:
    told = []
    for _ in range(times):
        told.append(desk.act(cast, motion))
        # Whoever queues for the one writer of SQLite gets a turn.
        sleep(0.01)
    assert set(told) <= {"cast", "ballot.closed"}
    return f"cast {told.count('cast')}"


def close(desk: Desk, motion: str) -> str:
    """Closes the vote, now."""
    with writing(_engine(desk.url)) as session:
        person = session.get_one(Person, desk.person_id)
        closing.close(session, person, motion, at=datetime.now(UTC))
    return "closed"


def close_when_over(desk: Desk, motion: str) -> str:
    """Lets the vote end soon after the first ballot, and asks to close it until it is let."""
    engine = _engine(desk.url)
    voted = select(Vote.id).join(Motion).where(Motion.public_id == motion)
    until = monotonic() + PATIENCE / 2
    while monotonic() < until:
        with reading(engine) as session:
            if session.scalars(voted).first() is not None:
                break
        sleep(0.02)
    with writing(engine) as session:
        row = session.scalars(select(Motion).where(Motion.public_id == motion)).one()
        row.closes_at = datetime.now(UTC) + timedelta(seconds=0.3)
    while (answer := desk.act(close, motion)) == "ballot.too_early":
        sleep(0.05)
    return answer


def open_vote(desk: Desk, motion: str) -> str:
    """Opens the vote, now."""
    with writing(_engine(desk.url)) as session:
        person = session.get_one(Person, desk.person_id)
        settings = Settings(instance=desk.folder, statute="proeco-cbrne")
        services.open_vote(session, person, motion, statute=statutes.in_force(settings),
                           at=datetime.now(UTC))  # fmt: skip
    return "opened"


def fill_seat(desk: Desk, motion: str) -> str:
    """Gives the auditor a seat from today on; the motion only says when."""
    with writing(_engine(desk.url)) as session:
        clerk = session.get_one(Person, desk.person_id)
        filled = session.scalars(select(Person).where(Person.email == "auditor@example.ro")).one()
        at = datetime.now(UTC)
        seats.seat(session, clerk, filled, Office.MEMBER, since=at.date(), until=None, at=at)
    return "filled"


def _sit(desk: Desk, deed: Deed, motions: Sequence[str], barrier: Barrier, answers: Any) -> None:
    said = []
    for motion in motions:
        barrier.wait(PATIENCE)
        try:
            said.append(desk.act(deed, motion))
        except Exception as fault:  # the test wants to hear of any of them
            said.append(f"fault: {fault!r}")
    answers.put((desk.person_id, desk.choice.value, said))


def contest(*places: tuple[Desk, Deed, Sequence[str]]) -> list[list[str]]:
    """Runs each deed in a process of its own, motion by motion at the same moment; answers,
    in the order of the places, what each was told."""
    # One server imports the office once; each place is then a process that it forks off.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    barrier, answers = context.Barrier(len(places)), context.Queue()
    processes = [
        context.Process(target=_sit, args=(desk, deed, motions, barrier, answers))
        for desk, deed, motions in places
    ]
    for process in processes:
        process.start()
    heard = [answers.get(timeout=2 * PATIENCE) for _ in places]
    for process in processes:
        process.join(PATIENCE)
    told = {(person_id, choice): said for person_id, choice, said in heard}
    return [told[desk.person_id, desk.choice.value] for desk, _deed, _motions in places]


def desk_of(office: TestOffice, name: str, choice: Choice = Choice.FOR) -> Desk:
    """This person's desk, in a process that opens the installation by itself."""
    url = office.settings.database
    return Desk(url, office.settings.instance, office.people[name], choice)
