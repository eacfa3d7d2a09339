"""Who asks, and the case that it is about, as the permission table sees them."""

from collections.abc import Collection
from typing import Protocol


class Actor(Protocol):
    """A person as the rulebook sees one.

    ``organisation_ids`` are those that the person acts for; ``submitting_ids`` those among
    them in whose name they may also sign, ``owned_ids`` those whose people they choose.
    """

    @property
    def id(self) -> int | None: ...
    @property
    def roles(self) -> Collection[str]: ...
    @property
    def organisation_ids(self) -> Collection[int]: ...
    @property
    def submitting_ids(self) -> Collection[int]: ...
    @property
    def owned_ids(self) -> Collection[int]: ...


class Subject(Protocol):
    """A case as the rulebook sees one.

    ``clear_ids`` are the people who declared that they have no interest in it: until
    somebody has, the file stays closed to them. ``interested_ids`` are those who have one,
    whoever put it on record, and the applicant's own people. ``seated_ids`` are the Board's seats
    for it (the frozen roster and who sits for it once a vote is open), ``deputy_ids`` who may come
    to sit for one of them: they read, and vote once they sit. ``presiding_id`` is the chair, or the
    vice-chair when the chair has an interest. ``before_board`` says that the case has
    reached the Board, ``disclosed`` that its letter has left the house.
    """

    @property
    def organisation_id(self) -> int: ...
    @property
    def rapporteur_ids(self) -> Collection[int]: ...
    @property
    def clear_ids(self) -> Collection[int]: ...
    @property
    def interested_ids(self) -> Collection[int]: ...
    @property
    def seated_ids(self) -> Collection[int]: ...
    @property
    def deputy_ids(self) -> Collection[int]: ...
    @property
    def presiding_id(self) -> int | None: ...
    @property
    def before_board(self) -> bool: ...
    @property
    def disclosed(self) -> bool: ...
