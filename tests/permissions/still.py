"""What a walk need not do again, because the house stands still while somebody goes through it.

A knock costs most of its time where it reads what the one before it has read. Within one
visitor's walk, rows are read once and files are drawn once; an act that changed anything
is undone whole, and the next knock reads everything anew. Who may enter is asked at every
knock, of the very rows that the house would read.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import pytest
from flask import request
from sqlalchemy import Engine, event

from membership import door, limits
from membership.database import Session
from membership.inspection import children, copies


class Standing:
    """The one transaction of a visitor's walk."""

    def __init__(self, engine: Engine) -> None:
        # Begun as a read: it takes a writer's place only while an act is done.
        self.session = Session(engine.execution_options(reads=True), expire_on_commit=False)
        self._held: list[object] = []
        self._changed = False
        self.changed_by_reading: list[str] = []
        event.listen(self.session, "loaded_as_persistent", self._hold)
        event.listen(self.session, "after_flush", self._note)
        event.listen(self.session, "do_orm_execute", self._watch)

    def _hold(self, _session: object, row: object) -> None:
        # The session itself lets go of what nobody holds.
        self._held.append(row)

    def _note(self, *_: object) -> None:
        self._changed = True

    def _watch(self, statement: Any) -> None:
        self._changed |= not statement.is_select

    @contextmanager
    def reads(self, _engine: Engine) -> Iterator[Session]:
        """A page that is asked for; what that did, if it did anything, is noted and undone."""
        try:
            yield self.session
        finally:
            if self._touched():
                self.changed_by_reading.append(f"{request.method} {request.path}")
            self._undo()

    @contextmanager
    def writes(self, _engine: Engine) -> Iterator[Session]:
        """A form that is sent: brought to its end, as the door would, and undone."""
        try:
            yield self.session
            self.session.flush()
        finally:
            self._undo()

    def _touched(self) -> bool:
        session = self.session
        altered = any(session.is_modified(row) for row in session.dirty)
        pending = any(session.new) or any(session.deleted) or any(session.info.values())
        return self._changed or altered or pending

    def _undo(self) -> None:
        session = self.session
        pending = session.new or session.dirty or session.deleted or any(session.info.values())
        if self._changed or pending or not session.is_active:
            session.rollback()
            session.expunge_all()
            session.info.clear()
            self._held.clear()
            self._changed = False


@contextmanager
def read_once(engine: Engine) -> Iterator[Standing]:
    """Lets every door of the house open on one transaction: that of the visitor who walks."""
    standing = Standing(engine)
    with pytest.MonkeyPatch.context() as patch, standing.session:
        patch.setattr(door, "reading", standing.reads)
        patch.setattr(door, "writing", standing.writes)
        patch.setattr(limits, "writing", standing.writes)
        yield standing


def drawn_once(patch: pytest.MonkeyPatch) -> None:
    """Lets a process of its own draw each page of a file once, however often it is looked at."""
    draw, drawn = children.answer_of, dict[tuple[object, ...], bytes]()

    def answer_of(module: str, own: list[str], stream: BinaryIO, *, seconds: float) -> bytes:
        stream.seek(0)
        asked = (module, *own, hashlib.sha256(stream.read()).digest())
        if asked not in drawn:
            drawn[asked] = draw(module, own, stream, seconds=seconds)
        return drawn[asked]

    patch.setattr(copies, "answer_of", answer_of)
