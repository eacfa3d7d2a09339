"""The papers of a sitting of the demonstration: its minutes, resolutions as acts, letters."""

from membership.demonstration.board import motion_of
from membership.demonstration.cast import CHAIR
from membership.demonstration.sittings import Held
from membership.letter import preparing, sending
from membership.letter import services as letters
from membership.sitting import minuting
from workflows.letter import Channel, Kind

DEBATES = {
    "senzori": "Raportorul a prezentat constatările. S-a discutat dacă prezentarea cursurilor "
    "arată o contribuție în domeniile clusterului; majoritatea a considerat că nu.",
    "simulare": "La cererea unui membru, punctul s-a votat separat. S-a discutat dacă jocurile "
    "arată o contribuție în domeniile clusterului; majoritatea a considerat că nu.",
}
"""What was said of a case, in the secretary's words."""


def are_minuted(held: Held, debated: str) -> None:
    """The secretary drafts and words the minutes; the chair approves them; they go out."""
    story = held.story
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        draft = minuting.draft(session, clerk, held.public_id, statute=story.statute,
                               at=story.now())  # fmt: skip
        said = next(point["item"] for point in draft.recorded["points"]
                    if point["case"] == story.cases[debated])  # fmt: skip
        minuting.put_in_words(
            session, clerk, held.public_id, debates={str(said): DEBATES[debated]}, remarks="",
            annexes="Dosarul de vot", at=story.now(),
        )  # fmt: skip
    with story.act() as session:
        chair = story.person(session, "chair")
        minuting.approve(session, chair, held.public_id, statute=story.statute, at=story.now())
    letters_go(held)


def resolves(held: Held, key: str) -> None:
    """The secretariat prints the resolution on a case as an act of the Board, in both
    languages, and has it signed."""
    story = held.story
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        motion = motion_of(story, session, key).public_id
        paper = preparing.prepare(session, clerk, motion, Kind.RESOLUTION, at=story.now())
        act = paper.public_id
        letters.translate(session, clerk, act, bilingual=True, at=story.now())
        letters.issue(session, clerk, act, at=story.now(), house=story.statute,
                      base_url=story.settings.base_url)  # fmt: skip
    story.work()


def letters_go(held: Held) -> None:
    """The secretariat numbers the sitting's papers, has them signed, and sends them."""
    story = held.story
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        # A mandate is its giver's paper, and comes back signed instead of going out.
        owed = [
            one.public_id for one in held.found(session).letters if one.kind is not Kind.MANDATE
        ]
        for letter in owed:
            letters.issue(session, clerk, letter, at=story.now(), house=story.statute,
                          base_url=story.settings.base_url)  # fmt: skip
    story.work()
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        for letter in owed:
            sending.sign_and_dispatch(
                session, clerk, letter, signed_by=CHAIR, channel=Channel.MAIL,
                at=story.now(),
            )  # fmt: skip
    story.work()
