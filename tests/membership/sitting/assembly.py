"""A sitting of the Board in the office of the tests, step by step."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from membership.models import Owed, Sitting, Work
from membership.sitting import attendance, finding, inviting, meeting, planning, points, presence
from tests.membership.office import TestOffice
from workflows.permission import Act
from workflows.sitting import Presence
from workflows.voting_terms import Mode

SEATS = ("seat1", "seat2", "seat3", "seat4", "seat5")
AHEAD = timedelta(days=10)


@dataclass
class Assembly:
    """One sitting of the Board of five, ten days ahead: seat1 is the chair."""

    office: TestOffice
    sitting: str
    cases: tuple[str, ...] = ()

    @classmethod
    def planned(
        cls, office: TestOffice, *cases: str, mode: Mode = Mode.MEETING, again: str = ""
    ) -> "Assembly":
        """A sitting with these cases on its agenda, not convened."""
        starts_at = office.at + AHEAD
        arranged = planning.Arranged(
            mode=mode,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(days=7) if mode is Mode.WRITTEN else None,
            place="" if mode is Mode.WRITTEN else "Sala de consiliu",
            link="https://sedinta.example/1" if mode is Mode.HYBRID else "",
        )
        with office.write() as session:
            clerk = office.person(session, "secretariat")
            made = planning.plan(session, clerk, arranged, statute=office.statute, at=office.at,
                                 second_call_of=again)  # fmt: skip
            for case in cases:
                points.add_case(session, clerk, made.public_id, case, at=office.at)
            return cls(office, made.public_id, cases)

    @classmethod
    def convened(cls, office: TestOffice, *cases: str, mode: Mode = Mode.MEETING) -> "Assembly":
        """A sitting to which the Board was called."""
        assembly = cls.planned(office, *cases, mode=mode)
        assembly.convene()
        return assembly

    @classmethod
    def opened(cls, office: TestOffice, *cases: str, there: tuple[str, ...] = SEATS) -> "Assembly":
        """A sitting that is open, with these seats in the room."""
        assembly = cls.convened(office, *cases)
        assembly.office.at = assembly.starts_at
        for name in there:
            assembly.arrive(name)
        assembly.open()
        return assembly

    @property
    def starts_at(self) -> datetime:
        """Its hour."""
        with self.office.read() as session:
            return self.found(session).starts_at

    def found(self, session: object) -> Sitting:
        """The sitting in this session."""
        clerk = self.office.person(session, "secretariat")  # type: ignore[arg-type]
        return finding.find(session, clerk, self.sitting, Act.CONVENE)  # type: ignore[arg-type]

    def convene(self) -> None:
        """The secretariat calls the Board."""
        office = self.office
        with office.write() as session:
            clerk = office.person(session, "secretariat")
            found = planning.convene(session, clerk, self.sitting, statute=office.statute,
                                     at=office.at)  # fmt: skip
            inviting.call_board(session, found, statute=office.statute, at=office.at)

    def cancel(self, by: str = "secretariat") -> None:
        """It is called off, and everybody hears of it."""
        office = self.office
        with office.write() as session:
            actor = office.person(session, by)
            planning.cancel(session, actor, self.sitting, why="Sala.", at=office.at)
        self.tell_calling_off()

    def tell_calling_off(self) -> None:
        """The worker tells of it, as far as that is owed."""
        office = self.office
        with office.write() as session:
            for row in session.query(Owed).filter_by(kind=Work.CALLED_OFF):
                inviting.tell_calling_off(session, row.payload["sitting"],
                                          statute=office.statute, at=office.at)  # fmt: skip

    def arrive(self, name: str) -> None:
        """A member signs in."""
        office = self.office
        with office.write() as session:
            attendance.arrive(session, office.person(session, name), self.sitting,
                              statute=office.statute, at=office.at)  # fmt: skip

    def leave(self, name: str) -> None:
        """A member leaves."""
        office = self.office
        with office.write() as session:
            attendance.leave(session, office.person(session, name), self.sitting, at=office.at)

    def mark(self, seat_id: int, kind: Presence | None) -> None:
        """The secretary writes down how a seat is accounted for."""
        office = self.office
        with office.write() as session:
            attendance.mark(session, office.person(session, "secretariat"), self.sitting, seat_id,
                            kind, statute=office.statute, at=office.at)  # fmt: skip

    def open(self, by: str = "seat1") -> None:
        """Whoever presides opens it."""
        office = self.office
        with office.write() as session:
            meeting.open_it(session, office.person(session, by), self.sitting,
                            statute=office.statute, at=office.at)  # fmt: skip

    def come_to(self, number: int, by: str = "seat1") -> None:
        """The sitting comes to the point of this number."""
        office = self.office
        with office.write() as session:
            item = sorted(self.found(session).agenda, key=lambda one: one.position)[number - 1]
            meeting.call(session, office.person(session, by), self.sitting, item.id,
                         statute=office.statute, at=office.at)  # fmt: skip

    def close(self, by: str = "seat1") -> None:
        """The sitting is closed."""
        office = self.office
        with office.write() as session:
            meeting.close_it(session, office.person(session, by), self.sitting,
                             statute=office.statute, at=office.at)  # fmt: skip

    def present(self) -> int:
        """How many seats count as present now."""
        with self.office.read() as session:
            found = self.found(session)
            return presence.room(session, found, self.office.statute).quorum.present
