"""What a complete application brings, and how each gap is named."""

import tomllib
from dataclasses import dataclass, field, replace
from datetime import date
from importlib import resources
from typing import Any

import pytest

from workflows.dossier import Section, gaps, sections, untouched
from workflows.statute import Statute, overlay, parse


@pytest.fixture(scope="module")
def statute() -> Statute:
    text = (resources.files("workflows.statutes") / "proeco-cbrne.toml").read_text("utf-8")
    return parse(tomllib.loads(text))


@dataclass(frozen=True)
class Legal:
    legal_name: str = "Detecție Exemplu SRL"
    legal_form: str = "srl"
    fiscal_code: str | None = "18547290"
    register_number: str = "J2020001234402"
    street: str = "Str. Inventată nr. 1"
    locality: str = "București"
    county: str = "București"
    email: str = "contact@example.ro"
    founded_on: date | None = date(2010, 5, 6)
    country: str = "RO"
    representative: str = "Ana Model"
    representative_role: str = "administrator"


@dataclass(frozen=True)
class Place:
    stage: str = "TST"
    fields: tuple[str, ...] = ("R", "N")
    evidence: tuple[str, ...] = ("raport",)


@dataclass(frozen=True)
class Case:
    organisation: Legal = Legal()
    category: str = "asociat"
    motivation: str = "Dorim să contribuim."
    ties: str | None = ""
    declarations: dict[str, Any] = field(default_factory=dict)
    claims: tuple[Place, ...] = (Place(),)


def complete(statute: Statute, **changed: Any) -> Case:
    made: dict[str, Any] = dict.fromkeys(statute.declarations, True)
    return replace(Case(declarations=made), **changed)


def keys(case: Case, statute: Statute) -> list[str]:
    return [gap.key for gap in gaps(case, statute)]


def test_a_complete_dossier_has_no_gap(statute: Statute) -> None:
    assert gaps(complete(statute), statute) == ()


def test_every_section_is_answered_for(statute: Statute) -> None:
    assert list(sections(complete(statute), statute)) == list(Section)


@pytest.mark.parametrize(
    "name", ["legal_name", "street", "locality", "county", "email", "founded_on", "representative"]
)
def test_a_missing_answer_is_named(statute: Statute, name: str) -> None:
    without: dict[str, Any] = {name: None if name == "founded_on" else ""}
    case = complete(statute, organisation=replace(Legal(), **without))
    assert keys(case, statute) == [f"dossier.{name}"]


def test_a_foreign_seat_needs_no_county(statute: Statute) -> None:
    case = complete(statute, organisation=replace(Legal(), country="FR", county=""))
    assert gaps(case, statute) == ()


def test_each_legal_form_gives_its_own_identifiers(statute: Statute) -> None:
    for form in statute.legal_forms.values():
        if form.is_legal_person:
            legal = replace(Legal(), legal_form=form.code, fiscal_code=None, register_number="")
            expected = {f"dossier.{identifier.value}" for identifier in form.identifiers}
            assert set(keys(complete(statute, organisation=legal), statute)) == expected


def test_a_natural_person_never_has_a_complete_dossier(statute: Statute) -> None:
    natural = [form for form in statute.legal_forms.values() if not form.is_legal_person]
    assert natural
    for form in natural:
        legal = replace(Legal(), legal_form=form.code)
        assert "dossier.legal_form" in keys(complete(statute, organisation=legal), statute)


def test_founders_enter_by_import_only(statute: Statute) -> None:
    assert keys(complete(statute, category="fondator"), statute) == ["dossier.category"]


def test_a_claim_without_evidence_is_named_by_its_place(statute: Statute) -> None:
    bare = complete(statute, claims=(Place(), Place(evidence=())))
    (gap,) = gaps(bare, statute)
    assert gap.key == "dossier.evidence_of"
    assert gap.params["fields"] == "R, N"
    assert gap.params["section"] == "evidence"


def test_without_a_claim_both_claim_and_evidence_are_missing(statute: Statute) -> None:
    assert keys(complete(statute, claims=()), statute) == ["dossier.claims", "dossier.evidence"]


def test_no_ties_is_an_answer_and_silence_is_not(statute: Statute) -> None:
    assert keys(complete(statute, ties=""), statute) == []
    assert keys(complete(statute, ties=None), statute) == ["dossier.ties"]


def test_an_explanation_stands_for_a_declaration_only_where_the_cluster_takes_one(
    statute: Statute,
) -> None:
    said = dict.fromkeys(statute.declarations, "Suntem în reorganizare.")
    missing = {gap.params["text"] for gap in gaps(complete(statute, declarations=said), statute)}
    strict = {one.text for one in statute.declarations.values() if not one.may_explain}
    assert missing == strict


def test_the_cluster_says_whether_the_motivation_is_asked() -> None:
    text = (resources.files("workflows.statutes") / "proeco-cbrne.toml").read_text("utf-8")
    relaxed = parse(overlay(tomllib.loads(text), {"form": {"motivation": "optional"}}))
    assert gaps(complete(relaxed, motivation=""), relaxed) == ()


def test_an_untouched_section_is_told_from_an_unfinished_one(statute: Statute) -> None:
    fresh = complete(statute, ties=None, declarations={}, claims=(), motivation="")
    assert untouched(fresh, Section.CLAIMS)
    assert untouched(fresh, Section.INTERESTS)
    assert untouched(fresh, Section.DECLARATIONS)
    assert not untouched(fresh, Section.ORGANISATION)
