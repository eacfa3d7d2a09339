"""The procedure of Article 11: every step from every stage, every guard."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from tests.workflows.procedure import IN_ORDER, LINES, TODAY, Case, Line, in_order
from workflows import guard
from workflows.application import FINAL, TABLE, Row, Stage, Step, advance, open_steps, path
from workflows.guard import Facts
from workflows.permission import Act
from workflows.refusal import Incomplete, Message, NotNow, Refused
from workflows.review import ProcedureFinding, QualityFinding
from workflows.voting_terms import MotionKind

EVERYTHING = tuple(product(Stage, Step, Act))


def written(row: Row) -> Line:
    return Line(row.source, row.step, row.target, row.act, row.letter)


def test_the_table_is_the_procedure_as_it_is_written() -> None:
    assert {written(row) for row in TABLE} == set(LINES)
    assert len(TABLE) == len(LINES)


def test_of_every_stage_step_and_act_only_the_written_ones_exist() -> None:
    allowed = {(row.source, row.step, row.act) for row in TABLE}
    expected = {(line.source, line.step, line.act) for line in LINES}
    assert [one for one in EVERYTHING if (one in allowed) != (one in expected)] == []
    assert len(EVERYTHING) == len(Stage) * len(Step) * len(Act)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.source}-{row.step}-{row.target}")
def test_a_step_in_order_moves_the_case_and_says_which_row_it_took(row: Row) -> None:
    case = Case(row.source)
    assert advance(case, row.step, in_order(row)) is row
    assert case.stage is row.target


@pytest.mark.parametrize("step", Step)
def test_a_step_is_refused_from_every_stage_that_it_does_not_start_at(step: Step) -> None:
    starts = {line.source for line in LINES if line.step is step}
    for stage in set(Stage) - starts:
        case = Case(stage)
        with pytest.raises(NotNow) as refused:
            advance(case, step, IN_ORDER.get(step, Facts()))
        assert refused.value.message.key == "application.not_from_here"
        assert case.stage is stage


def test_an_answer_returns_to_where_the_question_was_asked_and_nowhere_else() -> None:
    for asked_from in (Stage.SUBMITTED, Stage.EVIDENCE_REVIEW):
        case = Case(Stage.CLARIFICATION)
        advance(case, Step.ANSWER, Facts(asked_from=asked_from.value))
        assert case.stage is asked_from
    for lost in (None, "draft", "board_decision"):
        case = Case(Stage.CLARIFICATION)
        with pytest.raises(NotNow):
            advance(case, Step.ANSWER, Facts(asked_from=lost))
        assert case.stage is Stage.CLARIFICATION


def test_every_row_names_its_basis_and_the_straight_way_is_that_of_article_11() -> None:
    assert all(row.basis.startswith("adhesion.") for row in TABLE)
    assert path() == (
        Stage.DRAFT,
        Stage.SUBMITTED,
        Stage.EVIDENCE_REVIEW,
        Stage.BOARD_DECISION,
        Stage.ASSOCIATE_MEMBER,
    )


def test_the_final_stages_are_those_that_nothing_leaves() -> None:
    assert {Stage.ASSOCIATE_MEMBER, Stage.REJECTED_FINAL, Stage.WITHDRAWN} == FINAL
    assert all(not open_steps(stage) for stage in FINAL)


def test_every_stage_can_be_reached() -> None:
    assert reachable(TABLE) == set(Stage)


def reachable(rows: tuple[Row, ...]) -> set[Stage]:
    found = {Stage.DRAFT}
    while more := {row.target for row in rows if row.source in found} - found:
        found |= more
    return found


def test_without_an_adopted_motion_or_a_ruling_of_the_assembly_no_path_reaches_membership() -> None:
    decide = {
        guard.adopted(kind).__name__
        for kind in (MotionKind.ADMIT, MotionKind.ADMIT_CONDITIONALLY, MotionKind.REJECT)
    } | {guard.assembly_decided("admit").__name__}
    others = tuple(row for row in TABLE if getattr(row.guard, "__name__", "") not in decide)
    assert len(others) == len(TABLE) - len(decide)
    assert Stage.ASSOCIATE_MEMBER not in reachable(others)


GAP = (Message("organisation.name_missing"),)
REFUSALS: tuple[tuple[Step, Facts, type[Refused], str], ...] = (
    (Step.SUBMIT, Facts(gaps=GAP), Incomplete, "application.incomplete"),
    (Step.ASK, Facts(questions=0), Incomplete, "application.nothing_asked"),
    (Step.LAPSE, Facts(today=TODAY, due=TODAY), NotNow, "application.term_still_runs"),
    (Step.LAPSE, Facts(today=TODAY), NotNow, "application.term_still_runs"),
    (Step.REOPEN, Facts(today=TODAY, due=TODAY - timedelta(1)), NotNow, "application.term_passed"),
    (Step.REOPEN, Facts(due=TODAY), NotNow, "application.term_passed"),
    (Step.ACCEPT_PROCEDURE, Facts(), Incomplete, "application.procedure_open"),
    (Step.ACCEPT_PROCEDURE, Facts(procedure=ProcedureFinding.NOT_FOLLOWED), Incomplete,
     "application.procedure_open"),
    (Step.PROPOSE_INADMISSIBLE, Facts(reason=" \n"), Incomplete, "application.reason_missing"),
    (Step.REPORT, Facts(quality=QualityFinding.FULFILLED, gaps=GAP), Incomplete,
     "application.claims_without_finding"),
    (Step.REPORT, Facts(), Incomplete, "application.quality_open"),
    (Step.REPORT, Facts(quality=QualityFinding.NOT_ASSESSED), Incomplete,
     "application.quality_open"),
    (Step.ADMIT, replace(IN_ORDER[Step.ADMIT], adopted=None), NotNow,
     "application.no_adopted_motion"),
    (Step.ADMIT, replace(IN_ORDER[Step.ADMIT], adopted=MotionKind.ADMIT_CONDITIONALLY), NotNow,
     "application.no_adopted_motion"),
    (Step.ADMIT, replace(IN_ORDER[Step.ADMIT], quality=None), Incomplete,
     "review.findings_missing"),
    (Step.ADMIT, replace(IN_ORDER[Step.ADMIT], quality=QualityFinding.NOT_FULFILLED), Incomplete,
     "review.findings_against_admission"),
    (Step.ADMIT, replace(IN_ORDER[Step.ADMIT], procedure=ProcedureFinding.NOT_FOLLOWED),
     Incomplete, "review.findings_against_admission"),
    (Step.ADMIT_CONDITIONALLY, replace(IN_ORDER[Step.ADMIT_CONDITIONALLY], conditions=0),
     Incomplete, "application.conditions_missing"),
    (Step.DEFER, replace(IN_ORDER[Step.DEFER], reasons=0), Incomplete,
     "application.reasons_missing"),
    (Step.REJECT, replace(IN_ORDER[Step.REJECT], reasons=0), Incomplete,
     "application.reasons_missing"),
    (Step.REJECT, replace(IN_ORDER[Step.REJECT], quality=QualityFinding.FULFILLED), Incomplete,
     "review.findings_against_rejection"),
    (Step.REJECT, replace(IN_ORDER[Step.REJECT], adopted=MotionKind.ADMIT), NotNow,
     "application.no_adopted_motion"),
    (Step.FULFIL, Facts(conditions_open=1), NotNow, "application.conditions_open"),
    (Step.FULFIL, Facts(conditions_failed=1), NotNow, "application.conditions_open"),
    (Step.FAIL_CONDITION, Facts(adopted=MotionKind.REVOKE), NotNow,
     "application.no_failed_condition"),
    (Step.FAIL_CONDITION, Facts(conditions_failed=1), NotNow, "application.no_adopted_motion"),
    (Step.CONTEST, Facts(today=TODAY, due=TODAY - timedelta(1)), NotNow,
     "application.term_passed"),
    (Step.BECOME_FINAL, Facts(today=TODAY, due=TODAY), NotNow, "application.term_still_runs"),
    (Step.RETRY, Facts(), NotNow, "application.no_assembly_resolution"),
    (Step.RETRY, IN_ORDER[Step.DISMISS], NotNow, "application.no_assembly_resolution"),
    (Step.ADMIT_ON_CONTEST, IN_ORDER[Step.RETRY], NotNow, "application.no_assembly_resolution"),
    (Step.DISMISS, IN_ORDER[Step.ADMIT_ON_CONTEST], NotNow, "application.no_assembly_resolution"),
    (Step.ADMIT_ON_REFERRAL, IN_ORDER[Step.ADMIT_ON_CONTEST], NotNow, "application.not_referred"),
    (Step.REJECT_ON_REFERRAL, IN_ORDER[Step.ADMIT_ON_REFERRAL], NotNow,
     "application.no_assembly_resolution"),
    (Step.SEND_BACK, IN_ORDER[Step.RETRY], NotNow, "application.not_referred"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("step", "facts", "kind", "key"), REFUSALS, ids=[f"{r[0]}-{n}" for n, r in enumerate(REFUSALS)]
)
def test_a_guard_refuses_with_its_reason_and_the_stage_stays(
    step: Step, facts: Facts, kind: type[Refused], key: str
) -> None:
    for row in (row for row in TABLE if row.step is step):
        case = Case(row.source)
        with pytest.raises(kind) as refused:
            advance(case, step, facts)
        assert refused.value.message.key == key
        assert case.stage is row.source


def test_an_unanswered_point_keeps_the_clarification_open() -> None:
    case = Case(Stage.CLARIFICATION)
    with pytest.raises(Incomplete):
        advance(case, Step.ANSWER, Facts(asked_from="submitted", unanswered=1))
    assert case.stage is Stage.CLARIFICATION


def test_every_guard_of_the_table_has_a_case_that_it_refuses() -> None:
    tried = {row.guard for row in TABLE for step, *_ in REFUSALS if row.step is step}
    answered = {guard.answers_everything}
    assert {row.guard for row in TABLE} - tried - answered <= {None}
