"""The statute files that come with the software, and what the office asks of them."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from workflows.application import TABLE
from workflows.refusal import Unset
from workflows.statute import LegalGroup, Series, Statute, overlay, parse, plain
from workflows.term import Term, Unit
from workflows.voting import Rules
from workflows.voting_terms import Ballot, Base, Majority, MotionKind

ROOT = Path(__file__).parents[2]
CLUSTERS = ("proeco-cbrne", "mechatrec")
SEEDED = "workflows/statutes/{}.toml"
DEMONSTRATED = "membership/demonstration/{}.toml"


def toml(name: str, cluster: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / name.format(cluster)).read_text("utf-8"))


def packaged(cluster: str) -> Statute:
    return parse(toml(SEEDED, cluster), source=cluster)


def demonstrated(cluster: str) -> Statute:
    return parse(overlay(toml(SEEDED, cluster), toml(DEMONSTRATED, cluster)))


def keys(statute: Statute) -> list[str]:
    return [message.key for message in statute.warnings()]


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)


def test_article_11_is_quoted_in_the_clusters_own_english() -> None:
    clauses = packaged("proeco-cbrne").clauses
    assert [clauses[f"art11-{n}"].text.en for n in (1, 2, 3)] == [
        "Associate members are legal persons who acquire the Cluster membership after its "
        "establishment, in compliance with its Statute and internal Cluster regulations.",
        "Checking adhesion procedure and fulfillment of the membership quality is the attribute "
        "of the Directors Board.",
        "Member of the Cluster can become any legal entity which has in its value chain elements "
        "to prove its contribution in the CBRNE fields.",
    ]


def test_the_romanian_of_article_11_says_that_it_is_unofficial() -> None:
    clauses = packaged("proeco-cbrne").clauses
    assert all(clauses[f"art11-{n}"].unofficial == {"ro"} for n in (1, 2, 3))


def test_a_citation_names_article_and_sentence_in_both_languages() -> None:
    admission = packaged("proeco-cbrne").cite("adhesion.admission")
    assert admission is not None
    assert admission.cite.in_("en") == "art. 11, sentence 2 of the Statute"
    assert admission.cite.in_("ro") == "art. 11, teza a II-a din Statut"


def test_every_step_of_the_procedure_rests_on_a_clause() -> None:
    statute = packaged("proeco-cbrne")
    assert {row.basis for row in TABLE} <= statute.basis.keys()


def test_a_cluster_without_known_basis_cites_nothing_and_warns() -> None:
    statute = packaged("mechatrec")
    assert [statute.cite(row.basis) for row in TABLE] == [None] * len(TABLE)
    assert statute.clause_of("contribution") is None
    assert "statute.basis_empty" in keys(statute)
    assert "statute.basis_empty" not in keys(packaged("proeco-cbrne"))


def test_mechatrec_has_its_four_categories_and_its_own_chain() -> None:
    statute = packaged("mechatrec")
    assert list(statute.categories) == ["cd", "autoritate", "catalizator", "intreprindere"]
    assert " ".join(statute.stages) == "RES DEV PRO TST COM INT MNT TTR EDU CAT"
    assert len(statute.fields) == 13
    assert statute.managing_entity is not None
    assert statute.managing_entity.short_name == "APROMECA"


def test_proeco_has_the_stages_and_fields_of_its_chain_in_order() -> None:
    statute = packaged("proeco-cbrne")
    assert " ".join(statute.stages) == "RES DEV TST MAN SUP MNT OPS TTR EDU REG USE"
    assert "".join(statute.fields) == "CBRNEX"
    core = {stage.code for stage in statute.stages.values() if stage.core}
    assert core == set(statute.stages) - {"MNT", "OPS", "USE"}
    assert statute.quality_test is not None
    assert statute.quality_test.stages == core


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize(
    "path",
    [
        "bodies.decides.seats",
        "terms.decision",
        "terms.contest",
        "letterhead.fiscal_code",
        "letterhead.email",
        "established_on",
        "membership_starts",
        "fee.annual",
        "voting.defaults.rule",
    ],
)
def test_what_a_cluster_has_not_published_refuses_the_act_that_needs_it(
    cluster: str, path: str
) -> None:
    with pytest.raises(Unset) as refused:
        packaged(cluster).need(path)
    assert refused.value.name == path


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("kind", MotionKind)
def test_no_vote_opens_before_the_cluster_has_said_how_it_votes(
    cluster: str, kind: MotionKind
) -> None:
    with pytest.raises(Unset, match=r"statute\.unset") as refused:
        packaged(cluster).rules_for(kind)
    assert refused.value.name == "voting.defaults.quorum_fraction"


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_the_demonstration_sets_everything_and_says_so(cluster: str) -> None:
    first_line = (ROOT / DEMONSTRATED.format(cluster)).read_text("utf-8").splitlines()[0]
    assert "INVENTATE" in first_line
    assert "INVENTED" in first_line
    statute = demonstrated(cluster)
    assert statute.unset() == ()
    assert statute.demonstration
    assert set(keys(statute)) - {"statute.basis_empty"} == {"statute.demonstration"}


def test_the_demonstration_invents_no_basis() -> None:
    assert "statute.basis_empty" in keys(demonstrated("mechatrec"))


def test_each_kind_of_motion_has_its_own_rules_over_the_defaults() -> None:
    statute = demonstrated("proeco-cbrne")
    admit, exclude = statute.rules_for(MotionKind.ADMIT), statute.rules_for(MotionKind.EXCLUDE)
    assert (admit.quorum_fraction, admit.base, admit.rule) == (
        Fraction(1, 2),
        Base.PRESENT,
        Majority.SIMPLE,
    )
    assert (exclude.base, exclude.rule, exclude.ballot) == (
        Base.ENTITLED,
        Majority.TWO_THIRDS,
        Ballot.SECRET,
    )


def test_a_procedural_parameter_that_nobody_sets_has_the_engines_default() -> None:
    rules = demonstrated("proeco-cbrne").rules_for(MotionKind.ADMIT)
    assert rules.second_call == Rules().second_call
    assert rules.notice_days == Rules().notice_days


def test_resolutions_are_numbered_by_the_registrys_series() -> None:
    mapping = overlay(
        toml(SEEDED, "mechatrec"),
        overlay(toml(DEMONSTRATED, "mechatrec"), {"registry": {"resolution": "H {n}/{year}"}}),
    )
    assert parse(mapping).rules_for(MotionKind.ADMIT).resolution_series == "H {n}/{year}"


def test_a_term_has_number_unit_and_whether_it_moves() -> None:
    statute = demonstrated("proeco-cbrne")
    assert statute.term("formal_check") == Term(3, Unit.WORKING)
    assert statute.term("reapply") == Term(12, Unit.MONTH, move=False)
    with pytest.raises(Unset):
        packaged("proeco-cbrne").term("formal_check")


def test_a_business_of_a_natural_person_may_not_apply() -> None:
    forms = packaged("proeco-cbrne").legal_forms
    assert not forms["pfa"].is_legal_person
    assert {form.code for form in forms.values() if not form.is_legal_person} == {
        "pfa",
        "ii",
        "if",
        "persoana_fizica",
    }


@pytest.mark.parametrize(
    ("cluster", "form", "required"),
    [
        ("proeco-cbrne", "srl", {"D1", "D2", "D3", "D9", "D10"}),
        ("proeco-cbrne", "universitate", {"D1", "D3", "D4", "D6", "D9", "D10"}),
        ("proeco-cbrne", "uat", {"D1", "D4p", "D6", "D9", "D10"}),
        ("proeco-cbrne", "asociatie", {"D1", "D3", "D4", "D6", "D7", "D9", "D10"}),
        ("proeco-cbrne", "straina", {"D1", "D2", "D3", "D9", "D10"}),
        ("mechatrec", "srl", {"D1", "D2", "D3", "D4", "D9", "D10"}),
        ("mechatrec", "incd", {"D1", "D3", "D4", "D6", "D9", "D10"}),
    ],
)
def test_each_legal_form_brings_its_own_papers(cluster: str, form: str, required: set[str]) -> None:
    statute = packaged(cluster)
    offered = statute.documents_for(form)
    assert {d.code for d in offered if d.is_required(statute.legal_forms[form])} == required


def test_mechatrec_proposes_a_category_from_the_legal_form() -> None:
    statute = packaged("mechatrec")
    proposed = {code: statute.category_for(code) for code in ("incd", "uat", "camera", "sa")}
    assert {code: one.code for code, one in proposed.items() if one} == {
        "incd": "cd",
        "uat": "autoritate",
        "camera": "catalizator",
        "sa": "intreprindere",
    }


def test_founders_do_not_enter_through_an_application() -> None:
    statute = packaged("proeco-cbrne")
    assert [category.code for category in statute.open_categories()] == ["asociat"]
    proposed = statute.category_for("sa")
    assert proposed is not None
    assert proposed.code == "asociat"


def test_industrial_security_is_named_and_never_uploaded() -> None:
    kinds = packaged("proeco-cbrne").evidence_kinds
    assert [kind.code for kind in kinds.values() if kind.reference_only] == ["ORN"]
    assert {"ORN", "CNC", "EXP", "EXV"}.isdisjoint(packaged("mechatrec").evidence_kinds)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_every_reason_leads_to_a_criterion_and_every_group_to_a_form(cluster: str) -> None:
    statute = packaged(cluster)
    assert {reason.criterion for reason in statute.reasons.values()} <= statute.criteria.keys()
    assert {form.group for form in statute.legal_forms.values()} == set(LegalGroup)


@pytest.mark.parametrize("cluster", CLUSTERS)
@pytest.mark.parametrize("name", [SEEDED, DEMONSTRATED])
def test_texts_are_written_with_comma_below_and_without_straight_quotation_marks(
    cluster: str, name: str
) -> None:
    for text in texts(toml(name, cluster)):
        assert not set('\u015e\u015f\u0162\u0163"').intersection(text)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_the_copy_that_a_case_keeps_reads_back_to_the_same_statute(cluster: str) -> None:
    mapping = overlay(toml(SEEDED, cluster), toml(DEMONSTRATED, cluster))
    kept = json.loads(json.dumps(plain(mapping)))
    assert parse(kept) == parse(mapping)
    assert list(parse(kept).stages) == list(parse(mapping).stages)
    assert parse(kept).hash == parse(mapping).hash


def test_the_hash_follows_the_values_and_not_their_order() -> None:
    mapping = toml(SEEDED, "mechatrec")
    turned = dict(reversed(mapping.items()))
    assert parse(turned).hash == parse(mapping).hash
    changed = overlay(mapping, {"accent": "#000000"})
    assert parse(changed).hash != parse(mapping).hash


def test_an_overlay_replaces_one_key_and_leaves_its_neighbours() -> None:
    base = {"a": {"b": 1, "c": [1, 2]}, "d": 4}
    assert overlay(base, {"a": {"c": [3]}}) == {"a": {"b": 1, "c": [3]}, "d": 4}
    assert base == {"a": {"b": 1, "c": [1, 2]}, "d": 4}


@pytest.mark.parametrize(
    ("pattern", "written", "yearly"),
    [
        ("ADZ-{year}-{n:04}", "ADZ-2026-0012", True),
        ("HCD {n}/{dd.mm.yyyy}", "HCD 12/05.11.2026", True),
        ("M-{n:04}", "M-0012", False),
        ("CM-{year}-{n:03}", "CM-2026-012", True),
    ],
)
def test_a_series_writes_its_number(pattern: str, written: str, yearly: bool) -> None:
    series = Series.parse(pattern, "registry.letter")
    assert series.number(12, date(2026, 11, 5)) == written
    assert series.yearly is yearly
