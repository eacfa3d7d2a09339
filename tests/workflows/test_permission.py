"""The permission table: every role, every act, and every condition that a grant rests on."""

from dataclasses import dataclass, field, replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.application import TABLE
from workflows.permission import GRANTS, Act, Condition, Role, may, require
from workflows.refusal import NotFound, NotPermitted

ME, OTHER, FIRM = 7, 8, 40


@dataclass(frozen=True)
class Person:
    """Somebody with roles, who may act for organisations."""

    roles: frozenset[Role]
    id: int | None = ME
    organisation_ids: frozenset[int] = frozenset()
    submitting_ids: frozenset[int] = frozenset()
    owned_ids: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Case:
    """A case to which nobody stands in any relation yet."""

    organisation_id: int = FIRM
    rapporteur_ids: frozenset[int] = frozenset()
    clear_ids: frozenset[int] = frozenset()
    interested_ids: frozenset[int] = frozenset()
    seated_ids: frozenset[int] = frozenset()
    deputy_ids: frozenset[int] = frozenset()
    presiding_id: int | None = None
    before_board: bool = False
    disclosed: bool = False


@dataclass(frozen=True)
class Tie:
    """How a person and a case are brought into one condition, and out of it."""

    person: dict[str, object] = field(default_factory=dict)
    case: dict[str, object] = field(default_factory=dict)


TIES = {
    Condition.OWN: Tie(person={"organisation_ids": frozenset({FIRM})}),
    Condition.SUBMITS: Tie(person={"submitting_ids": frozenset({FIRM})}),
    Condition.OWNS: Tie(person={"owned_ids": frozenset({FIRM})}),
    Condition.UNINVOLVED: Tie(),
    Condition.ASSIGNED: Tie(case={"rapporteur_ids": frozenset({ME})}),
    Condition.SEATED: Tie(case={"seated_ids": frozenset({ME})}),
    Condition.DEPUTY: Tie(case={"deputy_ids": frozenset({ME})}),
    Condition.CLEAR: Tie(case={"clear_ids": frozenset({ME})}),
    Condition.PRESIDES: Tie(case={"presiding_id": ME}),
    Condition.DECIDING: Tie(case={"before_board": True}),
    Condition.PUBLISHED: Tie(case={"disclosed": True}),
}


def tied(role: Role, conditions: frozenset[Condition]) -> tuple[Person, Case]:
    """A person of this role and a case between whom exactly these conditions hold."""
    person, case = Person(frozenset({role})), Case()
    for condition in conditions:
        person = replace(person, **TIES[condition].person)  # type: ignore[arg-type]
        case = replace(case, **TIES[condition].case)  # type: ignore[arg-type]
    if Condition.UNINVOLVED not in conditions:
        case = replace(case, interested_ids=frozenset({ME}))
    return person, case


WITHOUT_A_CASE = {
    Role.APPLICANT: {Act.APPLY},
    Role.MEMBER: {Act.READ_MEMBERS},
    Role.SECRETARIAT: {
        Act.READ_QUEUE, Act.READ_LETTERS, Act.READ_MEMBERS, Act.READ_REGISTERS, Act.READ_JOURNAL,
        Act.MEND_OWED, Act.SEARCH, Act.READ_SITTINGS, Act.CONVENE, Act.CALL_OFF,
        Act.READ_MANDATE, Act.MANAGE_SEATS, Act.WORD_LETTERS, Act.KEEP_REGISTRY,
    },
    Role.RAPPORTEUR: {Act.READ_MEMBERS, Act.SEARCH},
    Role.BOARD: {Act.SEARCH, Act.READ_MEMBERS, Act.READ_REGISTERS, Act.READ_SITTINGS, Act.ATTEND},
    Role.CHAIR: {Act.PRESIDE, Act.CALL_OFF, Act.READ_MANDATE},
    Role.VICE_CHAIR: {Act.PRESIDE, Act.CALL_OFF, Act.READ_MANDATE},
    Role.BOARD_SECRETARY: {Act.CONVENE, Act.CALL_OFF, Act.READ_MANDATE},
    Role.AUDITOR: {Act.READ_MEMBERS, Act.READ_REGISTERS, Act.READ_JOURNAL, Act.READ_SITTINGS,
                   Act.READ_MANDATE},
    Role.ADMINISTRATOR: {Act.INVITE, Act.READ_PEOPLE, Act.MANAGE_PEOPLE, Act.MEND_OWED,
                         Act.MANAGE_SEATS},
}  # fmt: skip
"""What each role may do that rests on no condition; a role that is not here: nothing."""

