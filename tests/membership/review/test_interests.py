"""Conflicts of interest: who records and lifts them, what they take away, what is suggested."""

import pytest

from membership import checking
from membership.application import access
from membership.ballot.table import board_page
from membership.models import (
    Affiliation,
    Ground,
    InterestKind,
    Organisation,
    Position,
    Seat,
)
from membership.review import findings, interests, suggestions
from membership.review.desk import Desk
from membership.review.files import files_of
from membership.review.queue import queue
from tests.membership.ballot.board import SEATS, Board
from tests.membership.office import TestOffice
from tests.membership.review.filling import TODAY
from tests.membership.review.test_pages import get, post
from workflows.permission import Act, Role, may
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted
from workflows.voting_terms import Choice


def record(
    office: TestOffice, case: str, name: str, by: str = "secretariat", reason: str = "Contract."
) -> None:
    """Somebody puts on record that this person has an interest in the case."""
    with office.write() as session:
        actor, whose = office.person(session, by), office.people[name]
        interests.record_interest(session, actor, case, whose, kind=InterestKind.ADMINISTRATIVE,
                                  reason=reason, at=office.at)  # fmt: skip


def lift(office: TestOffice, case: str, name: str, by: str = "secretariat") -> None:
    """Somebody takes an interest back."""
    with office.write() as session:
        actor, whose = office.person(session, by), office.people[name]
        interests.lift(session, actor, case, whose, reason="Din greșeală.", at=office.at)


def presiding(office: TestOffice, case: str) -> int | None:
    """Who presides over the case now."""
    with office.read() as session:
        found = office.case(session, case)
        return access.standing_of(session, found, office.at).presiding_id


def affiliate(office: TestOffice, case: str, name: str) -> None:
    """The person acts for the applicant, and has declared nothing of it."""
    with office.write() as session:
        organisation_id = office.case(session, case).organisation_id
        row = Affiliation(person_id=office.people[name], organisation_id=organisation_id,
                          position=Position.EDITOR)  # fmt: skip
        session.add(row)


def likely(office: TestOffice, case: str) -> set[tuple[str, Ground]]:
    """The conflicts that the records suggest, by name and ground."""
    names = {number: name for name, number in office.people.items()}
    with office.read() as session:
        by = office.person(session, "secretariat")
        found = suggestions.suggestions(session, by, case, at=office.at)
        return {(names[one.person.id], one.ground) for one in found}


def apart(office: TestOffice, case: str) -> None:
    """Gives the applicant a mail domain of its own."""
    with office.write() as session:
        office.case(session, case).organisation.email = "contact@detectie.example"
        office.person(session, "applicant").email = "ana@detectie.example"


def test_a_chair_who_acts_for_the_applicant_and_declared_nothing_does_not_preside(
    office: TestOffice,
) -> None:
    """S5: the vice-chair presides, whatever the chair has said or not said."""
    case = office.before_board()
    assert presiding(office, case) == office.people["seat1"]
    affiliate(office, case, "seat1")
    assert presiding(office, case) == office.people["seat2"]


def test_a_recorded_interest_hands_an_open_vote_to_the_vice_chair(office: TestOffice) -> None:
    board = Board.opened(office)
    board.cast("seat1")
    record(office, board.case, "seat1")
    assert presiding(office, board.case) == office.people["seat2"]
    with office.read() as session:
        motion = board.found(session)
        assert [seat.recused for seat in motion.roster] == [True, False, False, False, False]
        assert motion.votes[0].superseded_at == office.at
    with pytest.raises(NotPermitted, match="recused"):
        board.cast("seat1", Choice.FOR)
    assert checking.check(office.engine, office.settings).breaches == ()
    with office.write() as session:
        board.found(session).votes[0].superseded_at = None
    found = checking.check(office.engine, office.settings).breaches
    assert found == (
        f"motion {board.motion}: the vote of a recused seat counts",
        f"motion {board.motion}: the vote of somebody with an interest counts",
    )


