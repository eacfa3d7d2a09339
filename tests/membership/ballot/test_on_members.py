"""Motions on who is a member already: its quality confirmed, suspended, excluded, reinstated, and
a resolution amended or revoked; what is reversed stays visible."""

from datetime import date

import pytest

from membership.ballot import hearing, lodging
from membership.ballot.secret import cast_secretly
from membership.checking import check
from membership.database import Session
from membership.letter.writers import write
from membership.models import Interest, Motion, StandingChange
from membership.register import importing, standings
from membership.register import services as register
from tests.membership.ballot.board import SEATS, Board
from tests.membership.office import TestOffice
from workflows.permission import Act, may
from workflows.refusal import Incomplete, NotNow, NotPermitted
from workflows.standing import Standing, StandingStep, stand
from workflows.voting_terms import Ballot, Choice, MotionKind, Result

K = MotionKind


def admitted(office: TestOffice) -> str:
    board = Board.opened(office, declared=SEATS)
    board.voted(*[Choice.FOR] * 5)
    board.close()
    return board.case


def lodged(office: TestOffice, case: str, kind: MotionKind, by: str = "secretariat",
           **more: object) -> Board:  # fmt: skip
    """A motion on the member, as somebody lodges it."""
    reasons = [{"code": next(iter(office.statute.reasons)), "text": "Nu mai dovedește."}]
    with office.write() as session:
        wanted = lodging.Wanted(kind=kind, reasons=reasons, **more)  # type: ignore[arg-type]
        motion = lodging.propose(session, office.person(session, by), case, wanted,
                                 statute=office.statute, at=office.at)  # fmt: skip
        return Board(office, case, motion.public_id)


def decided(board: Board) -> None:
    """The Board is called, all five vote for, and the vote is closed."""
    board.call()
    board.open()
    with board.office.read() as session:
        secret = Ballot(the(session, board).rules["ballot"]) is Ballot.SECRET  # type: ignore[index]
    if secret:
        for name in SEATS:
            with board.office.write() as session:
                cast_secretly(session, board.office.person(session, name), board.motion,
                              choice=Choice.FOR, at=board.office.at)  # fmt: skip
    else:
        board.voted(*[Choice.FOR] * 5)
    board.close()


def the(session: Session, board: Board) -> Motion:
    return next(m for m in board.office.case(session, board.case).motions
                if m.public_id == board.motion)  # fmt: skip


def standing(office: TestOffice, case: str) -> tuple[Standing, list[StandingStep]]:
    with office.read() as session:
        member = office.case(session, case).organisation.member
        assert member is not None
        return member.standing, [change.step for change in member.history]


def suspended(office: TestOffice, case: str) -> None:
    """The member is suspended, as by a resolution of before."""
    row = stand(Standing.ACTIVE, StandingStep.SUSPEND)
    with office.write() as session:
        member = office.case(session, case).organisation.member
        assert member is not None
        member.standing = row.target
        member.history.append(StandingChange(step=row.step, target=row.target, basis=row.basis,
                                             on=office.at.date(), at=office.at))  # fmt: skip


def reads_as_member(office: TestOffice) -> bool:
    with office.read() as session:
        return may(office.person(session, "applicant"), Act.READ_MEMBERS)


def test_a_member_is_suspended_and_reinstated_and_its_admission_stays_in_force(
    sqlite_office: TestOffice,
) -> None:
    case = admitted(sqlite_office)
    with pytest.raises(Incomplete, match="kind_not_offered"):
        lodged(sqlite_office, case, K.REINSTATE)
    until = date(2027, 1, 15)
    decided(lodged(sqlite_office, case, K.SUSPEND, until=until, needed="Dovada activității."))
    assert standing(sqlite_office, case)[0] is Standing.SUSPENDED
    with sqlite_office.read() as session:
        found = sqlite_office.case(session, case)
        assert [(d.kind, d.in_force) for d in found.decisions] == [
            (K.ADMIT, True),
            (K.SUSPEND, True),
        ]
        member = found.organisation.member
        assert member is not None and member.history[-1].until == until
        (letter,) = [one for one in found.letters if one.kind.value == "L12"]
        said = write(session, letter, sqlite_office.statute, "ro")
        assert "suspendarea calității" in said.about  # type: ignore[union-attr]
        assert any("15.01.2027" in one.text for one in said.articles)  # type: ignore[union-attr]
    decided(lodged(sqlite_office, case, K.REINSTATE, by="seat3"))
    steps = [StandingStep.ADMIT, StandingStep.SUSPEND, StandingStep.REINSTATE]
    assert standing(sqlite_office, case) == (Standing.ACTIVE, steps)
    page = sqlite_office.client_of("auditor").get("/members/1").get_data(as_text=True)
    with sqlite_office.read() as session:
        titles = [d.title for d in sqlite_office.case(session, case).decisions[1:]]
    # Twice each: the last step first in the history, and every resolution by its number.
    assert page.index(titles[1]) < page.index(titles[0])
    assert not check(sqlite_office.engine, sqlite_office.settings).breaches


