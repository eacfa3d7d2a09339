"""A meeting of the Board, played in browsers: the secretary at a desk, the members on phones."""

from pathlib import Path

from membership.demonstration import board as before
from membership.demonstration.cast import APPLICANTS
from membership.demonstration.sittings import Held
from membership.demonstration.story import Story
from tests.browser import board, crawl, staff
from tests.browser.conftest import Comes
from tests.browser.house import House, installed, served
from tests.browser.visitor import Visitor
from workflows.voting_terms import Mode, MotionKind

TOGETHER, ALONE = "detectie", "protectie"
NAMES = {one.key: one.name for one in APPLICANTS}
THERE = ("chair", "fourth", "fifth")
AS_OTHERS = "board"
"""Who does as the chair does, by the same services and without a phone of their own."""
DAYS = 14
"""How long ago the Board was called to the meeting that begins within the hour."""


def test_a_meeting_is_held_on_phones_from_the_first_signature_to_its_minutes(
    comes: Comes, tmp_path: Path
) -> None:
    installed(tmp_path, "proeco-cbrne")
    with served(tmp_path) as house:
        story = house.beginning(days=DAYS + 10)
        sitting = f"/sittings/{is_called(story)}"
        clerk = comes(house)
        staff.comes_in(clerk, "secretariat")
        members = {key: comes(house, phone=True) for key in THERE}
        for key, member in members.items():
            staff.comes_in(member, key)
        everybody_signs_in(house, clerk, members, sitting)
        the_block_is_voted(house, members, sitting)
        one_keeps_out(clerk, members, sitting)
        the_point_is_voted(house, members, story.cases[ALONE])
        it_is_minuted(clerk, members, sitting)
        assert house.breaches() == ()


def is_called(story: Story) -> str:
    """Two cases to be voted together, in a meeting that begins in an hour."""
    story.people()
    for key in (TOGETHER, ALONE):
        story.drafts(key)
        story.submits(key)
        before.accepts(story, key)
        before.assesses(story, key)
        before.reports(story, key, MotionKind.ADMIT)
    story.on_day(10)
    held = Held(story, mode=Mode.MEETING)
    both = (TOGETHER, ALONE)
    held.is_called(*both, matter="Diverse", days=DAYS, together=both, hour=None)
    held.declare(TOGETHER, recused="")
    held.declare(ALONE, recused="", but="fifth")
    return held.public_id


def everybody_signs_in(
    house: House, clerk: Visitor, members: dict[str, Visitor], sitting: str
) -> None:
    """The secretary sees the quorum grow without doing anything; one case leaves the block."""
    clerk.goes(sitting)
    assert "Fără cvorum" in clerk.text()
    for member in members.values():
        member.goes(sitting)
        member.presses("/arrive")
    board.signs_in(house, sitting.rpartition("/")[2], AS_OTHERS)
    clerk.page.get_by_text("Cvorum: prezenți 4, necesari 3").wait_for()
    in_point(members["fourth"], "/alone")
    members["chair"].goes(sitting)
    members["chair"].presses(f"{sitting}/open")


def in_point(member: Visitor, to: str) -> None:
    """Presses a button of the agenda's point that is voted by itself."""
    point = member.page.locator(f"main .points > li:has-text('{NAMES[ALONE]}')")
    with member.page.expect_navigation():
        point.locator(f"form[action$='{to}'] button").click()


def the_block_is_voted(house: House, members: dict[str, Visitor], sitting: str) -> None:
    """What is left of the block is opened, voted and closed in one go."""
    members["chair"].presses("/block/open")
    for member in members.values():
        member.goes(f"{sitting}/block")
        assert NAMES[TOGETHER] in member.text() and NAMES[ALONE] not in member.text()
        member.fills(choice=("for",))
        member.presses()
    board.votes_for_the_block(house, sitting.rpartition("/")[2], AS_OTHERS)
    members["chair"].goes(sitting)
    members["chair"].presses("/block/close")


def one_keeps_out(clerk: Visitor, members: dict[str, Visitor], sitting: str) -> None:
    """The meeting comes to the case by itself; who declares an interest loses it at once."""
    chair, fifth = members["chair"], members["fifth"]
    chair.goes(sitting)
    in_point(chair, "/call")
    fifth.goes(sitting)
    fifth.opens("main a[href*='/interest']")
    staff.declares(fifth, "collaborator", "proiect comun în ultimii doi ani")
    fifth.goes(sitting)
    assert NAMES[ALONE] not in fifth.text() and "Aveți un interes" in fifth.text()
    clerk.goes(sitting)
    assert "nu participă la acest punct: 1" in clerk.text()
    assert [*crawl.barriers(clerk), *crawl.barriers(fifth)] == []


def the_point_is_voted(house: House, members: dict[str, Visitor], case: str) -> None:
    """Whoever presides opens the vote; three vote, one of them against, and it is closed."""
    chair = members["chair"]
    board.opens_the_vote(chair)
    board.votes(chair, "for")
    board.votes_for(house, case, AS_OTHERS)
    board.votes(members["fourth"], "against", "Nu am fost convins.", opposes=True)
    board.closes_the_vote(chair)


def it_is_minuted(clerk: Visitor, members: dict[str, Visitor], sitting: str) -> None:
    """One leaves early, the meeting closes, its minutes are drafted, worded and approved."""
    chair, fifth, fourth = (members[key] for key in ("chair", "fifth", "fourth"))
    fourth.goes(sitting)
    fourth.presses("/leave")
    chair.goes(sitting)
    chair.presses(f"{sitting}/close")
    clerk.goes(sitting)
    clerk.presses("/minutes")
    clerk.page.locator("main textarea").nth(1).fill("S-a discutat ce arată dovezile.")
    clerk.presses()
    chair.goes(f"{sitting}/minutes")
    said = chair.text()
    for words in ("4 din 5, necesari 3", "HCD 1/", "HCD 2/", "S-a discutat ce arată dovezile.",
                  "Opunere consemnată"):  # fmt: skip
        assert words in said, said
    chair.presses("/minutes/approve")
    fifth.goes(f"{sitting}/minutes")
    assert NAMES[TOGETHER] in fifth.text() and NAMES[ALONE] not in fifth.text()
