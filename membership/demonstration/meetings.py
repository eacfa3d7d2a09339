"""When the Board meets in the demonstration, and on what."""

from collections.abc import Callable, Mapping
from functools import partial

from membership.demonstration.sittings import MATTER, Held
from membership.demonstration.story import Story
from workflows.voting_terms import Choice, Mode

Event = tuple[int, Callable[[], None]]
"""The day of the story, counted from its first, and what happens on it."""

NOTICE = 12
"""Days from the call of a meeting to its day: more than the rules ask, whatever the holidays."""
TAKEN_OUT = {"chair": Choice.FOR, "board": Choice.FOR, "fourth": Choice.AGAINST}


def decides(story: Story, key: str, choices: Mapping[str, Choice], *, day: int) -> list[Event]:
    """A meeting, in the room and online, that decides one case; its minutes are approved."""
    held = Held(story)
    return [
        (day, partial(held.is_called, key, matter=MATTER, days=NOTICE)),
        (day + 1, partial(held.declare, key, recused="fifth")),
        (day + NOTICE, partial(held.is_held, key, **choices)),
        (day + NOTICE + 2, partial(held.is_minuted, key)),
    ]


def decides_together(story: Story, cases: tuple[str, ...], *, day: int) -> list[Event]:
    """A meeting without one of its members: cases voted together, the last one taken out of
    the block by a member, and voted by itself."""
    held, alone = Held(story, mode=Mode.MEETING), cases[-1]
    call = partial(held.is_called, *cases, matter=MATTER, days=NOTICE, together=cases)
    return [
        (day, call),
        (day + 1, partial(held.declare, cases[0], recused="")),
        *[(day + 1, partial(held.declare, key, recused="fifth")) for key in cases[1:]],
        (day + NOTICE, partial(held.is_held_together, alone, "vice", **TAKEN_OUT)),
        (day + NOTICE + 2, partial(held.is_minuted, alone)),
        (day + NOTICE + 2, partial(held.resolves, alone)),
    ]


def is_ahead(story: Story, key: str, *, day: int) -> list[Event]:
    """The next meeting, with a case on which one member has yet to say if they have an interest."""
    ahead = Held(story, mode=Mode.MEETING)
    return [
        (day, partial(ahead.is_called, key, matter=MATTER, days=NOTICE + 2)),
        (day, ahead.letters_go),
        (day, partial(ahead.declare, key, recused="fifth", but="board")),
    ]
