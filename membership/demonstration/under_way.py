"""The cases of the demonstration that the Board does not decide: under way, withdrawn, or closed
because the applicant never answered."""

from functools import partial

from membership.application import reminding
from membership.demonstration import board
from membership.demonstration.meetings import Event
from membership.demonstration.story import Story
from membership.review import services as reviews


def reminders_go(story: Story) -> None:
    """Whoever was asked and has not answered is reminded before the term ends, as every day."""
    with story.act() as session:
        reminding.remind(session, at=story.now())
    story.work()


def is_closed(story: Story, key: str) -> None:
    """The secretariat closes the file of an applicant who let the term pass; it can be opened
    again for a while, and the Board is told of it in its next sitting."""
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        reviews.lapse(session, clerk, story.cases[key], at=story.now())
    story.work()


def submitted(story: Story, key: str, day: int) -> list[Event]:
    """An organisation fills in its dossier and sends it, on one day."""
    return [(day, partial(story.drafts, key)), (day, partial(story.submits, key))]


def under_way(story: Story) -> list[Event]:
    """What happens to them, and when."""
    question = "Hotărârea depusă nu îl numește pe delegat. Trimiteți una care îl numește."
    unanswered = (
        "Arătați în ce temei semnează administratorul singur, sau trimiteți împuternicirea."
    )
    return [
        *submitted(story, "consult", 31),
        (33, partial(story.withdraws, "consult")),
        (35, partial(story.letter_is_issued, "consult")),
        *submitted(story, "ecrane", 20),
        (22, partial(board.asks, story, "ecrane", "Împuternicirea", unanswered)),
        (22, partial(story.letter_goes, "ecrane")),
        (36, partial(reminders_go, story)),
        (43, partial(is_closed, story, "ecrane")),
        (43, partial(story.letter_goes, "ecrane")),
        *submitted(story, "laborator", 34),
        (36, partial(board.accepts, story, "laborator")),
        (40, partial(board.shares, story, "laborator")),
        (41, partial(board.assesses, story, "laborator", only=1)),
        *submitted(story, "decontaminare", 37),
        (38, partial(board.asks, story, "decontaminare", "Hotărârea de aderare", question)),
        *submitted(story, "primaria", 42),
        *submitted(story, "capteurs", 43),
        (43, partial(story.drafts, "universitate", complete=False)),
        (44, partial(board.writes_notes, story)),
        (44, partial(board.reminds, story, "decontaminare")),
        (44, story.work),
    ]
