"""The rules of a vote: defaults, freezing, and what a wrong value is told."""

import json
from fractions import Fraction

import pytest

from tests.workflows.ballots import rows
from workflows.ballot import Rules
from workflows.refusal import Message
from workflows.statute_error import StatuteError
from workflows.statute_reader import read_record
from workflows.statute_rules import Voting
from workflows.voting import SecondCall
from workflows.voting_terms import Majority, MotionKind, MotionNeed, Tie

DEFAULTS = {
    "mode": "meeting",
    "notice_days": 5,
    "written_open_days": 7,
    "written_objection": 1,
    "silence_means": "not_participating",
    "quorum_fraction": "1/2",
    "quorum_rule": "more_than",
    "half_plus_one_reading": "round_down",
    "quorum_requires_chair": False,
    "quorum_check": "at_each_vote",
    "second_call": {"allowed": True, "after_days": 7, "fraction": "1/3"},
    "base": "present",
    "rule": "simple",
    "abstain_allowed": True,
    "tie": "chair_casts",
    "chair_veto": False,
    "founder_veto": False,
    "ballot": "open_nominal",
    "vote_change": "until_close",
    "show_tally": "after_close",
    "early_close": "all_voted",
    "proxy": "none",
    "deputy": True,
    "weight": {},
    "recusal_kinds": [
        "administrative",
        "collaborator",
        "competitor",
        "employer",
        "family",
        "other",
        "shareholder",
    ],
    "recused_in_quorum": False,
    "recused_in_base": False,
    "min_voters": 3,
    "reason_required": "against",
    "dissent_record": True,
    "minutes_sign": "chair_and_secretary",
    "resolution_series": "HCD {n}/{dd.mm.yyyy}",
    "communicate_to_absent": True,
    "motion_needs": [],
}


def test_every_parameter_has_the_default_of_the_documentation() -> None:
    table = [row for row in rows("docs/voting.md", "Parameters") if row[0].startswith("`")]
    assert {row[0].strip("`"): json.loads(row[2].strip("`")) for row in table} == DEFAULTS
    assert Rules().to_mapping() == DEFAULTS
    assert Rules.of({}) == Rules()


OTHERWISE: dict[str, object] = {
    "mode": "hybrid",
    "notice_days": 3,
    "written_open_days": 10,
    "written_objection": 2,
    "silence_means": "abstain",
    "quorum_fraction": "2/3",
    "quorum_rule": "at_least",
    "half_plus_one_reading": "round_up",
    "quorum_requires_chair": True,
    "quorum_check": "at_open",
    "second_call": {"allowed": False, "after_days": 14, "fraction": "1/4"},
    "base": "cast_yn",
    "rule": "unanimity",
    "abstain_allowed": False,
    "tie": "refer_GA",
    "chair_veto": True,
    "founder_veto": True,
    "ballot": "open_counts_only",
    "vote_change": "never",
    "show_tally": "live",
    "early_close": "never",
    "proxy": "any",
    "deputy": False,
    "weight": {"4": 2},
    "recusal_kinds": ["family"],
    "recused_in_quorum": True,
    "recused_in_base": True,
    "min_voters": 5,
    "reason_required": "all",
    "dissent_record": False,
    "minutes_sign": "all_present",
    "communicate_to_absent": False,
    "motion_needs": ["hearing"],
}


@pytest.mark.parametrize("place", ["defaults", "kinds"])
def test_every_parameter_is_read_from_the_statute_file(place: str) -> None:
    given = OTHERWISE if place == "defaults" else {"exclude": OTHERWISE}
    voting = read_record(Voting, {place: given}, "voting")
    read = voting.rules(MotionKind.EXCLUDE).to_mapping()
    assert read == {**OTHERWISE, "resolution_series": "HCD {n}/{dd.mm.yyyy}"}
    assert all(read[name] != value for name, value in DEFAULTS.items()
               if name != "resolution_series")  # fmt: skip
    series = voting.rules(MotionKind.EXCLUDE, resolution_series="D {n}").resolution_series
    assert series == "D {n}"
    assert (voting.rules(MotionKind.ADMIT) == Rules()) is (place == "kinds")


def test_frozen_rules_survive_json() -> None:
    rules = Rules(
        quorum_fraction=Fraction(2, 3),
        second_call=SecondCall(allowed=False),
        communicate_to_absent=False,
        tie=Tie.REFER_GA,
        weight={"1": 2, "2": 3},
        motion_needs=frozenset({MotionNeed.HEARING}),
    )
    assert Rules.of(json.loads(json.dumps(rules.to_mapping()))) == rules


def test_equal_rules_have_equal_hashes() -> None:
    assert hash(Rules.of({"rule": "two_thirds"})) == hash(Rules(rule=Majority.TWO_THIRDS))


@pytest.mark.parametrize(
    ("mapping", "path", "expected"),
    [
        ({"quorom": "1/2"}, "voting.quorom", "statute.expected.key"),
        ({"second_call": {"after": 7}}, "voting.second_call.after", "statute.expected.key"),
        ({"quorum_fraction": 0.5}, "voting.quorum_fraction", "statute.expected.fraction"),
        ({"quorum_fraction": "0.5"}, "voting.quorum_fraction", "statute.expected.fraction"),
        ({"quorum_fraction": "1/0"}, "voting.quorum_fraction", "statute.expected.fraction"),
        ({"quorum_fraction": "-1/2"}, "voting.quorum_fraction", "statute.expected.fraction"),
        ({"quorum_fraction": "3/2"}, "voting.quorum_fraction", "ballot.expected.share"),
        ({"min_voters": True}, "voting.min_voters", "statute.expected.whole_number"),
        ({"min_voters": 3.0}, "voting.min_voters", "statute.expected.whole_number"),
        ({"min_voters": -1}, "voting.min_voters", "statute.expected.between"),
        ({"written_open_days": 4}, "voting.written_open_days", "statute.expected.between"),
        ({"written_open_days": 11}, "voting.written_open_days", "statute.expected.between"),
        ({"deputy": 1}, "voting.deputy", "statute.expected.truth"),
        ({"base": "everyone"}, "voting.base", "statute.expected.choice"),
        ({"tie": None}, "voting.tie", "statute.expected.choice"),
        ({"weight": {"1": 0}}, "voting.weight.1", "statute.expected.between"),
        ({"weight": 1}, "voting.weight", "statute.expected.table"),
        ({"recusal_kinds": "family"}, "voting.recusal_kinds", "statute.expected.list"),
        ({"resolution_series": "HCD"}, "voting.resolution_series", "ballot.expected.series"),
        ({"ballot": "secret", "weight": {"1": 2}}, "weight", "ballot.expected.no_weight"),
    ],
)
def test_a_wrong_value_is_refused_with_its_path(
    mapping: dict[str, object], path: str, expected: str
) -> None:
    with pytest.raises(StatuteError) as refused:
        Rules.of(mapping, "voting")
    assert refused.value.path == path
    assert isinstance(refused.value.expected, Message)
    assert refused.value.expected.key == expected
