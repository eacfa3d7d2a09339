"""Recounting a closed vote from its file: two programs that agree, and that believe no change."""

import copy
import json
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from membership.ballot import command, recount, recounting
from membership.database import engine_for
from membership.models import Seat
from tests.membership.ballot.board import SEATS, Board
from tests.membership.ballot.test_secret import put, secretly
from tests.membership.office import TestOffice, installed
from tests.membership.sitting.assembly import Assembly
from workflows.voting_terms import Choice

AGAINST, FOR, ABSTAIN = Choice.AGAINST, Choice.FOR, Choice.ABSTAIN
SCRIPT = Path(recount.__file__)
CAST = {"tied": (AGAINST, FOR, FOR, AGAINST), "no quorum": (FOR, FOR)}


def counts_only(office: TestOffice) -> None:
    own = office.settings.own_statute
    words = own.read_text("utf-8").replace('"open_nominal"', '"open_counts_only"')
    own.write_text(words, "utf-8")


def filed(board: Board) -> dict[str, Any]:
    board.office.later(days=7)
    board.close()
    with board.office.read() as session:
        content: dict[str, Any] = json.loads(
            json.dumps(recounting.to_recount(board.found(session)), ensure_ascii=False)
        )
    return content


@pytest.fixture(scope="module")
def lasting_office(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestOffice]:
    """One office for the files of every kind of vote."""
    folder = tmp_path_factory.mktemp("recounted")
    url = f"sqlite:///{shutil.copyfile(sqlite_template, folder / 'membership.sqlite')}"
    engine = engine_for(url)
    office = TestOffice(engine=engine, settings=installed(folder, url), lasting=True)
    office.fill()
    yield office
    engine.dispose()


@pytest.fixture(scope="module", params=["open", "counts", "secret", "tied", "no quorum"])
def file(request: pytest.FixtureRequest, lasting_office: TestOffice) -> Iterator[dict[str, Any]]:
    """The file of a closed vote, held in each way."""
    own = lasting_office.settings.own_statute
    before = own.read_text("utf-8")
    if request.param == "secret":
        secretly(lasting_office)
        board = Board.opened(lasting_office)
        for name, choice in zip(SEATS, (FOR, FOR, FOR, AGAINST, ABSTAIN), strict=True):
            put(board, name, choice)
    else:
        if request.param == "counts":
            counts_only(lasting_office)
        board = Board.opened(lasting_office)
        board.voted(*CAST.get(request.param, (FOR, FOR, FOR, AGAINST, ABSTAIN)))
    if request.param == "open":
        board.cast("seat5", FOR)
    yield filed(board)
    own.write_text(before, "utf-8")


def test_both_programs_agree_with_the_result(file: dict[str, Any]) -> None:
    assert recounting.faults(file) == []
    assert list(recount.faults(file)) == []
    outcome = dict(file["outcome"])
    assert recounting.counted(file).to_mapping() == outcome
    # What follows a vote that decided nothing is no sum, and left to the rulebook.
    del outcome["follows"]
    assert recount.tally(file) == outcome


