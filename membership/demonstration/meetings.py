"""When the Board meets in the demonstration, and on what."""

from collections.abc import Callable, Mapping
from functools import partial

from membership.demonstration.sitting_papers import are_minuted, letters_go, resolves
from membership.demonstration.sittings import MATTER, Held
from membership.demonstration.standing_in import is_empowered, names_deputy
from membership.demonstration.story import Story
from workflows.voting_terms import Choice, Mode

Event = tuple[int, Callable[[], None]]
"""The day of the story, counted from its first, and what happens on it."""

NOTICE = 12
"""Days from the call of a meeting to its day: more than the rules ask, whatever the holidays."""
TAKEN_OUT = {"chair": Choice.FOR, "vice": Choice.FOR, "board": Choice.FOR, "fourth": Choice.AGAINST}


def decides(story: Story, key: str, choices: Mapping[str, Choice], *, day: int) -> list[Event]:
    """A meeting, in the room and online, that decides one case, one member voting by mandate; its
    minutes are approved."""
    held = Held(story)
    held.by_mandate["vice"] = "board"
    return [
        (day, partial(held.is_called, key, matter=MATTER, days=NOTICE)),
        (day + 1, partial(held.declare, key, recused="fifth")),
        (day + 2, partial(is_empowered, held, "vice", "board")),
        (day + NOTICE, partial(held.is_held, key, **choices)),
        (day + NOTICE + 2, partial(are_minuted, held, key)),
    ]


def decides_together(story: Story, cases: tuple[str, ...], *, day: int) -> list[Event]:
    """A meeting in which a deputy sits for one member: cases voted together, the last one taken
    out of the block by a member, and voted by itself."""
    held, alone = Held(story, mode=Mode.MEETING), cases[-1]
    held.by_deputy["vice"] = "deputy"
    call = partial(held.is_called, *cases, matter=MATTER, days=NOTICE, together=cases)
    return [
        (day, partial(names_deputy, story, "vice", "deputy")),
        (day, call),
        (day + 1, partial(held.declare, cases[0], recused="")),
        *[(day + 1, partial(held.declare, key, recused="fifth")) for key in cases[1:]],
        (day + NOTICE, partial(held.is_held_together, alone, **TAKEN_OUT)),
        (day + NOTICE + 2, partial(are_minuted, held, alone)),
        (day + NOTICE + 2, partial(resolves, held, alone)),
    ]


def is_ahead(story: Story, key: str, *, day: int) -> list[Event]:
    """The next meeting, with a case on which one member has yet to say if they have an interest."""
    ahead = Held(story, mode=Mode.MEETING)
    return [
        (day, partial(ahead.is_called, key, matter=MATTER, days=NOTICE + 2)),
        (day, partial(letters_go, ahead)),
        (day, partial(ahead.declare, key, recused="fifth", but="board")),
    ]
