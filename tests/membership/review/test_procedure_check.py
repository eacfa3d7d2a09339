"""The check of the adhesion procedure: checklist, questions, acceptance, inadmissibility."""

from datetime import date

import pytest
from sqlalchemy import select

from membership.application.services import open_draft
from membership.models import Application, Clarification, Life, Motion, Person, Waiting
from membership.review import services
from membership.review.motion import Ground
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.permission import Role
from workflows.refusal import Incomplete, NotFound, NotNow, NotPermitted
from workflows.review import Mark, ProcedureFinding, QualityFinding
from workflows.voting_terms import MotionKind


def tick(office: TestOffice, public_id: str, **other: tuple[Mark, str]) -> None:
    """Ticks every line as conform, apart from those named."""
    marks = dict.fromkeys(office.statute.checklist, (Mark.CONFORM, "")) | other
    with office.write() as session:
        by = office.person(session, "secretariat")
        services.check_lines(session, by, public_id, marks, at=office.at)


def accept(office: TestOffice, public_id: str, *names: str) -> None:
    """The secretariat accepts the procedure for these rapporteurs."""
    with office.write() as session:
        services.accept_procedure(
            session,
            office.person(session, "secretariat"),
            public_id,
            at=office.at,
            rapporteur_ids=[office.people[name] for name in names],
        )


def ask(office: TestOffice, public_id: str, *points: tuple[str, str]) -> None:
    """The secretariat asks the applicant these points."""
    with office.write() as session:
        by = office.person(session, "secretariat")
        asked = [services.Question(subject=about, question=what) for about, what in points]
        services.ask(session, by, public_id, asked, at=office.at)


def test_a_checked_procedure_goes_to_its_rapporteur_and_starts_the_boards_clock(
    office: TestOffice,
) -> None:
    public_id = office.submitted()
    tick(office, public_id, interests=(Mark.NOT_APPLICABLE, "nu sunt"))
    accept(office, public_id, "rapporteur")
    with office.read() as session:
        case = office.case(session, public_id)
        assert case.stage is Stage.EVIDENCE_REVIEW
        assert case.procedure_finding is ProcedureFinding.FOLLOWED
        assert case.complete_at == office.at
        assert [row.person_id for row in case.assignments] == [office.people["rapporteur"]]
        assert case.waiting_on is Waiting.RAPPORTEUR
        assert case.history[-1].basis == "adhesion.procedure"


def test_an_open_line_keeps_the_procedure_from_being_accepted(office: TestOffice) -> None:
    public_id = office.submitted()
    tick(office, public_id, documents=(Mark.MISSING, "lipsește certificatul constatator"))
    with pytest.raises(Incomplete) as refused:
        accept(office, public_id, "rapporteur")
    assert [gap.key for gap in refused.value.gaps] == ["review.line_open"]
    with office.read() as session:
        case = office.case(session, public_id)
        assert case.stage is Stage.SUBMITTED
        assert services.open_checks(case, office.statute) == ("documents",)


