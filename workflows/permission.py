"""Who may do what: one table, asked by the gate of every service and by every button.

A grant names a role, an act and the conditions on the case; all else is refused.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .refusal import NotFound, NotPermitted
from .subject import Actor, Subject


class Role(StrEnum):
    """In which quality a person acts; one person may hold several."""

    APPLICANT = "applicant"
    MEMBER = "member"
    SECRETARIAT = "secretariat"
    RAPPORTEUR = "rapporteur"
    BOARD = "board"
    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    BOARD_SECRETARY = "board_secretary"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Act(StrEnum):
    """Everything that the rulebook has to be asked about."""

    APPLY = "apply"
    READ_CASE = "read_case"
    READ_EVIDENCE = "read_evidence"
    OPEN_CONFIDENTIAL = "open_confidential"
    EDIT_DRAFT = "edit_draft"
    SUBMIT = "submit"
    ANSWER = "answer"
    WITHDRAW = "withdraw"
    CONTEST = "contest"
    CONSENT = "consent"
    MANAGE_COLLEAGUES = "manage_colleagues"
    REOPEN = "reopen"
    READ_QUEUE = "read_queue"
    CHECK_PROCEDURE = "check_procedure"
    REGISTER_ARRIVAL = "register_arrival"
    ASSIGN = "assign"
    ASK = "ask"
    CLOSE_ABANDONED = "close_abandoned"
    RESUME = "resume"
    FIND_CLAIM = "find_claim"
    FIND_CONDITION = "find_condition"
    REPORT = "report"
    PROPOSE_MOTION = "propose_motion"
    PROPOSE_ON_MEMBER = "propose_on_member"
    WRITE_CONDITION = "write_condition"
    SCHEDULE = "schedule"
    DECLARE_INTEREST = "declare_interest"
    RECORD_INTEREST = "record_interest"
    OPEN_VOTE = "open_vote"
    VOTE = "vote"
    CLOSE_VOTE = "close_vote"
    ENTER_ROLL = "enter_roll"
    DECIDE = "decide"
    READ_RESULT = "read_result"
    RECORD_ASSEMBLY = "record_assembly"
    READ_LETTER = "read_letter"
    ISSUE_LETTER = "issue_letter"
    READ_LETTERS = "read_letters"
    WORD_LETTERS = "word_letters"
    READ_MEMBERS = "read_members"
    READ_REGISTERS = "read_registers"
    KEEP_REGISTRY = "keep_registry"
    READ_JOURNAL = "read_journal"
    READ_SITTINGS = "read_sittings"
    CONVENE = "convene"
    CALL_OFF = "call_off"
    READ_MANDATE = "read_mandate"
    ATTEND = "attend"
    PRESIDE = "preside"
    MANAGE_SEATS = "manage_seats"
    MEND_OWED = "mend_owed"
    INVITE = "invite"
    SEARCH = "search"
    READ_PEOPLE = "read_people"
    MANAGE_PEOPLE = "manage_people"


class Condition(StrEnum):
    """What must hold between the person and the case for a grant to apply."""

    OWN = "own"
    SUBMITS = "submits"
    OWNS = "owns"
    UNINVOLVED = "uninvolved"
    ASSIGNED = "assigned"
    SEATED = "seated"
    DEPUTY = "deputy"
    CLEAR = "clear"
    PRESIDES = "presides"
    DECIDING = "deciding"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role may do these acts, when every condition holds on the case."""

    role: Role
    acts: frozenset[Act]
    conditions: frozenset[Condition] = frozenset()


def _grant(role: Role, acts: Collection[Act], *conditions: Condition) -> Grant:
    return Grant(role, frozenset(acts), frozenset(conditions))


_A, _R, _C = Act, Role, Condition

