"""The cluster's own words in its letters, as the demonstration's secretariat keeps them."""

from membership.demonstration.story import Story
from membership.letter import passages
from membership.letter.passages import Spot
from workflows.letter import Kind
from workflows.letter_wording import Place

_CLOSINGS = {
    "ro": "Vă așteptăm la prima întâlnire a membrilor; amănunte primiți de la {{ cluster.email }}.",
    "en": "We look forward to seeing you at the next meeting; {{ cluster.email }} has the details.",
}


def words(story: Story) -> None:
    """An admission ends with an invitation, in either language."""
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        for language, closing in _CLOSINGS.items():
            spot = Spot(kind=Kind.ADMISSION, language=language)
            said = {Place.OPENING: "", Place.CLOSING: closing}
            passages.keep(session, clerk, spot, said, seen=0, at=story.now())
