"""Replaying a vote from a line, and the English of every sentence about a vote."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workflows.ballot
from membership.ballot.tally_command import answer, tally_lines
from membership.wording.ballot import SENTENCES
from membership.wording.statute import SENTENCES as STATUTE
from workflows.refusal import Message
from workflows.voting_terms import (
    Ballot,
    Base,
    Choice,
    Follows,
    Majority,
    Mode,
    MotionKind,
    MotionNeed,
    RecusalKind,
    Result,
    Silence,
    Tie,
    Veto,
)

LINE: dict[str, object] = {
    "seats": 7,
    "present": 4,
    "recused": 0,
    "for": 2,
    "against": 1,
    "abstain": 1,
    "base": "present",
    "rule": "simple",
    "quorum": "1/2",
    "quorum_rule": "more_than",
    "chair": None,
}
HUGE = 10**60


def say(message: Message, language: str) -> str:
    """The English sentence, whatever the language; the test's own, without an application."""
    sentence = {**STATUTE, **SENTENCES}[message.key]
    shown = {
        name: say(value, language) if isinstance(value, Message) else value
        for name, value in message.params.items()
    }
    return str(sentence) % shown


def asked(**changed: object) -> dict[str, object]:
    return answer(json.dumps({**LINE, **changed}), say)


def without(name: str) -> dict[str, object]:
    return answer(json.dumps({key: item for key, item in LINE.items() if key != name}), say)


def test_the_line_of_the_manual_is_answered() -> None:
    answered = asked()
    assert (answered["outcome"], answered["needed"], answered["of"]) == ("NOT_ADOPTED", 3, 4)
    assert answered["words"]["en"] == (  # type: ignore[index]
        "Seats: 7. Entitled to vote: 7. Quorum: more than 1/2 of 7, so at least 4. "
        "Present: 4. The quorum is met. For: 2. Against: 1. Abstentions: 1. "
        "Base, those present: 4. Abstentions count in the base: they work like votes against. "
        "Needed for: more than half of 4, so at least 3. 2 for, 3 needed: not enough. "
        "The motion is not adopted."
    )
    assert set(answered["words"]) == {"ro", "en"}  # type: ignore[call-overload]


def test_without_a_quorum_nothing_is_needed_of_those_present() -> None:
    answered = asked(present=3, **{"for": 3}, against=0, abstain=0)
    assert (answered["outcome"], answered["needed"], answered["of"]) == ("NO_QUORUM", None, 3)


def test_a_line_applies_only_the_rules_that_it_states() -> None:
    two_of_three = {"seats": 3, "present": 2, "for": 2, "against": 0, "abstain": 0}
    assert asked(**two_of_three)["outcome"] == "ADOPTED"
    assert asked(**two_of_three, min_voters=3)["outcome"] == "NO_QUORUM"


def test_every_other_parameter_may_be_given_by_its_name() -> None:
    tied = {"for": 2, "against": 2, "abstain": 0, "chair": "for"}
    assert asked(**tied)["outcome"] == "ADOPTED_BY_CASTING_VOTE"
    assert asked(**tied, ballot="secret")["outcome"] == "TIE_UNRESOLVED"
    assert asked(**tied, tie="fails")["outcome"] == "NOT_ADOPTED"
    assert asked(half_plus_one_reading="round_up")["outcome"] == "NO_QUORUM"
    again = asked(present=3, abstain=0, on_second_call=True, second_call={"fraction": "1/3"})
    assert again["outcome"] == "ADOPTED"


