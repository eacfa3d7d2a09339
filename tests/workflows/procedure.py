"""The procedure of Article 11 as its readers know it, written down apart from the rulebook.

One line: the stage, the step, the stage after it, the act that the permission table
grants, the letter owed. The rulebook's own table is held against it.
"""

from dataclasses import dataclass, replace
from datetime import date

from workflows.application import Row, Stage, Step
from workflows.guard import AssemblyRuling, Facts
from workflows.letter import Kind
from workflows.permission import Act
from workflows.review import ProcedureFinding, QualityFinding
from workflows.voting_terms import MotionKind, Referral

WRITTEN = """
draft                 submit               submitted             submit             L1
draft                 withdraw             withdrawn             withdraw           -
submitted             ask                  clarification         ask                L2
submitted             accept_procedure     evidence_review       check_procedure    -
submitted             propose_inadmissible board_decision        check_procedure    -
submitted             withdraw             withdrawn             withdraw           L8b
clarification         answer               submitted             answer             -
clarification         answer               evidence_review       answer             -
clarification         lapse                lapsed                close_abandoned    L2b
clarification         withdraw             withdrawn             withdraw           L8b
evidence_review       ask                  clarification         ask                L2
evidence_review       report               board_decision        report             -
evidence_review       withdraw             withdrawn             withdraw           L8b
board_decision        admit                associate_member      decide             L3
board_decision        admit_conditionally  admitted_conditional  decide             L4
board_decision        defer                deferred              decide             L5
board_decision        reject               rejected              decide             L6
board_decision        withdraw             withdrawn             withdraw           L8b
board_decision        admit_on_referral    associate_member      record_assembly    L3
board_decision        reject_on_referral   rejected_final        record_assembly    L6
board_decision        send_back            board_decision        record_assembly    -
deferred              resume               board_decision        resume             -
deferred              withdraw             withdrawn             withdraw           L8b
admitted_conditional  fulfil               associate_member      find_condition     L11
admitted_conditional  fail_condition       rejected              decide             L4b
rejected              contest              contested             contest            L6b
rejected              become_final         rejected_final        close_abandoned    -
contested             retry                board_decision        record_assembly    L6c
contested             admit_on_contest     associate_member      record_assembly    L3
contested             dismiss              rejected_final        record_assembly    L6c
lapsed                reopen               submitted             reopen             -
"""


@dataclass(frozen=True)
class Line:
    """One line of the procedure as it is written above."""

    source: Stage
    step: Step
    target: Stage
    act: Act
    letter: Kind | None


def _line(words: list[str]) -> Line:
    source, step, target, act, letter = words
    owed = None if letter == "-" else Kind(letter)
    return Line(Stage(source), Step(step), Stage(target), Act(act), owed)


LINES = tuple(_line(line.split()) for line in WRITTEN.strip().splitlines())

TODAY = date(2026, 11, 23)
FOUND = Facts(procedure=ProcedureFinding.FOLLOWED, quality=QualityFinding.FULFILLED)
WANTING = replace(FOUND, quality=QualityFinding.NOT_FULFILLED)


def _ruling(rules: str) -> Facts:
    return Facts(ruling=AssemblyRuling(number="AG 2", on=TODAY, rules=rules))


IN_ORDER: dict[Step, Facts] = {
    Step.ASK: Facts(questions=2),
    Step.LAPSE: Facts(today=TODAY, due=date(2026, 11, 22)),
    Step.REOPEN: Facts(today=TODAY, due=TODAY),
    Step.ACCEPT_PROCEDURE: Facts(procedure=ProcedureFinding.FOLLOWED),
    Step.PROPOSE_INADMISSIBLE: Facts(reason="Not a legal person."),
    Step.REPORT: Facts(quality=QualityFinding.FULFILLED),
    Step.ADMIT: replace(FOUND, adopted=MotionKind.ADMIT),
    Step.ADMIT_CONDITIONALLY: replace(FOUND, adopted=MotionKind.ADMIT_CONDITIONALLY, conditions=1),
    Step.FAIL_CONDITION: Facts(adopted=MotionKind.REVOKE, conditions_failed=1),
    Step.DEFER: replace(FOUND, adopted=MotionKind.DEFER, reasons=1),
    Step.REJECT: replace(WANTING, adopted=MotionKind.REJECT, reasons=1),
    Step.CONTEST: Facts(today=TODAY, due=TODAY),
    Step.RETRY: _ruling("retry"),
    Step.ADMIT_ON_CONTEST: _ruling("admit"),
    Step.DISMISS: _ruling("dismiss"),
    Step.ADMIT_ON_REFERRAL: replace(_ruling("admit"), referral=Referral.TIE),
    Step.REJECT_ON_REFERRAL: replace(_ruling("reject"), referral=Referral.TIE),
    Step.SEND_BACK: replace(_ruling("retry"), referral=Referral.VOTERS),
    Step.BECOME_FINAL: Facts(today=TODAY, due=date(2026, 11, 22)),
}
"""Facts with which each step is in order; a step that is not here needs none."""


def in_order(row: Row) -> Facts:
    """Facts with which this row of the table is taken."""
    if row.back_to:
        return Facts(asked_from=row.target.value)
    return IN_ORDER.get(row.step, Facts())


@dataclass
class Case:
    """A case with nothing but its stage."""

    stage: Stage = Stage.DRAFT
