"""``docs/security.md`` names tests that are there, and leaves out no row that was promised."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
PAGE = (HOUSE / "docs" / "security.md").read_text("utf-8")
NAMED = re.compile(r"`((?:tests/|…::)[^`\s]+)`")
ROWS = [
    *(f"S{number}" for number in (*range(1, 18), *range(21, 27), 32, 34)),
    *(f"U{number}" for number in range(1, 15)),
    *(f"F{number}" for number in (4, 7, 17, 18, 20, 26, 27)),
]
"""The rows of the threat table that this project answers for."""


def named() -> list[tuple[str, str]]:
    """Each file that the page names, with the test in it, if one is named."""
    found: list[tuple[str, str]] = []
    for name in NAMED.findall(PAGE):
        path, _, test = name.partition("::")
        found.append((found[-1][0] if path == "…" else path, test))
    return found


@pytest.mark.parametrize(("path", "test"), sorted(set(named())))
def test_a_test_that_the_page_names_is_there(path: str, test: str) -> None:
    assert (HOUSE / path).exists()
    if test:
        assert re.search(rf"^def {re.escape(test)}\b", (HOUSE / path).read_text("utf-8"), re.M)


@pytest.mark.parametrize("row", ROWS)
def test_every_row_has_its_line(row: str) -> None:
    promises = [line.split("|") for line in PAGE.splitlines() if line.startswith("| ")]
    assert any(row in re.split(r"[,\s]+", cells[2].strip()) for cells in promises)
