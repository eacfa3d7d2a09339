"""What the clock does to a vote: reminders to who has not voted, the close, and no way back."""

from datetime import timedelta

import pytest

from membership.ballot import clock
from membership.ballot.lodging import Wanted
from membership.models import Life, Motion, Owed, Reminded, Work
from membership.printing.press import Press
from membership.sitting import planning
from membership.workshop import worker
from tests.membership.ballot.board import SEATS, Board
from tests.membership.ballot.lodged import lodge
from tests.membership.ballot.test_secret import put, secretly
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import Assembly
from workflows.refusal import Incomplete, NotNow
from workflows.voting_terms import Choice, Mode, MotionKind, Result

FOR, AGAINST = Choice.FOR, Choice.AGAINST


def work(office: TestOffice) -> None:
    """The worker does what is due by the office's clock, letters apart."""
    with Press(seconds=60) as press:
        with office.write() as session:
            for row in session.query(Owed).filter(Owed.kind == Work.LETTER):
                row.due_at = office.at + timedelta(days=999)
        worker.perform_all(office.engine, office.settings, press, office.now)


def reminders(office: TestOffice) -> int:
    return len(list(office.settings.outbox.glob("*vote_reminder.eml")))


def life(board: Board) -> Life:
    with board.office.read() as session:
        return board.found(session).life


def test_reminders_go_to_whoever_has_not_voted_and_stop_when_they_do(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    board = Board.opened(office)
    board.cast("seat1")
    work(office)
    assert reminders(office) == 0
    office.later(days=4)
    work(office)
    assert reminders(office) == 4
    for name in SEATS[1:4]:
        board.cast(name)
    office.later(days=2)
    work(office)
    assert reminders(office) == 5
    board.cast("seat5")
    office.later(hours=23)
    work(office)
    assert reminders(office) == 5


def test_a_reminder_leads_to_a_page_and_one_press_makes_them_fewer(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    Board.opened(office)
    office.later(days=4)
    work(office)
    mail = next(office.settings.outbox.glob("*vote_reminder.eml")).read_text("utf-8")
    assert "9 noiembrie 2026" in mail
    path = next(word for word in mail.split() if "/reminders/" in word)
    path = path[path.index("/reminders/") :]
    client = office.app.test_client()
    assert client.get(path).status_code == 200
    assert client.post(path, data={"form_token": office.token()}).status_code == 303
    assert client.get("/reminders/nobody").status_code == 404
    office.later(days=2)
    work(office)
    assert reminders(office) == 5 + 4
    office.later(hours=21)
    work(office)
    assert reminders(office) == 5 + 4 + 5
    with office.read() as session:
        asked = [name for name in SEATS if office.person(session, name).reminded is Reminded.LAST]
        assert len(asked) == 1


def test_a_vote_in_writing_closes_at_its_time_by_itself_and_decides(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(*[FOR] * 4)
    work(sqlite_office)
    assert life(board) is Life.OPEN
    sqlite_office.later(days=7)
    work(sqlite_office)
    with sqlite_office.read() as session:
        motion = board.found(session)
        assert (motion.life, motion.result, motion.closed_by_id) == (
            Life.CLOSED,
            Result.ADOPTED,
            None,
        )
        assert motion.decision is not None


def test_it_closes_at_once_when_all_have_voted_and_no_vote_can_change(
    sqlite_office: TestOffice,
) -> None:
    changeable = Board.opened(sqlite_office)
    changeable.voted(*[FOR] * 5)
    secretly(sqlite_office)
    settled = Board.opened(sqlite_office)
    for name in SEATS:
        put(settled, name, FOR)
    work(sqlite_office)
    assert life(changeable) is Life.OPEN
    assert life(settled) is Life.CLOSED


def test_a_clock_that_steps_back_opens_nothing_again(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    board.voted(*[FOR] * 4)
    sqlite_office.later(days=7)
    with sqlite_office.write() as session:
        assert clock.close_when_due(session, board.motion, at=sqlite_office.at)
    sqlite_office.at -= timedelta(days=3)
    with pytest.raises(NotNow) as raised:
        board.cast("seat5")
    assert raised.value.message.key == "ballot.closed"
    with sqlite_office.write() as session:
        assert not clock.close_when_due(session, board.motion, at=sqlite_office.at)


def objects(board: Board, name: str, reason: str = "Vreau să o discutăm.") -> None:
    with board.office.write() as session:
        person = board.office.person(session, name)
        clock.object_to_writing(session, person, board.motion, reason=reason, at=board.office.at)


def test_an_objection_ends_the_vote_in_writing_and_the_motion_waits_for_a_meeting(
    office: TestOffice,
) -> None:
    board = Board.opened(office)
    board.cast("seat1")
    with pytest.raises(Incomplete):
        objects(board, "seat3", " ")
    objects(board, "seat3")
    with office.read() as session:
        first, again = office.case(session, board.case).motions
        assert (first.life, first.result) == (Life.WITHOUT_OBJECT, None)
        assert (again.life, again.votes) == (Life.PROPOSED, [])
        board.motion = again.public_id
    refuses_to_vote_in_writing(office, board)
    # Nor is another motion on the case decided in writing.
    lodge(board, Wanted(kind=MotionKind.ADMIT), by="seat2")
    with pytest.raises(NotNow, match="needs_meeting"):
        board.call()


def refuses_to_vote_in_writing(office: TestOffice, board: Board) -> None:
    """Whichever way the motion is put to a written procedure."""
    with pytest.raises(NotNow, match="needs_meeting"):
        board.call()
    with pytest.raises(NotNow, match="needs_meeting"):
        Assembly.planned(office, board.case, mode=Mode.WRITTEN)
    meeting = Assembly.convened(office, board.case)
    arranged = planning.Arranged(mode=Mode.WRITTEN, starts_at=meeting.starts_at,
                                 ends_at=meeting.starts_at + timedelta(days=7))  # fmt: skip
    with office.write() as session, pytest.raises(NotNow, match="needs_meeting"):
        clerk = office.person(session, "secretariat")
        planning.change(session, clerk, meeting.sitting, arranged, statute=office.statute,
                        at=office.at)  # fmt: skip
    # However it came to be called in writing, the vote itself is not opened.
    with office.write() as session:
        meeting.found(session).mode = Mode.WRITTEN
    with pytest.raises(NotNow, match="needs_meeting"):
        board.open()
    with office.write() as session:
        meeting.found(session).mode = Mode.MEETING
    meeting.cancel()


def test_where_more_objections_are_needed_the_first_is_kept_and_made_once(
    sqlite_office: TestOffice,
) -> None:
    own = sqlite_office.settings.own_statute
    text = own.read_text("utf-8").replace(
        "[voting.defaults]", "[voting.defaults]\nwritten_objection = 2"
    )
    own.write_text(text, "utf-8")
    board = Board.opened(sqlite_office)
    objects(board, "seat3")
    assert life(board) is Life.OPEN
    with pytest.raises(NotNow) as raised:
        objects(board, "seat3")
    assert raised.value.message.key == "ballot.already_objected"
    objects(board, "seat4")
    with sqlite_office.read() as session:
        lives = [motion.life for motion in session.query(Motion).order_by(Motion.id)]
    assert lives == [Life.WITHOUT_OBJECT, Life.PROPOSED]
