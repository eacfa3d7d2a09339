"""The value chain against a table counted by hand."""

from dataclasses import dataclass

import pytest

from workflows.review import Verdict
from workflows.value_chain import (
    Gain,
    Held,
    brings,
    composition,
    coverage,
    gaps,
    members_by_field,
    members_by_stage,
)

PROVEN, PARTLY, NOT = Verdict.PROVEN, Verdict.PARTLY, Verdict.NOT_PROVEN


@dataclass(frozen=True)
class Placed:
    member_id: int
    stage: str
    fields: tuple[str, ...]
    verdict: Verdict | None = PROVEN


MEMBERS = (
    Placed(1, "RES", ("C", "B")),
    Placed(1, "RES", ("C",)),  # a second proof in one place is the same member
    Placed(2, "RES", ("C",)),
    Placed(2, "RES", ("B",), PARTLY),
    Placed(3, "RES", ("R",), PARTLY),
    Placed(3, "TST", ("R", "N")),
    Placed(1, "TST", ("R",), PARTLY),
    Placed(3, "TST", ("R",), PARTLY),  # proven wholly already
    Placed(4, "MAN", ("E",), NOT),
    Placed(4, "MAN", ("C",), None),
)

BY_HAND = {
    #               C           B           R           N
    "RES": (Held(2, 0), Held(1, 1), Held(0, 1), Held(0, 0)),
    "TST": (Held(0, 0), Held(0, 0), Held(1, 1), Held(1, 0)),
    "MAN": (Held(0, 0), Held(0, 0), Held(0, 0), Held(0, 0)),
}
FIELDS = ("C", "B", "R", "N")


def test_the_map_is_what_a_person_counts() -> None:
    held = coverage(MEMBERS)
    for stage, row in BY_HAND.items():
        assert tuple(held.get((stage, field), Held()) for field in FIELDS) == row
    assert ("MAN", "E") not in held


def test_gaps_are_the_places_that_nobody_proves_wholly() -> None:
    found = gaps(coverage(MEMBERS), ("RES", "TST", "MAN"), FIELDS)
    assert found == {"RES": ("R", "N"), "TST": ("C", "B"), "MAN": FIELDS}
    assert gaps({("RES", "C"): Held(1)}, ("RES",), ("C",)) == {}


@pytest.mark.parametrize("verdict", [PROVEN, PARTLY, None])
def test_an_applicant_adds_what_nobody_proves_and_strengthens_the_rest(
    verdict: Verdict | None,
) -> None:
    claims = (Placed(9, "RES", ("C", "R"), verdict), Placed(9, "TST", ("B",), NOT))
    assert brings(claims, coverage(MEMBERS)) == {
        ("RES", "C"): Gain.STRENGTHENS,
        ("RES", "R"): Gain.ADDS,
    }


def test_one_member_is_counted_once_in_a_stage_and_in_each_of_its_fields() -> None:
    assert members_by_stage(MEMBERS) == {"RES": 2, "TST": 1}
    assert members_by_field(MEMBERS) == {"C": 2, "B": 1, "R": 1, "N": 1}


def test_a_composition_names_its_own_keys_first_and_even_when_empty() -> None:
    found = composition(["b", "x", "b", "y", "y"], order=("a", "b"))
    assert list(found.items()) == [("a", 0), ("b", 2), ("y", 2), ("x", 1)]
    assert sum(found.values()) == 5
