"""Numbers when desks issue at the same moment, in real processes, on both databases (F23)."""

from datetime import UTC, datetime, timedelta

import pytest

from membership import statutes
from membership.database import engine_for, writing
from membership.letter import services
from membership.models import Letter, Person, RegistryEntry
from membership.settings import Settings
from tests.membership.contest import Desk, contest, desk_of
from tests.membership.letter_office.scene import acknowledged, decided
from tests.membership.office import TestOffice
from workflows.voting_terms import Choice


@pytest.fixture(autouse=True)
def at_this_moment(office: TestOffice) -> None:
    """The processes read the clock of the machine, so the office stands near that moment."""
    office.at = datetime.now(UTC) - timedelta(days=9)


def issue(desk: Desk, letter: str) -> str:
    """Issues the letter, now; answers the number that it has."""
    settings = Settings(instance=desk.folder, statute="proeco-cbrne", database_url=desk.url)
    engine = engine_for(desk.url)
    with writing(engine) as session:
        person = session.get_one(Person, desk.person_id)
        issued = services.issue(session, person, letter, at=datetime.now(UTC),
                                house=statutes.in_force(settings), base_url="http://x")  # fmt: skip
        assert issued.entry is not None
        number = str(issued.entry.number)
    engine.dispose()
    return number


def test_two_clerks_who_issue_one_letter_at_once_give_it_one_number(office: TestOffice) -> None:
    letters = [decided(office) for _ in range(3)]
    first, second = contest(
        (desk_of(office, "secretariat", Choice.FOR), issue, letters),
        (desk_of(office, "secretariat", Choice.AGAINST), issue, letters),
    )
    assert first == second == ["1", "2", "3"]
    with office.read() as session:
        assert session.query(RegistryEntry).count() == 3


def issue_many(desk: Desk, letters: str) -> str:
    """Issues several letters, one after the other, without waiting for the others."""
    return ",".join(issue(desk, letter) for letter in letters.split())


def test_two_clerks_who_issue_thirty_letters_at_once_take_thirty_consecutive_numbers(
    office: TestOffice,
) -> None:
    letters = [acknowledged(office) for _ in range(30)]
    halves = [" ".join(letters[:15])], [" ".join(letters[15:])]
    told = contest(
        (desk_of(office, "secretariat", Choice.FOR), issue_many, halves[0]),
        (desk_of(office, "secretariat", Choice.AGAINST), issue_many, halves[1]),
    )
    numbers = [int(number) for said in told for number in said[0].split(",")]
    assert sorted(numbers) == list(range(1, 31))
    with office.read() as session:
        kept = [one.entry.number for one in session.query(Letter) if one.entry]
        assert sorted(kept) == list(range(1, 31))
