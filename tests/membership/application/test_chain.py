"""The value chain in a draft: claims, their proofs, the declarations."""

from datetime import date
from typing import Any

import pytest

from membership.application import answers, claims, evidence
from membership.models import Brought, Document
from tests.membership.application.acts import act
from tests.membership.office import TestOffice
from workflows.refusal import Incomplete, NotFound


def a_claim(**changed: Any) -> claims.ClaimValues:
    values = {"stage": "TST", "fields": ("N", "R"), "capability": "DET",
              "description": "Încercăm detectoare de radiații în laboratorul nostru acreditat.",
              "since_year": 2019}  # fmt: skip
    return claims.ClaimValues(**{**values, **changed})


def test_a_claim_is_added_changed_and_removed(office: TestOffice) -> None:
    public_id = office.drafted()
    added = act(office, claims.add_claim, public_id, a_claim())
    assert added.fields == ["R", "N"]
    act(office, claims.change_claim, public_id, added.public_id, a_claim(fields=("C",)))
    with office.read() as session:
        kept = claims.claim_of(office.case(session, public_id), added.public_id)
        assert kept.fields == ["C"]
    act(office, claims.remove_claim, public_id, added.public_id)
    with office.read() as session:
        assert len(office.case(session, public_id).claims) == 1


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({"stage": "ZZZ"}, "claim.stage_missing"),
        ({"fields": ()}, "claim.fields_missing"),
        ({"fields": ("Z",)}, "claim.fields_missing"),
        ({"capability": ""}, "claim.capability_missing"),
        ({"capability": "ZZZ"}, "claim.capability_unknown"),
        ({"description": ""}, "claim.description_missing"),
        ({"description": "x" * 49}, "claim.description_short"),
        ({"since_year": 2027}, "claim.year_wrong"),
        ({"description": "x" * 1501}, "application.too_long"),
    ],
)
def test_a_claim_that_says_nothing_checkable_is_refused(
    sqlite_office: TestOffice, changed: dict[str, Any], key: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        act(sqlite_office, claims.add_claim, sqlite_office.drafted(), a_claim(**changed))
    assert refused.value.message.key == key


def test_a_stage_and_capability_are_claimed_once(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.drafted()
    act(sqlite_office, claims.add_claim, public_id, a_claim())
    with pytest.raises(Incomplete) as refused:
        act(sqlite_office, claims.add_claim, public_id, a_claim(fields=("C",)))
    assert refused.value.message.key == "claim.duplicate"


def proof(office: TestOffice, public_id: str, **changed: Any) -> evidence.EvidenceValues:
    with office.read() as session:
        served = office.case(session, public_id).claims[0].public_id
    values = {"kind": "TRP", "title": "Raport nr. 7", "claim_public_ids": (served,)}
    return evidence.EvidenceValues(**{**values, **changed})


def the_document(office: TestOffice, public_id: str) -> Document:
    with office.read() as session:
        found = office.case(session, public_id).evidence[0].document
        assert found is not None
        return found


def test_one_proof_may_serve_several_claims(office: TestOffice) -> None:
    public_id = office.drafted()
    second = act(office, claims.add_claim, public_id, a_claim())
    values = proof(office, public_id)
    both = (*values.claim_public_ids, second.public_id)
    with office.write() as session:
        case = office.case(session, public_id)
        evidence.add_evidence(
            session, office.person(session, "applicant"), public_id,
            proof(office, public_id, claim_public_ids=both), case.evidence[0].document,
            at=office.now(), settings=office.settings,
        )  # fmt: skip
    with office.read() as session:
        claimed = office.case(session, public_id).claims
        assert [len(claim.evidence) for claim in claimed] == [2, 1]


@pytest.mark.parametrize(
    ("changed", "key"),
    [
        ({}, "evidence.file_missing"),
        ({"kind": "ZZZ"}, "evidence.kind_missing"),
        ({"title": ""}, "evidence.title_missing"),
        ({"claim_public_ids": ()}, "evidence.claims_missing"),
        ({"issued_on": date(2027, 1, 1)}, "evidence.issued_later"),
        ({"issued_on": date(2025, 2, 1), "expires_on": date(2025, 1, 1)},
         "evidence.expires_earlier"),
        ({"kind": "ACR"}, "evidence.expires_missing"),
        ({"kind": "ACR", "brought": Brought.REFERENCE}, "evidence.expires_missing"),
        ({"kind": "ACR", "endless": True, "expires_on": date(2027, 1, 1)},
         "evidence.endless_and_dated"),
        ({"kind": "ACR", "endless": True}, "evidence.file_missing"),
        ({"kind": "ORN", "expires_on": date(2027, 1, 1)}, "evidence.issuer_missing"),
        ({"kind": "ORN", "endless": True, "issuer": "ORNISS"}, "evidence.number_missing"),
    ],
)  # fmt: skip
def test_a_proof_that_proves_nothing_is_refused(
    sqlite_office: TestOffice, changed: dict[str, Any], key: str
) -> None:
    public_id = sqlite_office.drafted()
    with pytest.raises(Incomplete) as refused:
        act(sqlite_office, evidence.add_evidence, public_id,
            proof(sqlite_office, public_id, **changed), None)  # fmt: skip
    assert refused.value.message.key == key


def test_a_paper_of_industrial_security_is_named_and_never_uploaded(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.drafted()
    named = proof(sqlite_office, public_id, kind="ORN", issuer="ORNISS", number="12/2025",
                  endless=True)  # fmt: skip
    act(sqlite_office, evidence.add_evidence, public_id, named, None)
    with pytest.raises(Incomplete) as refused:
        act(sqlite_office, evidence.add_evidence, public_id, named,
            the_document(sqlite_office, public_id))  # fmt: skip
    assert refused.value.message.key == "evidence.reference_only"


def test_somebody_elses_file_cannot_be_attached(sqlite_office: TestOffice) -> None:
    theirs = the_document(sqlite_office, sqlite_office.drafted())
    public_id = sqlite_office.drafted()
    with pytest.raises(NotFound):
        act(sqlite_office, evidence.add_evidence, public_id, proof(sqlite_office, public_id),
            theirs)  # fmt: skip


def test_removing_a_proof_takes_it_from_every_claim(office: TestOffice) -> None:
    public_id = office.drafted()
    with office.read() as session:
        piece = office.case(session, public_id).evidence[0].public_id
    act(office, evidence.remove_evidence, public_id, piece)
    with office.read() as session:
        assert office.case(session, public_id).claims[0].evidence == []


def test_declarations_are_kept_by_code_and_an_unknown_one_is_refused(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.drafted()
    made = answers.DeclarationsValues(
        made={"decl_truth": True, "decl_insolvency": "În reorganizare.", "decl_statute": False}
    )
    act(sqlite_office, answers.save_declarations, public_id, made)
    with sqlite_office.read() as session:
        kept = sqlite_office.case(session, public_id).declarations
        assert kept == {"decl_truth": True, "decl_insolvency": "În reorganizare."}
    with pytest.raises(Incomplete):
        act(sqlite_office, answers.save_declarations, public_id,
            answers.DeclarationsValues(made={"decl_other": True}))  # fmt: skip
