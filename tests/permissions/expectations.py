"""Who gets in where: one line for each page, written by hand and walked by the tests.

A page that has no line here fails the walk, which says which line to add. Whom a line does
not name is answered *not found* where they may not read the case, and *not permitted* where
they may (or where the page hangs on no case); strangers are sent to sign in.
"""

from dataclasses import dataclass
from enum import StrEnum

from tests.permissions.house import SITUATIONS, VOTING, Visitor
from workflows.application import Stage

V, S = Visitor, Stage


class On(StrEnum):
    """What a page hangs on: the house itself, somebody's own account, or a case."""

    HOUSE = "house"
    PERSON = "person"
    CASE = "case"
    INSIDE = "inside"
    """What the house works with on a case: its applicant finds nothing there."""
    MOTION = "motion"
    LETTER = "letter"
    DOCUMENT = "document"


def _all(*visitors: Visitor) -> frozenset[Visitor]:
    return frozenset(visitors)


EVERYBODY = frozenset(Visitor)
SIGNED_IN = EVERYBODY - {V.STRANGER}
NOBODY: frozenset[Visitor] = frozenset()
APPLICANTS = _all(V.OWNER, V.EDITOR, V.SUBMITTER, V.FOREIGN, V.NEWCOMER, V.EVERYTHING_RECUSED)
OWN = _all(V.OWNER, V.EDITOR, V.SUBMITTER)
SIGNS = _all(V.OWNER, V.SUBMITTER)
OWNER = _all(V.OWNER)
CLERK = _all(V.CLERK)
CLERKS = _all(V.CLERK, V.CLERK_INVOLVED, V.EVERYTHING_RECUSED)
RAPPORTEUR = _all(V.RAPPORTEUR)
ASSIGNED = _all(V.RAPPORTEUR, V.RAPPORTEUR_UNDECLARED)
BOARD = _all(V.CHAIR, V.VICE_CHAIR, V.SEAT)
SEATED = BOARD | {V.SEAT_UNDECLARED}
CHAIR = _all(V.CHAIR)
BOARD_MEMBERS = SEATED | {V.SEAT_RECUSED, V.SEATED_ONCE, V.EVERYTHING_RECUSED}
RAPPORTEURS = ASSIGNED | {V.RAPPORTEUR_OF_ANOTHER, V.RAPPORTEUR_RECUSED}
AUDITOR = _all(V.AUDITOR)
AUDITORS = AUDITOR | {V.EVERYTHING_RECUSED}
ADMINISTRATORS = _all(V.ADMINISTRATOR, V.EVERYTHING_RECUSED)
SEAT_KEEPERS = CLERKS | ADMINISTRATORS
SITTING_READERS = CLERKS | BOARD_MEMBERS | AUDITORS
FILE = CLERK | RAPPORTEUR | BOARD
SEARCHERS = CLERKS | BOARD_MEMBERS | RAPPORTEURS
MEMBERS = CLERKS | BOARD_MEMBERS | RAPPORTEURS | AUDITORS | {V.MEMBER}

ALWAYS = frozenset(SITUATIONS)
NOWHERE: frozenset[str] = frozenset()
"""In no situation of this house: its term has not passed, or there is no such thing in it."""
DRAFT = frozenset({S.DRAFT.value})
SUBMITTED = frozenset({S.SUBMITTED.value})
ASKED = frozenset({S.CLARIFICATION.value})
REVIEW = frozenset({S.EVIDENCE_REVIEW.value})
CALLED = frozenset({S.BOARD_DECISION.value})
OPEN = frozenset({VOTING})
LAPSED = frozenset({S.LAPSED.value})
BEFORE_BOARD = ALWAYS - DRAFT - SUBMITTED - ASKED - REVIEW
ASSIGNED_AT = ALWAYS - DRAFT - SUBMITTED
WITHDRAWABLE = frozenset(
    {s.value for s in (S.DRAFT, S.SUBMITTED, S.CLARIFICATION, S.EVIDENCE_REVIEW,
                       S.BOARD_DECISION, S.DEFERRED)} | {VOTING}
)  # fmt: skip
DECIDED = frozenset({S.ASSOCIATE_MEMBER.value, S.REJECTED.value, S.CONTESTED.value,
                     S.REJECTED_FINAL.value, S.DEFERRED.value})  # fmt: skip
