"""The acts of the demonstration: each is one transaction through a service that people use."""

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from importlib import resources

from sqlalchemy import Engine, select

from membership import statutes
from membership.account import services as accounts
from membership.application import answers, claims, evidence, uploads
from membership.application import services as applications
from membership.application.form_answers import Answers, save_answers
from membership.database import Session, reading, writing
from membership.demonstration.cast import APPLICANTS, CHAIR, STAFF, TIES, Applicant, Claimed
from membership.demonstration.claims import CLAIMS
from membership.demonstration.filing import file_papers
from membership.demonstration.form import AFTER, BEFORE, aims, identity
from membership.demonstration.paths import address
from membership.demonstration.pdf import one_page
from membership.letter import sending
from membership.letter import services as letters
from membership.models import Application, Letter, Person, Seat
from membership.printing.press import Press
from membership.register import importing
from membership.settings import Settings
from membership.workshop import worker
from workflows.form import Section
from workflows.letter import INSIDE, Channel, Kind, State
from workflows.permission import Role
from workflows.questions import of

SINCE = date(2025, 1, 1)
TELLING = frozenset({Kind.ADMISSION, Kind.CONDITIONAL_ADMISSION, Kind.REJECTION, Kind.DEFERRAL})


class Story:
    """One installation, a clock that the story moves, and who is in which case."""

    def __init__(self, engine: Engine, settings: Settings, press: Press, start: datetime) -> None:
        self.engine = engine
        self.settings = settings
        self.press = press
        self.start = start
        self.at = start
        self.statute = statutes.in_force(settings)
        self.cases: dict[str, str] = {}
        self.told: Callable[[Session], None] = lambda session: None

    def on_day(self, day: int) -> None:
        """Moves the clock on to a day of the story; it never goes back."""
        self.at = max(self.at, self.start + timedelta(days=day))

    def now(self) -> datetime:
        """The story's moment; each look takes a minute, so that acts have an order."""
        self.at += timedelta(minutes=1)
        return self.at

    @contextmanager
    def act(self) -> Iterator[Session]:
        """One writing transaction; afterwards what it moved is told."""
        with writing(self.engine) as session:
            yield session
        with reading(self.engine) as session:
            self.told(session)

    def person(self, session: Session, key: str) -> Person:
        """Somebody of the house, or the applicant of an invented organisation."""
        found = session.scalars(select(Person).where(Person.email == self._address(key)))
        return found.one()

    @staticmethod
    def _address(key: str) -> str:
        applicant = next((one for one in APPLICANTS if one.key == key), None)
        return applicant.email if applicant else address(key)

    def case(self, session: Session, key: str) -> Application:
        """The case of an invented organisation."""
        wanted = select(Application).where(Application.public_id == self.cases[key])
        return session.scalars(wanted).one()

    def people(self) -> None:
        """Everybody of the house takes up their roles, and the Board its seats."""
        with self.act() as session:
            for one in STAFF:
                person = accounts.add(
                    session, email=address(one.key), name=one.name, roles=one.roles, at=self.now()
                )
                if one.seat:
                    session.add(Seat(person_id=person.id, office=one.seat, since=SINCE))

    def members(self) -> None:
        """Founders and earlier members enter from the cluster's old register, a table in CSV."""
        table = resources.files("membership.demonstration") / f"{self.statute.key}.csv"
        lines = importing.read(table.read_text("utf-8").splitlines(), self.statute)
        with self.act() as session:
            importing.enter(session, lines, self.statute, at=self.now())

    def begins(self, key: str) -> None:
        """Somebody opens an empty draft for their organisation."""
        one = next(one for one in APPLICANTS if one.key == key)
        with self.act() as session:
            person = accounts.add(
                session, email=one.email, name=one.representative, roles=(Role.APPLICANT,),
                at=self.now(),
            )  # fmt: skip
            case = applications.open_draft(session, person, at=self.now(), settings=self.settings)
            self.cases[key] = case.public_id

    def drafts(self, key: str, *, complete: bool = True) -> None:
        """An organisation fills in its dossier; an incomplete one leaves the end open."""
        one = next(one for one in APPLICANTS if one.key == key)
        self.begins(key)
        with self.act() as session:
            person = self.person(session, key)
            self._identify(session, person, one)
            for claimed in CLAIMS[self.statute.key][key]:
                self._claim(session, person, one, claimed)
            if complete:
                self._declare(session, person, one)

    def _identify(self, session: Session, person: Person, one: Applicant) -> None:
        public_id = self.cases[one.key]
        told = {**identity(one), "category": self._category(one.form)}
        for section in BEFORE:
            self._answers(session, person, public_id, section, told)

    def _answers(self, session: Session, person: Person, public_id: str, section: Section,
                 told: Mapping[str, object]) -> None:  # fmt: skip
        given = {one.key: told[one.key] for one in of(section) if one.key in told}
        save_answers(session, person, public_id, Answers(section=section, given=given),
                     at=self.now(), settings=self.settings)  # fmt: skip

    def _category(self, form: str) -> str:
        proposed = self.statute.category_for(form)
        return (proposed or self.statute.open_categories()[0]).code

    def _claim(self, session: Session, person: Person, one: Applicant, claimed: Claimed) -> None:
        public_id, proof = self.cases[one.key], claimed.proof
        values = claims.ClaimValues(
            stage=claimed.stage, fields=claimed.fields, capability=claimed.capability,
            description=claimed.description, since_year=2019,
        )  # fmt: skip
        claim = claims.add_claim(
            session, person, public_id, values, at=self.now(), settings=self.settings
        )
        page = one_page(proof.title, (proof.issuer, one.name, "Document inventat / invented."))
        name = f"{proof.title.replace('/', '-')}.pdf"
        arrived = uploads.look_into(name, io.BytesIO(page), self.settings)
        document = uploads.receive(
            session, person, claim.application, arrived, at=self.now(), settings=self.settings
        )
        expires = self.statute.evidence_kinds[proof.kind].expires
        lasts = proof.valid is not None and expires
        described = evidence.EvidenceValues(
            kind=proof.kind, title=proof.title, issuer=proof.issuer, number=proof.number,
            expires_on=self.now().date() + timedelta(days=proof.valid or 0) if lasts else None,
            endless=expires and not lasts,
            claim_public_ids=(claim.public_id,), confidentiality=proof.confidentiality,
        )  # fmt: skip
        evidence.add_evidence(
            session, person, public_id, described, document, at=self.now(), settings=self.settings
        )

    def _declare(self, session: Session, person: Person, one: Applicant) -> None:
        public_id = self.cases[one.key]
        file_papers(session, person, self.case(session, one.key), one, statute=self.statute,
                    at=self.now(), settings=self.settings)  # fmt: skip
        for section in AFTER:
            self._answers(session, person, public_id, section, aims(one, self.statute))
        answers.save_interests(
            session, person, public_id, self._ties(session, one.key),
            at=self.now(), settings=self.settings,
        )  # fmt: skip
        answers.save_declarations(
            session, person, public_id,
            answers.DeclarationsValues(made=dict.fromkeys(self.statute.declarations, True)),
            at=self.now(), settings=self.settings,
        )  # fmt: skip

    def _ties(self, session: Session, key: str) -> answers.InterestsValues:
        whose, words = TIES.get(key, ("", ""))
        held = session.scalars(select(Seat).join(Person).where(Person.email == address(whose)))
        return answers.InterestsValues(ties=words, tied=tuple(str(seat.id) for seat in held))

    def submits(self, key: str) -> None:
        """The applicant sends the application; its acknowledgement follows by itself."""
        with self.act() as session:
            applications.submit(
                session, self.person(session, key), self.cases[key], at=self.now(),
                settings=self.settings,
            )  # fmt: skip
        self.work()

    def withdraws(self, key: str) -> None:
        """The applicant withdraws the application."""
        with self.act() as session:
            applicant = self.person(session, key)
            applications.withdraw(session, applicant, self.cases[key], at=self.now())

    def work(self) -> None:
        """The worker does what is owed by now: letters and mail."""
        worker.perform_all(self.engine, self.settings, self.press, self.now)

    def letter_goes(self, key: str, channel: Channel = Channel.PORTAL, proof: str = "") -> None:
        """The secretariat issues the first letter that waits, and sends it once it is signed."""
        self.letter_is_issued(key)
        with self.act() as session:
            clerk = self.person(session, "secretariat")
            public_id = self.letter(session, key, State.NUMBERED).public_id
            sending.sign_and_dispatch(session, clerk, public_id, signed_by=CHAIR, channel=channel,
                                      proof=proof, at=self.now())  # fmt: skip
        self.work()

    def letter_is_issued(self, key: str) -> None:
        """The secretariat issues the first letter that waits; the worker prints and seals it."""
        with self.act() as session:
            clerk = self.person(session, "secretariat")
            public_id = self.letter(session, key, State.DRAFT).public_id
            letters.issue(
                session, clerk, public_id, at=self.now(), house=self.statute,
                base_url=self.settings.base_url,
            )  # fmt: skip
        self.work()

    def letter(self, session: Session, key: str, state: State) -> Letter:
        """The letter that tells the case's decision, if it is in this state, else the first one
        to the applicant."""
        letters = self.case(session, key).letters
        found = [one for one in letters if one.state is state and one.kind not in INSIDE]
        return next((one for one in reversed(found) if one.kind in TELLING), found[0])
