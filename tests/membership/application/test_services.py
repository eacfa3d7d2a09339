"""The applicant's acts: opening, submitting, answering, withdrawing."""

from datetime import date

import pytest
from sqlalchemy import select

from membership.application import clarifying, services, steps
from membership.application.form_answers import Answers, save_answers
from membership.journal.services import breaches
from membership.models import (
    Clarification,
    Letter,
    Life,
    Owed,
    Point,
    RegistryEntry,
    Waiting,
)
from tests.membership.office import TestOffice
from workflows.application import Stage, Step
from workflows.form import Section
from workflows.guard import Facts
from workflows.permission import Role
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted


def a_newcomer(office: TestOffice, name: str = "newcomer") -> None:
    with office.write() as session:
        office._add(session, name, (Role.APPLICANT,))


def submit(office: TestOffice, public_id: str, name: str = "applicant") -> None:
    with office.write() as session:
        services.submit(
            session,
            office.person(session, name),
            public_id,
            at=office.now(),
            settings=office.settings,
        )


def submitted(office: TestOffice) -> str:
    public_id = office.drafted()
    submit(office, public_id)
    return public_id


def open_draft(office: TestOffice, name: str) -> str:
    with office.write() as session:
        actor = office.person(session, name)
        case = services.open_draft(session, actor, at=office.now(), settings=office.settings)
        return case.public_id


def answer(office: TestOffice, public_id: str, answers: dict[int, clarifying.Answer]) -> None:
    with office.write() as session:
        actor = office.person(session, "applicant")
        clarifying.answer(session, actor, public_id, answers, at=office.now())


def asked(office: TestOffice, public_id: str) -> None:
    with office.write() as session:
        case = office.case(session, public_id)
        case.clarifications.append(
            Clarification(
                number=1,
                asked_from=case.stage,
                asked_by_id=office.people["secretariat"],
                asked_at=office.now(),
                due_on=date(2026, 11, 20),
                points=[
                    Point(position=1, question="Care este domeniul de acreditare?"),
                    Point(position=2, question="Trimiteți anexa."),
                ],
            )
        )
        by = office.person(session, "secretariat")
        steps.take(session, case, Step.ASK, Facts(questions=2), by=by, at=office.now())


def test_a_newcomer_opens_a_draft_and_owns_it(office: TestOffice) -> None:
    a_newcomer(office)
    with office.write() as session:
        actor = office.person(session, "newcomer")
        case = services.open_draft(session, actor, at=office.now(), settings=office.settings)
        assert case.stage is Stage.DRAFT
        assert case.statute_hash == office.statute.hash
        assert case.organisation_id in actor.organisation_ids


def test_a_second_open_case_is_refused(office: TestOffice) -> None:
    office.drafted()
    with pytest.raises(NotNow) as refused:
        open_draft(office, "applicant")
    assert refused.value.message.key == "application.already_open"


def test_staff_cannot_apply(office: TestOffice) -> None:
    with pytest.raises(NotPermitted):
        open_draft(office, "secretariat")


def test_a_submission_takes_its_numbers_and_owes_its_acknowledgement(office: TestOffice) -> None:
    public_id = submitted(office)
    with office.read() as session:
        case = office.case(session, public_id)
        assert case.stage is Stage.SUBMITTED
        assert case.reference == "ADZ-2026-0001"
        assert case.submitted_at == office.now()
        assert case.waiting_on is Waiting.SECRETARIAT
        entry = session.scalars(select(RegistryEntry)).one()
        assert (entry.number, entry.direction.value, entry.application_id) == (1, "in", case.id)
        assert [letter.kind.value for letter in session.scalars(select(Letter))] == ["L1"]
        assert session.scalars(select(Owed).where(Owed.kind == "letter")).one()
        assert list(breaches(session)) == []


