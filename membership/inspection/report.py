"""What the inspector and its child say to each other, as JSON of one line."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self

MEBIBYTE = 1024 * 1024


class Trait(StrEnum):
    """What is worth knowing of a file that is taken all the same."""

    ACTIVE = "active"
    LOCATION = "location"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a file may hold: pages of a PDF, mebibytes and parts of an archive when it is
    unpacked, pixels of a picture."""

    pages: int = 500
    unpacked_mib: int = 200
    parts: int = 2000
    ratio: int = 100
    megapixels: int = 100

    @property
    def unpacked(self) -> int:
        """The most bytes that an archive may unpack to."""
        return self.unpacked_mib * MEBIBYTE

    def line(self) -> str:
        """As the child takes it."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, line: str) -> Self:
        """From what ``line`` wrote."""
        return cls(**json.loads(line))


class Wrong(Exception):
    """A file that is not taken; ``key`` names the sentence that says why."""

    def __init__(self, key: str, **params: int | str) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


def said(traits: frozenset[Trait]) -> str:
    """The child's answer on a file that is what it says."""
    return json.dumps({"traits": sorted(traits)})


def refused(wrong: Wrong) -> str:
    """The child's answer on one that is not taken."""
    return json.dumps({"wrong": wrong.key, "params": wrong.params})


def heard(answer: str) -> frozenset[Trait]:
    """What the child found; raises the ``Wrong`` that it answered instead.

    Anything else than an answer means that the file was too much for the child.
    """
    try:
        found = json.loads(answer)
        if "wrong" not in found:
            return frozenset(Trait(name) for name in found["traits"])
    except (ValueError, KeyError, TypeError):
        raise Wrong("upload.unreadable") from None
    raise Wrong(found["wrong"], **found["params"])
