"""A walk at random through the procedure of Article 11, with facts in order and out of order."""

from dataclasses import fields, replace
from datetime import date

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.workflows.procedure import TODAY, Case, in_order
from workflows.application import Row, Stage, Step, advance, open_steps
from workflows.guard import AssemblyRuling, Facts
from workflows.refusal import Message, Refused
from workflows.review import ProcedureFinding, QualityFinding
from workflows.voting_terms import MotionKind, Referral

NAMES = [item.name for item in fields(Facts)]
DAYS = st.none() | st.dates(date(2026, 11, 20), date(2026, 11, 26))
FEW = st.integers(0, 2)
ANYTHING = st.builds(
    Facts,
    today=DAYS,
    due=DAYS,
    gaps=st.sampled_from([(), (Message("organisation.name_missing"),)]),
    questions=FEW,
    unanswered=FEW,
    asked_from=st.sampled_from([None, *(stage.value for stage in Stage)]),
    reason=st.sampled_from(["", " ", "Not a legal person."]),
    procedure=st.none() | st.sampled_from(ProcedureFinding),
    quality=st.none() | st.sampled_from(QualityFinding),
    adopted=st.none() | st.sampled_from(MotionKind),
    reasons=FEW,
    conditions=FEW,
    conditions_open=FEW,
    conditions_failed=FEW,
    ruling=st.none()
    | st.builds(
        AssemblyRuling,
        number=st.just("AG 2"),
        on=st.just(TODAY),
        rules=st.sampled_from(["retry", "admit", "dismiss", "reject", "nothing"]),
    ),
    referral=st.none() | st.sampled_from(Referral),
)

BOARDS_OWN = {
    Step.ADMIT: MotionKind.ADMIT,
    Step.ADMIT_CONDITIONALLY: MotionKind.ADMIT_CONDITIONALLY,
    Step.REJECT: MotionKind.REJECT,
}


class Walk(RuleBasedStateMachine):
    """Takes any step with any facts, in order or not, as long as it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.case = Case()
        self.taken: list[tuple[Row, Facts]] = []

    def step(self, step: Step, facts: Facts) -> None:
        before = self.case.stage
        try:
            row = advance(self.case, step, facts)
        except Refused:
            assert self.case.stage is before
            return
        assert (row.source, row.target) == (before, self.case.stage)
        self.taken.append((row, facts))

    @rule(step=st.sampled_from(Step), facts=ANYTHING)
    def stumble(self, step: Step, facts: Facts) -> None:
        self.step(step, facts)

    @rule(data=st.data(), in_doubt=ANYTHING, spoiled=st.none() | st.sampled_from(NAMES))
    def stride(self, data: st.DataObject, in_doubt: Facts, spoiled: str | None) -> None:
        """A step that is in order, or would be but for one fact."""
        rows = open_steps(self.case.stage)
        if not rows:
            self.case.stage, self.taken = Stage.DRAFT, []
            return
        row = data.draw(st.sampled_from(rows))
        wrong = {spoiled: getattr(in_doubt, spoiled)} if spoiled else {}
        self.step(row.step, replace(in_order(row), **wrong))

    @invariant()
    def nobody_is_a_member_without_a_motion_adopted_or_a_ruling_of_the_assembly(self) -> None:
        if self.case.stage is not Stage.ASSOCIATE_MEMBER:
            return
        adopted = [row.step for row, facts in self.taken
                   if row.step in BOARDS_OWN and facts.adopted is BOARDS_OWN[row.step]]  # fmt: skip
        last, facts = self.taken[-1]
        assert adopted or last.step is Step.ADMIT_ON_REFERRAL
        if last.step is Step.ADMIT:
            assert facts.adopted is MotionKind.ADMIT
            assert facts.procedure is ProcedureFinding.FOLLOWED
            assert facts.quality is QualityFinding.FULFILLED
        elif last.step is Step.FULFIL:
            assert adopted[-1] is Step.ADMIT_CONDITIONALLY
        else:
            assert last.step in (Step.ADMIT_ON_CONTEST, Step.ADMIT_ON_REFERRAL)
            assert last.step is Step.ADMIT_ON_CONTEST or facts.referral is not None
            assert facts.ruling is not None
            assert facts.ruling.rules == "admit"

    @invariant()
    def nobody_is_rejected_without_reasons_that_the_board_adopted(self) -> None:
        for row, facts in self.taken:
            if row.step is Step.REJECT:
                assert facts.adopted is MotionKind.REJECT
                assert facts.reasons

    @invariant()
    def the_steps_taken_are_one_unbroken_way_from_the_draft(self) -> None:
        stages = [Stage.DRAFT, *(row.target for row, _ in self.taken)]
        assert [row.source for row, _ in self.taken] == stages[:-1]
        assert self.case.stage is stages[-1]


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=80, stateful_step_count=40)