def test_an_exclusion_waits_for_its_hearing_and_a_revocation_restores_the_member(
    sqlite_office: TestOffice,
) -> None:
    """Scenario 21: an exclusion vote before the hearing is blocked. The member was suspended, and
    is so again; its people read the register for as long as it belongs to the cluster."""
    case = admitted(sqlite_office)
    suspended(sqlite_office, case)
    assert reads_as_member(sqlite_office)
    board = lodged(sqlite_office, case, K.EXCLUDE)
    board.call()
    with pytest.raises(Incomplete, match="motion_incomplete"):
        board.open()
    today = sqlite_office.at.date()
    with sqlite_office.write() as session:
        clerk = sqlite_office.person(session, "secretariat")
        with pytest.raises(Incomplete, match="not_heard_yet"):
            hearing.record_hearing(
                session, clerk, board.motion, invited_on=today, heard_on=date(2027, 3, 1),
                heard="Da.", at=sqlite_office.at,
            )  # fmt: skip
        hearing.record_hearing(
            session, clerk, board.motion, invited_on=date(2026, 10, 1), heard_on=today,
            heard="Nu contestă.", at=sqlite_office.at,
        )  # fmt: skip
    decided(board)
    assert standing(sqlite_office, case)[0] is Standing.EXCLUDED
    assert not reads_as_member(sqlite_office)
    with sqlite_office.read() as session:
        member = sqlite_office.case(session, case).organisation.member
        assert member is not None and all(one.until == today for one in member.contributions)
    decided(lodged(sqlite_office, case, K.REVOKE, by="seat2"))
    s = StandingStep
    steps = [s.ADMIT, s.SUSPEND, s.EXCLUDE, s.RESTORE]
    assert standing(sqlite_office, case) == (Standing.SUSPENDED, steps)
    assert reads_as_member(sqlite_office)
    with sqlite_office.read() as session:
        found = sqlite_office.case(session, case)
        assert [d.in_force for d in found.decisions] == [True, False, True]
        assert found.motions[1].decision is not None
        assert [m.decision.title for m in found.decisions[1].reversed_by if m.decision] == [
            found.decisions[2].title
        ]
        member = found.organisation.member
        assert member is not None and all(one.until is None for one in member.contributions)
    assert not check(sqlite_office.engine, sqlite_office.settings).breaches


def test_two_motions_may_correct_and_amend_a_resolution_by_their_own_rules(
    sqlite_office: TestOffice,
) -> None:
    """Scenario 17: the resolution that is corrected stays untouched, and both are shown."""
    case = admitted(sqlite_office)
    decided(lodged(sqlite_office, case, K.CONFIRM_QUALITY))
    with sqlite_office.read() as session:
        first = sqlite_office.case(session, case).decisions[0].title
    words = {"text_ro": "Se înlocuiește.", "text_en": "It is replaced."}
    with pytest.raises(Incomplete, match="about_no_such"):
        lodged(sqlite_office, case, K.AMEND, by="seat1", about="HCD 99", **words)
    with pytest.raises(Incomplete, match="text_missing"):
        lodged(sqlite_office, case, K.AMEND, by="seat1", about=first)
    amends = lodged(sqlite_office, case, K.AMEND, by="seat1", about=first, **words)
    decided(amends)
    with sqlite_office.read() as session:
        found = sqlite_office.case(session, case)
        assert the(session, amends).reverses is found.decisions[0]
        assert [d.in_force for d in found.decisions] == [True, True, True]
        rules = the(session, amends).rules or {}
        assert the(session, amends).result is Result.ADOPTED and rules["ballot"]
    browser = sqlite_office.client_of("seat1")
    page = browser.get(f"/motions/{amends.motion}/result").get_data(as_text=True)
    assert first in page
    with sqlite_office.read() as session:
        one = sqlite_office.case(session, case).motions[0].public_id
    page = browser.get(f"/motions/{one}/result").get_data(as_text=True)
    assert "Amended by resolution" in page or "Modificată prin" in page


def test_the_file_of_an_imported_member_is_opened_and_decided_on_like_any_other(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    category = office.statute.open_categories()[0].code
    given = {"name": "Institutul Exemplu", "legal_form": "srl", "country": "RO",
             "category": category, "since": "2016-12-01"}  # fmt: skip
    table = [",".join(importing.COLUMNS),
             ",".join(given.get(name, "") for name in importing.COLUMNS)]  # fmt: skip
    with office.write() as session:
        lines = importing.read(table, office.statute)
        importing.enter(session, lines, office.statute, at=office.at)
    with office.write() as session:
        with pytest.raises(NotPermitted):
            standings.open_file(session, office.person(session, "seat1"), 1,
                                settings=office.settings, at=office.at)  # fmt: skip
        clerk = office.person(session, "secretariat")
        made = standings.open_file(session, clerk, 1, settings=office.settings, at=office.at)
        case = made.public_id
        for name in SEATS:
            made.interests.append(Interest(person_id=office.people[name], at=office.at))
        with pytest.raises(NotNow):
            standings.open_file(session, clerk, 1, settings=office.settings, at=office.at)
    clerk_browser = office.client_of("secretariat")
    for path in (
        f"/case/{case}",
        f"/case/{case}/member-motion",
        "/members/1",
        "/queue",
        "/members",
    ):
        assert clerk_browser.get(path).status_code == 200, path
    board = lodged(office, case, K.CONFIRM_QUALITY)
    assert office.client_of("seat1").get(f"/case/{case}").status_code == 200
    assert clerk_browser.get(f"/motions/{board.motion}/schedule").status_code == 200
    decided(board)
    assert standing(office, case) == (
        Standing.ACTIVE, [StandingStep.IMPORT, StandingStep.CONFIRM])  # fmt: skip
    for name, path in (("seat1", "/board"), ("seat1", f"/motions/{board.motion}/result"),
                       ("secretariat", f"/case/{case}")):  # fmt: skip
        page = office.client_of(name).get(path)
        assert page.status_code == 200, path
    # It came by no procedure of this house: no reference, no stations, no resolution that admitted.
    assert not any(word in page.text for word in ("None", "Ciornă", "prin hotărârea"))
    assert not check(office.engine, office.settings).breaches
    with office.read() as session:
        assert (
            register.member(session, office.person(session, "auditor"), 1).application is not None
        )
