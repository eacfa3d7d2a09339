"""A sitting as it is held: who is there, the quorum, the votes, the second call."""

from datetime import date

import pytest

from membership.checking import check
from membership.models import InterestKind
from membership.sitting import meeting, points, presence, seats
from membership.sitting.looking import Look, look
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import SEATS, Assembly
from workflows.refusal import Incomplete, NotNow, NotPermitted
from workflows.sitting import Presence, State
from workflows.voting_terms import Choice, MotionKind, Result

FOR, AGAINST = Choice.FOR, Choice.AGAINST


def motion_of(office: TestOffice, case: str) -> Board:
    with office.read() as session:
        return Board(office, case, office.motion(session, case).public_id)


def test_a_meeting_votes_on_the_point_it_has_come_to_and_counts_who_is_there(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.before_board(declared=SEATS)
    assembly = Assembly.opened(sqlite_office, case, there=("seat1", "seat2", "seat3", "seat4"))
    board = motion_of(sqlite_office, case)
    with pytest.raises(NotNow, match="not_under_discussion"):
        board.open()
    chair = sqlite_office.client_of("seat1")
    assert "deschideți votul" not in chair.get("/board").get_data(as_text=True)
    assembly.come_to(1)
    assert "deschideți votul" in chair.get("/board").get_data(as_text=True)
    board.open()
    board.voted(FOR, FOR, FOR)
    with pytest.raises(NotNow, match="vote_is_open"):
        assembly.close()
    board.close()
    assembly.close()
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert motion.result is Result.ADOPTED
        # Three voted; the fourth was there and cast nothing.
        assert motion.outcome is not None and motion.outcome["present"] == 4
        assert [seat.present for seat in motion.roster] == [True, True, True, True, False]
        assert assembly.found(session).state is State.CLOSED
    assert not check(sqlite_office.engine, sqlite_office.settings).breaches


def test_the_quorum_follows_who_comes_and_leaves_and_who_stays_out(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.before_board(declared=SEATS[:4])
    board = motion_of(sqlite_office, case)
    board.declare("seat5", InterestKind.COMPETITOR)
    assembly = Assembly.opened(sqlite_office, case)
    assert assembly.present() == 5
    assembly.come_to(1)
    assert assembly.present() == 4
    assembly.leave("seat2")
    assert assembly.present() == 3
    sqlite_office.later(minutes=5)
    assembly.arrive("seat2")
    assert assembly.present() == 4
    with sqlite_office.read() as session:
        rows = [row for row in assembly.found(session).attendance if row.seat_id == 2]
        assert [row.left_at is None for row in rows] == [False, True]


def test_the_point_is_hidden_from_whoever_has_an_interest(sqlite_office: TestOffice) -> None:
    case = sqlite_office.before_board(declared=SEATS[:4])
    motion_of(sqlite_office, case).declare("seat5", InterestKind.FAMILY)
    assembly = Assembly.opened(sqlite_office, case)
    assembly.come_to(1)
    name = "Detecție Exemplu"
    told = sqlite_office.client_of("seat4").get(f"/sittings/{assembly.sitting}")
    kept_out = sqlite_office.client_of("seat5").get(f"/sittings/{assembly.sitting}")
    assert name in told.get_data(as_text=True)
    assert name not in kept_out.get_data(as_text=True)


def test_without_a_quorum_nothing_opens_and_the_second_call_waits_seven_days(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.before_board(declared=SEATS)
    assembly = Assembly.convened(sqlite_office, case)
    sqlite_office.at = assembly.starts_at
    assembly.arrive("seat1")
    assembly.arrive("seat2")
    with pytest.raises(NotNow, match="no_quorum"):
        assembly.open()
    assembly.close()
    again = Assembly.planned(sqlite_office, again=assembly.sitting)
    again.convene()
    with pytest.raises(NotNow, match="called_again"):
        Assembly.planned(sqlite_office, again=assembly.sitting)
    with sqlite_office.read() as session:
        found = again.found(session)
        assert [item.application and item.application.public_id for item in found.agenda] == [case]
    sqlite_office.at = again.starts_at
    again.arrive("seat1")
    again.arrive("seat2")
    again.open()
    again.come_to(1)
    board = motion_of(sqlite_office, case)
    board.open()
    board.voted(FOR, FOR)
    board.close()
    with sqlite_office.read() as session:
        # Two of five are enough on a second call; the rule still asks for three voters.
        assert board.found(session).result is Result.NO_QUORUM


def test_the_vice_chair_presides_while_the_chair_is_away(sqlite_office: TestOffice) -> None:
    assembly = Assembly.convened(sqlite_office, sqlite_office.before_board())
    sqlite_office.at = assembly.starts_at
    for name in ("seat2", "seat3", "seat4"):
        assembly.arrive(name)
    with pytest.raises(NotPermitted):
        assembly.open("seat1")
    assembly.open("seat2")


def seen_by(assembly: Assembly, name: str) -> Look:
    office = assembly.office
    with office.read() as session:
        return look(session, office.person(session, name), assembly.found(session),
                    statute=office.statute, at=office.at)  # fmt: skip


def test_a_deputy_sits_for_the_seat_and_a_mandate_needs_the_rule(
    sqlite_office: TestOffice,
) -> None:
    with sqlite_office.write() as session:
        clerk, deputy = (sqlite_office.person(session, n) for n in ("secretariat", "auditor"))
        seats.name_deputy(session, clerk, 5, deputy, since=date(2026, 11, 2), at=sqlite_office.at)
    assembly = Assembly.convened(sqlite_office, sqlite_office.before_board())
    sqlite_office.at = assembly.starts_at
    own = sqlite_office.settings.own_statute
    known = own.read_text("utf-8")
    own.write_text(known.replace("[voting.defaults]", "[voting.defaults]\ndeputy = false"))
    with pytest.raises(Incomplete, match="no_deputy"):
        assembly.arrive("auditor")
    assert not seen_by(assembly, "auditor").seat
    own.write_text(known)
    assert seen_by(assembly, "auditor").seat
    assembly.arrive("auditor")
    with sqlite_office.read() as session:
        (row,) = assembly.found(session).attendance
        assert (row.seat_id, row.kind) == (5, Presence.DEPUTY)
    own.write_text(own.read_text("utf-8").replace('proxy = "board_member"', 'proxy = "none"'))
    with pytest.raises(Incomplete, match="no_proxies"):
        assembly.mark(4, Presence.PROXY)
    # An exclusion is voted, and its own rules know mandates: one has only to be registered.
    own.write_text(own.read_text("utf-8").replace("exclude = {", 'exclude = { proxy = "any",'))
    with sqlite_office.write() as session:
        motion_of(sqlite_office, assembly.cases[0]).found(session).kind = MotionKind.EXCLUDE
    with pytest.raises(Incomplete, match="no_mandate"):
        assembly.mark(4, Presence.PROXY)
    assembly.mark(4, Presence.EXCUSED)
    assert assembly.present() == 1
    with pytest.raises(NotNow, match="not_there"):
        assembly.mark(4, None)


def test_any_member_takes_a_case_out_of_the_block(sqlite_office: TestOffice) -> None:
    cases = [sqlite_office.before_board(declared=SEATS) for _ in range(2)]
    assembly = Assembly.planned(sqlite_office, *cases)
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        for item in assembly.found(session).agenda:
            points.put_en_bloc(session, clerk, assembly.sitting, item.id, together=True,
                               at=sqlite_office.at)  # fmt: skip
    assembly.convene()
    with sqlite_office.write() as session:
        member, item = sqlite_office.person(session, "seat4"), assembly.found(session).agenda[0]
        meeting.take_out(session, member, assembly.sitting, item.id,
                         statute=sqlite_office.statute, at=sqlite_office.at)  # fmt: skip
        seen = look(session, member, assembly.found(session), statute=sqlite_office.statute,
                    at=sqlite_office.at)  # fmt: skip
        assert [point.item.id for point in seen.block] == [assembly.found(session).agenda[1].id]
        assert item.taken_out_by_id == member.id


def test_nobody_signs_in_before_the_day(sqlite_office: TestOffice) -> None:
    assembly = Assembly.convened(sqlite_office, sqlite_office.before_board())
    with pytest.raises(NotNow, match="too_early"):
        assembly.arrive("seat1")
    sqlite_office.at = assembly.starts_at - presence.EARLY
    assembly.arrive("seat1")
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        seats.end(session, clerk, 5, until=date(2026, 11, 2), today=date(2026, 11, 2),
                  at=sqlite_office.at)  # fmt: skip
    with pytest.raises(NotPermitted, match="no_seat"):
        assembly.arrive("seat5")
