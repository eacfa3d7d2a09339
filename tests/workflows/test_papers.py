"""Which papers each legal form brings, and when one of them is missing, undated or too old."""

import tomllib
from dataclasses import replace
from datetime import date
from importlib import resources
from typing import Any

import pytest

from tests.workflows.test_dossier import ANSWERS, COUNCIL, Brought, Case, Legal, complete
from workflows.dossier import Section, sections
from workflows.papers import State, wanted
from workflows.statute import Statute, overlay, parse

AGES = {"documents": {"D2": {"max_age_days": 30, "max_age_days_abroad": 180}}}


def statute_of(key: str) -> Statute:
    text = (resources.files("workflows.statutes") / f"{key}.toml").read_text("utf-8")
    return parse(overlay(tomllib.loads(text), AGES))


@pytest.fixture(scope="module")
def statute() -> Statute:
    return statute_of("proeco-cbrne")


def asked(statute: Statute, form: str, **answers: Any) -> set[str]:
    legal = replace(Legal(), legal_form=form, answers={**ANSWERS, **answers})
    case = complete(statute, organisation=legal)
    return {one.paper.code for one in wanted(case, statute) if one.required}


@pytest.mark.parametrize(
    ("key", "form", "codes"),
    [
        ("proeco-cbrne", "srl", {"D2", "D3", "D9"}),
        ("proeco-cbrne", "asociatie", {"D3", "D4", "D6", "D7", "D9"}),
        ("proeco-cbrne", "universitate", {"D3", "D4", "D6", "D9"}),
        ("proeco-cbrne", "uat", {"D4p", "D6", "D9"}),
        ("proeco-cbrne", "straina", {"D2", "D3", "D9"}),
        ("mechatrec", "srl", {"D2", "D3", "D4", "D9"}),
        ("mechatrec", "uat", {"D4p", "D6", "D9"}),
    ],
)
def test_each_legal_form_brings_its_own_papers(key: str, form: str, codes: set[str]) -> None:
    """Scenarios 4 to 6: a foreign company its extract with a translation, a university its
    Charter and the decision of its Senate, a town hall its council's decision."""
    assert asked(statute_of(key), form) == codes


def test_a_power_of_attorney_is_brought_by_whoever_acts_under_one(statute: Statute) -> None:
    assert "D5" not in asked(statute, "srl")
    assert "D5" in asked(statute, "srl", power="mandate")


def gaps(statute: Statute, *papers: Brought, country: str = "RO") -> list[str]:
    form = "srl" if country == "RO" else "straina"
    legal = replace(Legal(), legal_form=form, country=country)
    case: Case = complete(statute, organisation=legal, papers=papers)
    return [gap.key for gap in sections(case, statute)[Section.DOCUMENTS]]


D3, D9 = Brought("D3"), Brought("D9")


def test_an_extract_is_dated_and_young_enough(statute: Statute) -> None:
    assert gaps(statute, D3, D9) == ["dossier.paper_missing"]
    assert gaps(statute, Brought("D2"), D3, D9) == ["dossier.paper_undated"]
    old, young = date(2026, 10, 2), date(2026, 10, 3)
    assert gaps(statute, Brought("D2", issued_on=old), D3, D9) == ["dossier.paper_too_old"]
    assert gaps(statute, Brought("D2", issued_on=young), D3, D9) == []


def test_a_foreign_extract_may_be_older(statute: Statute) -> None:
    extract = Brought("D2", issued_on=date(2026, 6, 1))
    assert gaps(statute, extract, D3, D9, country="FR") == []


def test_a_reason_stands_in_the_place_of_a_paper(statute: Statute) -> None:
    reason = Brought("D6", document=None, absent="Codul fiscal este în certificatul constatator.")
    legal = replace(Legal(), legal_form="uat")
    papers = (reason, COUNCIL, D9)
    case = complete(statute, organisation=legal, papers=papers)
    states = {one.paper.code: one.state for one in wanted(case, statute) if one.required}
    assert states == {"D4p": State.THERE, "D6": State.EXPLAINED, "D9": State.THERE}


def test_without_a_legal_form_no_list_can_be_given(statute: Statute) -> None:
    case = complete(statute, organisation=replace(Legal(), legal_form=""))
    assert wanted(case, statute) == ()
    found = sections(case, statute)[Section.DOCUMENTS]
    assert [gap.key for gap in found] == ["dossier.form_first"]
