"""A passkey in a real browser: made at the first sign-in, used at the next; and an application
that shows codes, for whoever has no JavaScript."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select

from membership.account.services import ticket
from membership.database import reading, writing
from membership.demonstration import board as demonstration
from membership.demonstration.cast import APPLICANTS
from membership.demonstration.paths import address
from membership.models import Passkey, Person, Purpose
from tests.browser import crawl
from tests.browser.conftest import Comes
from tests.browser.house import House, installed, served
from tests.browser.visitor import Visitor
from workflows.voting_terms import MotionKind

WORDS = "patru cuvinte de drum"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An installation under a name: browsers bind passkeys to names, never to numbers."""
    instance = tmp_path_factory.mktemp("named")
    installed(instance, "proeco-cbrne")
    with served(instance, "localhost") as house:
        house.beginning().people()
        yield house


def invited(house: House, key: str) -> str:
    """The path of an invitation, on whose page a password is chosen."""
    with writing(house.engine) as session:
        person = session.scalars(select(Person).where(Person.email == address(key))).one()
        at = datetime.now(UTC)
        secret = ticket(session, person, Purpose.INVITATION, at=at, valid=timedelta(hours=1))
    return f"/enter/{secret}"


def holds_an_authenticator(visitor: Visitor) -> None:
    """Gives the browser a device that makes and keeps passkeys."""
    line = visitor.page.context.new_cdp_session(visitor.page)
    line.send("WebAuthn.enable")
    line.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})


def chooses_a_password(visitor: Visitor, key: str) -> None:
    """Comes in by an invitation, and gets as far as the second step."""
    visitor.goes(invited(visitor.house, key))
    visitor.fills(password=WORDS)
    visitor.presses()
    assert visitor.path.startswith("/account/factor")


def signs_out_and_gives_the_password(visitor: Visitor, key: str) -> None:
    """Leaves, and comes back as far as the second step."""
    with visitor.page.expect_navigation():
        visitor.page.locator("header form[action$='/sign-out'] button").click()
    visitor.goes("/sign-in")
    visitor.fills(email=address(key), password=WORDS)
    visitor.presses()
    assert visitor.path.startswith("/sign-in/second")


def test_a_passkey_is_made_at_the_first_sign_in_and_opens_the_next(
    named: House, comes: Comes
) -> None:
    visitor = comes(named)
    holds_an_authenticator(visitor)
    chooses_a_password(visitor, "secretariat")
    visitor.goes("/queue")
    assert visitor.path.startswith("/account/factor")
    visitor.follows("/account/factor/passkey")
    assert crawl.barriers(visitor) == []
    visitor.fills(name="Laptopul de la birou")
    visitor.presses()
    assert visitor.path == "/account/factor/codes"
    assert crawl.barriers(visitor) == []
    visitor.presses()
    signs_out_and_gives_the_password(visitor, "secretariat")
    assert crawl.barriers(visitor) == []
    visitor.presses("passkey?next=/")
    assert visitor.path == "/queue"
    visitor.goes("/account/factor")
    assert visitor.page.locator("form[action$='/remove']").count() == 0
    with reading(named.engine) as session:
        key = session.scalars(select(Passkey)).one()
        assert key.used_at is not None and key.name == "Laptopul de la birou"


def opened_vote(house: House) -> str:
    """A case whose vote is open, and on which one seat has said nothing yet."""
    story, key = house.beginning(), APPLICANTS[0].key
    story.drafts(key)
    story.submits(key)
    demonstration.accepts(story, key)
    demonstration.assesses(story, key)
    demonstration.reports(story, key, MotionKind.ADMIT)
    demonstration.opens(story, key, days=7, silent=("fourth",))
    with story.act() as session:
        return f"/motions/{demonstration.motion_of(story, session, key).public_id}"


def test_from_the_mail_to_the_recorded_vote_it_takes_four_taps_after_the_passkey(
    named: House, comes: Comes
) -> None:
    motion, taps = opened_vote(named), 0
    visitor = comes(named, phone=True)
    holds_an_authenticator(visitor)
    chooses_a_password(visitor, "fourth")
    visitor.follows("/account/factor/passkey")
    visitor.fills(name="Telefonul")
    visitor.presses()
    visitor.presses()
    with visitor.page.expect_navigation():
        visitor.page.locator("header form[action$='/sign-out'] button").click()
    # The link of the mail leads to signing in first, and back to where it points.
    visitor.goes(motion)
    assert visitor.path.startswith("/sign-in")
    visitor.fills(email=address("fourth"), password=WORDS)
    visitor.presses()
    visitor.presses(f"passkey?next={motion}")
    assert "/interest" in visitor.path
    for tap in (
        "form:has([name='kind'][type='hidden']) button",
        "[name='choice'][value='for']",
        "form[action*='/choose'] button[type='submit']",
        "form[action*='/vote'] button[type='submit']",
    ):
        if "choice" in tap:
            visitor.page.locator(f"main {tap}").check()
        else:
            with visitor.page.expect_navigation():
                visitor.page.locator(f"main {tap}").first.click()
        taps += 1
    assert visitor.path == f"{motion}/receipt" and taps == 4
    assert crawl.runs_over(visitor) == []


def test_a_passkey_of_somebody_else_opens_nothing(named: House, comes: Comes) -> None:
    owner, other = comes(named), comes(named)
    for visitor, key in ((owner, "auditor"), (other, "rapporteur")):
        holds_an_authenticator(visitor)
        chooses_a_password(visitor, key)
        visitor.follows("/account/factor/passkey")
        visitor.fills(name=key)
        visitor.presses()
    # The rapporteur's browser gives its own passkey where the auditor's is asked for.
    signs_out_and_gives_the_password(owner, "auditor")
    signs_out_and_gives_the_password(other, "rapporteur")
    foreign = other.page.locator("form[data-passkey]").get_attribute("data-options")
    form = owner.page.locator("form[data-passkey]")
    form.evaluate("(form, options) => { form.dataset.options = options; }", foreign)
    form.locator("button").click()
    owner.page.locator("[data-failed]").wait_for(state="visible")
    assert owner.path.startswith("/sign-in/second")


def test_without_scripts_an_application_that_shows_codes_does_the_same(
    named: House, comes: Comes
) -> None:
    visitor = comes(named, phone=True, java_script_enabled=False)
    chooses_a_password(visitor, "chair")
    visitor.follows("/account/factor/app")
    assert crawl.runs_over(visitor) == []
    secret = visitor.page.locator(".key-text").inner_text().replace(" ", "")
    visitor.fills(code=pyotp.TOTP(secret).now())
    visitor.presses()
    assert visitor.path == "/account/factor/codes"
    code = visitor.page.locator(".code-list code").first.inner_text()
    visitor.presses()
    signs_out_and_gives_the_password(visitor, "chair")
    visitor.fills(code=code, remember=True)
    visitor.presses("second?next=/")
    assert visitor.path == "/board"
    with visitor.page.expect_navigation():
        visitor.page.locator("header form[action$='/sign-out'] button").click()
    visitor.goes("/sign-in")
    visitor.fills(email=address("chair"), password=WORDS)
    visitor.presses()
    assert visitor.path == "/board"
    visitor.goes("/account")
    assert visitor.page.locator("form[action$='/forget']").count() == 1
