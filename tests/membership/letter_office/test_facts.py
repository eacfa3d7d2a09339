"""From the records of a case to what its letter says."""

from datetime import date
from pathlib import Path

import pytest

from membership.database import engine_for
from membership.letter.compose import compose
from membership.letter.facts import facts_for
from membership.models import Confidentiality, Paper
from tests.membership.letter_office.scene import acknowledged, decided, found, motion_of
from tests.membership.office import TestOffice, installed
from workflows.letter import Kind
from workflows.letter_case import Acknowledgement
from workflows.letter_decided import Admission, Rejection
from workflows.letter_facts import Facts
from workflows.letter_parts import Entry
from workflows.review import Verdict
from workflows.voting_terms import MotionKind


def facts(office: TestOffice, letter: str, language: str = "ro", **changed: object) -> Facts:
    """The letter's facts, in a language, with what the test changes on the case."""
    with office.write() as session:
        one = found(session, letter)
        one.language = language
        for name, value in changed.items():
            setattr(one.application, name, value)
        said = facts_for(
            session, one, house=office.statute, base_url="https://cluster.example", at=office.at
        )
        assert Facts.of(said.to_mapping()) == said
        return said


def test_an_acknowledgement_lists_what_was_received(sqlite_office: TestOffice) -> None:
    said = facts(sqlite_office, acknowledged(sqlite_office))
    content = said.content
    assert isinstance(content, Acknowledgement)
    assert [document.name for document in content.documents] == [
        "document confidențial",
        "acte.pdf",
    ]
    assert content.documents[0].sha256 is not None
    assert f"{content.received_at:%d.%m.%Y %H:%M}" == "02.11.2026 10:00"
    assert content.check_by == date(2026, 11, 5)
    assert content.decide_by is None
    assert content.privacy_url == "cluster.example/privacy"
    assert [(one.name, one.passage.value) for one in said.path] == [
        ("Înregistrată", "done"),
        ("Verificarea procedurii", "now"),
        ("Evaluarea contribuției", "ahead"),
        ("Hotărârea Consiliului Director", "ahead"),
    ]
    assert said.path[0].on == date(2026, 11, 2)
    assert said.prevails == "Versiunea în limba română prevalează."
    assert said.signatory is None
    assert said.basis == "art. 11, teza a II-a din Statut"


def test_the_letter_to_a_town_hall_names_its_council_decision(
    sqlite_office: TestOffice,
) -> None:
    """Scenario 6: the council decision that was asked is cited by its number and day."""
    letter = acknowledged(sqlite_office)
    with sqlite_office.write() as session:
        case = found(session, letter).case
        file = case.papers[0].document
        case.papers.append(
            Paper(code="D4p", number="HCL 45", issued_on=date(2026, 10, 20), document=file)
        )
    said = facts(sqlite_office, letter)
    assert isinstance(said.content, Acknowledgement)
    assert said.content.approvals == (Entry(number="HCL 45", on=date(2026, 10, 20)),)
    printed = compose(Kind.ACKNOWLEDGEMENT, "ro", said, created=sqlite_office.at).html
    assert "aprobată prin <bdi>HCL 45</bdi> din 20 octombrie 2026" in printed.replace("\xa0", " ")


def test_an_admission_says_both_findings_the_figures_and_the_line_of_the_register(
    sqlite_office: TestOffice,
) -> None:
    said = facts(sqlite_office, decided(sqlite_office))
    content = said.content
    assert isinstance(content, Admission)
    assert content.resolution.number == "1"
    assert content.resolution.on == content.effective_on == date(2026, 11, 10)
    assert content.resolution.sitting_on is None  # voted by correspondence
    assert (content.quality, content.category) == ("membru asociat", None)
    assert content.member_number == "M-0001"
    assert content.votes is not None
    assert (content.votes.for_, content.votes.against, content.votes.present) == (5, 0, 5)
    (finding,) = content.findings
    assert finding.stage == "cercetare"
    assert [(field.name, field.partial) for field in finding.fields] == [("chimic", False)]
    assert said.basis == "art. 11, teza a III-a din Statut"
    assert said.signatory is not None
    assert said.signatory.role == "Președinte al Consiliului Director"
    assert said.addressee is not None
    assert said.addressee.address == ("Str. Inventată nr. 1", "010101 București")


