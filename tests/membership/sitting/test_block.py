"""Several cases voted together: one act, one record a case, and each seat out of its own."""

import pytest

from membership.checking import check
from membership.models import InterestKind
from membership.sitting import block, points
from tests.membership.ballot.board import Board
from tests.membership.office import TestOffice
from tests.membership.sitting.assembly import SEATS, Assembly
from workflows.refusal import NotNow
from workflows.voting_terms import Choice, Result


def in_a_block(office: TestOffice, *cases: str) -> Assembly:
    assembly = Assembly.planned(office, *cases)
    with office.write() as session:
        clerk = office.person(session, "secretariat")
        for item in assembly.found(session).agenda:
            points.put_en_bloc(session, clerk, assembly.sitting, item.id, together=True,
                               at=office.at)  # fmt: skip
    assembly.convene()
    office.at = assembly.starts_at
    for name in SEATS:
        assembly.arrive(name)
    assembly.open()
    return assembly


def test_a_block_is_voted_at_once_and_recorded_case_by_case(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    first, second = office.before_board(declared=SEATS), office.before_board(declared=SEATS[:4])
    with office.read() as session:
        other = Board(office, second, office.motion(session, second).public_id)
    other.declare("seat5", InterestKind.FAMILY)
    assembly = in_a_block(office, first, second)
    with office.write() as session:
        chair = office.person(session, "seat1")
        with pytest.raises(NotNow, match="nothing_in_the_block"):
            block.close_votes(session, chair, assembly.sitting, at=office.at)
        opened = block.open_votes(session, chair, assembly.sitting, statute=office.statute,
                                  at=office.at)  # fmt: skip
        assert opened == 2
    counts = {}
    for name in SEATS:
        with office.write() as session:
            voter = office.person(session, name)
            counts[name] = block.cast(session, voter, assembly.sitting, choice=Choice.FOR,
                                      reason="", at=office.at)  # fmt: skip
    assert counts == dict.fromkeys(SEATS[:4], 2) | {"seat5": 1}
    with office.write() as session:
        chair = office.person(session, "seat1")
        assert block.close_votes(session, chair, assembly.sitting, at=office.at) == 2
    assembly.close()
    with office.read() as session:
        results = {case: office.motion(session, case) for case in (first, second)}
        assert {motion.result for motion in results.values()} == {Result.ADOPTED}
        decided = {motion.decision.number for motion in results.values() if motion.decision}
        assert decided == {1, 2}
    assert not check(office.engine, office.settings).breaches


def test_the_page_of_the_block_says_what_is_wrong_and_votes_once(sqlite_office: TestOffice) -> None:
    office, case = sqlite_office, sqlite_office.before_board(declared=SEATS)
    assembly = in_a_block(office, case)
    chair, seat = office.client_of("seat1"), office.client_of("seat3")
    path = f"/sittings/{assembly.sitting}"
    token = {"form_token": office.token()}
    assert chair.post(f"{path}/block/open", data=token).status_code == 303
    assert "Detecție Exemplu" in seat.get(f"{path}/block").get_data(as_text=True)
    assert seat.post(f"{path}/block", data={"form_token": office.token()}).status_code == 422
    against = {"form_token": office.token(), "choice": "against", "reason": ""}
    assert seat.post(f"{path}/block", data=against).status_code == 422
    against |= {"form_token": office.token(), "reason": "Nu ajunge."}
    assert seat.post(f"{path}/block", data=against).status_code == 303
