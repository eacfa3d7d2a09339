"""Whether the house does what it owes, in words for whoever runs it.

Degraded: pages are served and acts are kept, and something waits longer than it should. Each
trouble says what waits and since when; none of them undoes anything that was decided.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select

from membership.database import Session
from membership.models import Owed
from membership.owed.services import TROUBLED, is_overdue
from membership.settings import MEBIBYTE, Settings
from workflows.refusal import Message

ROOM_MIB: Final = 512
"""How much room the disk needs, in mebibytes, for uploads and letters to be taken for a while."""


KEYS: Final = ("health.overdue", "health.given_up", "health.tried")


class Condition(StrEnum):
    """How the house is."""

    WELL = "well"
    DEGRADED = "degraded"


@dataclass(frozen=True, slots=True)
class Health:
    """What troubles the house: the keys of sentences, none where all is well."""

    troubles: tuple[Message, ...]

    @property
    def condition(self) -> Condition:
        """Well, as long as nothing troubles it."""
        return Condition.DEGRADED if self.troubles else Condition.WELL


def health(session: Session, settings: Settings, at: datetime) -> Health:
    """How the house is now, from the owed work by one statement, and the room on its disk."""
    return Health((*_of_work(session, at), *_of_room(settings)))


def _of_work(session: Session, at: datetime) -> Iterator[Message]:
    given_up = Owed.failed_at.is_not(None)
    overdue = is_overdue(at)
    tried = TROUBLED & ~given_up & ~overdue
    asked = [
        part.filter(which)
        for which in (overdue, given_up, tried)
        for part in (func.count(), func.min(Owed.owed_at))
    ]
    row = session.execute(select(*asked).where(Owed.done_at.is_(None))).one()
    for key, number, since in zip(KEYS, row[::2], row[1::2], strict=True):
        if number:
            yield Message(key, {"n": number, "since": since})


def _of_room(settings: Settings) -> Iterator[Message]:
    free = shutil.disk_usage(settings.instance).free // MEBIBYTE
    if free < ROOM_MIB:
        yield Message("health.no_room", {"free": free})