def test_a_letter_in_english_says_it_in_english(sqlite_office: TestOffice) -> None:
    said = facts(sqlite_office, decided(sqlite_office), "en")
    assert isinstance(said.content, Admission)
    assert said.content.quality == "associate member"
    assert said.basis == "art. 11, sentence 3 of the Statute"
    assert said.signatory is not None
    assert said.signatory.role == "Chair of the Directors Board"
    assert said.letterhead.name == "Romanian Cluster PROECO-CBRNE"


@pytest.mark.parametrize(
    ("level", "named"),
    [
        (Confidentiality.PUBLIC, ("Raport de încercare nr. 12/2025",)),
        (Confidentiality.CLUSTER, ("Raport de încercare nr. 12/2025",)),
        (Confidentiality.COMMISSION, ()),
    ],
)
def test_evidence_for_the_commission_alone_is_never_named(
    sqlite_office: TestOffice, level: Confidentiality, named: tuple[str, ...]
) -> None:
    letter = decided(sqlite_office)
    with sqlite_office.write() as session:
        found(session, letter).case.evidence[0].confidentiality = level
    content = facts(sqlite_office, letter).content
    assert isinstance(content, Admission)
    assert content.findings[0].evidence == named


def test_a_stage_is_one_line_and_a_field_proved_once_is_proved(sqlite_office: TestOffice) -> None:
    letter = decided(sqlite_office)
    with sqlite_office.write() as session:
        (claim,) = found(session, letter).case.claims
        claim.fields = ["C", "B"]
        assert claim.finding is not None
        claim.finding.verdict = Verdict.PARTLY
    content = facts(sqlite_office, letter).content
    assert isinstance(content, Admission)
    assert [(f.name, f.partial) for f in content.findings[0].fields] == [
        ("chimic", True),
        ("biologic", True),
    ]


def test_a_rejection_gives_criterion_and_clause_and_the_way_to_contest(
    sqlite_office: TestOffice,
) -> None:
    letter = decided(sqlite_office, MotionKind.REJECT)
    said = facts(sqlite_office, letter)
    content = said.content
    assert isinstance(content, Rejection)
    (reason,) = content.reasons
    assert reason.criterion == "Solicitantul nu este persoană juridică (art. 11, teza I din Statut)"
    assert reason.examined == "cererea și dovezile depuse împreună cu ea"
    assert reason.why == "Dovada nu ajunge."
    assert content.contest is not None
    assert (content.contest.body, content.contest.days) == ("Adunarea Generală", 30)
    assert content.contest.email == "secretariat@proeco-cbrne.example"
    assert content.reapply_from == date(2027, 11, 10)
    assert "votes" not in str(said.to_mapping())


def test_what_was_examined_is_said_where_the_motion_says_it(sqlite_office: TestOffice) -> None:
    letter = decided(sqlite_office, MotionKind.REJECT)
    with sqlite_office.write() as session:
        motion = motion_of(found(session, letter))
        motion.reasons = [{**motion.reasons[0], "examined": "fișele de produs"}]
    content = facts(sqlite_office, letter).content
    assert isinstance(content, Rejection)
    assert content.reasons[0].examined == "fișele de produs"


def test_a_cluster_without_a_published_basis_cites_nothing(sqlite_url: str, tmp_path: Path) -> None:
    settings = installed(tmp_path, sqlite_url, "mechatrec")
    office = TestOffice(engine=engine_for(sqlite_url), settings=settings)
    office.fill()
    admitted, rejected = decided(office), decided(office, MotionKind.REJECT)
    said = facts(office, admitted)
    assert said.basis is None
    assert isinstance(said.content, Admission)
    assert said.content.quality == "membru"
    assert said.content.category == "entitate de cercetare-dezvoltare"
    content = facts(office, rejected).content
    assert isinstance(content, Rejection)
    assert content.reasons[0].criterion == "Solicitantul nu este persoană juridică"
    office.engine.dispose()