def test_a_case_whose_only_rapporteur_acts_for_the_applicant_needs_another(
    office: TestOffice,
) -> None:
    case = office.in_review()
    affiliate(office, case, "rapporteur")
    with office.read() as session:
        page = queue(session, office.person(session, "secretariat"), filter=None, today=TODAY)
        assert [line.desk for line in page.lines] == [Desk.NEEDS]
        assert files_of(session, office.person(session, "rapporteur")).files == []


def test_an_interest_takes_away_file_tally_and_hits_at_once(office: TestOffice) -> None:
    """S4, S5: what a recused member asks for is not found, and not listed."""
    board = Board.opened(office)
    board.voted(*(Choice.FOR for _ in SEATS))
    office.later(days=8)
    board.close()
    with office.read() as session:
        assert board_page(session, office.person(session, "seat3"), office.at).decided
    record(office, board.case, "seat3")
    with office.read() as session:
        seat3 = office.person(session, "seat3")
        assert not board_page(session, seat3, office.at).decided
        with pytest.raises(NotFound):
            access.find(session, seat3, board.case, at=office.at)
    client = office.client_of("seat3")
    for path in (
        f"/case/{board.case}",
        f"/motions/{board.motion}",
        f"/motions/{board.motion}/result",
    ):
        assert client.get(path).status_code == client.head(path).status_code == 404


def test_an_interest_holds_in_every_role_of_its_person(office: TestOffice) -> None:
    """S5: a Board member who is also of the secretariat does not find the case there."""
    case = office.before_board()
    with office.write() as session:
        office.person(session, "seat3").give(Role.SECRETARIAT)
    record(office, case, "seat3")
    with office.read() as session:
        seat3 = office.person(session, "seat3")
        with pytest.raises(NotFound):
            access.find(session, seat3, case, at=office.at)
        assert queue(session, seat3, filter=None, today=TODAY).total == 0
        assert queue(session, office.person(session, "secretariat"), filter=None, today=TODAY).total
    with pytest.raises(NotFound):
        lift(office, case, "seat3", by="seat3")


def test_only_the_secretariat_records_and_lifts(office: TestOffice) -> None:
    case = office.before_board(declared=("seat1",))
    with pytest.raises(NotPermitted):
        record(office, case, "seat2", by="seat1")
    record(office, case, "seat1")
    for name in ("seat1", "seat2", "applicant"):
        with pytest.raises((NotFound, NotPermitted)):
            lift(office, case, name="seat1", by=name)
    with office.write() as session, pytest.raises(NotFound):
        findings.declare(session, office.person(session, "seat1"), case, kind=None, at=office.at)
    lift(office, case, "seat1")
    with office.read() as session:
        found, seat1 = office.case(session, case), office.person(session, "seat1")
        on = access.standing_of(session, found, office.at)
        assert access.must_declare(seat1, on, found)
        assert not may(seat1, Act.READ_CASE, on)


def test_an_interest_needs_its_reason_and_somebody_it_matters_of(office: TestOffice) -> None:
    case = office.before_board()
    with pytest.raises(Incomplete, match="reason_missing"):
        record(office, case, "seat2", reason=" ")
    with pytest.raises(Incomplete, match="of_whom"):
        record(office, case, "auditor")
    with pytest.raises(NotFound):
        lift(office, case, "seat2")


