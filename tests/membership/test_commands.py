"""The command line: what it answers, and with which exit code."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import cast

import click
import pytest
from click.testing import Result
from sqlalchemy import text, update

from membership.models import Document, JournalEntry, Letter, Seat, Series
from membership.settings import SettingsWrong
from tests.membership.office import TestOffice
from workflows.permission import Role


def _run(office: TestOffice, *words: str, stdin: str = "") -> Result:
    return office.app.test_cli_runner().invoke(args=words, input=stdin)


VOTE = {
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


def test_a_replayed_vote_is_answered_with_its_arithmetic_in_both_languages(
    sqlite_office: TestOffice,
) -> None:
    lines = "\n".join((json.dumps(VOTE), json.dumps({**VOTE, "base": "cast_yn"}), "nonsense"))
    answer = _run(sqlite_office, "tally", stdin=lines)
    assert answer.exit_code == 0, answer.output
    first, second, third = (json.loads(line) for line in answer.output.splitlines())
    assert (first["outcome"], first["needed"], first["of"]) == ("NOT_ADOPTED", 3, 4)
    assert (second["outcome"], second["needed"], second["of"]) == ("ADOPTED", 2, 3)
    assert set(first["words"]) == {"ro", "en"}
    assert set(third) == {"error"}


def test_a_register_without_contradictions_passes_the_check(sqlite_office: TestOffice) -> None:
    sqlite_office.before_board()
    answer = _run(sqlite_office, "check")
    assert answer.exit_code == 0, answer.output
    assert answer.output.splitlines()[-1].startswith("0 breaches")


def test_a_file_that_is_not_what_was_stored_is_a_breach(sqlite_office: TestOffice) -> None:
    sqlite_office.submitted()
    with sqlite_office.write() as session:
        session.execute(update(Document).values(sha256="0" * 64))
    answer = _run(sqlite_office, "check")
    assert answer.exit_code == 1
    assert "file 000000000000" in answer.output


def test_a_stage_that_its_history_does_not_explain_is_a_breach(sqlite_office: TestOffice) -> None:
    public_id = sqlite_office.submitted()
    with sqlite_office.write() as session:
        session.connection().exec_driver_sql("UPDATE applications SET stage = 'associate_member'")
    answer = _run(sqlite_office, "check")
    assert answer.exit_code == 1
    assert f"case {public_id}" in answer.output


def test_a_number_that_was_skipped_is_a_breach(sqlite_office: TestOffice) -> None:
    with sqlite_office.write() as session:
        session.add(Series(name="resolutions", year=2026, last=3))
    answer = _run(sqlite_office, "check")
    assert answer.exit_code == 1
    assert "resolutions 2026" in answer.output


def test_owed_work_is_named_apart_and_is_no_breach(sqlite_office: TestOffice) -> None:
    sqlite_office.submitted()
    with sqlite_office.read() as session:
        assert session.query(Letter).count() == 1
    answer = _run(sqlite_office, "check", "--json")
    found = json.loads(answer.output)
    assert answer.exit_code == 0
    assert found["breaches"] == [] and len(found["owed"]) == 2


def test_the_house_says_how_it_is_and_exits_with_one_when_degraded(
    sqlite_office: TestOffice,
) -> None:
    answer = _run(sqlite_office, "health")
    assert (answer.exit_code, answer.output) == (0, "well\n")
    sqlite_office.submitted()
    answer = _run(sqlite_office, "health", "--json")
    found = json.loads(answer.output)
    assert (answer.exit_code, found["state"]) == (1, "degraded")
    assert found["troubles"][0].startswith("2 pieces of work are overdue")


def test_a_journal_that_was_altered_exits_with_three(sqlite_office: TestOffice) -> None:
    assert _run(sqlite_office, "journal", "verify").exit_code == 0
    with sqlite_office.write() as session:
        session.execute(update(JournalEntry).where(JournalEntry.seq == 1).values(act="other"))
    answer = _run(sqlite_office, "journal", "verify")
    assert answer.exit_code == 3
    assert "entry 1" in answer.output


def test_a_way_in_by_role_exists_only_where_the_demonstration_filled_it(
    sqlite_office: TestOffice,
) -> None:
    assert _run(sqlite_office, "sign-in", "applicant").exit_code != 0
    assert _run(sqlite_office, "sign-in", "king").exit_code == 2


def test_somebody_who_was_invited_can_be_seated_and_a_new_mandate_ends_the_old(
    sqlite_office: TestOffice,
) -> None:
    address = "rapporteur@example.ro"
    first = _run(sqlite_office, "seat", address, "member", "--since", "2026-01-01")
    again = _run(sqlite_office, "seat", address, "chair", "--since", "2026-06-01")
    assert (first.exit_code, again.exit_code) == (0, 0), first.output + again.output
    with sqlite_office.read() as session:
        person = sqlite_office.person(session, "rapporteur")
        seats = session.query(Seat).filter(Seat.person_id == person.id).order_by(Seat.id).all()
        assert [(seat.office.value, seat.until) for seat in seats] == [
            ("member", date(2026, 5, 31)),
            ("chair", None),
        ]
        assert {Role.BOARD, Role.CHAIR} <= person.roles


def test_nobody_unknown_is_seated(sqlite_office: TestOffice) -> None:
    unknown = _run(sqlite_office, "seat", "nobody@example.ro", "chair", "--since", "2026-01-01")
    assert unknown.exit_code == 2
    assert "nobody@example.ro" in unknown.output


@pytest.mark.parametrize("heavy", ["weasyprint", "pyhanko"])
def test_the_web_process_does_not_load_what_only_letters_need(heavy: str) -> None:
    program = f"import sys, membership.app; sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_flasks_own_command_serves_with_the_worker_too(tmp_path: Path) -> None:
    flask = str(Path(sys.executable).with_name("flask"))
    asked = [flask, "--app", "membership", "run", "--help"]
    told = subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "one worker" in told


def test_a_database_of_another_version_is_not_served(tmp_path: Path) -> None:
    """What is asked at the start is answered in one line, by a server and by the worker."""
    made = {"MEMBERSHIP_INSTANCE": str(tmp_path), "PATH": os.environ["PATH"]}
    (tmp_path / "settings.toml").write_text('statute = "proeco-cbrne"\n', "utf-8")
    served = "import membership; membership.create_app()"
    for asked in ((sys.executable, "-m", "membership.cli", "work"), (sys.executable, "-c", served)):
        told = subprocess.run(asked, env=made, capture_output=True, text=True, check=False)
        assert told.returncode != 0
        assert "`membership init --statute NAME`" in told.stderr.splitlines()[-1]


def test_the_readme_names_every_command_and_no_other(sqlite_office: TestOffice) -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
    line = re.compile(r"^\| `membership ([a-z-]+(?: (?:gallery|export|verify))?)", re.MULTILINE)
    named, commands = set(line.findall(readme)), sqlite_office.app.cli.commands
    ours = set(commands) - {"routes", "shell"}
    groups = {"letters": {"gallery", "export", "verify"}, "journal": {"verify"}}
    for name, parts in groups.items():
        assert set(cast(click.Group, commands[name]).commands) == parts
    whole = {f"{name} {part}" for name, parts in groups.items() for part in parts}
    assert named == (ours - set(groups)) | whole


@pytest.mark.parametrize(
    "command", ["check", "health", "reindex", "sweep", "journal verify", "letters export all.zip"]
)
def test_a_command_says_what_to_do_where_the_tables_are_of_another_version(
    sqlite_office: TestOffice, command: str
) -> None:
    with sqlite_office.write() as session:
        session.execute(text("DELETE FROM alembic_version"))
    refused = _run(sqlite_office, *command.split()).exception
    assert isinstance(refused, SettingsWrong)
    assert "membership init" in str(refused)
