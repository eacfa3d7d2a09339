"""The rapporteur's findings, the report, and who stays out of a case."""

import pytest
from sqlalchemy import select

from membership.models import Evidence, Finding, InterestKind, Motion, Waiting
from membership.review import findings
from membership.review.motion import Ground
from tests.membership.office import TestOffice
from workflows.application import Stage
from workflows.refusal import Incomplete, NotFound, NotNow
from workflows.review import ProcedureFinding, QualityFinding, Verdict
from workflows.voting_terms import MotionKind


def find(
    office: TestOffice, public_id: str, verdict: Verdict, reason: str = "Văzut în raport."
) -> None:
    """The rapporteur gives this verdict on every claim of the case."""
    with office.write() as session:
        for claim in office.case(session, public_id).claims:
            findings.find_claim(
                session,
                office.person(session, "rapporteur"),
                public_id,
                claim.public_id,
                verdict=verdict,
                reason=reason,
                at=office.at,
            )


def report(
    office: TestOffice,
    public_id: str,
    kind: MotionKind,
    quality: QualityFinding,
    **more: object,
) -> None:
    """The rapporteur reports."""
    with office.write() as session:
        findings.report(
            session,
            office.person(session, "rapporteur"),
            public_id,
            quality=quality,
            text="Contribuția este dovedită.",
            kind=kind,
            at=office.at,
            **more,  # type: ignore[arg-type]
        )


def declare(
    office: TestOffice, public_id: str, name: str, kind: InterestKind | None = None
) -> None:
    """The person says whether they have an interest."""
    with office.write() as session:
        findings.declare(session, office.person(session, name), public_id, kind=kind, at=office.at)


def test_a_report_puts_the_motion_with_both_findings_before_the_board(office: TestOffice) -> None:
    public_id = office.in_review()
    find(office, public_id, Verdict.PROVEN)
    report(office, public_id, MotionKind.ADMIT, QualityFinding.FULFILLED)
    with office.read() as session:
        case = office.case(session, public_id)
        motion = session.scalars(select(Motion)).one()
        assert case.stage is Stage.BOARD_DECISION
        assert case.waiting_on is Waiting.BOARD
        assert motion.position == 1
        assert motion.procedure_finding is ProcedureFinding.FOLLOWED
        assert motion.quality_finding is QualityFinding.FULFILLED
        assert case.organisation.legal_name in motion.text_ro
        assert "art. 11" in motion.text_ro
        assert "art. 11" in motion.text_en


def test_a_report_waits_for_every_claim(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.in_review()
    with pytest.raises(Incomplete) as refused:
        report(sqlite_office, public_id, MotionKind.ADMIT, QualityFinding.FULFILLED)
    assert [gap.key for gap in refused.value.gaps] == ["review.claim_without_finding"]


def test_an_own_statement_never_proves_a_claim_fully(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.in_review()
    weak = next(k.code for k in sqlite_office.statute.evidence_kinds.values() if k.cap == 1)
    with sqlite_office.write() as session:
        for evidence in session.scalars(select(Evidence)):
            evidence.kind = weak
    with pytest.raises(Incomplete, match="evidence_too_weak"):
        find(sqlite_office, public_id, Verdict.PROVEN)
    find(sqlite_office, public_id, Verdict.PARTLY)


def test_a_finding_gives_its_reason_and_may_be_changed_until_the_report(
    office: TestOffice,
) -> None:
    public_id = office.in_review()
    with pytest.raises(Incomplete, match="reason_missing"):
        find(office, public_id, Verdict.PROVEN, " ")
    find(office, public_id, Verdict.PARTLY)
    find(office, public_id, Verdict.PROVEN)
    with office.read() as session:
        assert session.scalars(select(Finding.verdict)).one() is Verdict.PROVEN
    report(office, public_id, MotionKind.ADMIT, QualityFinding.FULFILLED)
    with pytest.raises(NotNow):
        find(office, public_id, Verdict.PARTLY)


def test_a_motion_that_contradicts_the_findings_is_refused(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.in_review()
    find(sqlite_office, public_id, Verdict.NOT_PROVEN)
    with pytest.raises(Incomplete, match="findings_against_admission"):
        report(sqlite_office, public_id, MotionKind.ADMIT, QualityFinding.NOT_FULFILLED)


def test_a_rejection_needs_reasons_of_the_catalogue(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.in_review()
    find(sqlite_office, public_id, Verdict.NOT_PROVEN)
    kind, quality = MotionKind.REJECT, QualityFinding.NOT_FULFILLED
    with pytest.raises(Incomplete, match="grounds_missing"):
        report(sqlite_office, public_id, kind, quality)
    with pytest.raises(Incomplete, match="ground_unknown"):
        report(sqlite_office, public_id, kind, quality, reasons=[Ground(code="x", text="y")])
    bare = Ground(code="contribution_not_proved", text="")
    with pytest.raises(Incomplete, match="ground_without_text"):
        report(sqlite_office, public_id, kind, quality, reasons=[bare])
    ground = Ground(code="contribution_not_proved", text="Dovada nu ajunge.")
    report(sqlite_office, public_id, kind, quality, reasons=[ground])
    with sqlite_office.read() as session:
        kept = session.scalars(select(Motion)).one().reasons
    assert kept[0]["criterion"] == "contribution"
    assert kept[0]["text"] == "Dovada nu ajunge."


def test_a_departure_from_the_indicative_test_says_why(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.in_review()
    find(sqlite_office, public_id, Verdict.PARTLY)
    with pytest.raises(Incomplete, match="departure_missing"):
        report(sqlite_office, public_id, MotionKind.ADMIT, QualityFinding.FULFILLED)
    report(
        sqlite_office,
        public_id,
        MotionKind.ADMIT,
        QualityFinding.FULFILLED,
        departure="Contribuția este rară în Cluster.",
    )
    with sqlite_office.read() as session:
        assert sqlite_office.case(session, public_id).departure


def test_an_interest_closes_the_file_at_once(office: TestOffice) -> None:
    public_id = office.in_review()
    declare(office, public_id, "rapporteur", InterestKind.EMPLOYER)
    with pytest.raises(NotFound):
        find(office, public_id, Verdict.PROVEN)
    with pytest.raises(NotFound):
        declare(office, public_id, "rapporteur")


def test_the_file_opens_to_a_seat_once_it_declares_no_interest(office: TestOffice) -> None:
    public_id = office.before_board()
    declare(office, public_id, "seat3")
    with office.read() as session:
        case = office.case(session, public_id)
        assert office.people["seat3"] in {row.person_id for row in case.interests if row.none}


def test_an_interest_of_another_kind_is_explained(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.before_board()
    with pytest.raises(Incomplete, match="explanation_missing"):
        declare(sqlite_office, public_id, "seat3", InterestKind.OTHER)


def test_a_seat_may_not_declare_before_the_case_reaches_the_board(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.submitted()
    with pytest.raises(NotFound):
        declare(sqlite_office, public_id, "seat3")
