"""A vote of the Board in the office of the tests, step by step."""

from dataclasses import dataclass
from datetime import timedelta

from membership.ballot import agenda, closing, services
from membership.models import InterestKind, Motion
from membership.review import findings
from tests.membership.office import TestOffice
from workflows.voting_terms import Choice, MotionKind

SEATS = ("seat1", "seat2", "seat3", "seat4", "seat5")
TERM = timedelta(days=7)


@dataclass
class Board:
    """One motion before the Board of five: seat1 presides, seat2 is its vice-chair."""

    office: TestOffice
    case: str
    motion: str

    @classmethod
    def called(
        cls,
        office: TestOffice,
        kind: MotionKind = MotionKind.ADMIT,
        *,
        declared: tuple[str, ...] = SEATS,
    ) -> "Board":
        """A motion whose vote may be opened and closes in seven days."""
        case = office.before_board(kind, declared=declared)
        with office.read() as session:
            motion = office.motion(session, case).public_id
        board = cls(office, case, motion)
        board.call()
        return board

    @classmethod
    def opened(
        cls,
        office: TestOffice,
        kind: MotionKind = MotionKind.ADMIT,
        *,
        declared: tuple[str, ...] = SEATS,
    ) -> "Board":
        """A motion on which the Board votes."""
        board = cls.called(office, kind, declared=declared)
        board.open()
        return board

    def call(self) -> None:
        """The secretariat puts the motion to the Board."""
        office = self.office
        with office.write() as session:
            agenda.schedule(
                session,
                office.person(session, "secretariat"),
                self.motion,
                closes_at=office.at + TERM,
                statute=office.statute,
                at=office.at,
            )

    def open(self, by: str = "seat1") -> None:
        """Whoever presides opens the vote."""
        office = self.office
        with office.write() as session:
            person = office.person(session, by)
            services.open_vote(session, person, self.motion, statute=office.statute, at=office.at)

    def cast(self, name: str, choice: Choice = Choice.FOR, **more: object) -> str:
        """A seat votes; answers the tracker of its receipt."""
        reason = str(more.pop("reason", "Motivul meu." if choice is not Choice.FOR else ""))
        with self.office.write() as session:
            person = self.office.person(session, name)
            vote = services.cast(
                session,
                person,
                self.motion,
                choice=choice,
                reason=reason,
                opposition=bool(more.pop("opposition", False)),
                at=self.office.at,
            )
            return vote.tracker

    def voted(self, *choices: Choice | None) -> None:
        """The seats vote in their order; None casts nothing."""
        for name, choice in zip(SEATS, choices, strict=False):
            if choice is not None:
                self.cast(name, choice)

    def close(self, by: str = "seat1") -> None:
        """Whoever presides closes the vote."""
        with self.office.write() as session:
            closing.close(session, self.office.person(session, by), self.motion, at=self.office.at)

    def declare(self, name: str, kind: InterestKind | None = None) -> None:
        """A seat says whether it has an interest in the case."""
        with self.office.write() as session:
            person = self.office.person(session, name)
            findings.declare(session, person, self.case, kind=kind, at=self.office.at)

    def found(self, session: object) -> Motion:
        """The motion in this session."""
        return self.office.motion(session, self.case)  # type: ignore[arg-type]
