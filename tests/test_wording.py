"""The sentences of rulebook and office: every key that is raised has one, every one is used."""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from membership.application.signing import REFUSED
from membership.inspection.signatures import Likeness
from membership.wording import SENTENCES
from membership.wording.names import LETTERS
from workflows.questions import QUESTIONS
from workflows.sitting import State as SittingState
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
    Referral,
    Result,
    Silence,
    Tie,
    Veto,
)

HOUSE = Path(__file__).resolve().parent.parent
KEY = re.compile(r"[a-z_]+(\.\w+)+")
PLACE = re.compile(r"%\((\w+)\)[sd]")
NOT_PARAMETERS = {"field", "recorded", "gaps"}
"""What a refusal is given that is no part of its sentence."""


@cache
def sources() -> dict[str, ast.Module]:
    """The programs that may raise a key, by name: not the wording itself."""
    files = [p for room in ("workflows", "membership") for p in (HOUSE / room).rglob("*.py")]
    named = {p.relative_to(HOUSE).as_posix(): p for p in files}
    return {
        name: ast.parse(path.read_text("utf-8"))
        for name, path in named.items()
        if not name.startswith(("membership/wording/", "membership/migrations/"))
    }


def called(node: ast.Call) -> str:
    what = node.func
    if isinstance(what, ast.Attribute):
        return what.attr
    return what.id if isinstance(what, ast.Name) else ""


def calls() -> Iterator[tuple[str, ast.Call]]:
    for name, module in sources().items():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and node.args:
                yield name, node


@cache
def sayers() -> frozenset[str]:
    """The names of everything that takes a key first: Message, Refused and what derives from it."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for module in sources().values()
        for node in ast.walk(module)
        if isinstance(node, ast.ClassDef)
    }
    found = {"Message", "Refused", "Needed"}
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return frozenset(found - {"Unset", "StatuteError"})


def texts(node: ast.AST) -> Iterator[str]:
    """The texts an expression may have: of ``"a" if x else "b"``, both."""
    if isinstance(node, ast.JoinedStr):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


def arguments(function: str, place: int = 0) -> set[str]:
    """The texts that a function is called with at this place, anywhere."""
    return {
        text
        for _, node in calls()
        if called(node) == function and len(node.args) > place
        for text in texts(node.args[place])
    }


def pattern(node: ast.JoinedStr) -> str:
    """An f-string with {} where something is put in."""
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
    )


BUILT: dict[str, Iterable[str]] = {
    "ballot.rule.{}": Majority,
    "ballot.base.{}": Base,
    "ballot.tie.{}": Tie,
    "ballot.abstain_effect.{}": Base,
    "ballot.motion_needs.{}": MotionNeed,
    "ballot.secrecy.{}": ("unanimous", "few_voters"),
    "ballot.result.{}": Result,
    "ballot.follows.{}": Follows,
    "assembly.referral.{}": Referral,
    "ballot.words.{}": {
        *arguments("_say"),
        *("present_quorum_met", "present_quorum_missed", "enough", "not_enough"),
        *("casting_for", "casting_against", "base_all_seats"),
        *(f"base_{base}" for base in Base),
        *(f"needed_{rule}" for rule in Majority),
        *(f"silent_{silence}" for silence in Silence),
        *(f"veto_{veto}" for veto in Veto),
    },
    "dossier.{}": {
        *arguments("_lacks", 1),
        *QUESTIONS,
        *("representative", "representative_role"),
    },
    "dossier.short.{}": {key for key, one in QUESTIONS.items() if one.shortest},
    "dossier.paper_{}": ("missing", "unnumbered", "undated", "too_old"),
    "evidence.{}_missing": ("issuer", "number"),
    "sitting.not_now.{}": {state.value for state in SittingState},
    "letter.signature.{}": set(Likeness) - {Likeness.SIGNED, Likeness.COPY},
    "application.signature.{}": REFUSED,
    "letter.entry.{}": {kind.slug for kind in LETTERS},
    "review.{}_finding_missing": ("procedure", "quality"),
    "statute.expected.{}": {*arguments("expected"), *arguments("Matching", 1)},
    "statute.found.{}": ("truth", "number", "text", "date", "table", "list", "something_else"),
}
"""Every key that is put together at run time, by its pattern, with all that may stand in it."""


NAMED: dict[str, Iterable[str]] = {
    "ballot.choice.{}": Choice,
    "ballot.kind.{}": MotionKind,
    "ballot.kind_of_ballot.{}": Ballot,
    "ballot.mode.{}": Mode,
    "ballot.recusal.{}": RecusalKind,
    "ballot.result_name.{}": Result,
}
"""Names of the ballot's terms, kept whole by tests/membership/ballot/test_tally_command.py."""


def filled(patterns: dict[str, Iterable[str]]) -> set[str]:
    return {key.replace("{}", part) for key, parts in patterns.items() for part in parts}


def built() -> set[str]:
    return filled(BUILT)


def raised() -> Iterator[tuple[str, str, ast.Call]]:
    """Where a key is raised as a literal: the program, the key, the call."""
    for name, node in calls():
        if called(node) in sayers():
            for key in texts(node.args[0]):
                if KEY.fullmatch(key):
                    yield name, key, node


def written() -> set[str]:
    """Every text in the programs that has the form of a key, however it comes to be said."""
    return {
        node.value
        for module in sources().values()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_key_that_is_raised_has_a_sentence() -> None:
    unsaid = {key: name for name, key, _ in raised() if key not in SENTENCES}
    assert not unsaid


def test_every_key_that_is_put_together_is_known_and_has_its_sentences() -> None:
    patterns = {
        pattern(node.args[0])
        for _, node in calls()
        if called(node) in sayers() and isinstance(node.args[0], ast.JoinedStr)
    }
    assert patterns <= set(BUILT)
    unsaid = sorted(built() - set(SENTENCES))
    assert not unsaid


def test_every_sentence_can_be_said() -> None:
    assert set(SENTENCES) - filled(NAMED) - built() - written() == set()


def places(key: str) -> set[str]:
    """What a sentence mentions."""
    sentence = SENTENCES[key]
    if not callable(sentence):
        return set(PLACE.findall(str(sentence)))
    asked = inspect.signature(sentence).parameters.values()
    return {
        one.name for one in asked if one.kind is not one.VAR_KEYWORD and one.default is one.empty
    }


def given(node: ast.Call) -> set[str] | None:
    """The parameters of a call; None where they cannot be read from the source."""
    names = {word.arg for word in node.keywords}
    if called(node) == "Message" and len(node.args) > 1:
        params = node.args[1]
        if not isinstance(params, ast.Dict):
            return None
        names |= {str(key.value) if isinstance(key, ast.Constant) else None for key in params.keys}
    return None if None in names else {str(name) for name in names} - NOT_PARAMETERS


def test_a_sentence_mentions_only_what_it_is_given() -> None:
    lacking = {
        (name, key): missing
        for name, key, node in raised()
        if called(node) != "Needed"
        and key in SENTENCES
        and (known := given(node)) is not None
        and (missing := places(key) - known)
    }
    assert not lacking
