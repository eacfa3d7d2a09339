"""An office to test in: one installation, invented people in every role, a clock of its own."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import count
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from membership import statutes
from membership.account import services as accounts
from membership.application import steps
from membership.database import Session, reading, writing
from membership.demonstration.pdf import one_page
from membership.models import (
    Affiliation,
    Application,
    Assignment,
    Claim,
    Document,
    Evidence,
    Finding,
    Interest,
    Motion,
    Office,
    Organisation,
    Owed,
    Paper,
    Person,
    Purpose,
    Seat,
)
from membership.settings import Settings, keys
from membership.storage import Store
from membership.vault import WAY, Vault
from tests.membership import sharing
from workflows.application import Step
from workflows.guard import Facts
from workflows.papers import wanted
from workflows.permission import Role
from workflows.review import ProcedureFinding, QualityFinding, Verdict
from workflows.statute import Statute
from workflows.voting_terms import MotionKind

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
PDF = one_page("Raport de încercare nr. 12/2025")
PAPER = one_page("Acte ale organizației")
FISCAL_CODES = ("18547290", "14399840", "1590082", "361757", "4283147")
BOARD = (Office.CHAIR, Office.VICE_CHAIR, Office.SECRETARY, Office.MEMBER, Office.MEMBER)


@dataclass
class TestOffice:
    """One installation with its people; time stands still until a test moves it.

    ``lasting`` is one that outlives a test, and shares its application with no other.
    """

    __test__ = False

    engine: Engine
    settings: Settings
    at: datetime = START
    people: dict[str, int] = field(default_factory=dict)
    names: Iterator[int] = field(default_factory=lambda: count(1))
    lasting: bool = False

    def now(self) -> datetime:
        """The office's moment."""
        return self.at

    def later(self, **span: int) -> datetime:
        """Moves the clock on, by days, hours or minutes."""
        self.at += timedelta(**span)
        return self.at

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One writing transaction, as a door opens it."""
        with writing(self.engine) as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One reading transaction, as a door opens it."""
        with reading(self.engine) as session:
            yield session

    @property
    def statute(self) -> Statute:
        """The statute file in force."""
        return statutes.in_force(self.settings)

    @cached_property
    def app(self) -> Flask:
        """The application over this office."""
        wire = sharing.made if self.lasting else sharing.app_over
        return wire(self.settings, self.engine, self.now)

    def fill(self) -> None:
        """A person in each role, and a Board of five seats."""
        roles = (Role.SECRETARIAT, Role.RAPPORTEUR, Role.AUDITOR, Role.ADMINISTRATOR)
        with self.write() as session:
            for role in roles:
                self._add(session, role.value, (role,))
            for place, office in enumerate(BOARD, start=1):
                person = self._add(session, f"seat{place}", (Role.BOARD,))
                if office in (Office.CHAIR, Office.VICE_CHAIR):
                    person.give(Role(office.value))
                session.add(Seat(person_id=person.id, office=office, since=date(2025, 1, 1)))

    def _add(self, session: Session, name: str, roles: tuple[Role, ...]) -> Person:
        person = accounts.add(
            session,
            email=f"{name}@example.ro",
            name=f"{name.capitalize()} Exemplu",
            roles=roles,
            at=self.at,
        )
        self.people[name] = person.id
        return person

    def person(self, session: Session, name: str) -> Person:
        """The person of this name in this session: secretariat, rapporteur, seat1 … seat5."""
        return session.get_one(Person, self.people[name])

    def case(self, session: Session, public_id: str) -> Application:
        """The case with this public id."""
        return session.scalars(select(Application).where(Application.public_id == public_id)).one()

    @property
    def vault(self) -> Vault:
        """Seals and opens as this office does."""
        return Vault(keys(self.settings))

    def way(self, mail: Owed) -> str:
        """The one-time path that an owed mail carries, which its row shows to nobody."""
        sealed: str = mail.payload["facts"]["way"]
        assert "/" not in sealed
        return self.vault.open(WAY, sealed, self.at)

    def motion(self, session: Session, public_id: str) -> Motion:
        """The last motion of the case with this public id."""
        return self.case(session, public_id).motions[-1]

    def client_of(self, name: str) -> FlaskClient:
        """A browser in which this person has signed in."""
        client = self.app.test_client()
        with self.write() as session:
            secret = accounts.ticket(
                session,
                self.person(session, name),
                Purpose.SIGN_IN,
                at=self.at,
                valid=timedelta(days=1),
            )
        answer = client.post(f"/enter/{secret}", data={"form_token": self.token()})
        assert answer.status_code == 303, answer.get_data(as_text=True)
        return client

    def token(self) -> str:
        """A form's one-use token."""
        return f"token-of-the-tests-{next(self.names):08}"

    def drafted(self) -> str:
        """A complete draft of an invented company; its applicant is ``applicant<n>``."""
        number = next(self.names)
        with self.write() as session:
            person = self._add(session, f"applicant{number}", (Role.APPLICANT,))
            self.people["applicant"] = person.id
            application = Application(
                organisation=_organisation(number, self.at),
                statute_text=statutes.keep(session, self.settings, self.at),
                category=self.statute.open_categories()[0].code,
                motivation="Dorim să contribuim la dezvoltarea lanțului valoric. " * 3,
                ties="",
                declarations=dict.fromkeys(self.statute.declarations, True),
                opened_at=self.at,
                saved_at=self.at,
            )
            session.add(application)
            session.flush()
            session.add(
                Affiliation(person_id=person.id, organisation_id=application.organisation_id)
            )
            self._claim(session, application, person)
            self._papers(session, application)
            return application.public_id

    def _claim(self, session: Session, application: Application, person: Person) -> None:
        stored = Store(self.settings.documents).put(io.BytesIO(PDF))
        statute = self.statute
        kind = next(kind.code for kind in statute.evidence_kinds.values() if kind.cap == 3)
        evidence = Evidence(
            kind=kind,
            title="Raport de încercare nr. 12/2025",
            issuer="Laborator Exemplu",
            endless=True,
            document=Document(
                sha256=stored.sha256,
                size=stored.size,
                media_type="application/pdf",
                name="raport.pdf",
                organisation_id=application.organisation_id,
                stored_by_id=person.id,
                at=self.at,
            ),
        )
        stage = next(code for code, found in statute.stages.items() if found.core)
        claim = Claim(
            stage=stage,
            fields=[next(iter(statute.fields))],
            capability=next(iter(statute.capabilities), ""),
            description="Proiectăm și încercăm detectoare portabile de substanțe toxice.",
            since_year=2019,
            evidence=[evidence],
        )
        with session.no_autoflush:
            application.evidence.append(evidence)
            application.claims.append(claim)
        session.flush()

    def paper(self, session: Session) -> Document:
        """A scan that the secretariat brought."""
        stored = Store(self.settings.documents).put(io.BytesIO(PAPER))
        document = Document(sha256=stored.sha256, size=stored.size, media_type="application/pdf",
                            name="scan.pdf", stored_by_id=self.people["secretariat"],
                            at=self.at)  # fmt: skip
        session.add(document)
        return document

    def _papers(self, session: Session, application: Application) -> None:
        stored = Store(self.settings.documents).put(io.BytesIO(PAPER))
        document = Document(
            sha256=stored.sha256,
            size=stored.size,
            media_type="application/pdf",
            name="acte.pdf",
            organisation_id=application.organisation_id,
            stored_by_id=self.people["applicant"],
            at=self.at,
        )
        for one in wanted(application, self.statute):
            if one.required:
                day = self.at.date() if one.max_age or one.paper.numbered else None
                application.papers.append(
                    Paper(
                        code=one.paper.code,
                        document=document,
                        issued_on=day,
                        number="HCL 45" if one.paper.numbered else "",
                    )
                )
        session.flush()

    def submitted(self) -> str:
        """A case that the secretariat has to check."""
        public_id = self.drafted()
        with self.write() as session:
            case = self.case(session, public_id)
            case.reference = f"ADZ-2026-{case.id:04}"
            case.submitted_at = self.at
            by = self.person(session, "applicant")
            steps.take(session, case, Step.SUBMIT, Facts(), by=by, at=self.at)
        return public_id

    def in_review(self) -> str:
        """A case whose rapporteur has declared no interest and has to find its claims."""
        public_id = self.submitted()
        with self.write() as session:
            case = self.case(session, public_id)
            case.procedure_finding = ProcedureFinding.FOLLOWED
            case.complete_at = self.at
            rapporteur = self.people["rapporteur"]
            case.assignments.append(Assignment(person_id=rapporteur, at=self.at))
            case.interests.append(Interest(person_id=rapporteur, at=self.at))
            by = self.person(session, "secretariat")
            facts = Facts(procedure=ProcedureFinding.FOLLOWED)
            steps.take(session, case, Step.ACCEPT_PROCEDURE, facts, by=by, at=self.at)
        return public_id

    def before_board(
        self, kind: MotionKind = MotionKind.ADMIT, *, declared: tuple[str, ...] = ()
    ) -> str:
        """A case that waits for the Board with the rapporteur's motion; the seats named in
        ``declared`` ("seat1" …) have said that they have no interest."""
        public_id = self.in_review()
        with self.write() as session:
            case = self.case(session, public_id)
            self._reported(session, case, kind)
            for name in declared:
                case.interests.append(Interest(person_id=self.people[name], at=self.at))
        return public_id

    def _reported(self, session: Session, case: Application, kind: MotionKind) -> None:
        rapporteur = self.person(session, "rapporteur")
        admits = kind in (MotionKind.ADMIT, MotionKind.ADMIT_CONDITIONALLY)
        quality = QualityFinding.FULFILLED if admits else QualityFinding.NOT_FULFILLED
        for claim in case.claims:
            verdict = Verdict.PROVEN if admits else Verdict.NOT_PROVEN
            claim.finding = Finding(
                verdict=verdict, reason="Văzut în raport.", by_id=rapporteur.id, at=self.at
            )
        reason = next(iter(self.statute.reasons))
        case.quality_finding = quality
        case.motions.append(
            Motion(
                position=len(case.motions) + 1,
                kind=kind,
                text_ro="Consiliul Director constată și hotărăște.",
                text_en="The Directors Board finds and resolves.",
                reasons=[] if admits else [{"code": reason, "text": "Dovada nu ajunge."}],
                procedure_finding=ProcedureFinding.FOLLOWED,
                quality_finding=quality,
                proposed_by_id=rapporteur.id,
                proposed_at=self.at,
            )
        )
        facts = Facts(quality=quality)
        steps.take(session, case, Step.REPORT, facts, by=rapporteur, at=self.at)


