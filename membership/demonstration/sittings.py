"""The Board meets in the demonstration: a meeting held, with its minutes, and one ahead."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from membership.ballot import closing
from membership.ballot import services as ballots
from membership.database import Session, reading
from membership.demonstration.board import motion_of
from membership.demonstration.cast import SEATED
from membership.demonstration.story import Story
from membership.models import InterestKind, Seat, Sitting
from membership.review import findings
from membership.sitting import (
    attendance,
    block,
    finding,
    inviting,
    meeting,
    papers,
    planning,
    points,
)
from workflows.permission import Act
from workflows.sitting import Presence
from workflows.voting_terms import Choice, Mode

HOUR = 14
"""When the Board meets, by the clock of its seat."""
MATTER = "Programul de lucru al clusterului pe trimestrul următor"


class Held:
    """One sitting of the story, and how its acts find it. ``by_mandate`` and ``by_deputy`` say who
    sits there for the seat of whom."""

    def __init__(self, story: Story, *, mode: Mode = Mode.HYBRID) -> None:
        self.story = story
        self.mode = mode
        self.public_id = ""
        self.by_mandate: dict[str, str] = {}
        self.by_deputy: dict[str, str] = {}

    def found(self, session: Session) -> Sitting:
        """The sitting in this session."""
        clerk = self.story.person(session, "secretariat")
        return finding.find(session, clerk, self.public_id, Act.CONVENE)

    def is_called(
        self,
        *cases: str,
        matter: str,
        days: int,
        together: tuple[str, ...] = (),
        hour: int | None = HOUR,
    ) -> None:
        """The secretariat plans the sitting with these cases, some of them to be voted together,
        and convenes the Board; without an hour, to the one that it is in the story."""
        story = self.story
        day = story.at.astimezone(ZoneInfo(story.statute.zone)) + timedelta(days=days)
        arranged = planning.Arranged(
            mode=self.mode,
            starts_at=day.replace(hour=hour, minute=0, second=0) if hour is not None else day,
            place="Sala de consiliu, sediul clusterului",
            link="https://sedinta.example/consiliu" if self.mode is Mode.HYBRID else "",
        )
        with story.act() as session:
            clerk = story.person(session, "secretariat")
            made = planning.plan(session, clerk, arranged, statute=story.statute, at=story.now())
            self.public_id = made.public_id
            for key in cases:
                item = points.add_case(session, clerk, self.public_id, story.cases[key],
                                       at=story.now())  # fmt: skip
                if key in together:
                    points.put_en_bloc(session, clerk, self.public_id, item.id, together=True,
                                       at=story.now())  # fmt: skip
            points.add_matter(session, clerk, self.public_id, matter, at=story.now())
        self._convenes()
        story.work()

    def _convenes(self) -> None:
        story = self.story
        with story.act() as session:
            clerk = story.person(session, "secretariat")
            found = planning.convene(session, clerk, self.public_id, statute=story.statute,
                                     at=story.now())  # fmt: skip
            inviting.call_board(session, found, statute=story.statute, at=story.now())
            papers.owe_convocation(session, clerk, found, statute=story.statute,
                                   base_url=story.settings.base_url, at=story.now())  # fmt: skip

    def declare(self, key: str, *, recused: str, but: str = "") -> None:
        """Every seat, or every one but this, says whether it has an interest in the case."""
        for seat in (one for one in (*SEATED, *self.by_deputy.values()) if one != but):
            with self.story.act() as session:
                kind = InterestKind.COLLABORATOR if seat == recused else None
                findings.declare(
                    session, self.story.person(session, seat), self.story.cases[key], kind=kind,
                    explanation="proiect comun" if kind else "", at=self.story.now(),
                )  # fmt: skip

    def is_held(self, key: str, **choices: Choice) -> None:
        """Members sign in, the chair opens it, the case is voted, and the sitting closes."""
        self._gathers()
        self._comes_to(1)
        self._votes(key, choices)
        self._comes_to(2)
        self._closes()

    def is_held_together(self, alone: str, **choices: Choice) -> None:
        """The block is voted in one go, without the case that a member had taken out of it."""
        self._gathers()
        self._takes_out(alone)
        self._votes_together()
        self._comes_to(3)
        self._votes(alone, choices)
        self._comes_to(4)
        self._closes()

    def _gathers(self) -> None:
        story = self.story
        with reading(story.engine) as session:
            story.at = max(story.at, self.found(session).starts_at)
        for seat in SEATED:
            if seat in self.by_mandate:
                self._is_represented(seat)
            else:
                self._arrives(self.by_deputy.get(seat, seat))
        with story.act() as session:
            chair = story.person(session, "chair")
            meeting.open_it(session, chair, self.public_id, statute=story.statute, at=story.now())

    def seat_of(self, session: Session, key: str) -> Seat:
        """The seat that somebody of the Board holds on the sitting's day."""
        holder = self.story.person(session, key)
        seats = finding.seats_of(session, self.found(session), self.story.statute.zone)
        return next(one for one in seats if one.person_id == holder.id)

    def _is_represented(self, key: str) -> None:
        story = self.story
        with story.act() as session:
            clerk, seat = story.person(session, "secretariat"), self.seat_of(session, key)
            attendance.mark(session, clerk, self.public_id, seat.id, Presence.PROXY,
                            statute=story.statute, at=story.now())  # fmt: skip

    def _takes_out(self, key: str) -> None:
        story = self.story
        with story.act() as session:
            agenda, case = self.found(session).agenda, story.case(session, key)
            item = next(one for one in agenda if one.application_id == case.id)
            meeting.take_out(session, story.person(session, "fourth"), self.public_id, item.id,
                             statute=story.statute, at=story.now())  # fmt: skip

    def _votes_together(self) -> None:
        story = self.story
        with story.act() as session:
            chair = story.person(session, "chair")
            block.open_votes(session, chair, self.public_id, statute=story.statute, at=story.now())
        for seat in SEATED:
            with story.act() as session:
                voter = story.person(session, self.by_deputy.get(seat, seat))
                block.cast(session, voter, self.public_id,
                           choice=Choice.FOR, reason="", at=story.now())  # fmt: skip
        with story.act() as session:
            block.close_votes(session, story.person(session, "chair"), self.public_id,
                              at=story.now())  # fmt: skip

    def _closes(self) -> None:
        story = self.story
        with story.act() as session:
            chair = story.person(session, "chair")
            meeting.close_it(session, chair, self.public_id, statute=story.statute, at=story.now())
        story.work()

    def _arrives(self, seat: str) -> None:
        story = self.story
        with story.act() as session:
            attendance.arrive(
                session, story.person(session, seat), self.public_id, statute=story.statute,
                at=story.now(), online=self.mode is Mode.HYBRID and seat == "fourth",
            )  # fmt: skip

    def _comes_to(self, number: int) -> None:
        story = self.story
        with story.act() as session:
            item = finding.agenda_of(session, self.found(session))[number - 1]
            meeting.call(session, story.person(session, "chair"), self.public_id, item.id,
                         statute=story.statute, at=story.now())  # fmt: skip

    def _voter(self, seat: str) -> str:
        return self.by_mandate.get(seat) or self.by_deputy.get(seat, seat)

    def _row(self, session: Session, key: str, seat: str) -> int:
        holder = self.story.person(session, seat)
        roster = motion_of(self.story, session, key).roster
        return next(one.id for one in roster if one.person_id == holder.id)

    def _votes(self, key: str, choices: dict[str, Choice]) -> None:
        story = self.story
        with story.act() as session:
            motion = motion_of(story, session, key).public_id
            chair = story.person(session, "chair")
            ballots.open_vote(session, chair, motion, statute=story.statute, at=story.now())
        for seat, choice in choices.items():
            with story.act() as session:
                against = choice is Choice.AGAINST
                ballots.cast(
                    session, story.person(session, self._voter(seat)), motion, choice=choice,
                    reason="Dovezile mi se par suficiente." if against else "",
                    opposition=against, seat_id=self._row(session, key, seat), at=story.now(),
                )  # fmt: skip
        with story.act() as session:
            closing.close(session, story.person(session, "chair"), motion, at=story.now())