def test_numbers_of_any_size_are_counted_exactly() -> None:
    answered = asked(seats=2 * HUGE, present=2 * HUGE, **{"for": HUGE + 1, "against": HUGE - 1})
    assert "error" in answered
    answered = asked(seats=2 * HUGE, present=2 * HUGE, **{"for": HUGE + 1}, against=0, abstain=0)
    assert (answered["outcome"], answered["needed"]) == ("ADOPTED", HUGE + 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"present": 8}, "8 present and 0 recused are more than the seats: 7."),
        ({"recused": 4}, "4 present and 4 recused are more than the seats: 7."),
        ({"for": 3}, "More votes than seats present: 5 cast, 4 present."),
        ({"against": 0, "chair": "against"}, "The chair's vote is not among"),
        ({"seats": True}, "“seats” must be a whole number"),
        ({"seats": 7.0}, "“seats” must be a whole number"),
        ({"seats": "7"}, "“seats” must be a whole number"),
        ({"seats": None}, "“seats” must be a whole number"),
        ({"seats": float("nan")}, "“seats” must be a whole number"),
        ({"present": float("inf")}, "“present” must be a whole number"),
        ({"abstain": -1}, "“abstain” must not be below zero."),
        ({"chair": "abstain"}, "“chair” must be"),
        ({"chair": ["for"]}, "“chair” must be"),
        ({"chair": True}, "“chair” must be"),
        ({"seat": 7}, "“seat” is not a key"),
        ({"quorum_fraction": "1/2"}, "“quorum_fraction” is not a key"),
        ({"quorum": 0.5}, "“quorum” is wrong: expected a fraction such as “1/2”, found a number."),
        ({"quorum": "1/0"}, "“quorum” is wrong"),
        ({"quorum": "3/2"}, "expected a fraction from 0/1 to 1/1, found “3/2”."),
        ({"quorum_rule": "most"}, "“quorum_rule” is wrong: expected one of: more_than, at_least"),
        ({"base": 4}, "“base” is wrong"),
        ({"rule": None}, "“rule” is wrong"),
        ({"min_voters": 1.5}, "“min_voters” is wrong"),
        ({"second_call": {"x": 1}}, "“second_call.x” is wrong"),
        ({"revote": 1}, "“revote” must be true or false."),
        ({"on_second_call": True}, "The rules provide no second call."),
        ({"quorum_requires_chair": True}, "say whether one of them was present"),
        ({"abstain_allowed": False}, "abstentions were counted: 1."),
    ],
)
def test_an_impossible_line_is_told_what_is_wrong(changed: dict[str, object], said: str) -> None:
    error = asked(**changed)
    assert list(error) == ["error"]
    assert said in str(error["error"])


@pytest.mark.parametrize("name", [name for name in LINE if name != "chair"])
def test_a_missing_key_is_named(name: str) -> None:
    assert without(name) == {"error": f"“{name}” is missing."}


def test_a_chair_that_is_not_mentioned_cast_no_vote() -> None:
    assert without("chair") == asked()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("{", "not JSON"),
        ("seats=7", "not JSON"),
        ("[" * 3000, "not JSON"),
        ("[]", "one JSON object"),
        ("null", "one JSON object"),
        ("7", "one JSON object"),
        ('{"seats": 7, "seats": 8}', "“seats” is given more than once."),
        ('{"seats": ' + "9" * 5000 + "}", "longer than 4000"),
        ('{"\\ud800\\n": 1}', "“\\ud800\\n” is not a key"),
    ],
)
def test_a_malformed_line_is_told_what_is_wrong(line: str, said: str) -> None:
    error = answer(line, say)
    assert said in str(error["error"])
    str(error["error"]).encode()


def test_a_byte_order_mark_and_a_line_end_do_no_harm() -> None:
    assert answer("\ufeff" + json.dumps(LINE) + "\r\n", say) == asked()


def test_each_line_has_its_answer_in_order() -> None:
    answers = tally_lines([json.dumps(LINE), "", json.dumps(LINE)], say)
    assert isinstance(answers, Iterator)
    assert ["error" in item for item in answers] == [False, True, False]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from([*LINE, "weight", "tie", "voters"]), json_values))
def test_no_line_raises(changed: dict[str, object]) -> None:
    answered = asked(**changed)
    assert set(answered) in ({"error"}, {"outcome", "needed", "of", "words"})
    json.dumps(answered, ensure_ascii=False).encode()


@given(st.text(max_size=60))
def test_no_text_raises(line: str) -> None:
    assert "error" in answer(line, say)


def keys_in_the_rulebook() -> set[str]:
    folder = Path(workflows.ballot.__file__).parent
    names = ("ballot", "count", "outcome", "conduct", "voting")
    source = "".join((folder / f"{name}.py").read_text() for name in names)
    said = {f"ballot.words.{key}" for key in re.findall(r'_say\(\s*"([a-z_]+)"', source)}
    return said | set(re.findall(r'"(ballot\.[a-z_]+\.[a-z_]+)"', source))


def test_every_key_of_the_rulebook_has_a_sentence() -> None:
    families = {
        "choice": Choice,
        "kind": MotionKind,
        "recusal": RecusalKind,
        "mode": Mode,
        "kind_of_ballot": Ballot,
        "result": Result,
        "result_name": Result,
        "follows": Follows,
        "rule": Majority,
        "base": Base,
        "abstain_effect": Base,
        "tie": Tie,
        "motion_needs": MotionNeed,
    }
    wanted = {f"ballot.{name}.{item.value}" for name, kind in families.items() for item in kind}
    wanted |= {f"ballot.words.base_{item.value}" for item in Base}
    wanted |= {f"ballot.words.needed_{item.value}" for item in Majority}
    wanted |= {f"ballot.words.silent_{item.value}" for item in Silence}
    wanted |= {f"ballot.words.veto_{item.value}" for item in Veto}
    assert wanted | keys_in_the_rulebook() <= set(SENTENCES)
