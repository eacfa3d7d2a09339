"""Planning a sitting and calling the Board to it: agenda, notice, mail, calendar."""

from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from icalendar import Calendar, Component
from sqlalchemy import select

from membership.application import services as applications
from membership.calendars import uid
from membership.checking import check
from membership.models import Life, Owed, Sitting
from membership.sitting import finding, inviting, planning, points
from membership.workshop import mail
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import SEATS, Assembly
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted
from workflows.sitting import State
from workflows.voting_terms import Mode


def test_a_convened_meeting_has_its_cases_motions_ready_to_be_opened(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.before_board(declared=SEATS)
    assembly = Assembly.convened(sqlite_office, case)
    with sqlite_office.read() as session:
        motion = sqlite_office.motion(session, case)
        assert motion.item is not None and motion.item.sitting.public_id == assembly.sitting
        assert motion.scheduled_at == sqlite_office.at
    assert not check(sqlite_office.engine, sqlite_office.settings).breaches


def test_a_meeting_within_its_notice_is_not_convened(sqlite_office: TestOffice) -> None:
    case = sqlite_office.before_board()
    assembly = Assembly.planned(sqlite_office, case)
    sqlite_office.later(days=4)
    with pytest.raises(Incomplete) as refused:
        assembly.convene()
    assert refused.value.message.key == "sitting.short_notice"
    with pytest.raises(Incomplete, match="agenda_empty"):
        Assembly.convened(sqlite_office)


def change(assembly: Assembly, mode: Mode = Mode.MEETING, **ahead: int) -> None:
    """Moves the sitting to so far from now."""
    office = assembly.office
    starts_at = office.at + timedelta(**ahead)
    arranged = planning.Arranged(mode=mode, starts_at=starts_at, place="Sala",
                                 ends_at=starts_at + timedelta(days=7))  # fmt: skip
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        planning.change(session, clerk, assembly.sitting, arranged, statute=office.statute,
                        at=office.at)  # fmt: skip


def test_a_sitting_that_was_convened_does_not_move_into_its_notice(
    sqlite_office: TestOffice,
) -> None:
    assembly = Assembly.convened(sqlite_office, sqlite_office.before_board())
    with pytest.raises(Incomplete, match="short_notice"):
        change(assembly, hours=3)
    # Earlier in time, but those convened hear of it too late.
    change(assembly, days=9)
    sqlite_office.later(days=5)
    with pytest.raises(Incomplete, match="short_notice"):
        assembly.convene()
    # Later, they lose nothing; but the sitting opens only as they were called to it.
    change(assembly, days=6)
    sqlite_office.later(days=6)
    with pytest.raises(NotNow, match="call_again"):
        assembly.open()


def test_a_vote_in_writing_becomes_a_meeting_only_with_its_notice(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.before_board()
    assembly = Assembly.convened(sqlite_office, case, mode=Mode.WRITTEN)
    with pytest.raises(Incomplete, match="short_notice"):
        change(assembly, hours=3)
    change(assembly, days=9)
    sqlite_office.later(days=5)
    with pytest.raises(Incomplete, match="short_notice"):
        assembly.convene()


def test_a_case_stands_on_one_agenda_at_a_time(office: TestOffice) -> None:
    case = office.before_board(declared=SEATS)
    Assembly.planned(office, case)
    with office.read() as session:
        clerk = office.person(session, "secretariat")
        assert not points.ready(session, clerk)
    with pytest.raises(NotNow, match="case_not_ready"):
        Assembly.planned(office, case)
    with office.read() as session:
        motion = office.motion(session, case).public_id
    with pytest.raises(NotNow, match="on_an_agenda"):
        Board(office, case, motion).call()


def test_who_has_an_interest_neither_sees_the_case_nor_puts_it_on_an_agenda(
    office: TestOffice,
) -> None:
    case = office.before_board()
    assembly = Assembly.planned(office)
    with office.write() as session:
        from membership.models import Interest, InterestKind  # noqa: PLC0415

        clerk = office.person(session, "secretariat")
        kind = InterestKind.FAMILY
        found = office.case(session, case)
        found.interests.append(Interest(person_id=clerk.id, kind=kind, at=office.at))
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        assert not points.ready(session, clerk)
        with pytest.raises(NotFound):
            points.add_case(session, clerk, assembly.sitting, case, at=office.at)


def test_points_are_ordered_taken_off_and_voted_together(office: TestOffice) -> None:
    first, second = office.before_board(), office.before_board()
    assembly = Assembly.planned(office, first, second)
    with office.write() as session:
        clerk, at = office.person(session, "secretariat"), office.at
        points.add_matter(session, clerk, assembly.sitting, "Diverse", at=at)
        one, two, three = assembly.found(session).agenda
        points.move(session, clerk, assembly.sitting, two.id, up=True, at=at)
        points.move(session, clerk, assembly.sitting, three.id, up=False, at=at)
        points.put_en_bloc(session, clerk, assembly.sitting, one.id, together=True, at=at)
        with pytest.raises(NotNow, match="nothing_to_vote"):
            points.put_en_bloc(session, clerk, assembly.sitting, three.id, together=True, at=at)
        order = [item.id for item in finding.agenda_of(session, assembly.found(session))]
        assert order == [two.id, one.id, three.id]
        assert one.together
        points.remove(session, clerk, assembly.sitting, one.id, at=at)
        waiting = points.ready(session, clerk)
        assert [case.public_id for case in waiting] == [first]


def test_called_off_a_sitting_lets_its_cases_go(sqlite_office: TestOffice) -> None:
    case = sqlite_office.before_board()
    assembly = Assembly.convened(sqlite_office, case)
    assembly.cancel()
    with sqlite_office.read() as session:
        motion = sqlite_office.motion(session, case)
        assert (motion.life, motion.item, motion.scheduled_at) == (Life.PROPOSED, None, None)
        assert assembly.found(session).state is State.CANCELLED
    Assembly.convened(sqlite_office, case)


def test_the_calendar_keeps_its_identity_grows_its_sequence_and_names_nobody(
    sqlite_office: TestOffice,
) -> None:
    case = sqlite_office.before_board()
    assembly = Assembly.convened(sqlite_office, case)
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        arranged = planning.Arranged(mode=Mode.MEETING, place="Altă sală",
                                     starts_at=sqlite_office.at + timedelta(days=12))  # fmt: skip
        planning.change(session, clerk, assembly.sitting, arranged, statute=sqlite_office.statute,
                        at=sqlite_office.at)  # fmt: skip
    assembly.convene()
    assembly.cancel()
    sent = [calendar_in(sqlite_office, row) for row in owed(sqlite_office, "seat2")]
    assert len({event["uid"] for _, event, _ in sent}) == 1
    assert [event["sequence"] for _, event, _ in sent] == [0, 1, 2]
    assert [method for method, _, _ in sent] == ["PUBLISH", "PUBLISH", "CANCEL"]
    assert [event.get("status") for _, event, _ in sent] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert all("Exemplu" not in text.replace("Seat2 Exemplu", "") for _, _, text in sent)
    assert "+02:00)" in sent[0][2]


@pytest.mark.parametrize("opened", [False, True])
def test_a_written_procedure_whose_only_case_is_withdrawn_is_taken_back_from_everybody(
    sqlite_office: TestOffice, opened: bool
) -> None:
    office, case = sqlite_office, sqlite_office.before_board(declared=SEATS)
    with office.read() as session:
        board = Board(office, case, office.motion(session, case).public_id)
    board.call()
    if opened:
        board.open()
    with office.write() as session:
        applications.withdraw(session, office.person(session, "applicant"), case, at=office.at)
        sitting = session.query(Sitting).one()
        assert (sitting.state, inviting.is_off(sitting)) == (
            State.CLOSED if opened else State.CANCELLED, True)  # fmt: skip
        procedure = Assembly(office, sitting.public_id)
    procedure.tell_calling_off()
    procedure.tell_calling_off()
    for name in SEATS:
        [row] = owed(office, name)
        method, event, body = calendar_in(office, row)
        assert (method, event["uid"]) == ("CANCEL", uid("sitting", procedure.sitting))
        assert event["sequence"] == 1
        assert "Exemplu" not in body.replace(f"{name.title()} Exemplu", "")
    client = office.client_of("seat3")
    client.set_cookie("language", "en")
    assert "is put to the vote any more" in client.get(f"/sittings/{procedure.sitting}").text


def test_the_chair_calls_a_sitting_off_and_a_member_does_not(sqlite_office: TestOffice) -> None:
    assembly = Assembly.convened(sqlite_office, sqlite_office.before_board())
    with pytest.raises(NotPermitted):
        assembly.cancel(by="seat3")
    assembly.cancel(by="seat1")
    assert len(owed(sqlite_office, "seat3")) == 2


def owed(office: TestOffice, name: str) -> list[Owed]:
    with office.read() as session:
        rows = session.scalars(select(Owed).order_by(Owed.id)).all()
    person = office.people[name]
    return [r for r in rows if r.payload.get("person_id") == person and "calendar" in r.payload]


def calendar_in(office: TestOffice, row: Owed) -> tuple[str, Component, str]:
    mail.send(office.engine, office.settings, row, office.at)
    path = next(office.settings.outbox.glob(f"{row.id:06}-*.eml"))
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    attached = next(message.iter_attachments())
    held = Calendar.from_ical(attached.get_content())
    body = message.get_body()
    assert body is not None
    return str(held["method"]), held.walk("VEVENT")[0], body.get_content()