def test_a_line_that_lacks_something_says_what(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    with pytest.raises(Incomplete) as refused:
        tick(sqlite_office, public_id, documents=(Mark.NOT_CONFORM, "  "))
    assert [gap.key for gap in refused.value.gaps] == ["review.note_missing"]


def test_a_line_may_be_ticked_again(office: TestOffice) -> None:
    public_id = office.submitted()
    tick(office, public_id, documents=(Mark.MISSING, "lipsește"))
    tick(office, public_id)
    with office.read() as session:
        assert services.open_checks(office.case(session, public_id), office.statute) == ()


@pytest.mark.parametrize("name", ["rapporteur", "seat1", "administrator", "applicant"])
def test_nobody_else_checks_the_procedure(sqlite_office: TestOffice, name: str) -> None:
    public_id = sqlite_office.submitted()
    with sqlite_office.write() as session:
        by = sqlite_office.person(session, name)
        with pytest.raises((NotFound, NotPermitted)):
            services.check_lines(session, by, public_id, {}, at=sqlite_office.at)


def test_a_file_needs_a_rapporteur_without_an_interest(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    tick(sqlite_office, public_id)
    with pytest.raises(Incomplete, match="no_rapporteur"):
        accept(sqlite_office, public_id)
    with pytest.raises(Incomplete, match="no_rapporteur"):
        accept(sqlite_office, public_id, "seat1")


def test_the_applicant_is_asked_and_the_clock_is_theirs(office: TestOffice) -> None:
    public_id = office.submitted()
    ask(office, public_id, ("Documente", "Trimiteți certificatul constatator."), ("", " "))
    with office.read() as session:
        case = office.case(session, public_id)
        asked = session.scalars(select(Clarification)).one()
        assert case.stage is Stage.CLARIFICATION
        assert case.waiting_on is Waiting.APPLICANT
        assert [point.question for point in asked.points] == ["Trimiteți certificatul constatator."]
        assert asked.asked_from is Stage.SUBMITTED
        assert asked.due_on == case.due_on < date.max


def test_asking_nothing_is_refused(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    with pytest.raises(Incomplete, match="nothing_asked"):
        ask(sqlite_office, public_id, ("Documente", ""))


def test_a_file_is_closed_only_after_its_term_and_can_be_reopened(office: TestOffice) -> None:
    public_id = office.submitted()
    ask(office, public_id, ("Documente", "Trimiteți certificatul constatator."))
    with office.write() as session:
        by = office.person(session, "secretariat")
        with pytest.raises(NotNow, match="term_still_runs"):
            services.lapse(session, by, public_id, at=office.at)
    office.later(days=60)
    with office.write() as session:
        by = office.person(session, "secretariat")
        services.lapse(session, by, public_id, at=office.at)
    office.later(days=1)
    with office.write() as session:
        by = office.person(session, "secretariat")
        case = services.reopen(session, by, public_id, at=office.at)
        assert case.stage is Stage.SUBMITTED


def test_a_closed_file_is_not_opened_again_beside_another_application(office: TestOffice) -> None:
    public_id = office.submitted()
    ask(office, public_id, ("Documente", "Trimiteți certificatul constatator."))
    office.later(days=60)
    with office.write() as session:
        services.lapse(session, office.person(session, "secretariat"), public_id, at=office.at)
    with office.write() as session:
        open_draft(
            session, office.person(session, "applicant"), settings=office.settings, at=office.at
        )
    with office.write() as session, pytest.raises(NotNow, match="another_is_open"):
        services.reopen(session, office.person(session, "secretariat"), public_id, at=office.at)


def test_inadmissibility_is_proposed_to_the_board_and_decides_nothing(office: TestOffice) -> None:
    public_id = office.submitted()
    with office.write() as session:
        by = office.person(session, "secretariat")
        ground = Ground(code="not_legal_person", text="Nu este persoană juridică.")
        services.propose_inadmissible(session, by, public_id, ground, at=office.at)
    with office.read() as session:
        motion = session.scalars(select(Motion)).one()
        case = session.scalars(select(Application)).one()
        assert case.stage is Stage.BOARD_DECISION
        assert (motion.kind, motion.life) == (MotionKind.REJECT, Life.PROPOSED)
        assert motion.procedure_finding is ProcedureFinding.NOT_FOLLOWED
        assert motion.quality_finding is QualityFinding.NOT_ASSESSED
        assert motion.reasons[0]["text"] == "Nu este persoană juridică."
        assert "nu a fost urmată" in motion.text_ro
        assert "was not followed" in motion.text_en


@pytest.mark.parametrize(
    ("code", "text", "said"),
    [
        ("not_legal_person", " ", "reason_missing"),
        ("", "Nu este persoană juridică.", "ground_unknown"),
        ("outside_fields", "Nu ține de domenii.", "ground_unknown"),
    ],
)
def test_inadmissibility_needs_words_and_a_reason_that_is_given_for_it(
    sqlite_office: TestOffice, code: str, text: str, said: str
) -> None:
    public_id = sqlite_office.submitted()
    with sqlite_office.write() as session:
        by = sqlite_office.person(session, "secretariat")
        with pytest.raises(Incomplete, match=said):
            services.propose_inadmissible(
                session, by, public_id, Ground(code=code, text=text), at=sqlite_office.at
            )


def test_another_rapporteur_takes_over(office: TestOffice) -> None:
    public_id = office.in_review()
    with office.write() as session:
        person = office.person(session, "seat5")
        office.people["second"] = person.id
        person.give(Role.RAPPORTEUR)
        session.flush()
        by = office.person(session, "secretariat")
        services.assign(session, by, public_id, [person.id], at=office.at)
    with office.read() as session:
        case = office.case(session, public_id)
        assert [row.person_id for row in case.assignments] == [office.people["second"]]
        rapporteur = session.get_one(Person, office.people["rapporteur"])
        assert rapporteur.id not in {row.person_id for row in case.assignments}
