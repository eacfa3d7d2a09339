"""What the members of the Board do: they declare, open, vote, change a vote, close."""

import re

from tests.browser.staff import declares
from tests.browser.visitor import Visitor


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