def _organisation(number: int, at: datetime) -> Organisation:
    code = FISCAL_CODES[number] if number < len(FISCAL_CODES) else None
    return Organisation(
        legal_name=f"Detecție Exemplu {number} SRL",
        legal_form="srl",
        fiscal_code=code,
        register_number=_trade_register(number),
        street="Str. Inventată nr. 1",
        locality="București",
        county="București",
        postal_code="010101",
        email="contact@example.ro",
        founded_on=date(2010, 5, 6),
        representative="Ana Model",
        representative_role="administrator",
        answers=dict(ANSWERS),
        created_at=at,
    )


def _trade_register(number: int) -> str:
    """A well-formed trade register number of the new kind, another one for each ``number``."""
    body = f"2020{1234 + number:06}40"
    return f"J{body}{(ord('J') + sum(map(int, body))) % 10}"


ANSWERS: dict[str, object] = {
    "size_class": "small",
    "employees": 24,
    "rd_staff": 9,
    "no_group": True,
    "export_control": "no",
    "channel": "portal",
    "turnover_band": "to_10m",
    "nace": "26.51",
    "nace_revision": "2.1",
    "representative_email": "ana.model@example.ro",
    "power": "constitutive_act",
    "delegate": "Ion Delegat",
    "delegate_email": "ion.delegat@example.ro",
    "technical": "Mara Tehnică",
    "technical_email": "mara.tehnica@example.ro",
    "offers": ["services"],
    "no_seeks": True,
}
"""What a company answers beside what has a column of its own."""


def installed(folder: Path, url: str, key: str = "proeco-cbrne") -> Settings:
    """An installation's settings with the demonstration's own values over its statute file."""
    from importlib import resources  # noqa: PLC0415

    own = (resources.files("membership.demonstration") / f"{key}.toml").read_text("utf-8")
    (folder / "statute.toml").write_text(own, "utf-8")
    return Settings(instance=folder, statute=key, database_url=url, secret_key="k" * 40)
