"""Evidence brought as a link, by reference or by post, and the arrival of what was announced."""

from dataclasses import replace
from typing import Any

import pytest

from membership.application import claims, evidence
from membership.application.claims import ClaimValues
from membership.application.evidence import EvidenceValues
from membership.models import Brought, RegistryEntry
from membership.review.arrivals import register_arrival
from tests.membership.application.acts import act
from tests.membership.application.browser import in_english, post, text_of
from tests.membership.office import TestOffice
from workflows.refusal import Incomplete, NotNow
from workflows.review import strength

POSTED = EvidenceValues(
    kind="TRP", title="Raport original", issuer="Laboratorul Exemplu", number="7/2025",
    claim_public_ids=(), brought=Brought.POST,
)  # fmt: skip


def values(office: TestOffice, public_id: str, **changed: Any) -> EvidenceValues:
    with office.read() as session:
        claim = office.case(session, public_id).claims[0].public_id
    return replace(POSTED, claim_public_ids=(claim,), **changed)


def brought(office: TestOffice, **changed: Any) -> str:
    public_id = office.drafted()
    given = values(office, public_id, **changed)
    act(office, evidence.add_evidence, public_id, given, None)
    return public_id


def test_a_link_is_kept_with_its_address_and_no_file(sqlite_office: TestOffice) -> None:
    public_id = brought(sqlite_office, brought=Brought.LINK, link="www.example.ro/brevet")
    with sqlite_office.read() as session:
        piece = sqlite_office.case(session, public_id).evidence[-1]
        assert (piece.link, piece.document, piece.counts) == (
            "https://www.example.ro/brevet", None, True,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"brought": Brought.FILE}, "file"),
        ({"brought": Brought.LINK}, "link"),
        ({"brought": Brought.LINK, "link": "javascript:alert(1)"}, "link"),
        ({"brought": Brought.POST, "number": ""}, "number"),
        ({"brought": Brought.REFERENCE, "issuer": ""}, "issuer"),
    ],
)
def test_each_way_of_bringing_a_proof_needs_its_own_answer(
    sqlite_office: TestOffice, changed: dict[str, Any], field: str
) -> None:
    with pytest.raises(Incomplete) as refused:
        brought(sqlite_office, **changed)
    assert refused.value.field == field


def test_what_is_announced_by_post_proves_nothing_until_it_is_registered(
    sqlite_office: TestOffice,
) -> None:
    public_id = sqlite_office.submitted()
    with sqlite_office.write() as session:
        piece = sqlite_office.case(session, public_id).evidence[0]
        piece.brought, piece.document = Brought.POST, None
        code = piece.public_id
    kinds = sqlite_office.statute.evidence_kinds
    clerk = in_english(sqlite_office, "secretariat")
    assert "was announced by post" in text_of(clerk, f"/case/{public_id}")
    with sqlite_office.read() as session:
        assert strength(sqlite_office.case(session, public_id).claims[0].evidence, kinds) == 0
    answer = post(sqlite_office, clerk, f"/case/{public_id}/evidence/{code}/arrived")
    assert answer.status_code == 303
    with sqlite_office.read() as session:
        assert strength(sqlite_office.case(session, public_id).claims[0].evidence, kinds) == 3
        entry = session.query(RegistryEntry).order_by(RegistryEntry.id.desc()).first()
        assert entry is not None and entry.subject == "application.entry.evidence"
    with pytest.raises(NotNow), sqlite_office.write() as session:
        by = sqlite_office.person(session, "secretariat")
        register_arrival(session, by, public_id, code, at=sqlite_office.now())


@pytest.mark.parametrize(
    ("changed", "field"), [({"trl": 10}, "trl"), ({"share": 101}, "share"), ({"trl": 0}, "trl")]
)
def test_maturity_and_share_stay_within_their_scale(
    sqlite_office: TestOffice, changed: dict[str, int], field: str
) -> None:
    public_id = sqlite_office.drafted()
    told: dict[str, Any] = {"stage": "TST", "fields": ("C",), "capability": "DET",
                            "description": "Încercăm detectoare în laboratorul nostru. " * 2,
                            "trl": 7, "share": 40,
                            "geography": "România"}  # fmt: skip
    with pytest.raises(Incomplete) as refused:
        act(sqlite_office, claims.add_claim, public_id, ClaimValues(**{**told, **changed}))
    assert refused.value.field == field
    act(sqlite_office, claims.add_claim, public_id, ClaimValues(**told))
    with sqlite_office.read() as session:
        kept = sqlite_office.case(session, public_id).claims[-1]
        assert (kept.trl, kept.share, kept.geography) == (7, 40, "România")
