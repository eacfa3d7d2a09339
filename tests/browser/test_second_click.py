"""A second click on a button does nothing twice, with JavaScript and without."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import CDPSession
from sqlalchemy import func, select

from membership.database import Session, reading
from membership.demonstration import board as seated
from membership.demonstration.story import Story
from membership.models import (
    Application,
    Decision,
    Direction,
    JournalEntry,
    Letter,
    Motion,
    RegistryEntry,
    Vote,
)
from tests.browser import board, staff
from tests.browser.conftest import Comes
from tests.browser.house import House
from tests.browser.visitor import Visitor
from workflows.voting_terms import Choice, MotionKind

PLAYED = {True: ("detectie", "protectie"), False: ("primaria", "laborator")}
"""Who submits and who is voted on, with JavaScript and without."""
SLOW = 1500
"""Milliseconds for which the answer to the first click is still on its way."""


@dataclass(frozen=True)
class Played:
    """A case at the point where the button is pressed."""

    house: House
    story: Story
    key: str
    scripts: bool

    @property
    def public_id(self) -> str:
        """The case in its address."""
        return self.story.cases[self.key]

    def motion(self, session: Session) -> Motion:
        """The motion of the case."""
        return self.story.case(session, self.key).motions[-1]


@pytest.fixture(scope="module")
def story(house: House) -> Story:
    """The acts that lead up to the buttons; the house's people are there already."""
    return house.beginning()


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser runs JavaScript."""
    return bool(request.param)


@pytest.fixture
def drafted(house: House, story: Story, scripts: bool) -> Played:
    """A complete dossier that was not submitted yet."""
    key = PLAYED[scripts][0]
    story.drafts(key)
    return Played(house, story, key, scripts)


@pytest.fixture
def open_vote(house: House, story: Story, scripts: bool) -> Played:
    """A case on which the Board votes; three of its four seats have voted for it."""
    key = PLAYED[scripts][1]
    story.drafts(key)
    story.submits(key)
    seated.accepts(story, key)
    seated.assesses(story, key)
    seated.reports(story, key, MotionKind.ADMIT)
    seated.opens(story, key, days=5)
    seated.votes(story, key, chair=Choice.FOR, vice=Choice.FOR, board=Choice.FOR)
    return Played(house, story, key, scripts)


def clicks_twice(visitor: Visitor, to: str, onto: str) -> None:
    """Clicks again before the answer is here, and waits for the page that both lead to."""
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.method))
    line = visitor.page.context.new_cdp_session(visitor.page)
    line.send("Network.enable")
    slows(line, SLOW)
    visitor.button(to).dblclick(delay=SLOW / 10)
    slows(line, 0)
    visitor.page.wait_for_url(f"**{onto}")
    assert sent.count("POST") == 2, sent


def slows(line: CDPSession, latency: int) -> None:
    """Makes every answer take this many milliseconds more."""
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1},
    )


def test_an_application_submitted_by_two_clicks_has_one_reference_and_one_letter(
    drafted: Played, comes: Comes
) -> None:
    visitor = comes(drafted.house, java_script_enabled=drafted.scripts)
    visitor.enters(drafted.house.way_in(f"{drafted.key}@example.ro"))
    visitor.goes(f"/application/{drafted.public_id}/check")
    clicks_twice(visitor, "/submit", "/submitted")
    with reading(drafted.house.engine) as session:
        case = drafted.story.case(session, drafted.key)
        assert case.reference is not None and case.reference in visitor.text()
        assert count(session, Letter.application_id == case.id) == 1
        entered = RegistryEntry.application_id == case.id
        assert count(session, entered & (RegistryEntry.direction == Direction.IN)) == 1
        assert len(case.history) == 1
        assert journaled(session, case, "application.submit") == 1


def test_a_vote_cast_by_two_clicks_is_one_vote_and_closed_by_two_clicks_one_decision(
    open_vote: Played, comes: Comes
) -> None:
    fourth = comes(open_vote.house, phone=True, java_script_enabled=open_vote.scripts)
    staff.comes_in(fourth, "fourth")
    board.opens_the_motion(fourth)
    fourth.fills(choice=("abstain",))
    fourth.presses("/choose")
    clicks_twice(fourth, "/vote", "/receipt")
    chair = comes(open_vote.house, java_script_enabled=open_vote.scripts)
    staff.comes_in(chair, "chair")
    chair.goes("/board")
    chair.follows("/close")
    clicks_twice(chair, "", "/result")
    with reading(open_vote.house.engine) as session:
        motion = open_vote.motion(session)
        assert count(session, Vote.motion_id == motion.id) == 4
        assert count(session, Decision.motion_id == motion.id) == 1
        decision = motion.decision
        assert decision is not None
        # An admission owes its letter and the member's certificate, each once.
        assert count(session, Letter.decision_id == decision.id) == 2
        assert journaled(session, motion.application, "vote.cast") == 4
        assert journaled(session, motion.application, "application.admit") == 1
    assert open_vote.house.breaches() == ()


def count(session: Session, *which: object) -> int:
    """How many rows there are of which this holds."""
    return session.scalar(select(func.count()).where(*which)) or 0  # type: ignore[arg-type]


def journaled(session: Session, case: Application, act: str) -> int:
    """How often the journal tells of this act on the case."""
    return count(session, JournalEntry.subject == case.public_id, JournalEntry.act == act)
