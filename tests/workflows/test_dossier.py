"""What a complete application brings, and how each gap is named."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from importlib import resources
from typing import Any

import pytest

from workflows.claimed import called
from workflows.dossier import (
    GENERIC,
    Section,
    asked_in,
    gaps,
    said_none,
    sections,
    undertaken,
    untouched,
)
from workflows.papers import cited
from workflows.statute import Asked, Statute, StatuteError, overlay, parse


@pytest.fixture(scope="module")
def statute() -> Statute:
    text = (resources.files("workflows.statutes") / "proeco-cbrne.toml").read_text("utf-8")
    return parse(tomllib.loads(text))


ANSWERS: dict[str, Any] = {
    "size_class": "small", "employees": 0, "rd_staff": 0, "turnover_band": "to_2m",
    "nace": "26.51", "representative_email": "ana@example.ro", "power": "law",
    "delegate": "Ion Delegat", "delegate_email": "ion@example.ro", "technical": "Mara Tehnică",
    "technical_email": "mara@example.ro", "offers": ["services"],
    "no_seeks": True, "no_group": True, "channel": "portal", "export_control": "no",
}  # fmt: skip


@dataclass(frozen=True)
class Legal:
    legal_name: str = "Detecție Exemplu SRL"
    short_name: str = ""
    name_en: str = ""
    legal_form: str = "srl"
    fiscal_code: str | None = "18547290"
    vat_number: str = ""
    register_number: str = "J2020001234402"
    former_register_number: str = ""
    raf_number: str = ""
    founding_act: str = ""
    foreign_number: str = ""
    euid: str = ""
    lei: str = ""
    ncage: str = ""
    pic: str = ""
    street: str = "Str. Inventată nr. 1"
    locality: str = "București"
    county: str = "București"
    postal_code: str = ""
    email: str = "contact@example.ro"
    phone: str = ""
    website: str = ""
    founded_on: date | None = date(2010, 5, 6)
    country: str = "RO"
    activity: str = ""
    representative: str = "Ana Model"
    representative_role: str = "administrator"
    language: str = "ro"
    answers: Mapping[str, Any] = field(default_factory=lambda: ANSWERS)


@dataclass(frozen=True)
class Place:
    stage: str = "TST"
    fields: tuple[str, ...] = ("R", "N")
    evidence: tuple[str, ...] = ("raport",)
    capability: str = "DET"


@dataclass(frozen=True)
class Brought:
    code: str
    document: str | None = "file"
    issued_on: date | None = None
    number: str = ""
    absent: str = ""


COUNCIL = Brought("D4p", issued_on=date(2026, 10, 20), number="HCL 45")
ALL_PAPERS = (*(Brought(f"D{n}") for n in ("2", "3", "4", "5", "6", "7", "9")), COUNCIL)


@dataclass(frozen=True)
class Case:
    organisation: Legal = Legal()
    category: str = "asociat"
    motivation: str = "Dorim să contribuim la lanțul valoric cu laboratorul nostru. " * 2
    ties: str | None = ""
    declarations: dict[str, Any] = field(default_factory=dict)
    declared_under: str = ""
    claims: tuple[Place, ...] = (Place(),)
    papers: tuple[Brought, ...] = ALL_PAPERS
    saved_at: datetime = datetime(2026, 11, 2, 8, tzinfo=UTC)


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
    abroad = replace(Legal(), country="FR", county="", legal_form="straina", fiscal_code=None,
                     register_number="", foreign_number="123 456 789",
                     answers={**ANSWERS, "foreign_register": "RCS Paris"})  # fmt: skip
    assert gaps(complete(statute, organisation=abroad), statute) == ()


IDENTIFIERS = {
    "cui": "fiscal_code",
    "onrc": "register_number",
    "raf_no": "raf_number",
    "founding_act": "founding_act",
    "foreign_reg_no": "foreign_number",
}


def test_each_legal_form_gives_its_own_identifiers(statute: Statute) -> None:
    """Scenarios 4 and 5: a foreign company has no CUI, a university no trade register number."""
    for form in statute.legal_forms.values():
        if form.is_legal_person:
            country = "FR" if form.code == "straina" else "RO"
            legal = replace(Legal(), legal_form=form.code, country=country, fiscal_code=None,
                            register_number="")  # fmt: skip
            expected = {f"dossier.{IDENTIFIERS[one.value]}" for one in form.identifiers}
            if form.code == "straina":
                expected.add("dossier.foreign_register")
            assert set(keys(complete(statute, organisation=legal), statute)) == expected


def test_without_a_legal_form_its_identifiers_cannot_be_asked_yet(statute: Statute) -> None:
    case = complete(statute, organisation=replace(Legal(), legal_form=""))
    named = sections(case, statute)[Section.IDENTIFIERS]
    assert [gap.key for gap in named] == ["dossier.form_first"]


def test_a_town_hall_is_asked_no_trade_register_number_and_no_turnover(statute: Statute) -> None:
    hall = complete(statute, organisation=replace(Legal(), legal_form="uat"))
    asked = {one.key for part in GENERIC for one, _ in asked_in(hall, statute, part)}
    assert not asked & {"register_number", "former_register_number", "turnover", "size_class"}
    assert "founding_act" in asked


def test_a_council_decision_is_asked_with_its_number_and_day(statute: Statute) -> None:
    hall = complete(statute, organisation=replace(Legal(), legal_form="uat"))
    assert "dossier.paper_unnumbered" not in keys(hall, statute)
    for lacking in (replace(COUNCIL, number=""), replace(COUNCIL, issued_on=None)):
        bare = replace(hall, papers=(*hall.papers[:-1], lacking))
        assert "dossier.paper_unnumbered" in keys(bare, statute)
        assert cited(bare, statute) == ()
    assert cited(hall, statute) == (COUNCIL,)


def test_that_there_is_none_is_an_answer_and_silence_is_not(statute: Statute) -> None:
    silent = {key: value for key, value in ANSWERS.items() if not key.startswith("no_")}
    case = complete(statute, organisation=replace(Legal(), answers=silent))
    assert keys(case, statute) == ["dossier.group_parent", "dossier.seeks"]
    said = [one.key for one in said_none(complete(statute), Section.EXCHANGE)]
    assert said == ["seeks"]


def test_where_a_list_is_not_asked_neither_is_that_there_is_none(statute: Statute) -> None:
    text = (resources.files("workflows.statutes") / "proeco-cbrne.toml").read_text("utf-8")
    other = parse(overlay(tomllib.loads(text), {"form": {"seeks": "hidden"}}))
    asked = {one.key for one, _ in asked_in(complete(other), other, Section.EXCHANGE)}
    assert "no_offers" in asked
    assert "no_seeks" not in asked


def test_nought_employees_is_an_answer_and_silence_is_not(statute: Statute) -> None:
    assert keys(complete(statute), statute) == []
    silent = replace(Legal(), answers={**ANSWERS, "employees": None})
    assert keys(complete(statute, organisation=silent), statute) == ["dossier.employees"]


def test_a_band_stands_for_the_turnover(statute: Statute) -> None:
    neither = replace(Legal(), answers={**ANSWERS, "turnover_band": ""})
    assert keys(complete(statute, organisation=neither), statute) == ["dossier.turnover"]


def test_a_power_of_attorney_is_named_where_the_power_rests_on_one(statute: Statute) -> None:
    mandated = replace(Legal(), answers={**ANSWERS, "power": "mandate"})
    assert keys(complete(statute, organisation=mandated), statute) == ["dossier.power_document"]


def test_the_statute_file_changes_for_whom_a_question_is_asked() -> None:
    text = (resources.files("workflows.statutes") / "proeco-cbrne.toml").read_text("utf-8")
    rules = {"form": {"lei": {"company": "required"}, "pic": "hidden", "size_class": "optional"}}
    other = parse(overlay(tomllib.loads(text), rules))
    assert keys(complete(other), other) == ["dossier.lei"]
    assert other.asked("lei", "asociatie") is Asked.OPTIONAL
    assert other.asked("pic", "srl") is Asked.HIDDEN
    assert other.asked("size_class", "uat") is Asked.OPTIONAL


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


def test_a_motivation_of_fewer_than_a_hundred_characters_completes_nothing(
    statute: Statute,
) -> None:
    (gap,) = gaps(complete(statute, motivation="x" * 99), statute)
    assert gap.key == "dossier.short.motivation"
    assert (gap.params["n"], gap.params["given"]) == (100, 99)
    assert gaps(complete(statute, motivation="x" * 100), statute) == ()


def test_a_turnover_is_given_with_its_currency_and_year(statute: Statute) -> None:
    exact = {**ANSWERS, "turnover": 0, "turnover_band": ""}
    case = complete(statute, organisation=replace(Legal(), answers=exact))
    assert keys(case, statute) == ["dossier.currency", "dossier.turnover_year"]


def test_what_is_under_export_control_is_listed(statute: Statute) -> None:
    case = complete(
        statute, organisation=replace(Legal(), answers={**ANSWERS, "export_control": "yes"})
    )
    assert keys(case, statute) == ["dossier.export_control_list"]


def test_claims_of_one_stage_and_the_same_fields_are_told_apart_by_what_is_done(
    statute: Statute,
) -> None:
    one, other = Place(), Place(capability="IDN")
    alone, beside = called(one, (one,), statute), called(one, (one, other), statute)
    assert alone["capability"] == ""
    assert beside["capability"] == statute.capabilities["DET"].name
    assert called(other, (one, other), statute) != beside


def test_an_untouched_section_is_told_from_an_unfinished_one(statute: Statute) -> None:
    fresh = complete(statute, ties=None, declarations={}, claims=(), motivation="")
    assert untouched(fresh, Section.CLAIMS)
    assert untouched(fresh, Section.INTERESTS)
    assert untouched(fresh, Section.DECLARATIONS)
    assert not untouched(fresh, Section.ORGANISATION)


def test_a_fee_is_taken_note_of_where_the_cluster_has_set_one(statute: Statute) -> None:
    text = (resources.files("workflows.statutes") / "proeco-cbrne.toml").read_text("utf-8")
    priced = parse(overlay(tomllib.loads(text), {"fee": {"entry": 0, "annual": 1200}}))
    case = complete(statute)
    (gap,) = gaps(case, priced)
    assert gap.params["text"] == priced.fee.statement
    assert "annual fee 1200 lei" in priced.declarations["fee_ack"].text.en
    assert "fee_ack" not in statute.declarations


CLASSES: dict[str, Any] = {
    "entry": 500,
    "classes": {
        "small": {"name": {"ro": "mici", "en": "small"}, "legal_forms": ["company"],
                  "sizes": ["micro", "small"], "annual": 1000},
        "larger": {"name": {"ro": "mari", "en": "large"}, "legal_forms": ["company"],
                   "annual": 3000},
        "halls": {"name": {"ro": "primării", "en": "town halls"}, "legal_forms": ["uat"],
                  "entry": 0, "annual": 0},
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("form", "size", "due"),
    [
        ("srl", "small", (500, 1000)),
        ("srl", "large", (500, 3000)),
        ("srl", "", (500, 3000)),
        ("uat", "", (0, 0)),
        ("universitate", "", None),
    ],
)
def test_an_organisation_pays_as_the_first_class_that_fits_it(
    form: str, size: str, due: tuple[int, int] | None
) -> None:
    text = (resources.files("workflows.statutes") / "proeco-cbrne.toml").read_text("utf-8")
    priced = parse(overlay(tomllib.loads(text), {"fee": CLASSES}))
    found = priced.fee.due_from(priced.legal_forms[form], size, "asociat")
    assert (found and (found.entry, found.annual)) == due


def test_a_class_of_a_legal_form_that_there_is_not_is_refused() -> None:
    text = (resources.files("workflows.statutes") / "proeco-cbrne.toml").read_text("utf-8")
    wrong = {"fee": {"classes": {"x": {"name": {"ro": "x", "en": "x"}, "legal_forms": ["gmbh"]}}}}
    with pytest.raises(StatuteError, match=r"fee\.classes\.x\.legal_forms"):
        parse(overlay(tomllib.loads(text), wrong))


def test_what_was_declared_of_another_version_of_the_statute_is_declared_anew(
    statute: Statute,
) -> None:
    text = (resources.files("workflows.statutes") / "proeco-cbrne.toml").read_text("utf-8")
    newer = parse(overlay(tomllib.loads(text), {"acts": {"statute": {"version": "2"}}}))
    later = parse(
        overlay(tomllib.loads(text), {"terms": {"contest": {"n": 3, "unit": "calendar"}}})
    )
    case = complete(statute, declared_under=undertaken(statute))
    assert gaps(case, statute) == gaps(case, later) == ()
    assert keys(case, newer) == ["dossier.declared_before"]
