"""The office of the tests itself, and what every act must leave behind."""

from membership.journal.services import breaches
from membership.models import Letter, Owed, Waiting
from tests.membership.office import TestOffice
from workflows.application import Stage


def test_a_case_before_the_board_has_its_whole_history(office: TestOffice) -> None:
    public_id = office.before_board()
    with office.read() as session:
        case = office.case(session, public_id)
        assert [change.target for change in case.history] == [
            Stage.SUBMITTED,
            Stage.EVIDENCE_REVIEW,
            Stage.BOARD_DECISION,
        ]
        assert case.stage is Stage.BOARD_DECISION
        assert case.waiting_on is Waiting.BOARD
        assert case.due_on == office.statute.in_force_from.replace(2026, 12, 2)
        assert list(breaches(session)) == []


def test_a_submission_owes_its_acknowledgement_in_the_same_transaction(
    office: TestOffice,
) -> None:
    office.submitted()
    with office.read() as session:
        assert [letter.kind.value for letter in session.query(Letter)] == ["L1"]
        assert {owed.kind.value for owed in session.query(Owed)} == {"letter", "mail"}