TOLD = frozenset({S.ASSOCIATE_MEMBER.value, S.CONTESTED.value, S.REJECTED_FINAL.value})
"""Where the letter of the decision has left the house; `rejected` still waits for it."""
UNTOLD = ALWAYS - TOLD


@dataclass(frozen=True)
class Line:
    """One page: what it hangs on, who gets in, and at which stages the answer is not "not now".

    ``only`` says where what the page shows exists at all: elsewhere it is not found.
    ``declares`` says that whoever has to declare an interest first is led there,
    ``told`` who hears that they are refused although the case is closed to them.
    """

    on: On
    whom: frozenset[Visitor]
    at: frozenset[str] = ALWAYS
    only: frozenset[str] = ALWAYS
    declares: bool = False
    told: frozenset[Visitor] = NOBODY


def reads(visitor: Visitor, situation: str) -> bool:
    """Whether somebody may read the case at this stage, whatever the page."""
    if visitor in OWN | CLERK:
        return True
    if visitor is V.RAPPORTEUR:
        return situation in ASSIGNED_AT
    return visitor in BOARD and situation in BEFORE_BOARD


def must_declare(visitor: Visitor, situation: str) -> bool:
    """Whether the case opens to somebody once they have declared."""
    if visitor is V.SEAT_UNDECLARED:
        return situation in BEFORE_BOARD
    return visitor is V.RAPPORTEUR_UNDECLARED and situation in REVIEW | BEFORE_BOARD


CASE, INSIDE, MOTION, HOUSE, PERSON = On.CASE, On.INSIDE, On.MOTION, On.HOUSE, On.PERSON
LETTER, DOCUMENT = On.LETTER, On.DOCUMENT

