"""Scenario 24: what an applicant keeps for the commission is quoted in no letter."""

import pytest

from membership.application.confidential import refuse_quoting
from membership.letter import contents_case
from membership.models import Application, Confidentiality, Letter
from membership.review import findings
from tests.membership.office import TestOffice
from workflows.refusal import Incomplete
from workflows.review import QualityFinding, Verdict
from workflows.voting_terms import MotionKind

TITLE = "Raport de încercare nr. 12/2025"


def assessed(office: TestOffice, level: Confidentiality) -> str:
    public_id = office.in_review()
    with office.write() as session:
        case = office.case(session, public_id)
        case.evidence[0].confidentiality = level
        findings.find_claim(session, office.person(session, "rapporteur"), public_id,
                            case.claims[0].public_id, verdict=Verdict.PROVEN,
                            reason="Văzut.", at=office.at)  # fmt: skip
    return public_id


def reported(office: TestOffice, public_id: str, text: str) -> None:
    with office.write() as session:
        findings.report(session, office.person(session, "rapporteur"), public_id,
                        quality=QualityFinding.FULFILLED, text="Se admite.",
                        kind=MotionKind.ADMIT, text_ro=text, text_en="Resolves.",
                        at=office.at)  # fmt: skip


def test_a_motion_that_names_a_confidential_proof_is_refused(sqlite_office: TestOffice) -> None:
    public_id = assessed(sqlite_office, Confidentiality.COMMISSION)
    with pytest.raises(Incomplete) as refused:
        reported(sqlite_office, public_id, f"Dovedit prin {TITLE.upper()}.")
    assert refused.value.message.key == "review.quotes_confidential"
    reported(sqlite_office, public_id, "Dovedit prin documente confidențiale.")


def test_a_motion_may_name_what_the_cluster_may_read(sqlite_office: TestOffice) -> None:
    public_id = assessed(sqlite_office, Confidentiality.CLUSTER)
    reported(sqlite_office, public_id, f"Dovedit prin {TITLE}.")


def test_a_short_title_is_a_word_like_any_other(sqlite_office: TestOffice) -> None:
    public_id = assessed(sqlite_office, Confidentiality.COMMISSION)
    with sqlite_office.write() as session:
        case = sqlite_office.case(session, public_id)
        case.evidence[0].title = "Raport"
        refuse_quoting(case, ["Văzut în raport."], field="text_ro")


@pytest.mark.parametrize(
    ("level", "name"),
    [
        (Confidentiality.COMMISSION, "document confidențial"),
        (Confidentiality.CLUSTER, "raport.pdf"),
    ],
)
def test_the_acknowledgement_names_a_confidential_file_by_its_hash_alone(
    sqlite_office: TestOffice, level: Confidentiality, name: str
) -> None:
    public_id = sqlite_office.submitted()
    with sqlite_office.write() as session:
        case = sqlite_office.case(session, public_id)
        case.evidence[0].confidentiality = level
        session.flush()
        facts = contents_case.acknowledgement(session, letter_of(case), sqlite_office.statute, "ro")
        document = case.evidence[0].document
        assert document is not None
        named = {one.sha256: one.name for one in facts.documents}
        assert named.pop(document.sha256) == name
        assert list(named.values()) == ["acte.pdf"]


def letter_of(case: Application) -> Letter:
    return case.letters[0]
