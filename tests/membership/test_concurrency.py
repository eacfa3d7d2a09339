"""What holds when several people act at the same moment, in real processes, on both databases."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from membership.ballot import counting, freezing
from membership.journal.services import breaches
from membership.models import Decision, Letter, Life, Member
from tests.membership.ballot.board import SEATS, Board
from tests.membership.contest import (
    Deed,
    cast,
    cast_fifty,
    cast_ten,
    close,
    close_when_over,
    contest,
    desk_of,
    fill_seat,
    open_vote,
)
from tests.membership.office import TestOffice
from tests.membership.sitting.test_seats import ended
from workflows.application import Stage
from workflows.refusal import NotFound
from workflows.voting_terms import Choice

ROUNDS = 4
DECISIONS = 30


@pytest.fixture(autouse=True)
def at_this_moment(request: pytest.FixtureRequest) -> None:
    """The processes read the clock of the machine, so the office stands at that moment too."""
    (name,) = {"office", "sqlite_office", "postgresql_office"} & set(request.fixturenames)
    request.getfixturevalue(name).at = datetime.now(UTC) - timedelta(minutes=1)


def set_rule(office: TestOffice, line: str) -> None:
    own = office.settings.own_statute
    text = own.read_text("utf-8")
    own.write_text(text.replace("[voting.defaults]", f"[voting.defaults]\n{line}"), "utf-8")


def test_two_votes_of_one_member_at_once_leave_one_that_counts(office: TestOffice) -> None:
    boards = [Board.opened(office) for _ in range(ROUNDS)]
    motions = [board.motion for board in boards]
    told = contest(
        (desk_of(office, "seat3", Choice.FOR), cast, motions),
        (desk_of(office, "seat3", Choice.AGAINST), cast, motions),
    )
    assert told == [["cast"] * ROUNDS] * 2
    with office.read() as session:
        for board in boards:
            votes = board.found(session).votes
            assert len(votes) == 2
            assert [vote.superseded_at is None for vote in votes] == [False, True]
        assert list(breaches(session)) == []


def test_where_votes_do_not_change_one_of_two_at_once_is_refused(office: TestOffice) -> None:
    set_rule(office, 'vote_change = "never"')
    boards = [Board.opened(office) for _ in range(ROUNDS)]
    motions = [board.motion for board in boards]
    first, second = contest(
        (desk_of(office, "seat3", Choice.FOR), cast, motions),
        (desk_of(office, "seat3", Choice.AGAINST), cast, motions),
    )
    for one, other in zip(first, second, strict=True):
        assert {one, other} == {"cast", "ballot.already_voted"}
    with office.read() as session:
        assert all(len(board.found(session).votes) == 1 for board in boards)


def test_two_hundred_votes_that_race_the_close_are_counted_or_refused_and_never_lost(
    postgresql_office: TestOffice,
) -> None:
    races_the_close(postgresql_office, cast_fifty)


def test_where_writers_queue_votes_that_race_the_close_are_counted_or_refused(
    sqlite_office: TestOffice,
) -> None:
    races_the_close(sqlite_office, cast_ten)


def races_the_close(office: TestOffice, deed: Deed) -> None:
    board = Board.opened(office)
    choices = (*Choice, Choice.FOR)
    voters = [desk_of(office, name, cast) for name, cast in zip(SEATS[1:], choices, strict=True)]
    told = contest(
        *((desk, deed, [board.motion]) for desk in voters),
        (desk_of(office, "seat1"), close_when_over, [board.motion]),
    )
    assert told[-1] == ["closed"]
    with office.read() as session:
        motion = board.found(session)
        assert motion.closed_at is not None
        assert motion.closes_at is not None
        assert max(vote.at for vote in motion.votes) < motion.closes_at <= motion.closed_at
        assert len(motion.votes) == sum(int(said[0].split()[1]) for said in told[:-1]) >= 1
        standing = Counter(v.roster_seat_id for v in motion.votes if v.superseded_at is None)
        assert set(standing.values()) == {1}
        assert motion.outcome == counting.recount(motion).to_mapping()
        assert motion.outcome is not None
        assert motion.outcome["present"] == len(standing) >= 1
        assert all(freezing.confirms(vote, motion) for vote in motion.votes)
        assert list(breaches(session)) == []


def test_a_seat_filled_while_the_vote_opens_is_on_its_roster_wholly_or_votes_from_the_next_motion(
    office: TestOffice,
) -> None:
    ended(office, "seat5", office.at.date() - timedelta(days=1))
    board = Board.called(office, declared=SEATS[:4])
    told = contest(
        (desk_of(office, "seat1"), open_vote, [board.motion]),
        (desk_of(office, "secretariat"), fill_seat, [board.motion]),
    )
    assert told == [["opened"], ["filled"]]
    office.at = datetime.now(UTC)
    with office.read() as session:
        motion = board.found(session)
        assert freezing.unaltered(motion)
        seated = office.people["auditor"] in {seat.person_id for seat in motion.roster}
        assert len(motion.roster) == 4 + seated
    if seated:
        board.declare("auditor")
        board.cast("auditor")
    else:
        # Not even the file is theirs while this vote is open.
        with pytest.raises(NotFound):
            board.declare("auditor")
    later = Board.opened(office, declared=SEATS[:4])
    with office.read() as session:
        roster = later.found(session).roster
        assert office.people["auditor"] in {seat.person_id for seat in roster}


def test_two_desks_that_close_at_once_make_one_decision_one_number_one_letter(
    office: TestOffice,
) -> None:
    boards = [Board.opened(office) for _ in range(ROUNDS)]
    for board in boards:
        board.voted(*[Choice.FOR] * 5)
    motions = [board.motion for board in boards]
    first, second = contest(
        (desk_of(office, "seat1", Choice.FOR), close, motions),
        (desk_of(office, "seat1", Choice.AGAINST), close, motions),
    )
    for one, other in zip(first, second, strict=True):
        assert {one, other} == {"closed", "ballot.already_closed"}
    with office.read() as session:
        numbers = sorted(decision.number for decision in session.query(Decision))
        assert numbers == list(range(1, ROUNDS + 1))
        members = sorted(member.number for member in session.query(Member))
        assert members == numbers
        letters = Counter(letter.kind.value for letter in session.query(Letter))
        assert letters["L3"] == ROUNDS
        for board in boards:
            case = office.case(session, board.case)
            assert case.stage is Stage.ASSOCIATE_MEMBER
            assert case.motions[0].life is Life.CLOSED
        assert list(breaches(session)) == []


def test_two_desks_that_decide_thirty_cases_at_once_take_thirty_consecutive_numbers(
    office: TestOffice,
) -> None:
    boards = [Board.opened(office) for _ in range(DECISIONS)]
    for board in boards:
        board.voted(*[Choice.FOR] * 5)
    motions = [board.motion for board in boards]
    told = contest(
        (desk_of(office, "seat1", Choice.FOR), close, motions[: DECISIONS // 2]),
        (desk_of(office, "seat1", Choice.AGAINST), close, motions[DECISIONS // 2 :]),
    )
    assert told == [["closed"] * (DECISIONS // 2)] * 2
    with office.read() as session:
        numbers = sorted(decision.number for decision in session.query(Decision))
        assert numbers == list(range(1, DECISIONS + 1))
        titles = {decision.title for decision in session.query(Decision)}
        assert len(titles) == DECISIONS
        assert list(breaches(session)) == []