GRANTS: tuple[Grant, ...] = (
    _grant(_R.APPLICANT, {_A.APPLY}),
    _grant(_R.APPLICANT, {_A.READ_CASE, _A.READ_EVIDENCE, _A.OPEN_CONFIDENTIAL, _A.EDIT_DRAFT},
           _C.OWN),
    _grant(_R.APPLICANT, {_A.SUBMIT, _A.ANSWER, _A.WITHDRAW, _A.CONTEST, _A.CONSENT,
                          _A.REOPEN}, _C.OWN, _C.SUBMITS),
    _grant(_R.APPLICANT, {_A.MANAGE_COLLEAGUES}, _C.OWN, _C.OWNS),
    _grant(_R.APPLICANT, {_A.READ_LETTER}, _C.OWN, _C.PUBLISHED),
    _grant(_R.MEMBER, {_A.READ_MEMBERS}),
    _grant(_R.SECRETARIAT, {_A.READ_QUEUE, _A.READ_LETTERS, _A.READ_MEMBERS, _A.READ_REGISTERS,
                            _A.KEEP_REGISTRY, _A.READ_JOURNAL, _A.MEND_OWED, _A.SEARCH,
                            _A.READ_SITTINGS, _A.CONVENE, _A.CALL_OFF, _A.READ_MANDATE,
                            _A.MANAGE_SEATS, _A.WORD_LETTERS}),
    _grant(_R.SECRETARIAT, {_A.READ_CASE, _A.READ_LETTER, _A.READ_RESULT, _A.CHECK_PROCEDURE,
                            _A.REGISTER_ARRIVAL, _A.ASSIGN, _A.ASK, _A.REOPEN, _A.CLOSE_ABANDONED,
                            _A.RESUME, _A.SCHEDULE, _A.FIND_CONDITION, _A.RECORD_ASSEMBLY,
                            _A.ENTER_ROLL, _A.ISSUE_LETTER, _A.READ_EVIDENCE,
                            _A.RECORD_INTEREST, _A.PROPOSE_ON_MEMBER}, _C.UNINVOLVED),
    _grant(_R.RAPPORTEUR, {_A.DECLARE_INTEREST}, _C.ASSIGNED),
    _grant(_R.RAPPORTEUR, {_A.READ_CASE, _A.READ_EVIDENCE, _A.OPEN_CONFIDENTIAL, _A.FIND_CLAIM,
                           _A.REPORT, _A.WRITE_CONDITION}, _C.ASSIGNED, _C.CLEAR),
    _grant(_R.RAPPORTEUR, {_A.READ_MEMBERS, _A.SEARCH}),
    _grant(_R.BOARD, {_A.SEARCH, _A.READ_MEMBERS, _A.READ_REGISTERS, _A.READ_SITTINGS, _A.ATTEND}),
    _grant(_R.CHAIR, {_A.PRESIDE, _A.CALL_OFF, _A.READ_MANDATE}),
    _grant(_R.VICE_CHAIR, {_A.PRESIDE, _A.CALL_OFF, _A.READ_MANDATE}),
    _grant(_R.BOARD_SECRETARY, {_A.CONVENE, _A.CALL_OFF, _A.READ_MANDATE}),
    _grant(_R.BOARD, {_A.DECLARE_INTEREST}, _C.SEATED),
    _grant(_R.BOARD, {_A.READ_CASE, _A.READ_EVIDENCE, _A.OPEN_CONFIDENTIAL, _A.VOTE,
                      _A.READ_RESULT, _A.PROPOSE_MOTION, _A.PROPOSE_ON_MEMBER,
                      _A.WRITE_CONDITION, _A.ENTER_ROLL},
           _C.SEATED, _C.CLEAR, _C.DECIDING),
    _grant(_R.BOARD, {_A.OPEN_VOTE, _A.CLOSE_VOTE, _A.DECIDE},
           _C.SEATED, _C.CLEAR, _C.DECIDING, _C.PRESIDES),
    _grant(_R.BOARD, {_A.DECLARE_INTEREST}, _C.DEPUTY),
    _grant(_R.BOARD, {_A.READ_CASE, _A.READ_EVIDENCE, _A.OPEN_CONFIDENTIAL, _A.READ_RESULT},
           _C.DEPUTY, _C.CLEAR, _C.DECIDING),
    _grant(_R.AUDITOR, {_A.READ_MEMBERS, _A.READ_REGISTERS, _A.READ_JOURNAL, _A.READ_SITTINGS,
                        _A.READ_MANDATE}),
    _grant(_R.AUDITOR, {_A.READ_RESULT}, _C.UNINVOLVED),
    _grant(_R.ADMINISTRATOR, {_A.INVITE, _A.READ_PEOPLE, _A.MANAGE_PEOPLE, _A.MEND_OWED,
                              _A.MANAGE_SEATS}),
)  # fmt: skip


def is_involved(actor: Actor, on: Subject) -> bool:
    """Whether this person stays out of the case in every role but the applicant's own: who
    belongs to the applicant has an interest, whatever was declared."""
    return actor.id in on.interested_ids or on.organisation_id in actor.organisation_ids


_HOLDS: Mapping[Condition, Callable[[Actor, Subject], bool]] = {
    Condition.OWN: lambda actor, on: on.organisation_id in actor.organisation_ids,
    Condition.SUBMITS: lambda actor, on: on.organisation_id in actor.submitting_ids,
    Condition.OWNS: lambda actor, on: on.organisation_id in actor.owned_ids,
    Condition.UNINVOLVED: lambda actor, on: not is_involved(actor, on),
    Condition.ASSIGNED: lambda actor, on: actor.id in on.rapporteur_ids,
    Condition.SEATED: lambda actor, on: actor.id in on.seated_ids,
    Condition.DEPUTY: lambda actor, on: actor.id in on.deputy_ids,
    Condition.CLEAR: lambda actor, on: actor.id in on.clear_ids and not is_involved(actor, on),
    Condition.PRESIDES: lambda actor, on: actor.id is not None and actor.id == on.presiding_id,
    Condition.DECIDING: lambda _actor, on: on.before_board,
    Condition.PUBLISHED: lambda _actor, on: on.disclosed,
}


def may(actor: Actor, act: Act, on: Subject | None = None) -> bool:
    """Whether this person may do this act, on this case when the act concerns one."""
    return in_which_role(actor, act, on) is not None


def in_which_role(actor: Actor, act: Act, on: Subject | None = None) -> Role | None:
    """The role by which this person may do this act; None when no grant allows it."""
    if actor.id is None:
        return None
    for grant in GRANTS:
        if grant.role in actor.roles and act in grant.acts and _applies(grant, actor, on):
            return grant.role
    return None


def _applies(grant: Grant, actor: Actor, on: Subject | None) -> bool:
    if on is None:
        # Asked of no case in particular: nobody is involved in that.
        return grant.conditions <= {Condition.UNINVOLVED}
    return all(_HOLDS[condition](actor, on) for condition in grant.conditions)


def require(actor: Actor, act: Act, on: Subject | None = None) -> None:
    """Refuses the act: as not found when the person may not even know of the case,
    as not permitted otherwise."""
    if may(actor, act, on):
        return
    if on is not None and not may(actor, Act.READ_CASE, on):
        raise NotFound("permission.not_found")
    raise NotPermitted("permission.not_permitted", act=act.value)
