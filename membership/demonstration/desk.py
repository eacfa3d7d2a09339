"""The letter desk of the demonstration: receipts, a letter that is replaced, papers by post."""

from datetime import timedelta

from membership.demonstration.story import Story
from membership.letter import annulment, sending
from membership.models import Direction
from membership.register import papers
from membership.register.papers import Paper
from workflows.letter import Channel, Receipt, State
from workflows.term import day_of

WRONG = "Numele reprezentantului era scris greșit."
RETURNED = "Recipisa a sosit odată cu extrasul lunii precedente."


def is_received(story: Story, key: str, receipt: Receipt, note: str) -> None:
    """The secretariat records that the decision's letter arrived."""
    with story.act() as session:
        clerk, at = story.person(session, "secretariat"), story.now()
        letter = story.letter(session, key, State.DISPATCHED)
        on = day_of(at, story.statute.zone)
        sending.receive(session, clerk, letter.public_id, receipt=receipt, on=on, note=note, at=at)


def is_opened(story: Story, key: str) -> None:
    """The applicant opens the decision's letter in the portal, which proves its receipt."""
    with story.act() as session:
        applicant = story.person(session, key)
        letter = story.letter(session, key, State.DISPATCHED)
        sending.open_in_portal(session, applicant, letter.public_id, at=story.now())


def is_annulled(story: Story, key: str) -> None:
    """The secretariat annuls a letter that left with a mistake; another one stands in its place."""
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        letter = story.letter(session, key, State.DISPATCHED)
        annulment.annul(session, clerk, letter.public_id, why=WRONG, at=story.now())
    story.work()


def papers_come(story: Story) -> None:
    """The post of a day: one paper of the day, and one that is registered late."""
    with story.act() as session:
        clerk, at = story.person(session, "secretariat"), story.now()
        invoice = Paper(
            direction=Direction.IN, party="Tipografia Inventată SRL",
            about="Factura nr. 118 pentru mape de ședință", annexes="1 pagină",
            channel=Channel.REGISTERED_POST,
        )  # fmt: skip
        entry = papers.enter_paper(session, clerk, invoice, at=at, zone=story.statute.zone)
        papers.solve(session, clerk, entry.year, entry.number, by_whom=clerk.name,
                     how="trimisă la plată", at=story.now(), zone=story.statute.zone)  # fmt: skip
        earlier = day_of(at - timedelta(days=9), story.statute.zone)
        late = Paper(direction=Direction.OUT, party="Oficiul Poștal Exemplu",
                     about="Borderou de trimiteri recomandate", dated_on=earlier, note=RETURNED,
                     channel=Channel.BY_HAND)  # fmt: skip
        papers.enter_paper(session, clerk, late, at=story.now(), zone=story.statute.zone)
