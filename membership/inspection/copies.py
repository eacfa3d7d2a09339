"""Looking at a file without opening it: its pages as pictures, and copies that name their reader.

A page's picture holds nothing but pixels: no script, no link, no embedded file and no data
on where a photograph was taken. Both are made by the draughtsman, a child with limits.
"""

import json
from dataclasses import dataclass
from typing import BinaryIO, Final

from membership.inspection.children import answer_of, place
from membership.inspection.kinds import TYPES
from workflows.refusal import NotAvailable, NotFound

SECONDS: Final = 20
DRAWN: Final = frozenset({"PDF", "PNG", "JPEG"})
"""The types whose pages can be shown as pictures, and whose copies can name their reader."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One page as a PNG picture, and how many pages the file has."""

    pages: int
    picture: bytes


def is_drawn(media_type: str) -> bool:
    """Whether a file served as this type can be looked at here."""
    return _name(media_type) in DRAWN


def _name(media_type: str) -> str:
    return next((kind.name for kind in TYPES if kind.media_type == media_type), "")


def count(stream: BinaryIO, media_type: str) -> int:
    """How many pages the file has; refuses what cannot be shown ("files.not_drawn", 404)."""
    return _asked(stream, media_type, {"act": "count"}).pages


def page(stream: BinaryIO, media_type: str, number: int, *, mark: str) -> Drawn:
    """The picture of one page, counted from 1, with ``mark`` written across it if there is one.

    Refuses what cannot be shown, and a page that the file does not have, as not found.
    """
    drawn = _asked(stream, media_type, {"act": "page", "number": number, "mark": mark})
    if not drawn.picture:
        raise NotFound("permission.not_found")
    return drawn


def marked(stream: BinaryIO, media_type: str, mark: str) -> bytes:
    """A copy of the whole file with ``mark`` written across each page.

    Refuses with "files.not_marked" (503) when no copy can be made: the file itself does not
    go out in its place.
    """
    try:
        return _asked(stream, media_type, {"act": "mark", "mark": mark}).picture
    except NotFound:
        raise NotAvailable("files.not_marked") from None


def _asked(stream: BinaryIO, media_type: str, what: dict[str, object]) -> Drawn:
    own = [_name(media_type), json.dumps(what)]
    with place():
        said = answer_of("membership.inspection.draughtsman", own, stream, seconds=SECONDS)
    head, _, picture = said.partition(b"\n")
    if not head.isdigit():
        raise NotFound("files.not_drawn")
    return Drawn(int(head), picture)
