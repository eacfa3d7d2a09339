"""Who stands in for a seat in the demonstration: a deputy with a name, and a signed mandate."""

import io

from membership.application import uploads
from membership.demonstration.pdf import one_page
from membership.demonstration.sittings import Held
from membership.demonstration.story import Story
from membership.models import Seat
from membership.sitting import representing, seats
from workflows.term import day_of


def names_deputy(story: Story, seat: str, deputy: str) -> None:
    """The secretariat writes down who sits for a seat when its holder does not."""
    with story.act() as session:
        clerk, holder = story.person(session, "secretariat"), story.person(session, seat)
        held = session.query(Seat).filter_by(person_id=holder.id).one()
        seats.name_deputy(session, clerk, held.id, story.person(session, deputy),
                          since=day_of(story.at, story.statute.zone), at=story.now())  # fmt: skip


def is_empowered(held: Held, giver: str, holder: str) -> None:
    """Somebody who cannot come signs a mandate for another member; the secretariat registers it."""
    story = held.story
    with story.act() as session:
        clerk, who = story.person(session, "secretariat"), story.person(session, holder)
        seat = held.seat_of(session, giver)
        made = representing.prepare(
            session, clerk, held.public_id, seat.id, who.id, statute=story.statute,
            base_url=story.settings.base_url, at=story.now(),
        ).public_id  # fmt: skip
    story.work()
    with story.act() as session:
        clerk = story.person(session, "secretariat")
        names = " – ".join(story.person(session, key).name for key in (giver, holder))
        scan = one_page("Împuternicire semnată", (names, "Document inventat / invented."))
        arrived = uploads.look_into("imputernicire-semnata.pdf", io.BytesIO(scan), story.settings)
        paper = uploads.receive_own(session, clerk, arrived, subject=f"mandate:{made}",
                                    at=story.now(), settings=story.settings)  # fmt: skip
        representing.register(session, clerk, made, paper, statute=story.statute,
                              given_on=day_of(story.at, story.statute.zone),
                              at=story.now())  # fmt: skip