def places(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = content.items() if isinstance(content, dict) else enumerate(content)
    found: list[tuple[Any, ...]] = []
    for name, value in inner:
        deeper = isinstance(value, dict | list) and value
        found += places(value, (*path, name)) if deeper else [(*path, name)]
    return found


def altered(content: dict[str, Any], path: tuple[Any, ...], chance: random.Random) -> Any:
    changed = copy.deepcopy(content)
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    was = inner[path[-1]]
    others: list[Any] = [None, True, False, 0, 7, "for", "against", "x", []]
    others = [one for one in others if one != was or type(one) is not type(was)]
    inner[path[-1]] = chance.choice(others)
    return changed


def script_faults(content: Any) -> list[str]:
    try:
        return list(recount.faults(content))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        return [repr(error)]


def test_any_change_to_the_file_is_found_by_both(file: dict[str, Any]) -> None:
    chance = random.Random(7)  # noqa: S311 - chooses what to alter, keeps nothing secret
    for path in chance.sample(places(file), 60):
        changed = altered(file, path, chance)
        assert recounting.faults(changed), path
        assert script_faults(changed), path


def test_a_changed_choice_is_found_though_the_seal_was_made_again(
    sqlite_office: TestOffice,
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(FOR, FOR, FOR, AGAINST, ABSTAIN)
    content = filed(board)
    changes: dict[str, Any] = {"choice": "against", "tracker": "0" * 16, "seat": 99}
    for name, value in changes.items():
        changed = copy.deepcopy(content)
        changed["votes"][0][name] = value
        changed["seal"] = recounting.seal(changed)
        assert recounting.faults(changed), name
        assert script_faults(changed), name


def test_script_and_command_say_by_their_exit_code_whether_to_believe_a_file(
    sqlite_office: TestOffice, tmp_path: Path
) -> None:
    board = Board.opened(sqlite_office)
    board.voted(FOR, FOR, FOR, AGAINST, ABSTAIN)
    content = filed(board)
    kept, wrong = tmp_path / "vote.json", tmp_path / "wrong.json"
    kept.write_text(json.dumps(content), "utf-8")
    wrong.write_text(json.dumps({**content, "recused": [1]}), "utf-8")
    alone = tmp_path / "recount.py"
    alone.write_bytes(SCRIPT.read_bytes())
    for path, code in ((kept, 0), (wrong, 1), (alone, 1)):
        done = subprocess.run([sys.executable, "-I", alone, path], capture_output=True, text=True,
                              cwd=tmp_path, check=False)  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
    for paths, code in (([kept], 0), ([wrong, kept], 1), ([alone], 1)):
        told = CliRunner().invoke(command.recount, [str(path) for path in paths])
        assert told.exit_code == code, told.output
        assert (f"Seal: {content['seal']}" in told.output) is (kept in paths)


def test_the_page_offers_file_and_program_and_says_the_seal(sqlite_office: TestOffice) -> None:
    board = Board.opened(sqlite_office)
    board.voted(*[FOR] * 5)
    content = filed(board)
    client = sqlite_office.client_of("auditor")
    page = client.get(f"/motions/{board.motion}/result").get_data(as_text=True)
    assert content["seal"] in page
    assert client.get("/recount.py").get_data() == SCRIPT.read_bytes()


def test_a_founders_veto_stops_what_had_its_votes_and_both_programs_say_so(
    sqlite_office: TestOffice,
) -> None:
    own = sqlite_office.settings.own_statute
    text = own.read_text("utf-8")
    own.write_text(
        text.replace("[voting.defaults]", "[voting.defaults]\nfounder_veto = true"), "utf-8"
    )
    with sqlite_office.write() as session:
        for seat in session.query(Seat).filter(Seat.person_id == sqlite_office.people["seat5"]):
            seat.founder = True
    board = Board.opened(sqlite_office)
    board.voted(FOR, FOR, FOR, FOR, AGAINST)
    content = filed(board)
    assert (content["outcome"]["result"], content["outcome"]["veto"]) == ("NOT_ADOPTED", "founder")
    assert recounting.faults(content) == list(recount.faults(content)) == []


def test_where_presence_is_measured_at_the_opening_who_leaves_breaks_no_quorum(
    sqlite_office: TestOffice,
) -> None:
    own = sqlite_office.settings.own_statute
    text = own.read_text("utf-8").replace(
        "[voting.defaults]", '[voting.defaults]\nquorum_check = "at_open"\nmin_voters = 0'
    )
    own.write_text(text, "utf-8")
    case = sqlite_office.before_board(declared=SEATS)
    assembly = Assembly.opened(sqlite_office, case)
    with sqlite_office.read() as session:
        board = Board(sqlite_office, case, sqlite_office.motion(session, case).public_id)
    assembly.come_to(1)
    board.open()
    sqlite_office.later(minutes=5)
    for name in ("seat3", "seat4", "seat5"):
        assembly.leave(name)
    board.voted(FOR, FOR)
    board.close()
    with sqlite_office.read() as session:
        content = json.loads(json.dumps(recounting.to_recount(board.found(session))))
    assert content["outcome"]["result"] == "ADOPTED"
    assert recounting.faults(content) == list(recount.faults(content)) == []
