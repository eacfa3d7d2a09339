"""What the members of the Board do: they declare, open, vote, change a vote, close.

Whoever does as others did already on their pages does it by the services behind them.
"""

import re
from datetime import UTC, datetime

from sqlalchemy import select

from membership.ballot import services as ballots
from membership.database import Session, writing
from membership.demonstration.paths import address
from membership.models import Application, Person
from membership.review import findings
from membership.sitting import attendance, block
from membership.statutes import in_force
from tests.browser.house import House
from tests.browser.staff import declares
from tests.browser.visitor import Visitor
from workflows.voting_terms import Choice


def opens_the_motion(visitor: Visitor) -> None:
    """Goes from the first page to the motion on the table."""
    visitor.goes("/board")
    visitor.opens("main a[href*='/motions/']")


def says_no_interest(visitor: Visitor) -> None:
    """Declares no interest, which opens the file."""
    opens_the_motion(visitor)
    declares(visitor, "none")


def opens_the_vote(visitor: Visitor) -> None:
    """Presiding, opens the vote."""
    visitor.goes("/board")
    visitor.follows("/open")
    visitor.presses()


def votes(visitor: Visitor, choice: str, why: str = "", *, opposes: bool = False) -> str:
    """Chooses, confirms, and reads the tracker on the receipt."""
    opens_the_motion(visitor)
    visitor.fills(choice=(choice,))
    visitor.presses("/choose")
    assert visitor.path.endswith(f"/confirm?choice={choice}")
    if why:
        visitor.fills(reason=why)
    if opposes:
        visitor.fills(opposition=True)
    visitor.presses("/vote")
    assert visitor.path.endswith("/receipt")
    tracker = visitor.page.locator(".confirmation .reference").inner_text().strip()
    assert re.fullmatch(r"[0-9a-f]{4}( [0-9a-f]{4}){3}", tracker), tracker
    return tracker


def closes_the_vote(visitor: Visitor) -> None:
    """Presiding, closes the vote once every seat that may vote has voted."""
    visitor.goes("/board")
    visitor.follows("/close")
    visitor.presses()
    assert visitor.path.endswith("/result")


def somebody(session: Session, key: str) -> Person:
    """Somebody of the house."""
    return session.scalars(select(Person).where(Person.email == address(key))).one()


def votes_for(house: House, case: str, key: str) -> str:
    """Declares no interest where that is still to be said, and votes for the open motion on the
    case; answers the tracker."""
    with writing(house.engine) as session:
        at, person = datetime.now(UTC), somebody(session, key)
        found = session.scalars(select(Application).where(Application.public_id == case)).one()
        if person.id not in {row.person_id for row in found.interests}:
            findings.declare(session, person, case, kind=None, at=at)
        motion = found.motions[-1].public_id
        vote = ballots.cast(session, person, motion, choice=Choice.FOR, at=at)
        return ballots.spaced(vote.tracker)


def signs_in(house: House, sitting: str, key: str) -> None:
    """Comes to the meeting."""
    with writing(house.engine) as session:
        attendance.arrive(session, somebody(session, key), sitting,
                          statute=in_force(house.settings), at=datetime.now(UTC))  # fmt: skip


def votes_for_the_block(house: House, sitting: str, key: str) -> None:
    """Votes for all that is voted together."""
    with writing(house.engine) as session:
        block.cast(session, somebody(session, key), sitting, choice=Choice.FOR, reason="",
                   at=datetime.now(UTC))  # fmt: skip
