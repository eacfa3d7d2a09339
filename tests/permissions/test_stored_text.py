"""What people write is text, wherever it is shown (S16), and no page that is read changes
anything (S14)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from membership import limits
from tests.permissions.house import House, Visitor
from tests.permissions.pages import Reader, address, pages
from tests.permissions.seeds import sow
from tests.permissions.traces import Copy, changed, fingerprint

READERS = (
    Visitor.OWNER,
    Visitor.CLERK,
    Visitor.RAPPORTEUR,
    Visitor.CHAIR,
    Visitor.SEAT_UNDECLARED,
    Visitor.AUDITOR,
    Visitor.ADMINISTRATOR,
)
"""Between them they see every page of the house."""
SHOWN = ("draft", "clarification", "evidence_review", "voting", "associate_member", "rejected")


@pytest.fixture(scope="module")
def sown(house: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The house with hostile text in every column."""
    copy = Copy(house, tmp_path_factory.mktemp("sown"))
    sow(copy.engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "take", lambda *_: None)
        yield copy
    copy.engine.dispose()


def test_the_seed_is_in_every_column_that_keeps_what_people_write(
    house: House, tmp_path: Path
) -> None:
    copy = Copy(house, tmp_path)
    wanted = {"organisations.legal_name", "people.name", "documents.name", "findings.reason",
              "evidence.title", "claims.description", "motions.text_ro", "motions.reasons",
              "applications.motivation", "clarification_points.question", "votes.reason",
              "letters.facts", "interests.explanation"}  # fmt: skip
    assert wanted <= set(sow(copy.engine))
    copy.engine.dispose()


@pytest.mark.parametrize("visitor", READERS)
def test_nothing_that_was_written_runs_in_a_page_and_no_page_changes_anything(
    sown: Copy, visitor: Visitor
) -> None:
    before, seen, found = fingerprint(sown.engine), 0, list[str]()
    for path in _paths(sown):
        answer = sown.browsers[visitor].get(path, buffered=True)
        if answer.mimetype != "text/html":
            continue
        text = answer.get_data(as_text=True)
        seen += "javascript:__xss()" in text
        found += [f"{path}: {it}" for it in Reader.of(path, text).runs]
        if "49" in re.findall(r"__xss\(\)&gt;(.{0,9})", text):
            found.append(f"{path}: a template was run")
    assert found == []
    assert seen > 0
    assert changed(before, fingerprint(sown.engine)) == []


def _paths(copy: Copy) -> list[str]:
    found: dict[str, None] = {}
    for page in pages(copy.app):
        situations = SHOWN if page.arguments else SHOWN[:1]
        if page.method == "GET":
            every = (address(copy.app, page, copy.house, one) for one in situations)
            found |= dict.fromkeys(path for path in every if path is not None)
    return list(found)
