"""The page that prints who may do what: fresh, and saying everything that the table says."""

from pathlib import Path

import pytest

from workflows.application import TABLE, Stage
from workflows.matrix import MEANINGS, page, words
from workflows.permission import GRANTS, Act, Condition, Role

PAGE = Path(__file__).resolve().parents[2] / "docs" / "permissions.md"


def test_the_page_in_the_documentation_is_what_the_table_says() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `make permissions`"


def test_the_page_explains_every_condition() -> None:
    assert set(MEANINGS) == set(Condition)


@pytest.mark.parametrize("act", Act)
def test_the_page_names_every_act_with_every_role_that_may_do_it(act: Act) -> None:
    lines = [line for line in page().splitlines() if line.startswith(f"| {words(act)} |")]
    for grant in (grant for grant in GRANTS if act in grant.acts):
        if grant.conditions:
            assert any(f"| {words(grant.role)} | *" in line for line in lines)
        else:
            place = list(Role).index(grant.role)
            assert any(_cells(line)[1:][place : place + 1] == ["yes"] for line in lines)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_page_names_every_stage_and_every_step_of_the_procedure() -> None:
    lines = page().splitlines()
    for stage in Stage:
        assert any(line.startswith(f"| {words(stage)} | ") for line in lines)
    for row in TABLE:
        start = f"| {words(row.source)} | {words(row.step)} | {words(row.target)} |"
        assert any(line.startswith(start) for line in lines)