UNINVOLVED = {
    Role.SECRETARIAT: {
        Act.READ_CASE, Act.READ_LETTER, Act.READ_RESULT, Act.READ_EVIDENCE, Act.CHECK_PROCEDURE,
        Act.REGISTER_ARRIVAL,
        Act.ASSIGN, Act.ASK, Act.REOPEN, Act.CLOSE_ABANDONED, Act.RESUME, Act.SCHEDULE,
        Act.FIND_CONDITION, Act.RECORD_ASSEMBLY, Act.ENTER_ROLL, Act.ISSUE_LETTER,
        Act.RECORD_INTEREST, Act.PROPOSE_ON_MEMBER,
    },
    Role.AUDITOR: {Act.READ_RESULT},
}  # fmt: skip
"""What each role may do on every case but one that its person has an interest in."""


@pytest.mark.parametrize("role", Role)
def test_a_role_alone_may_do_exactly_what_is_written(role: Role) -> None:
    person = Person(frozenset({role}))
    granted = {act for act in Act if may(person, act)}
    assert granted == WITHOUT_A_CASE.get(role, set()) | UNINVOLVED.get(role, set())
    assert {act for act in Act if may(person, act, Case())} == granted


WITH_A_CASE = {
    Role.APPLICANT: [
        ({Condition.OWN}, {Act.READ_CASE, Act.READ_EVIDENCE, Act.OPEN_CONFIDENTIAL,
                           Act.EDIT_DRAFT}),
        ({Condition.OWN, Condition.SUBMITS},
         {Act.SUBMIT, Act.ANSWER, Act.WITHDRAW, Act.CONTEST, Act.CONSENT, Act.REOPEN}),
        ({Condition.OWN, Condition.OWNS}, {Act.MANAGE_COLLEAGUES}),
        ({Condition.OWN, Condition.PUBLISHED}, {Act.READ_LETTER}),
    ],
    Role.RAPPORTEUR: [
        ({Condition.ASSIGNED}, {Act.DECLARE_INTEREST}),
        ({Condition.ASSIGNED, Condition.CLEAR},
         {Act.READ_CASE, Act.READ_EVIDENCE, Act.OPEN_CONFIDENTIAL, Act.FIND_CLAIM, Act.REPORT,
          Act.WRITE_CONDITION}),
    ],
    Role.BOARD: [
        ({Condition.SEATED}, {Act.DECLARE_INTEREST}),
        ({Condition.SEATED, Condition.CLEAR, Condition.DECIDING},
         {Act.READ_CASE, Act.READ_EVIDENCE, Act.OPEN_CONFIDENTIAL, Act.VOTE, Act.READ_RESULT,
          Act.PROPOSE_MOTION, Act.PROPOSE_ON_MEMBER, Act.WRITE_CONDITION, Act.ENTER_ROLL}),
        ({Condition.SEATED, Condition.CLEAR, Condition.DECIDING, Condition.PRESIDES},
         {Act.OPEN_VOTE, Act.CLOSE_VOTE, Act.DECIDE}),
        ({Condition.DEPUTY}, {Act.DECLARE_INTEREST}),
        ({Condition.DEPUTY, Condition.CLEAR, Condition.DECIDING},
         {Act.READ_CASE, Act.READ_EVIDENCE, Act.OPEN_CONFIDENTIAL, Act.READ_RESULT}),
    ],
}  # fmt: skip
"""What each role may do on a case, and the conditions that must all hold."""

SETS_OF_CONDITIONS = [
    frozenset(c for c, holds in zip(Condition, chosen, strict=True) if holds)
    for chosen in product((False, True), repeat=len(Condition))
]


def expected(role: Role, conditions: frozenset[Condition]) -> set[Act]:
    acts = set(WITHOUT_A_CASE.get(role, set()))
    holding = conditions
    # Who belongs to the applicant has an interest, whatever they declared.
    if Condition.OWN in conditions or Condition.UNINVOLVED not in conditions:
        holding = conditions - {Condition.CLEAR, Condition.UNINVOLVED}
    if Condition.UNINVOLVED in holding:
        acts |= UNINVOLVED.get(role, set())
    for needed, granted in WITH_A_CASE.get(role, []):
        if needed <= holding:
            acts |= granted
    return acts


@pytest.mark.parametrize("role", Role)
def test_of_every_role_act_and_set_of_conditions_only_the_written_ones_are_granted(
    role: Role,
) -> None:
    wrong = []
    for conditions in SETS_OF_CONDITIONS:
        person, case = tied(role, conditions)
        granted = {act for act in Act if may(person, act, case)}
        if granted != expected(role, conditions):
            wrong.append((sorted(conditions), granted ^ expected(role, conditions)))
    assert wrong == []
    assert len(SETS_OF_CONDITIONS) == 2 ** len(Condition)


def test_every_act_of_the_procedure_is_granted_to_somebody() -> None:
    granted = {act for grant in GRANTS for act in grant.acts}
    assert {row.act for row in TABLE} <= granted
    assert set(Act) == granted


def test_only_the_board_decides_and_never_the_secretariat() -> None:
    deciding = {Act.OPEN_VOTE, Act.VOTE, Act.CLOSE_VOTE, Act.DECIDE, Act.PROPOSE_MOTION}
    assert {grant.role for grant in GRANTS if deciding & grant.acts} == {Role.BOARD}


