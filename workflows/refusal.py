"""How the rulebook says no: a sentence's key, its parameters, and where it belongs.

The rulebook never writes a sentence. It names one (``Message``), and the office
puts it into Romanian or English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said in the reader's language.

    ``key`` is dotted and stable ("ballot.closed"); ``params`` are the values the
    sentence mentions: text, whole numbers, fractions, dates, times or further
    messages, never pre-formatted words.
    """

    key: str
    params: Mapping[str, object] = field(default_factory=lambda: _NOTHING)


class Refused(Exception):
    """An act that the rules do not allow, with what to say to the person who tried.

    ``field`` names the form field the sentence belongs to, when there is one.
    ``recorded`` asks the door to keep the attempt in the journal, in a
    transaction of its own, since the refused act's transaction is undone.
    """

    status = 409

    def __init__(
        self,
        key: str,
        *,
        field: str | None = None,
        recorded: bool = False,
        **params: object,
    ) -> None:
        super().__init__(key)
        self.message = Message(key, MappingProxyType(params))
        self.field = field
        self.recorded = recorded


class NotPermitted(Refused):
    """The person may see the thing, and may not do this to it (403)."""

    status = 403


class NotFound(Refused):
    """The thing does not exist, or is not this person's to know of (404)."""

    status = 404


class NotNow(Refused):
    """The person may do it, at another time or stage (409)."""

    status = 409


class NotAvailable(Refused):
    """What the act needs cannot be had for the moment; nothing of it was kept (503)."""

    status = 503


class Incomplete(Refused):
    """Something the act needs is missing or wrong (422).

    ``gaps`` lists each missing thing as a message of its own.
    """

    status = 422

    def __init__(
        self,
        key: str,
        *,
        gaps: tuple[Message, ...] = (),
        field: str | None = None,
        **params: object,
    ) -> None:
        super().__init__(key, field=field, recorded=False, **params)
        self.gaps = gaps


class Unset(Incomplete):
    """The act needs a value that the statute file leaves unset.

    ``name`` is the key's path ("voting.quorum"), which the sentence names together
    with who can set it.
    """

    def __init__(self, name: str) -> None:
        super().__init__("statute.unset", name=name)
        self.name = name