def test_an_incomplete_draft_is_refused_with_every_gap(office: TestOffice) -> None:
    a_newcomer(office)
    public_id = open_draft(office, "newcomer")
    with pytest.raises(Incomplete) as refused:
        submit(office, public_id, "newcomer")
    keys = {gap.key for gap in refused.value.gaps}
    assert {"dossier.legal_name", "dossier.claims", "dossier.ties", "dossier.declaration"} <= keys
    with office.read() as session:
        assert office.case(session, public_id).stage is Stage.DRAFT
        assert session.scalar(select(RegistryEntry)) is None


def test_nobody_submits_for_somebody_else(office: TestOffice) -> None:
    public_id = office.drafted()
    office.drafted()
    with pytest.raises(NotFound):
        submit(office, public_id)


def test_a_second_submission_is_told_the_reference_of_the_first(office: TestOffice) -> None:
    public_id = submitted(office)
    with pytest.raises(NotNow) as refused:
        submit(office, public_id)
    assert refused.value.message.params["reference"] == "ADZ-2026-0001"


def test_of_two_drafts_with_one_fiscal_code_only_the_first_is_submitted(
    office: TestOffice,
) -> None:
    first, second = submitted(office), office.drafted()
    with office.write() as session:
        for public_id in (first, second):
            office.case(session, public_id).organisation.fiscal_code = "14399840"
    with pytest.raises(Incomplete) as refused:
        submit(office, second)
    assert refused.value.message.key == "organisation.duplicate"


def test_a_draft_keeps_nobody_out(office: TestOffice) -> None:
    first, second = office.drafted(), office.drafted()
    with office.write() as session:
        code = office.case(session, first).organisation.fiscal_code
        actor = office.person(session, "applicant")
        values = Answers(section=Section.IDENTIFIERS, given={"fiscal_code": code})
        save_answers(session, actor, second, values, at=office.now(), settings=office.settings)
        assert office.case(session, second).organisation.fiscal_code == code


def test_an_answer_brings_the_case_back_to_where_it_was_asked(office: TestOffice) -> None:
    public_id = submitted(office)
    asked(office, public_id)
    with office.write() as session:
        actor = office.person(session, "applicant")
        answers: dict[int, clarifying.Answer] = {1: ("ISO/IEC 17025", None), 2: ("În anexă.", None)}
        case = clarifying.answer(session, actor, public_id, answers, at=office.later(days=2))
        assert case.stage is Stage.SUBMITTED
        assert case.clarifications[0].answered_at == office.now()
        assert case.clarifications[0].points[0].answer == "ISO/IEC 17025"
    with office.read() as session:
        assert [e.number for e in session.scalars(select(RegistryEntry))] == [1, 2]


def test_an_answer_that_leaves_a_point_open_is_refused(office: TestOffice) -> None:
    public_id = submitted(office)
    asked(office, public_id)
    with pytest.raises(Incomplete) as refused:
        answer(office, public_id, {1: ("Da", None)})
    assert refused.value.message.params["n"] == 1


def test_nothing_is_answered_when_nothing_is_asked(office: TestOffice) -> None:
    public_id = submitted(office)
    with pytest.raises(NotNow):
        answer(office, public_id, {})


def test_a_withdrawal_leaves_the_proposed_motion_without_object(office: TestOffice) -> None:
    public_id = office.before_board()
    with office.write() as session:
        actor = office.person(session, "applicant")
        case = services.withdraw(session, actor, public_id, at=office.now())
        assert case.stage is Stage.WITHDRAWN
        assert [motion.life for motion in case.motions] == [Life.WITHOUT_OBJECT]
        assert case.waiting_on is Waiting.NOBODY


def test_who_withdrew_may_apply_again_for_the_same_organisation(office: TestOffice) -> None:
    public_id = submitted(office)
    with office.write() as session:
        actor = office.person(session, "applicant")
        case = services.withdraw(session, actor, public_id, at=office.now())
        again = services.open_draft(session, actor, at=office.now(), settings=office.settings)
        assert again.organisation_id == case.organisation_id
        assert again.stage is Stage.DRAFT
