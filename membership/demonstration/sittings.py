"""The Board meets in the demonstration: a meeting held, with its minutes, and one ahead."""

from datetime import timedelta

from membership.ballot import closing
from membership.ballot import services as ballots
from membership.database import Session
from membership.demonstration.board import motion_of
from membership.demonstration.cast import CHAIR, SEATED
from membership.demonstration.story import Story
from membership.letter import preparing, sending
from membership.letter import services as letters
from membership.models import InterestKind, Sitting
from membership.review import findings
from membership.sitting import (
    attendance,
    block,
    finding,
    inviting,
    meeting,
    minuting,
    papers,
    planning,
    points,
)
from workflows.letter import Channel, Kind
from workflows.permission import Act
from workflows.sitting import Presence
from workflows.voting_terms import Choice, Mode

MATTER = "Programul de lucru al clusterului pe trimestrul următor"
DEBATES = {
    "senzori": "Raportorul a prezentat constatările. S-a discutat dacă prezentarea cursurilor "
    "arată o contribuție în domeniile clusterului; majoritatea a considerat că nu.",
    "simulare": "La cererea unui membru, punctul s-a votat separat. S-a discutat dacă jocurile "
    "arată o contribuție în domeniile clusterului; majoritatea a considerat că nu.",
}
"""What was said of a case, in the secretary's words."""


class Held:
    """One sitting of the story, and how its acts find it."""

    def __init__(self, story: Story, *, mode: Mode = Mode.HYBRID) -> None:
        self.story = story
        self.mode = mode
        self.public_id = ""

    def found(self, session: Session) -> Sitting:
        """The sitting in this session."""
        clerk = self.story.person(session, "secretariat")
        return finding.find(session, clerk, self.public_id, Act.CONVENE)

    def is_called(
        self, *cases: str, matter: str, days: int, together: tuple[str, ...] = ()
    ) -> None:
        """The secretariat plans the sitting with these cases, some of them to be voted together,
        and convenes the Board."""
        story = self.story
        arranged = planning.Arranged(
            mode=self.mode,
            starts_at=story.at + timedelta(days=days),
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
        for seat in (one for one in SEATED if one != but):
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

    def is_held_together(self, alone: str, away: str, **choices: Choice) -> None:
        """The block is voted in one go, without the case that a member had taken out of it."""
        self._gathers(away)
        self._takes_out(alone)
        self._votes_together(away)
        self._comes_to(3)
        self._votes(alone, choices)
        self._comes_to(4)
        self._closes()

    def _gathers(self, away: str = "") -> None:
        story = self.story
        if away:
            self._excuses(away)
        for seat in SEATED:
            if seat != away:
                self._arrives(seat)
        with story.act() as session:
            chair = story.person(session, "chair")
            meeting.open_it(session, chair, self.public_id, statute=story.statute, at=story.now())

    def _excuses(self, away: str) -> None:
        story = self.story
        with story.act() as session:
            clerk, absent = story.person(session, "secretariat"), story.person(session, away)
            seats = finding.seats_of(session, self.found(session), story.statute.zone)
            seat = next(one for one in seats if one.person_id == absent.id)
            attendance.mark(session, clerk, self.public_id, seat.id, Presence.EXCUSED,
                            statute=story.statute, at=story.now())  # fmt: skip

    def _takes_out(self, key: str) -> None:
        story = self.story
        with story.act() as session:
            agenda, case = self.found(session).agenda, story.case(session, key)
            item = next(one for one in agenda if one.application_id == case.id)
            meeting.take_out(session, story.person(session, "fourth"), self.public_id, item.id,
                             statute=story.statute, at=story.now())  # fmt: skip

    def _votes_together(self, away: str) -> None:
        story = self.story
        with story.act() as session:
            chair = story.person(session, "chair")
            block.open_votes(session, chair, self.public_id, statute=story.statute, at=story.now())
        for seat in (one for one in SEATED if one != away):
            with story.act() as session:
                block.cast(session, story.person(session, seat), self.public_id,
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
                at=story.now(), online=seat == "vice",
            )  # fmt: skip

    def _comes_to(self, number: int) -> None:
        story = self.story
        with story.act() as session:
            item = finding.agenda_of(session, self.found(session))[number - 1]
            meeting.call(session, story.person(session, "chair"), self.public_id, item.id,
                         statute=story.statute, at=story.now())  # fmt: skip

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
                    session, story.person(session, seat), motion, choice=choice,
                    reason="Dovezile mi se par suficiente." if against else "",
                    opposition=against, at=story.now(),
                )  # fmt: skip
        with story.act() as session:
            closing.close(session, story.person(session, "chair"), motion, at=story.now())

    def is_minuted(self, debated: str) -> None:
        """The secretary drafts and words the minutes; the chair approves them; they go out."""
        story = self.story
        with story.act() as session:
            clerk = story.person(session, "secretariat")
            draft = minuting.draft(session, clerk, self.public_id, statute=story.statute,
                                   at=story.now())  # fmt: skip
            said = next(point["item"] for point in draft.recorded["points"]
                        if point["case"] == story.cases[debated])  # fmt: skip
            minuting.put_in_words(
                session, clerk, self.public_id, debates={str(said): DEBATES[debated]}, remarks="",
                annexes="Dosarul de vot", at=story.now(),
            )  # fmt: skip
        with story.act() as session:
            chair = story.person(session, "chair")
            minuting.approve(session, chair, self.public_id, statute=story.statute, at=story.now())
        self.letters_go()

    def resolves(self, key: str) -> None:
        """The secretariat prints the resolution on a case as an act of the Board, in both
        languages, and has it signed."""
        story = self.story
        with story.act() as session:
            clerk = story.person(session, "secretariat")
            motion = motion_of(story, session, key).public_id
            paper = preparing.prepare(session, clerk, motion, Kind.RESOLUTION, at=story.now())
            act = paper.public_id
            letters.translate(session, clerk, act, bilingual=True, at=story.now())
            letters.issue(session, clerk, act, at=story.now(), house=story.statute,
                          base_url=story.settings.base_url)  # fmt: skip
        story.work()

    def letters_go(self) -> None:
        """The secretariat numbers the sitting's papers, has them signed, and sends them."""
        story = self.story
        with story.act() as session:
            clerk = story.person(session, "secretariat")
            owed = [one.public_id for one in self.found(session).letters]
            for letter in owed:
                letters.issue(session, clerk, letter, at=story.now(), house=story.statute,
                              base_url=story.settings.base_url)  # fmt: skip
        story.work()
        with story.act() as session:
            clerk = story.person(session, "secretariat")
            for letter in owed:
                sending.sign_and_dispatch(
                    session, clerk, letter, signed_by=CHAIR, channel=Channel.MAIL,
                    at=story.now(),
                )  # fmt: skip
        story.work()
