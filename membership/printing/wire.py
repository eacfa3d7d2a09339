"""What the press and its child say to each other: frames of bytes, each after its length."""

import json
import struct
from dataclasses import dataclass
from datetime import datetime
from typing import IO

from workflows.refusal import Message

_LENGTH = struct.Struct(">I")
_PRINTED, _REFUSED = b"\x00", b"\x01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A letter as the press takes it; ``attachment`` is its facts as canonical JSON.

    ``created`` is the moment of issue, written into the file: the same sheet gives the
    same bytes. ``language`` is a tag such as "ro-RO".
    """

    html: str
    css: str
    attachment: bytes
    title: str
    language: str
    created: datetime


class PressFailed(Exception):
    """A letter that could not be printed; ``reason`` is the sentence for the secretariat."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key, params)
        self.reason = Message(key, params)


def send(stream: IO[bytes], frame: bytes) -> None:
    """Writes one frame and sees it off."""
    stream.write(_LENGTH.pack(len(frame)) + frame)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next frame, or None when the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    frame = stream.read(length)
    return frame if len(frame) == length else None


def asked(sheet: Sheet) -> bytes:
    """A sheet as a request."""
    named = {
        "html": sheet.html,
        "css": sheet.css,
        "attachment": sheet.attachment.decode(),
        "title": sheet.title,
        "language": sheet.language,
        "created": sheet.created.isoformat(),
    }
    return json.dumps(named).encode()


def sheet_of(frame: bytes) -> Sheet:
    """The sheet of a request."""
    named = json.loads(frame)
    return Sheet(
        html=named["html"],
        css=named["css"],
        attachment=named["attachment"].encode(),
        title=named["title"],
        language=named["language"],
        created=datetime.fromisoformat(named["created"]),
    )


def printed(pdf: bytes) -> bytes:
    """A finished file as a reply."""
    return _PRINTED + pdf


def refused(failure: PressFailed) -> bytes:
    """A failure as a reply."""
    held = {"key": failure.reason.key, "params": dict(failure.reason.params)}
    return _REFUSED + json.dumps(held).encode()


def pdf_of(frame: bytes) -> bytes:
    """The file of a reply; raises the failure that the reply holds instead."""
    if frame[:1] == _PRINTED:
        return frame[1:]
    held = json.loads(frame[1:])
    raise PressFailed(held["key"], **held["params"])