LINES: dict[str, Line] = {
    # The front of the house.
    "GET pages.home": Line(HOUSE, EVERYBODY),
    "GET pages.join": Line(HOUSE, EVERYBODY),
    "GET application.self_check": Line(HOUSE, EVERYBODY),
    "GET application.documents_asked": Line(HOUSE, EVERYBODY),
    "GET application.privacy": Line(HOUSE, EVERYBODY),
    "GET pages.accessibility": Line(HOUSE, EVERYBODY),
    "POST pages.language": Line(HOUSE, EVERYBODY),
    "GET pages.font": Line(HOUSE, EVERYBODY),
    "GET pages.accent_css": Line(HOUSE, EVERYBODY),
    "GET pages.health": Line(HOUSE, EVERYBODY),
    "GET letter.styles": Line(HOUSE, EVERYBODY),
    "GET letter.schema": Line(HOUSE, EVERYBODY),
    "GET letter.verify": Line(HOUSE, EVERYBODY),
    "GET letter.verified": Line(HOUSE, EVERYBODY),
    # Accounts.
    "GET account.register": Line(HOUSE, EVERYBODY),
    "POST account.register_now": Line(HOUSE, EVERYBODY),
    "GET account.registered": Line(HOUSE, EVERYBODY),
    "GET account.enter": Line(HOUSE, EVERYBODY),
    "POST account.enter_now": Line(HOUSE, EVERYBODY),
    "GET account.sign_in": Line(HOUSE, EVERYBODY),
    "POST account.sign_in_now": Line(HOUSE, EVERYBODY),
    "POST account.sign_out": Line(HOUSE, EVERYBODY),
    "GET account.forgotten": Line(HOUSE, EVERYBODY),
    "POST account.forgotten_now": Line(HOUSE, EVERYBODY),
    "GET account.forgotten_sent": Line(HOUSE, EVERYBODY),
    "GET account.address_done": Line(HOUSE, EVERYBODY),
    "GET account.kept": Line(PERSON, NOBODY),
    "GET account.awake": Line(PERSON, SIGNED_IN),
    "GET account.second": Line(HOUSE, SIGNED_IN),
    "POST account.second_now": Line(HOUSE, SIGNED_IN),
    "POST account.second_by_passkey": Line(HOUSE, SIGNED_IN),
    "GET account.own": Line(PERSON, SIGNED_IN),
    "GET account.factor": Line(PERSON, SIGNED_IN),
    "GET account.app": Line(PERSON, SIGNED_IN),
    "POST account.add_app": Line(PERSON, SIGNED_IN),
    "POST account.remove_app": Line(PERSON, SIGNED_IN),
    "GET account.passkey": Line(PERSON, SIGNED_IN),
    "POST account.add_passkey": Line(PERSON, SIGNED_IN),
    "POST account.remove_passkey": Line(PERSON, NOBODY),
    "GET account.codes": Line(PERSON, SIGNED_IN),
    "POST account.keep_codes": Line(PERSON, SIGNED_IN),
    "GET account.password": Line(PERSON, SIGNED_IN),
    "POST account.change_password": Line(PERSON, SIGNED_IN),
    "GET account.change_address": Line(PERSON, SIGNED_IN),
    "POST account.ask_for_address": Line(PERSON, SIGNED_IN),
    "POST account.end_session": Line(PERSON, NOBODY),
    "POST account.end_sessions": Line(PERSON, SIGNED_IN),
    "POST account.forget_device": Line(PERSON, NOBODY),
    "GET account.people": Line(HOUSE, ADMINISTRATORS),
    "POST account.invite": Line(HOUSE, ADMINISTRATORS),
    "GET account.one": Line(HOUSE, ADMINISTRATORS),
    "POST account.invite_again": Line(HOUSE, ADMINISTRATORS),
    "POST account.change_roles": Line(HOUSE, ADMINISTRATORS),
    "POST account.measure": Line(HOUSE, ADMINISTRATORS),
    # The applicant's own case.
    "GET application.mine": Line(PERSON, SIGNED_IN),
    "GET application.apply": Line(HOUSE, APPLICANTS),
    "POST application.begin": Line(HOUSE, APPLICANTS),
    "GET application.case": Line(CASE, OWN),
    "GET application.check": Line(CASE, OWN, at=DRAFT),
    "GET application.section": Line(CASE, OWN, at=DRAFT),
    "POST application.save": Line(CASE, OWN, at=DRAFT),
    "GET application.claim_list": Line(CASE, OWN, at=DRAFT),
    "GET application.claim_add": Line(CASE, OWN, at=DRAFT),
    "POST application.claim_added": Line(CASE, OWN, at=DRAFT),
    "GET application.claim": Line(CASE, OWN, at=DRAFT),
    "POST application.claim_changed": Line(CASE, OWN, at=DRAFT),
    "POST application.claim_removed": Line(CASE, OWN, at=DRAFT),
    "GET application.evidence_list": Line(CASE, OWN, at=DRAFT),
    "GET application.evidence_add": Line(CASE, OWN, at=DRAFT),
    "POST application.evidence_added": Line(CASE, OWN, at=DRAFT),
    "GET application.evidence_piece": Line(CASE, OWN, at=DRAFT),
    "POST application.evidence_changed": Line(CASE, OWN, at=DRAFT),
    "POST application.evidence_removed": Line(CASE, OWN, at=DRAFT),
    "GET application.paper_list": Line(CASE, OWN, at=DRAFT),
    "GET application.paper": Line(CASE, OWN, at=DRAFT),
    "POST application.paper_filed": Line(CASE, OWN, at=DRAFT),
    "POST application.paper_removed": Line(CASE, OWN, at=DRAFT),
    "GET application.sign": Line(CASE, OWN, at=NOWHERE),
    "POST application.prepared": Line(CASE, OWN, at=NOWHERE),
    "POST application.signed": Line(CASE, OWN, at=NOWHERE),
    "POST application.submit": Line(CASE, SIGNS),
    "GET application.submitted": Line(CASE, OWN),
    "GET application.answer": Line(CASE, SIGNS, at=ASKED),
    "POST application.answered": Line(CASE, SIGNS, at=ASKED),
    "GET application.more_time": Line(CASE, SIGNS, at=ASKED),
    "POST application.extended": Line(CASE, SIGNS, at=ASKED),
    "GET application.deadlines_file": Line(CASE, OWN),
    "GET application.contest": Line(CASE, SIGNS, at=NOWHERE),
    "POST application.contested": Line(CASE, SIGNS, at=NOWHERE),
    "GET application.withdraw": Line(CASE, SIGNS),
    "POST application.withdrawn": Line(CASE, SIGNS, at=WITHDRAWABLE),
    "GET application.files": Line(CASE, OWN),
    "GET application.data": Line(CASE, OWN),
    "GET application.data_archive": Line(CASE, OWN),
    "POST application.erase": Line(CASE, SIGNS),
    "GET application.consents": Line(CASE, OWN),
    "POST application.consents_changed": Line(CASE, SIGNS),
    # Files: the secretariat reads of a confidential one only that it is there.
    "GET application.document": Line(DOCUMENT, OWN | RAPPORTEUR | BOARD),
    "GET application.document_page": Line(DOCUMENT, OWN | RAPPORTEUR | BOARD),
    "GET application.document_picture": Line(DOCUMENT, OWN | RAPPORTEUR | BOARD),
    "GET application.document_copy": Line(DOCUMENT, OWN | RAPPORTEUR | BOARD),
    "POST application.document_opened": Line(DOCUMENT, OWN | RAPPORTEUR | BOARD),
    # Colleagues.
    "GET organisation.colleagues": Line(CASE, OWN),
    "POST organisation.invite": Line(CASE, OWNER),
    "POST organisation.uninvite": Line(CASE, OWNER, only=NOWHERE),
    "GET organisation.one": Line(CASE, SIGNS),
    "POST organisation.change": Line(CASE, OWNER),
    "POST organisation.remove": Line(CASE, SIGNS),
    "POST organisation.hand_over": Line(CASE, OWNER),
    "GET organisation.invitation": Line(HOUSE, EVERYBODY),
    "POST organisation.join": Line(HOUSE, EVERYBODY),
    # The review of a case.
    "GET review.queue": Line(HOUSE, CLERKS),
    "GET review.files": Line(PERSON, SIGNED_IN),
    "GET review.case": Line(CASE, FILE | OWN, declares=True),
    "GET review.procedure": Line(CASE, CLERK),
    "POST review.check": Line(CASE, CLERK, at=SUBMITTED),
    "GET review.numbers_kept": Line(CASE, CLERK, at=NOWHERE),
    "POST review.number_accepted": Line(CASE, CLERK, at=NOWHERE),
    "POST review.evidence_arrived": Line(CASE, CLERK, at=NOWHERE),
    "GET review.ask": Line(CASE, CLERK),
    "POST review.asked": Line(CASE, CLERK, at=SUBMITTED | REVIEW),
    "GET review.assign": Line(CASE, CLERK),
    "POST review.assigned": Line(CASE, CLERK, at=SUBMITTED | REVIEW),
    "GET review.inadmissible": Line(CASE, CLERK),
    "POST review.proposed_inadmissible": Line(CASE, CLERK),
    "GET review.close": Line(CASE, CLERK, at=ASKED),
    "POST review.closed": Line(CASE, CLERK, at=NOWHERE),
    "GET review.reopen": Line(CASE, CLERK | SIGNS),
    "POST review.reopened": Line(CASE, CLERK | SIGNS, at=LAPSED),
    "GET review.claim": Line(INSIDE, FILE, declares=True),
    "GET review.matrix": Line(INSIDE, FILE, declares=True),
    "GET review.note_list": Line(INSIDE, FILE),
    "POST review.note_written": Line(INSIDE, FILE),
    "GET review.expiring_list": Line(HOUSE, CLERKS),
    "GET many.preview": Line(HOUSE, CLERKS),
    "GET many.past": Line(HOUSE, CLERKS),
    "GET many.results": Line(HOUSE, CLERKS),
    "POST many.act_on": Line(HOUSE, CLERKS),
    "POST review.found": Line(CASE, RAPPORTEUR),
    "POST review.question": Line(CASE, RAPPORTEUR),
    "GET review.report": Line(CASE, RAPPORTEUR, at=REVIEW),
    "POST review.reported": Line(CASE, RAPPORTEUR),
    # Conflicts of interest.
    "GET review.interest": Line(CASE, ASSIGNED | SEATED),
    "POST review.declared": Line(CASE, ASSIGNED | SEATED),
    "GET review.interests_of": Line(CASE, CLERK),
    "GET review.interest_record": Line(CASE, CLERK),
    "POST review.interest_recorded": Line(CASE, CLERK),
    "GET review.interest_lift": Line(CASE, CLERK),
    "POST review.interest_lifted": Line(CASE, CLERK),
    "GET review.interest_dismiss": Line(CASE, CLERK, only=NOWHERE),
    "POST review.interest_dismissed": Line(CASE, CLERK, only=NOWHERE),
    # The vote.
    "GET ballot.board": Line(HOUSE, BOARD_MEMBERS | CLERKS | AUDITORS),
    "GET ballot.motion": Line(MOTION, FILE, declares=True),
    "POST ballot.choose": Line(MOTION, FILE | SEATED | ASSIGNED),
    "GET ballot.confirm": Line(MOTION, FILE, declares=True),
    "POST ballot.vote": Line(MOTION, BOARD, at=OPEN, told=frozenset({V.SEAT_RECUSED})),
    "POST ballot.vote_secretly": Line(MOTION, BOARD, at=NOWHERE, told=frozenset({V.SEAT_RECUSED})),
    "GET ballot.secret_receipt": Line(MOTION, BOARD, only=NOWHERE),
    "GET ballot.recount_script": Line(HOUSE, EVERYBODY),
    "GET ballot.receipt": Line(MOTION, BOARD, only=DECIDED),
    "GET ballot.result": Line(MOTION, CLERK | BOARD | AUDITOR),
    "GET ballot.recount": Line(MOTION, CLERK | BOARD | AUDITOR, only=DECIDED),
    "GET ballot.schedule": Line(MOTION, CLERK),
    "POST ballot.schedule_now": Line(MOTION, CLERK),
    "GET ballot.open_page": Line(MOTION, CHAIR),
    "POST ballot.open_now": Line(MOTION, CHAIR, at=CALLED),
    "GET ballot.close_page": Line(MOTION, CHAIR),
    "POST ballot.close_now": Line(MOTION, CHAIR, at=NOWHERE),
    "GET ballot.propose": Line(CASE, BOARD),
    "POST ballot.propose_now": Line(CASE, BOARD),
    "POST ballot.file_opened": Line(HOUSE, CLERKS),
    "GET ballot.propose_on_member": Line(CASE, CLERK | BOARD),
    "POST ballot.proposed_on_member": Line(CASE, CLERK | BOARD),
    "GET ballot.hearing_page": Line(MOTION, CLERK),
    "POST ballot.hearing_recorded": Line(MOTION, CLERK),
    "POST ballot.put_again": Line(MOTION, CHAIR, at=NOWHERE),
    "GET ballot.condition_add": Line(MOTION, RAPPORTEUR | BOARD),
    "POST ballot.condition_added": Line(MOTION, RAPPORTEUR | BOARD),
    "POST ballot.condition_removed": Line(CASE, CLERK, only=NOWHERE),
    "GET ballot.conditions_list": Line(HOUSE, CLERKS),
    "GET ballot.condition": Line(CASE, CLERK, only=NOWHERE),
    "POST ballot.condition_found": Line(CASE, CLERK, only=NOWHERE),
    "GET ballot.object_page": Line(MOTION, BOARD),
    "POST ballot.object_now": Line(MOTION, BOARD),
    "GET ballot.assembly_page": Line(CASE, CLERK),
    "POST ballot.assembly_recorded": Line(CASE, CLERK),
    "GET ballot.fewer_reminders": Line(HOUSE, EVERYBODY),
    "POST ballot.reminders_changed": Line(HOUSE, EVERYBODY),
    "GET ballot.roll": Line(MOTION, CLERK | BOARD),
    "POST ballot.roll_entered": Line(MOTION, CLERK | BOARD, at=ALWAYS - DECIDED - OPEN),
    "POST ballot.roll_confirmed": Line(CASE, CLERK | BOARD, only=NOWHERE),
    "POST ballot.roll_dropped": Line(CASE, CLERK | BOARD, only=NOWHERE),
    "POST ballot.prepare": Line(MOTION, CLERK, only=DECIDED),
    "GET ballot.resume": Line(CASE, CLERK),
    "POST ballot.resume_now": Line(CASE, CLERK),
    # The Board's seats.
    "GET sitting.seat_list": Line(HOUSE, SEAT_KEEPERS),
    "POST sitting.seat_taken": Line(HOUSE, SEAT_KEEPERS),
    "GET sitting.one_seat": Line(HOUSE, SEAT_KEEPERS),
    "POST sitting.seat_ended": Line(HOUSE, SEAT_KEEPERS),
    "POST sitting.deputy_named": Line(HOUSE, SEAT_KEEPERS),
    # The Board's sittings.
    "GET sitting.sittings": Line(HOUSE, SITTING_READERS),
    "GET sitting.plan": Line(HOUSE, CLERKS),
    "POST sitting.planned": Line(HOUSE, CLERKS),
    "GET sitting.sitting": Line(HOUSE, SITTING_READERS),
    "GET sitting.calendar": Line(HOUSE, SITTING_READERS),
    "GET sitting.change": Line(HOUSE, CLERKS),
    "POST sitting.changed": Line(HOUSE, CLERKS),
    "POST sitting.convened": Line(HOUSE, CLERKS),
    "GET sitting.cancel": Line(HOUSE, CLERKS | {V.CHAIR, V.VICE_CHAIR}),
    "POST sitting.cancelled": Line(HOUSE, CLERKS | {V.CHAIR, V.VICE_CHAIR}),
    "GET sitting.agenda": Line(HOUSE, CLERKS),
    "POST sitting.case_added": Line(HOUSE, CLERKS),
    "POST sitting.matter_added": Line(HOUSE, CLERKS),
    "POST sitting.point_changed": Line(HOUSE, CLERKS),
    "GET sitting.roll": Line(HOUSE, CLERKS),
    "POST sitting.marked": Line(HOUSE, CLERKS),
    "GET sitting.keeper": Line(HOUSE, _all(V.CHAIR, V.VICE_CHAIR, V.EVERYTHING_RECUSED)),
    "POST sitting.keeper_named": Line(HOUSE, _all(V.CHAIR, V.VICE_CHAIR, V.EVERYTHING_RECUSED)),
    "GET sitting.mandates": Line(HOUSE, CLERKS),
    "POST sitting.stands_in": Line(HOUSE, CLERKS),
    "GET sitting.mandate": Line(HOUSE, CLERKS),
    "POST sitting.mandate_registered": Line(HOUSE, CLERKS),
    "GET sitting.mandate_paper": Line(HOUSE, SITTING_READERS),
    "POST sitting.mandate_withdrawn": Line(HOUSE, CLERKS),
    "POST sitting.arrived": Line(HOUSE, BOARD_MEMBERS),
    "POST sitting.left": Line(HOUSE, BOARD_MEMBERS),
    "POST sitting.opened": Line(HOUSE, CHAIR),
    "POST sitting.closed": Line(HOUSE, CHAIR),
    "POST sitting.called": Line(HOUSE, CHAIR),
    "POST sitting.taken_out": Line(HOUSE, SEATED | {V.SEAT_RECUSED}),
    "GET sitting.pack_page": Line(HOUSE, SITTING_READERS),
    "GET sitting.block_ballot": Line(HOUSE, BOARD_MEMBERS),
    "POST sitting.block_voted": Line(HOUSE, BOARD_MEMBERS),
    "POST sitting.block_opened": Line(HOUSE, _all(V.CHAIR, V.VICE_CHAIR, V.EVERYTHING_RECUSED)),
    "POST sitting.block_closed": Line(HOUSE, _all(V.CHAIR, V.VICE_CHAIR, V.EVERYTHING_RECUSED)),
    "GET sitting.feed": Line(HOUSE, SITTING_READERS),
    "POST sitting.feed_made": Line(HOUSE, SITTING_READERS),
    "POST sitting.feed_stopped": Line(HOUSE, SITTING_READERS),
    "GET sitting.feed_read": Line(HOUSE, EVERYBODY),
    "POST sitting.note_kept": Line(HOUSE, BOARD_MEMBERS),
    "GET sitting.pack_document": Line(HOUSE, SITTING_READERS),
    "GET sitting.minutes": Line(HOUSE, SITTING_READERS),
    "POST sitting.minutes_drafted": Line(HOUSE, CLERKS),
    "GET sitting.minutes_words": Line(HOUSE, CLERKS),
    "POST sitting.minutes_worded": Line(HOUSE, CLERKS),
    "POST sitting.minutes_approved": Line(HOUSE, _all(V.CHAIR, V.VICE_CHAIR, V.EVERYTHING_RECUSED)),
    "POST sitting.minutes_corrected": Line(HOUSE, CLERKS),
    # Letters and registers.
    "GET letter.letters": Line(HOUSE, CLERKS),
    "GET letter.letter": Line(LETTER, CLERK | OWN),
    "GET letter.pdf": Line(LETTER, CLERK | OWN, only=TOLD),
    "POST letter.issue": Line(LETTER, CLERK),
    "POST letter.translate": Line(LETTER, CLERK, at=UNTOLD),
    "POST letter.dispatch": Line(LETTER, CLERK),
    "POST letter.verify_file": Line(HOUSE, EVERYBODY),
    "GET letter.signed": Line(LETTER, CLERK, at=NOWHERE),
    "POST letter.signed_now": Line(LETTER, CLERK, at=NOWHERE),
    "GET letter.scan": Line(LETTER, CLERK | OWN, only=NOWHERE),
    "GET letter.many": Line(HOUSE, CLERKS),
    "POST letter.many_now": Line(HOUSE, CLERKS),
    "GET letter.batch": Line(HOUSE, CLERKS),
    "POST letter.batch_again": Line(HOUSE, CLERKS),
    "GET letter.batch_file": Line(HOUSE, CLERKS),
    "GET letter.receive": Line(LETTER, CLERK, at=TOLD),
    "POST letter.receive_now": Line(LETTER, CLERK, at=TOLD),
    "GET letter.came_back": Line(LETTER, CLERK, at=TOLD),
    "POST letter.came_back_now": Line(LETTER, CLERK, at=TOLD),
    "GET letter.annul": Line(LETTER, CLERK, at=TOLD),
    "POST letter.annul_now": Line(LETTER, CLERK, at=TOLD),
    "POST letter.open_now": Line(LETTER, CLERK | OWN),
    "GET letter.proof": Line(LETTER, CLERK, only=NOWHERE),
    "GET letter.wordings": Line(HOUSE, CLERKS),
    "GET letter.wording": Line(HOUSE, CLERKS),
    "POST letter.reword": Line(HOUSE, CLERKS),
    "POST letter.restore_wording": Line(HOUSE, CLERKS, only=NOWHERE),
    "POST register.file_enclosed": Line(HOUSE, CLERKS),
    "GET register.file_of": Line(HOUSE, BOARD_MEMBERS | CLERKS | AUDITORS, only=NOWHERE),
    "GET register.take_out": Line(HOUSE, CLERKS, only=NOWHERE),
    "POST register.taken_out": Line(HOUSE, CLERKS, only=NOWHERE),
    "GET letter.registry": Line(HOUSE, BOARD_MEMBERS | CLERKS | AUDITORS),
    "GET register.ledgers": Line(HOUSE, BOARD_MEMBERS | CLERKS | AUDITORS),
    "GET register.ledger": Line(HOUSE, BOARD_MEMBERS | CLERKS | AUDITORS),
    "GET register.ledger_file": Line(HOUSE, BOARD_MEMBERS | CLERKS | AUDITORS),
    "GET register.paper": Line(HOUSE, BOARD_MEMBERS | CLERKS | AUDITORS),
    "GET register.add_paper": Line(HOUSE, CLERKS),
    "POST register.add_paper_now": Line(HOUSE, CLERKS),
    "POST register.paper_solved": Line(HOUSE, CLERKS),
    "POST register.paper_annulled": Line(HOUSE, CLERKS),
    "GET register.published": Line(HOUSE, EVERYBODY),
    "GET register.members": Line(HOUSE, MEMBERS),
    "GET register.member": Line(HOUSE, MEMBERS),
    "GET value_chain.chain": Line(HOUSE, MEMBERS),
    "GET value_chain.place": Line(HOUSE, MEMBERS),
    "GET value_chain.composition": Line(HOUSE, MEMBERS),
    "GET value_chain.matches": Line(HOUSE, MEMBERS),
    "GET value_chain.match": Line(HOUSE, MEMBERS),
    "GET value_chain.xlsx": Line(HOUSE, MEMBERS),
    "GET value_chain.pdf": Line(HOUSE, MEMBERS),
    "GET search.results": Line(HOUSE, SEARCHERS),
    "POST search.save": Line(HOUSE, SEARCHERS),
    "POST search.remove": Line(PERSON, NOBODY),
    "GET pages.journal": Line(HOUSE, CLERKS | AUDITORS),
    "GET pages.owed": Line(HOUSE, CLERKS | ADMINISTRATORS),
    "POST pages.retry_all_owed": Line(HOUSE, CLERKS | ADMINISTRATORS),
    "POST pages.retry_owed": Line(HOUSE, CLERKS | ADMINISTRATORS),
}
