"""A wrong statute file is refused, naming the key and what was expected there."""

import copy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.refusal import Refused
from workflows.statute import StatuteError, overlay, parse

ROOT = Path(__file__).parents[2]


def _merged(cluster: str) -> dict[str, Any]:
    base = tomllib.loads((ROOT / f"workflows/statutes/{cluster}.toml").read_text("utf-8"))
    own = tomllib.loads((ROOT / f"membership/demonstration/{cluster}.toml").read_text("utf-8"))
    return overlay(base, own)


MECHATREC, PROECO = _merged("mechatrec"), _merged("proeco-cbrne")


def _tables(value: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for key, item in value.items():
        if isinstance(item, dict):
            yield from _tables(item, (*path, key))


def _leaves(value: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, item in value.items():
        if isinstance(item, dict):
            yield from _leaves(item, (*path, key))
        else:
            yield (*path, key)


def _with(path: tuple[str, ...], value: object, mapping: dict[str, Any]) -> dict[str, Any]:
    changed = copy.deepcopy(mapping)
    table = changed
    for key in path[:-1]:
        table = table.setdefault(key, {})
    table[path[-1]] = value
    return changed


def _refusal(mapping: dict[str, Any]) -> StatuteError:
    with pytest.raises(StatuteError) as refused:
        parse(mapping)
    return refused.value


def _said(error: StatuteError) -> tuple[str, str, str]:
    prefix = "statute."
    return error.path, error.expected.key.removeprefix(prefix), error.found.key.removeprefix(prefix)


@pytest.mark.parametrize(
    ("path", "value", "expected", "found"),
    [
        ("categories.cd.name.ro", 7, "expected.text", "found.number"),
        ("categories.cd.name.ro", "", "expected.text", "found.empty"),
        ("categories.cd.name.ro", "\u015ftiin\u0163\u0103", "expected.comma_below", "found.value"),
        ("categories.cd.name", "Institut", "expected.table", "found.text"),
        ("categories.cd.proposed_for", "public", "expected.list", "found.text"),
        ("in_force_from", "soon", "expected.date", "found.value"),
        ("in_force_from", 2026, "expected.date", "found.number"),
        ("demonstration", "yes", "expected.truth", "found.text"),
        ("accent", "teal", "expected.colour", "found.value"),
        ("zone", "EET", "expected.zone", "found.value"),
        ("key", "PROECO CBRNE", "expected.slug", "found.value"),
        ("letterhead.email", "secretariat", "expected.email", "found.value"),
        ("letterhead.web", "http://x", "expected.web", "found.value"),
        ("bodies.decides.seats", 0, "expected.between", "found.value"),
        ("bodies.decides.seats", True, "expected.whole_number", "found.truth"),
        ("bodies.decides.seats", 5.0, "expected.whole_number", "found.number"),
        ("evidence_kinds.PAT.cap", 4, "expected.between", "found.value"),
        ("terms.contest.unit", "weeks", "expected.choice", "found.value"),
        ("terms.contest.n", -1, "expected.between", "found.value"),
        ("terms.appeal", {"n": 3, "unit": "month"}, "expected.key", "found.unknown_key"),
        ("voting.defaults.quorum_fraction", 0.5, "expected.fraction", "found.number"),
        ("voting.defaults.quorum_fraction", "half", "expected.fraction", "found.value"),
        ("voting.defaults.majority", "simple", "expected.key", "found.unknown_key"),
        ("voting.kinds.admit.rule", "most", "expected.choice", "found.value"),
        ("voting.kinds.adopt", {}, "expected.choice", "found.value"),
        ("registry.letter", "{year}", "expected.series", "found.value"),
        ("registry.letter", "{n}/{month}", "expected.series", "found.value"),
        ("registry.letter", "{n}-{n}", "expected.series", "found.value"),
        ("membership_starts", "some day", "expected.choice", "found.value"),
        ("letterhead.fax", "021", "expected.key", "found.unknown_key"),
        ("surname", "x", "expected.key", "found.unknown_key"),
        ("reasons.untrue_data.criterion", "honesty", "expected.choice", "found.value"),
        ("categories.cd.proposed_for", ["army"], "expected.choice", "found.value"),
        ("seeks.testing.met_by", ["miracles"], "expected.choice", "found.value"),
        ("evidence_kinds.PAT.supports", ["XXX"], "expected.choice", "found.value"),
        ("criteria.procedure.clause", "art99", "expected.choice", "found.value"),
    ],
)
def test_a_wrong_value_is_named_with_its_path_and_what_was_expected(
    path: str, value: object, expected: str, found: str
) -> None:
    error = _refusal(_with(tuple(path.split(".")), value, MECHATREC))
    assert _said(error) == (path, expected, found)


def test_a_mark_is_made_of_outlines_and_nothing_else() -> None:
    error = _refusal(_with(("letterhead", "mark"), [{"path": 'M0 0"/><image'}], MECHATREC))
    assert _said(error) == ("letterhead.mark.1.path", "expected.path", "found.value")


def test_a_missing_key_is_named() -> None:
    mapping = copy.deepcopy(MECHATREC)
    del mapping["bodies"]["appeal"]["name"]["en"]
    assert _said(_refusal(mapping)) == (
        "bodies.appeal.name.en",
        "expected.something",
        "found.nothing",
    )


def test_an_item_of_a_list_is_named_by_its_place() -> None:
    wrong = _with(("capabilities", "DET", "nace"), ["26.51", "2670"], PROECO)
    assert _refusal(wrong).path == "capabilities.DET.nace.2"


def test_a_basis_key_cannot_rest_on_two_clauses() -> None:
    wrong = _with(("clauses", "art11-1", "supports"), ["adhesion.admission"], copy.deepcopy(PROECO))
    assert _refusal(wrong).expected.key == "statute.expected.one_clause"


def test_voting_rules_that_contradict_one_another_are_refused_when_they_are_read() -> None:
    wrong = _with(("voting", "kinds", "exclude", "weight"), {"1": 2}, PROECO)
    assert _refusal(wrong).path == "voting.kinds.exclude.weight"


def test_the_refusal_is_one_that_a_page_can_say() -> None:
    error = _refusal(_with(("accent",), "teal", PROECO))
    assert isinstance(error, Refused)
    assert error.message.key == "statute.wrong"
    assert error.message.params["path"] == "accent"
    assert "accent" in str(error)


@given(st.sampled_from(sorted(_tables(PROECO))))
def test_a_key_that_nobody_knows_is_refused_wherever_it_stands(table: tuple[str, ...]) -> None:
    error = _refusal(_with((*table, "bogus"), 0.5, PROECO))
    assert error.path == ".".join((*table, "bogus"))


@given(st.sampled_from(sorted(_leaves(PROECO))), st.sampled_from([0.5, b"", None, {"a": {}}]))
def test_a_value_of_another_kind_is_refused_wherever_it_stands(
    leaf: tuple[str, ...], wrong: object
) -> None:
    error = _refusal(_with(leaf, wrong, PROECO))
    assert error.path.startswith(".".join(leaf))
