"""A house to walk through: one case at each stage, and somebody in every relation to them all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

import pytest
from flask.testing import FlaskClient

from membership import database
from membership.application import services as applications
from membership.application import steps
from membership.database import Session
from membership.models import (
    Affiliation,
    Application,
    Assignment,
    Interest,
    InterestKind,
    Position,
)
from membership.review import services as reviews
from tests.membership.ballot.board import Board
from tests.membership.letter_office import scene
from tests.membership.office import TestOffice
from workflows.application import Stage, Step
from workflows.guard import AssemblyRuling, Facts
from workflows.permission import Role
from workflows.term import day_of
from workflows.voting_terms import MotionKind

VOTING = "voting"
"""The Board decides, and its vote is open; before that the case is only called."""

SITUATIONS = (*(stage.value for stage in Stage), VOTING)

SEATS = ("seat1", "seat2", "seat3")
"""The seats that declared to have no interest: the chair, the vice-chair, the secretary."""


class Visitor(StrEnum):
    """Everybody who may knock, by the relation in which they stand to every case."""

    STRANGER = "stranger"
    OWNER = "owner"
    EDITOR = "editor"
    SUBMITTER = "submitter"
    FOREIGN = "foreign"
    NEWCOMER = "newcomer"
    MEMBER = "member"
    CLERK = "secretariat"
    CLERK_INVOLVED = "clerk-involved"
    RAPPORTEUR = "rapporteur"
    RAPPORTEUR_OF_ANOTHER = "rapporteur-of-another"
    RAPPORTEUR_UNDECLARED = "rapporteur-undeclared"
    RAPPORTEUR_RECUSED = "rapporteur-recused"
    CHAIR = "seat1"
    VICE_CHAIR = "seat2"
    SEAT = "seat3"
    SEAT_UNDECLARED = "seat4"
    SEAT_RECUSED = "seat5"
    SEATED_ONCE = "seated-once"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    EVERYTHING_RECUSED = "everything-recused"


ADDED: dict[Visitor, tuple[Role, ...]] = {
    Visitor.OWNER: (Role.APPLICANT,),
    Visitor.EDITOR: (Role.APPLICANT,),
    Visitor.SUBMITTER: (Role.APPLICANT,),
    Visitor.NEWCOMER: (Role.APPLICANT,),
    Visitor.MEMBER: (Role.MEMBER,),
    Visitor.CLERK_INVOLVED: (Role.SECRETARIAT,),
    Visitor.RAPPORTEUR_OF_ANOTHER: (Role.RAPPORTEUR,),
    Visitor.RAPPORTEUR_UNDECLARED: (Role.RAPPORTEUR,),
    Visitor.RAPPORTEUR_RECUSED: (Role.RAPPORTEUR,),
    Visitor.SEATED_ONCE: (Role.BOARD,),
    Visitor.EVERYTHING_RECUSED: tuple(Role),
}
"""Who comes to the people of the office; the foreign applicant comes with a draft of their own."""

POSITIONS = {
    Visitor.OWNER: Position.OWNER,
    Visitor.EDITOR: Position.EDITOR,
    Visitor.SUBMITTER: Position.SUBMITTER,
}
ASSIGNED = (Visitor.RAPPORTEUR, Visitor.RAPPORTEUR_UNDECLARED, Visitor.RAPPORTEUR_RECUSED)
RECUSED = (
    Visitor.CLERK_INVOLVED,
    Visitor.RAPPORTEUR_RECUSED,
    Visitor.SEAT_RECUSED,
    Visitor.EVERYTHING_RECUSED,
)
CLEAR = (Visitor.RAPPORTEUR, Visitor.CHAIR, Visitor.VICE_CHAIR, Visitor.SEAT)


@dataclass(frozen=True)
class Place:
    """What the addresses of one case name: the case, and what hangs on it, where it has any."""

    case: str
    claim: str
    evidence: str
    paper: str
    document: str
    motion: str | None = None
    letter: str | None = None


@dataclass
class House:
    """The office with its visitors and its cases; built once, and never changed by a walk."""

    office: TestOffice
    places: dict[str, Place] = field(default_factory=dict)
    sitting: str = ""
    browsers: dict[Visitor, FlaskClient] = field(default_factory=dict)

    def build(self) -> None:
        """People first; then the cases, those that take days before those that must stay open."""
        office = self.office
        self._people()
        cases = {stage.value: self._case(stage) for stage in sorted(Stage, key=_days)}
        cases[VOTING] = Board.opened(office, declared=SEATS).case
        for situation, case in cases.items():
            self._tie(case, situation)
            self.places[situation] = self._place(case)
        self.sitting = self._sitting(cases[VOTING])
        office.people[Visitor.FOREIGN] = self._foreign()
        for visitor in Visitor:
            if visitor is not Visitor.STRANGER:
                self.browsers[visitor] = office.client_of(visitor)
        self.browsers[Visitor.STRANGER] = office.app.test_client()

    def _people(self) -> None:
        with self.office.write() as session:
            for visitor, roles in ADDED.items():
                self.office._add(session, visitor.value, roles)

    def _foreign(self) -> int:
        self.foreign = self._place(self.office.drafted())
        return self.office.people["applicant"]

    def _case(self, stage: Stage) -> str:
        office = self.office
        ways: dict[Stage, Callable[[], str]] = {
            Stage.DRAFT: office.drafted,
            Stage.SUBMITTED: office.submitted,
            Stage.CLARIFICATION: self._asked,
            Stage.EVIDENCE_REVIEW: office.in_review,
            Stage.BOARD_DECISION: lambda: Board.called(office, declared=SEATS).case,
            Stage.DEFERRED: lambda: self._decided(MotionKind.DEFER),
            Stage.ASSOCIATE_MEMBER: lambda: self._told(MotionKind.ADMIT),
            Stage.REJECTED: lambda: self._decided(MotionKind.REJECT),
            Stage.WITHDRAWN: self._withdrawn,
        }
        return ways[stage]() if stage in ways else self._led_to(stage)

    def _decided(self, kind: MotionKind) -> str:
        board = Board.opened(self.office, kind, declared=SEATS)
        for seat in SEATS:
            board.cast(seat)
        self.office.later(days=8)
        board.close()
        return board.case

    def _told(self, kind: MotionKind) -> str:
        case = self._decided(kind)
        with self.office.read() as session:
            letter = self.office.case(session, case).letters[-1].public_id
        scene.issue(self.office, letter)
        scene.print_it(self.office, letter)
        scene.dispatch(self.office, letter)
        return case

    def _sitting(self, case: str) -> str:
        with self.office.read() as session:
            item = self.office.case(session, case).motions[-1].item
            assert item is not None
            return item.sitting.public_id

    def _withdrawn(self) -> str:
        case = self.office.submitted()
        with self.office.write() as session:
            applicant = self.office.person(session, "applicant")
            applications.withdraw(session, applicant, case, at=self.office.at)
        return case

    def _asked(self) -> str:
        case = self.office.submitted()
        with self.office.write() as session:
            clerk = self.office.person(session, "secretariat")
            asked = [
                reviews.Question(subject="Dovada", question="Vă rugăm să trimiteți certificatul.")
            ]
            reviews.ask(session, clerk, case, asked, at=self.office.at)
        return case

    def _led_to(self, stage: Stage) -> str:
        """A stage to which no page leads yet, by the steps of the table."""
        today = day_of(self.office.at, "Europe/Bucharest")
        past, ahead = today - timedelta(days=1), today + timedelta(days=1)
        dismissed = AssemblyRuling(number="1", on=today, rules="dismiss")
        ways = {
            Stage.LAPSED: ((Step.LAPSE, Facts(today=today, due=past)),),
            Stage.ADMITTED_CONDITIONAL: (),
            Stage.CONTESTED: ((Step.CONTEST, Facts(today=today, due=ahead)),),
            Stage.REJECTED_FINAL: (
                (Step.CONTEST, Facts(today=today, due=ahead)),
                (Step.DISMISS, Facts(ruling=dismissed)),
            ),
        }
        starts = {Stage.LAPSED: self._asked, Stage.ADMITTED_CONDITIONAL: self._conditional}
        case = starts.get(stage, lambda: self._told(MotionKind.REJECT))()
        for step, facts in ways[stage]:
            with self.office.write() as session:
                found = self.office.case(session, case)
                steps.take(session, found, step, facts, by=None, at=self.office.at)
        return case

    def _conditional(self) -> str:
        kind = MotionKind.ADMIT_CONDITIONALLY
        case = self.office.before_board(MotionKind.ADMIT)
        with self.office.write() as session:
            found = self.office.case(session, case)
            assert found.procedure_finding and found.quality_finding
            facts = Facts(adopted=kind, procedure=found.procedure_finding, conditions=1,
                          quality=found.quality_finding)  # fmt: skip
            steps.take(session, found, Step.ADMIT_CONDITIONALLY, facts, by=None, at=self.office.at)
        return case

    def _tie(self, case: str, situation: str) -> None:
        people = self.office.people
        with self.office.write() as session:
            found = self.office.case(session, case)
            for visitor, position in POSITIONS.items():
                session.add(
                    Affiliation(
                        person_id=people[visitor],
                        organisation_id=found.organisation_id,
                        position=position,
                    )
                )
            if situation not in (Stage.DRAFT, Stage.SUBMITTED):
                self._assign(found)
            self._declare(found)

    def _assign(self, found: Application) -> None:
        there = {row.person_id for row in found.assignments}
        for visitor in ASSIGNED:
            if (person_id := self.office.people[visitor]) not in there:
                found.assignments.append(Assignment(person_id=person_id, at=self.office.at))

    def _declare(self, found: Application) -> None:
        there = {row.person_id for row in found.interests}
        declared = dict.fromkeys(CLEAR) | dict.fromkeys(RECUSED, InterestKind.COMPETITOR)
        for visitor, kind in declared.items():
            if (person_id := self.office.people[visitor]) not in there:
                row = Interest(person_id=person_id, kind=kind, at=self.office.at)
                found.interests.append(row)

    def _place(self, case: str) -> Place:
        with self.office.read() as session:
            found = self.office.case(session, case)
            document = found.evidence[0].document
            assert document is not None
            return Place(
                case=case,
                claim=found.claims[0].public_id,
                evidence=found.evidence[0].public_id,
                paper=found.papers[0].public_id,
                document=document.public_id,
                motion=found.motions[-1].public_id if found.motions else None,
                letter=_letter_of(found),
            )


def _letter_of(found: Application) -> str | None:
    """The last letter that has left the house, or the last of those that have not."""
    left = [letter for letter in found.letters if letter.dispatched_at]
    known = left or found.letters
    return known[-1].public_id if known else None


def _days(stage: Stage) -> bool:
    # What takes days comes first, so that no term has passed where the house must stand still.
    return stage in (Stage.DRAFT, Stage.SUBMITTED, Stage.EVIDENCE_REVIEW, Stage.BOARD_DECISION,
                     Stage.CLARIFICATION)  # fmt: skip


@contextmanager
def untouched() -> Iterator[None]:
    """Lets every act run to its end and keeps nothing of it: the next visitor finds the house
    as the first one did."""

    def gives_up(session: Session) -> None:
        session.flush()
        session.expunge_all()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database.Session, "commit", gives_up)
        yield
