"""The letter desk of the demonstration: letters signed outside the house, sent twice, received,
replaced; papers by post, with their files."""

import io
from datetime import timedelta

from membership.application import uploads
from membership.database import Session
from membership.demonstration.keys import CHAIR_KEY
from membership.demonstration.pdf import one_page
from membership.demonstration.story import Story
from membership.inspection.examiner import examine, trust_lists
from membership.letter import annulment, sending, signing
from membership.letter.seal import signed_with
from membership.models import Direction, Document, Enclosed, RegistryEntry
from membership.register import enclosing, papers
from membership.register.papers import Paper
from membership.storage import Store
from workflows.letter import Channel, Receipt, State
from workflows.term import day_of

WRONG = "Numele reprezentantului era scris greșit."
RETURNED = "Recipisa a sosit odată cu extrasul lunii precedente."


def goes_signed_outside(story: Story, key: str) -> None:
    """The chair signs a letter with a program outside the house; the secretariat brings the file,
    which is checked as any other, and sends it by e-mail."""
    story.letter_is_issued(key)
    store = Store(story.settings.documents)
    with story.act() as session:
        letter = story.letter(session, key, State.NUMBERED)
        assert letter.document is not None  # noqa: S101 - the worker printed it just now
        public_id, issued = letter.public_id, store.path(letter.document.sha256).read_bytes()
    place, at = story.settings.instance, story.now()
    file = signed_with(issued, place / CHAIR_KEY, field="Signature", at=at)
    seen = examine(file, trust_lists(place), at=at)
    with story.act() as session:
        clerk, kept = story.person(session, "secretariat"), store.put(io.BytesIO(file))
        signing.accept(session, clerk, public_id, seen, kept, at=story.now())
        sending.sign_and_dispatch(session, clerk, public_id, signed_by="", channel=Channel.MAIL,
                                  at=story.now())  # fmt: skip
    story.work()


def comes_signed_on_paper(story: Story, key: str) -> None:
    """A letter comes back signed on paper, of which no file is kept; it waits to be sent."""
    story.letter_is_issued(key)
    with story.act() as session:
        clerk, at = story.person(session, "secretariat"), story.now()
        letter, zone = story.letter(session, key, State.NUMBERED), story.statute.zone
        signing.accept_original(session, clerk, letter.public_id, signed_by="",
                                original_on=day_of(at, zone), zone=zone, at=at)  # fmt: skip


def comes_back(story: Story, key: str, why: str) -> None:
    """The post brings a letter back."""
    with story.act() as session:
        clerk, at = story.person(session, "secretariat"), story.now()
        letter = story.letter(session, key, State.DISPATCHED)
        on = day_of(at, story.statute.zone)
        sending.come_back(session, clerk, letter.public_id, on=on, why=why, at=at)


def goes_again(story: Story, key: str, channel: Channel, proof: str) -> None:
    """The secretariat sends the letter that came back by another way."""
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        letter = story.letter(session, key, State.UNDELIVERABLE)
        sending.sign_and_dispatch(session, clerk, letter.public_id, signed_by=letter.signed_by,
                                  channel=channel, proof=proof, at=story.now())  # fmt: skip
    story.work()


def is_received(story: Story, key: str, receipt: Receipt, note: str, *, proof: str = "") -> None:
    """The secretariat records that the decision's letter arrived, with the proof's file if any."""
    with story.act() as session:
        clerk, at = story.person(session, "secretariat"), story.now()
        letter = story.letter(session, key, State.DISPATCHED)
        file = _file(story, session, proof, letter.file_id) if proof else None
        on = day_of(at, story.statute.zone)
        sending.receive(session, clerk, letter.public_id, receipt=receipt, on=on, note=note,
                        document=file, at=at)  # fmt: skip


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
    """The post of a day: one paper of the day with its scan, and one that is registered late."""
    with story.act() as session:
        clerk, at = story.person(session, "secretariat"), story.now()
        invoice = Paper(
            direction=Direction.IN, party="Tipografia Inventată SRL",
            about="Factura nr. 118 pentru mape de ședință", annexes="1 pagină",
            channel=Channel.REGISTERED_POST,
        )  # fmt: skip
        entry = papers.enter_paper(session, clerk, invoice, at=at, zone=story.statute.zone)
        _keep(story, session, entry, "Factura nr. 118", Enclosed.PAPER)
        papers.solve(session, clerk, entry.year, entry.number, by_whom=clerk.name,
                     how="trimisă la plată", at=story.now(), zone=story.statute.zone)  # fmt: skip
        earlier = day_of(at - timedelta(days=9), story.statute.zone)
        late = Paper(direction=Direction.OUT, party="Oficiul Poștal Exemplu",
                     about="Borderou de trimiteri recomandate", dated_on=earlier, note=RETURNED,
                     channel=Channel.BY_HAND)  # fmt: skip
        papers.enter_paper(session, clerk, late, at=story.now(), zone=story.statute.zone)


def _keep(story: Story, session: Session, entry: RegistryEntry, title: str, what: Enclosed) -> None:
    file = _file(story, session, title, f"{entry.number}/{entry.year}")
    enclosing.enclose(session, story.person(session, "secretariat"), entry.year, entry.number, file,
                      what=what, at=story.now())  # fmt: skip


def _file(story: Story, session: Session, title: str, subject: str) -> Document:
    page = one_page(title, ("Document inventat / invented.",))
    arrived = uploads.look_into(f"{title}.pdf", io.BytesIO(page), story.settings)
    return uploads.receive_own(session, story.person(session, "secretariat"), arrived,
                               subject=subject, at=story.now(),
                               settings=story.settings)  # fmt: skip
