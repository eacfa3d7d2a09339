"""What the Board decides on members in the demonstration: one confirmed, one suspended."""

from collections.abc import Mapping
from functools import partial

from membership.ballot import lodging
from membership.demonstration import afterwards, board
from membership.demonstration.meetings import Event
from membership.demonstration.story import Story
from membership.register import standings
from workflows.voting_terms import Choice, MotionKind

SUSPENDED = "suspended"
"""How the story calls the file of the member that is suspended."""
NUMBER = 7
"""That member's number in the register: one that came with the old register."""
REASON = {
    "code": "evidence_too_weak",
    "text": "Membrul nu a răspuns la verificarea calității, iar ultima dovadă este din 2016.",
}


def decides(
    story: Story, all_for: Mapping[str, Choice], most_for: Mapping[str, Choice]
) -> list[Event]:
    """A member admitted in the story keeps its quality; an older one is suspended."""
    confirm, suspend = MotionKind.CONFIRM_QUALITY, MotionKind.SUSPEND
    return [
        (35, partial(asks, story, "detectie", confirm)),
        (35, partial(afterwards.opens_again, story, "detectie")),
        (36, partial(board.votes, story, "detectie", **all_for)),
        (36, partial(board.closes, story, "detectie")),
        (36, partial(opens_file, story)),
        (36, partial(asks, story, SUSPENDED, suspend)),
        (37, partial(board.opens, story, SUSPENDED, days=7)),
        (38, partial(board.votes, story, SUSPENDED, **most_for)),
        (38, partial(board.closes, story, SUSPENDED)),
    ]


def opens_file(story: Story) -> None:
    """The secretariat opens the file of a member that was imported."""
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        opened = standings.open_file(session, clerk, NUMBER, settings=story.settings,
                                     at=story.now())  # fmt: skip
        story.cases[SUSPENDED] = opened.public_id


def asks(story: Story, key: str, kind: MotionKind) -> None:
    """The secretariat asks the Board to decide on a member's quality."""
    reasons = (REASON,) if kind is MotionKind.SUSPEND else ()
    with story.act() as session:
        lodging.propose(
            session, story.person(session, "secretariat"), story.cases[key],
            lodging.Wanted(kind=kind, reasons=reasons), statute=story.statute, at=story.now(),
        )  # fmt: skip