def test_nothing_is_lifted_while_the_roster_is_frozen(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    record(sqlite_office, board.case, "seat4")
    with pytest.raises(NotNow, match="during_vote"):
        lift(sqlite_office, board.case, "seat4")


def test_one_domain_one_employer_and_a_declared_tie_are_suggested(office: TestOffice) -> None:
    case = office.before_board()
    apart(office, case)
    assert likely(office, case) == set()
    with office.write() as session:
        found = office.case(session, case)
        office.person(session, "seat2").email = "seat2@detectie.example"
        office.person(session, "seat3").employer = found.organisation.legal_name.upper()
        found.tied_seats = [session.query(Seat).order_by(Seat.id).all()[3].id]
        found.ties = "Seat5 Exemplu ne este asociat."
    assert likely(office, case) == {
        ("seat2", Ground.MAIL), ("seat3", Ground.EMPLOYER),
        ("seat4", Ground.DECLARED), ("seat5", Ground.DECLARED),
    }  # fmt: skip


def test_a_firm_in_the_same_hands_is_suggested_and_a_common_provider_is_not(
    office: TestOffice,
) -> None:
    case = office.before_board()
    with office.write() as session:
        found = office.case(session, case)
        found.organisation.email = "detectie@gmail.com"
        office.person(session, "applicant").email = "ana@gmail.com"
        office.person(session, "seat3").email = "seat3@gmail.com"
        sister = Organisation(legal_name="Soră Exemplu SRL", representative="Ana MODEL",
                              created_at=office.at)  # fmt: skip
        session.add(sister)
        session.flush()
        session.add(Affiliation(person_id=office.people["seat2"], organisation_id=sister.id))
    assert likely(office, case) == {("seat2", Ground.GROUP)}


def test_a_suggestion_is_dismissed_with_a_reason_and_stays_away(office: TestOffice) -> None:
    case = office.before_board()
    apart(office, case)
    with office.write() as session:
        office.person(session, "seat2").email = "seat2@detectie.example"
    whose = office.people["seat2"]
    for reason, refusal in ((" ", Incomplete), ("Alt Detecție.", None), ("Din nou.", NotFound)):
        with office.write() as session:
            by = office.person(session, "secretariat")
            if refusal is None:
                suggestions.dismiss(session, by, case, whose, Ground.MAIL, reason=reason,
                                    at=office.at)  # fmt: skip
                continue
            with pytest.raises(refusal):
                suggestions.dismiss(session, by, case, whose, Ground.MAIL, reason=reason,
                                    at=office.at)  # fmt: skip
    assert likely(office, case) == set()
    with office.read() as session:
        kept = suggestions.changes(session, office.case(session, case))
        assert [(row.person_id, row.reason) for row in kept] == [(whose, "Alt Detecție.")]


def test_the_secretariat_answers_a_suggestion_on_its_page(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    case = office.before_board()
    apart(office, case)
    with office.write() as session:
        for name in ("seat2", "seat3"):
            office.person(session, name).email = f"{name}@detectie.example"
    client, path = office.client_of("secretariat"), f"/case/{case}/interests"
    assert path in get(client, f"/case/{case}")
    page = get(client, path)
    assert "Their address is of the applicant’s domain, detectie.example." in page
    whose = office.people["seat2"]
    assert f"person={whose}&amp;kind=employer" in page
    assert "Record an interest" in get(client, f"{path}/record?person={whose}&kind=employer")
    post(office, client, f"{path}/record", 422, person="x", kind="employer", reason="Angajat.")
    post(office, client, f"{path}/record", person=str(whose), kind="employer", reason="Angajat.")
    other = f"{path}/{office.people['seat3']}/dismiss/mail"
    assert "Dismiss the suggestion" in get(client, other)
    post(office, client, other, 422)
    post(office, client, other, reason="Omonim.")
    page = get(client, path)
    assert "The records suggest none" in page
    assert "recorded by the secretariat" in page
    assert "Lift the interest" in get(client, f"{path}/{whose}/lift")
    post(office, client, f"{path}/{whose}/lift", reason="Din greșeală.")
    assert "interest lifted" in get(client, path)
    for name in ("seat1", "rapporteur", "auditor", "applicant"):
        status = office.client_of(name).get(path).status_code
        assert status in (403, 404), name


def test_whoever_assigns_sees_load_likely_conflicts_and_who_stays_out(
    sqlite_office: TestOffice,
) -> None:
    office = sqlite_office
    case = office.in_review()
    client = office.client_of("secretariat")
    with office.write() as session:
        rapporteur = office.person(session, "rapporteur")
        rapporteur.employer = office.case(session, case).organisation.legal_name
    shown = get(client, f"/case/{case}/assign")
    assert "1 file to assess now. Likely conflict. They said to work there" in shown
    record(office, case, "rapporteur")
    shown = get(client, f"/case/{case}/assign")
    assert "Rapporteur Exemplu: stays out on administrative grounds" in shown
    many = get(client, f"/queue/many?act=assign&case={case}&case={office.in_review()}")
    assert "stays out of ADZ-2026-0001" in many
