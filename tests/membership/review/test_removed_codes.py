"""Scenario 30: what the statute file no longer has still has its name where it was used."""

from copy import deepcopy
from typing import Any

import pytest

from membership import statutes
from tests.membership.ballot.board import Board
from tests.membership.ballot.test_views import read
from tests.membership.office import TestOffice
from tests.membership.value_chain.register import enter
from workflows.voting_terms import Choice


def without(office: TestOffice, monkeypatch: pytest.MonkeyPatch, *paths: tuple[str, str]) -> None:
    """The statute file in force from now on, in which these keys of these tables are gone."""
    changed: dict[str, Any] = deepcopy(statutes._merged(office.settings))
    for table, code in paths:
        found = changed
        for part in table.split("."):
            found = found[part]
        del found[code]
        for kind in changed["evidence_kinds"].values():
            kind["supports"] = [one for one in kind.get("supports", ()) if one != code]
    monkeypatch.setattr(statutes, "_merged", lambda _settings: changed)
    monkeypatch.setattr(statutes, "_standing", lambda *_file: statutes._parsed(changed))


def test_an_old_case_keeps_the_words_of_a_kind_of_evidence_a_line_and_a_rule_that_are_gone(
    sqlite_office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, board = sqlite_office, Board.opened(sqlite_office)
    with office.read() as session:
        case = office.case(session, board.case)
        kind, stage = case.evidence[0].kind, case.claims[0].stage
        capability, claim = case.claims[0].capability, case.claims[0].public_id
    known = office.statute
    words = (known.evidence_kinds[kind].name.en, known.capabilities[capability].name.en)
    without(office, monkeypatch, ("evidence_kinds", kind), ("capabilities", capability),
            ("voting.kinds", "revoke"), ("terms", "reapply"))  # fmt: skip
    assert kind not in office.statute.evidence_kinds
    board.voted(*[Choice.FOR] * 4)
    office.later(days=8)
    board.close()
    reader = office.client_of("seat1")
    shown = read(reader, f"/case/{board.case}")
    assert all(one in shown for one in words)
    assert words[0] in read(reader, f"/case/{board.case}/claims/{claim}")
    assert "more than half" in read(reader, f"/motions/{board.motion}/result")
    assert read(office.client_of("auditor"), f"/value-chain/{stage}/C")


def test_the_map_and_the_workbook_outlive_a_code_that_members_were_entered_with(
    sqlite_office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = sqlite_office
    enter(office, "Fondator Exemplu,MNT:C:DET,2016-12-05,yes")
    without(office, monkeypatch, ("stages", "MNT"), ("capabilities", "DET"),
            ("categories", "fondator"))  # fmt: skip
    client = office.client_of("auditor")
    for page in ("", "/composition", "/matching", "/report.xlsx"):
        assert client.get(f"/value-chain{page}").status_code == 200, page
    assert client.get("/value-chain/MNT/C").status_code == 404