def test_whoever_is_recused_may_not_even_read_the_file() -> None:
    person = Person(frozenset({Role.BOARD, Role.CHAIR, Role.RAPPORTEUR}))
    case = Case(
        seated_ids=frozenset({ME, OTHER}),
        rapporteur_ids=frozenset({ME}),
        clear_ids=frozenset({OTHER}),
        presiding_id=OTHER,
        before_board=True,
    )
    may_do = {act for act in Act if may(person, act, case)}
    of_no_case = {Act.SEARCH, Act.READ_MEMBERS, Act.READ_REGISTERS, Act.READ_SITTINGS, Act.ATTEND,
                  Act.PRESIDE, Act.CALL_OFF, Act.READ_MANDATE}  # fmt: skip
    assert may_do == {Act.DECLARE_INTEREST} | of_no_case


def test_whoever_belongs_to_the_applicant_never_votes_on_it() -> None:
    """S5: a director who comes to act for the applicant loses the vote at once."""
    person, case = tied(Role.BOARD, frozenset(Condition))
    assert may(replace(person, organisation_ids=frozenset()), Act.VOTE, case)
    assert not may(person, Act.VOTE, case)


def test_an_interest_closes_the_case_in_every_role_of_its_person() -> None:
    """S5: who is recused does not read the file through another of their roles."""
    roles = frozenset(Role) - {Role.APPLICANT}
    case = Case(
        seated_ids=frozenset({ME}), rapporteur_ids=frozenset({ME}), clear_ids=frozenset({ME}),
        interested_ids=frozenset({ME}), presiding_id=ME, before_board=True, disclosed=True,
    )  # fmt: skip
    about_a_case = {act for grant in GRANTS if grant.conditions for act in grant.acts}
    may_do = {act for act in about_a_case if may(Person(roles), act, case)}
    assert may_do == {Act.DECLARE_INTEREST}


def test_an_editor_edits_and_only_who_submits_signs_for_the_organisation() -> None:
    editor = Person(frozenset({Role.APPLICANT}), organisation_ids=frozenset({FIRM}))
    submitter = replace(editor, submitting_ids=frozenset({FIRM}))
    owner = replace(submitter, owned_ids=frozenset({FIRM}))
    signed = {Act.SUBMIT, Act.ANSWER, Act.WITHDRAW, Act.CONTEST, Act.CONSENT}
    assert may(editor, Act.EDIT_DRAFT, Case())
    assert not any(may(editor, act, Case()) for act in signed | {Act.MANAGE_COLLEAGUES})
    assert all(may(submitter, act, Case()) for act in signed)
    assert not may(submitter, Act.MANAGE_COLLEAGUES, Case())
    assert may(owner, Act.MANAGE_COLLEAGUES, Case())


def test_a_rapporteur_votes_only_when_also_seated() -> None:
    person = Person(frozenset({Role.RAPPORTEUR}))
    case = replace(Case(), rapporteur_ids=frozenset({ME}), clear_ids=frozenset({ME}))
    assert not may(person, Act.VOTE, replace(case, before_board=True))


def test_an_auditor_reads_registers_and_results_and_no_file() -> None:
    person, case = tied(Role.AUDITOR, frozenset(Condition) - {Condition.OWN})
    assert not {Act.READ_CASE, Act.READ_EVIDENCE, Act.READ_LETTER} & {
        act for act in Act if may(person, act, case)
    }


def test_nobody_in_particular_may_do_nothing() -> None:
    stranger = Person(frozenset(Role), id=None)
    assert not any(may(stranger, act) for act in Act)


def test_a_case_that_is_not_yours_is_not_found_and_one_that_is_may_still_refuse() -> None:
    stranger, own = (
        Person(frozenset({Role.APPLICANT})),
        tied(Role.APPLICANT, frozenset({Condition.OWN})),
    )
    with pytest.raises(NotFound):
        require(stranger, Act.SUBMIT, Case())
    with pytest.raises(NotPermitted) as refused:
        require(own[0], Act.VOTE, own[1])
    assert refused.value.message.params["act"] == "vote"
    with pytest.raises(NotPermitted):
        require(stranger, Act.READ_QUEUE)
    require(own[0], Act.EDIT_DRAFT, own[1])


ROLES = st.frozensets(st.sampled_from(Role), max_size=4)
CONDITIONS = st.sampled_from(SETS_OF_CONDITIONS)


@given(ROLES, ROLES, st.sampled_from(Act), CONDITIONS)
def test_a_further_role_never_takes_anything_away(
    some: frozenset[Role], more: frozenset[Role], act: Act, conditions: frozenset[Condition]
) -> None:
    person, case = tied(Role.MEMBER, conditions)
    fewer, all_of_them = replace(person, roles=some), replace(person, roles=some | more)
    assert may(all_of_them, act, case) or not may(fewer, act, case)
