"""How a wrong statute file is refused: which key, what was expected there, what was found."""

from collections.abc import Mapping
from datetime import date

from .refusal import Incomplete, Message


class StatuteError(Incomplete):
    """A key of the statute file that is unknown, missing or wrong.

    ``path`` is the key's full path ("categories.cd.name.ro"); ``expected`` and
    ``found`` are messages of their own.
    """

    def __init__(self, path: str, expected: Message, found: Message) -> None:
        super().__init__("statute.wrong", path=path, expected=expected, found=found)
        self.path = path
        self.expected = expected
        self.found = found

    def __str__(self) -> str:
        return f"{self.path}: {self.expected.key} {dict(self.expected.params)}, {self.found.key}"


def expected(what: str, **params: object) -> Message:
    """What a key wants, as a message."""
    return Message(f"statute.expected.{what}", params)


def shown(value: object) -> Message:
    """A value that was found, as it stands in the file."""
    return Message("statute.found.value", {"value": str(value)})


def found(value: object) -> Message:
    """The kind of thing that was found in place of what was expected."""
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (bool, "truth"),
        ((int, float), "number"),
        (str, "text"),
        (date, "date"),
        (Mapping, "table"),
        ((list, tuple), "list"),
    )
    kind = next((name for known, name in kinds if isinstance(value, known)), "something_else")
    return Message(f"statute.found.{kind}")


def unknown_key(path: str, names: tuple[str, ...]) -> StatuteError:
    """The refusal of a key that the schema does not know."""
    wanted = expected("key", choices=", ".join(names))
    return StatuteError(path, wanted, Message("statute.found.unknown_key"))
