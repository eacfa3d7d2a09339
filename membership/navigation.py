"""The way through the house: its rooms in one row, and the places of the room one is in.

Somebody with few places sees them all in the first row; somebody with many sees the rooms
there, and below them the places of the room where they are.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext

from membership.models import Person
from workflows.permission import Act, Role, may

MOST_IN_ONE_ROW = 5
PAGE, WITHIN = "page", "true"
"""What ``aria-current`` says: this very page, or that it lies within."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page that one goes to by itself: its name, its endpoint, and whose it is.

    Other pages of its capability lie within it, unless it ``holds`` only those under its own
    address.
    """

    label: Any
    endpoint: str
    whose: Act | Role
    holds: bool = True

    @property
    def blueprint(self) -> str:
        """The capability whose pages lie behind this place."""
        return self.endpoint.partition(".")[0]

    def is_open_to(self, person: Person) -> bool:
        """Whether the person has this place: by a role, or by what the table grants."""
        if isinstance(self.whose, Role):
            return self.whose in person.roles
        return may(person, self.whose)


@dataclass(frozen=True, slots=True)
class Room:
    """Places that belong together."""

    label: Any
    places: tuple[Place, ...]

    def has(self, within: frozenset[str]) -> bool:
        """Whether one of these endpoints is a place of this room."""
        return any(place.endpoint in within for place in self.places)


@dataclass(frozen=True, slots=True)
class Link:
    """One word of the navigation; ``current`` is what ``aria-current`` says, if anything."""

    label: Any
    href: str
    current: str


ROOMS = (
    Room(_l("Our application"), (
        Place(_l("Our application"), "application.mine", Role.APPLICANT),
    )),
    Room(_l("Cases"), (
        Place(_l("Cases"), "review.queue", Act.READ_QUEUE),
        Place(_l("Files"), "review.files", Role.RAPPORTEUR),
        Place(_l("Conditions"), "ballot.conditions_list", Act.READ_QUEUE, holds=False),
    )),
    Room(_l("Board"), (
        Place(_l("Votes"), "ballot.board", Role.BOARD),
        Place(_l("Sittings"), "sitting.sittings", Act.READ_SITTINGS),
        Place(_l("Seats"), "sitting.seat_list", Act.MANAGE_SEATS),
    )),
    Room(_l("Letters"), (
        Place(_l("Letters"), "letter.letters", Act.READ_LETTERS),
        Place(_l("Registry"), "letter.registry", Act.READ_REGISTERS),
        Place(_l("Registers"), "register.ledgers", Act.READ_REGISTERS),
        Place(_l("Wording of letters"), "letter.wordings", Act.WORD_LETTERS),
    )),
    Room(_l("Members"), (
        Place(_l("Members"), "register.members", Act.READ_MEMBERS),
        Place(_l("Value chain"), "value_chain.chain", Act.READ_MEMBERS),
    )),
    Room(_l("House"), (
        Place(_l("People"), "account.people", Act.READ_PEOPLE),
        Place(_l("Journal"), "pages.journal", Act.READ_JOURNAL),
        Place(_l("Owed work"), "pages.owed", Act.MEND_OWED),
    )),
    Room(lazy_pgettext("page", "Search"), (
        Place(lazy_pgettext("page", "Search"), "search.results", Act.SEARCH),
    )),
)  # fmt: skip

ANYWHERE = frozenset({"pages", "account"})
"""Capabilities with pages in no room: theirs are within a place only when they are that place."""


@dataclass(frozen=True, slots=True)
class Navigation:
    """The first row, and the second one where the room has several places."""

    rooms: tuple[Link, ...] = ()
    places: tuple[Link, ...] = ()


def navigation(person: Person | None) -> Navigation:
    """The way through the house for this person, seen from the page that is asked for."""
    if person is None:
        return Navigation()
    rooms = [
        Room(room.label, places)
        for room in ROOMS
        if (places := tuple(one for one in room.places if one.is_open_to(person)))
    ]
    everything = [place for room in rooms for place in room.places]
    # A page of a place that is closed to the person still lies in that place's room.
    within = _within(everything) or _within([place for room in ROOMS for place in room.places])
    if len(everything) <= MOST_IN_ONE_ROW:
        return Navigation(tuple(_links(everything, within)))
    label = next((room.label for room in ROOMS if room.has(within)), None)
    here = next((room for room in rooms if room.label is label), None)
    return Navigation(
        tuple(_door(room, within, here=room is here) for room in rooms),
        tuple(_links(here.places, within)) if here and len(here.places) > 1 else (),
    )


def _within(places: Sequence[Place]) -> frozenset[str]:
    """The endpoints of the places within which the page that is asked for lies: the place under
    whose address it hangs, else all of its capability."""
    if any(place.endpoint == request.endpoint for place in places):
        return frozenset({str(request.endpoint)})
    own = [place for place in places if place.blueprint not in ANYWHERE]
    of_it = [place for place in own if place.blueprint == request.blueprint]
    under = [one for one in own if request.path.startswith(f"{url_for(one.endpoint)}/")]
    return frozenset(one.endpoint for one in under or of_it if under or one.holds)


def _links(places: Sequence[Place], within: frozenset[str]) -> Iterator[Link]:
    for place in places:
        # A page that lies within several places is within none of them in particular.
        alone = within == {place.endpoint}
        yield Link(place.label, url_for(place.endpoint), _current(place, within=alone))


def _door(room: Room, within: frozenset[str], *, here: bool) -> Link:
    # A room of one place is called as that place; with several, the second row names the page.
    first, *others = room.places
    if others:
        return Link(room.label, url_for(first.endpoint), WITHIN if here else "")
    return Link(first.label, url_for(first.endpoint), _current(first, within=here))


def _current(place: Place, *, within: bool) -> str:
    if request.endpoint == place.endpoint:
        return PAGE
    return WITHIN if within else ""
