"""The demonstration: an invented cluster played to its end, for each statute file."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from sqlalchemy import Engine

from membership import checking
from membership.ballot import recount, recounting
from membership.database import engine_for, reading
from membership.demonstration import demo
from membership.models import Application, Life, Motion
from membership.settings import SettingsWrong, read
from tests.filled import Filled
from workflows.application import Stage

MAIN = {
    Stage.DRAFT,
    Stage.SUBMITTED,
    Stage.CLARIFICATION,
    Stage.EVIDENCE_REVIEW,
    Stage.BOARD_DECISION,
    Stage.DEFERRED,
    Stage.ASSOCIATE_MEMBER,
    Stage.REJECTED,
    Stage.REJECTED_FINAL,
    Stage.WITHDRAWN,
    Stage.LAPSED,
}


@pytest.mark.parametrize("statute", ["proeco-cbrne", "mechatrec"])
def test_the_demonstration_fills_every_main_stage_and_contradicts_nothing(
    statute: str, filled: Filled, tmp_path: Path
) -> None:
    told = filled.copy(statute, tmp_path)
    settings = read(tmp_path, {})
    engine = engine_for(settings.database)
    with reading(engine) as session:
        stages = {case.stage for case in session.query(Application)}
    assert stages == MAIN
    found = checking.check(engine, settings)
    assert found.breaches == () and found.owed == ()
    _recounts_every_vote(engine, tmp_path)
    _says_what_it_did(told, named=statute == "proeco-cbrne")
    with pytest.raises(SettingsWrong, match="already has cases"):
        demo.fill(tmp_path, statute, lambda line: None)
    engine.dispose()


def _recounts_every_vote(engine: Engine, folder: Path) -> None:
    """Both programs agree with the result of every vote, the secret ones among them; the script
    runs alone, and says the figures and the seal that the page of each result says."""
    with reading(engine) as session:
        closed = session.query(Motion).filter(Motion.life == Life.CLOSED).all()
        files = [json.loads(json.dumps(recounting.to_recount(motion))) for motion in closed]
        results = [motion.outcome for motion in closed]
    assert len(files) >= 8
    assert {file["frozen"]["rules"]["ballot"] for file in files} >= {"open_nominal", "secret"}
    for number, (file, result) in enumerate(zip(files, results, strict=True)):
        assert recounting.faults(file) == []
        assert file["outcome"] == result
        (folder / f"{number}.json").write_text(json.dumps(file), "utf-8")
    names = [f"{number}.json" for number in range(len(files))]
    done = subprocess.run([sys.executable, "-I", recount.__file__, *names], capture_output=True,
                          text=True, cwd=folder, check=True)  # fmt: skip
    told = dict(_figures(block) for block in done.stdout.strip().split("\n\n"))
    for name, file, result in zip(names, files, results, strict=True):
        said = {key: str(value) for key, value in (result or {}).items() if key != "follows"}
        assert told[name] == {**said, "seal": file["seal"]}


def _figures(block: str) -> tuple[str, dict[str, str]]:
    name, *lines, end = block.splitlines()
    assert end == "The file agrees with itself."
    return name, dict(line.split(": ", 1) for line in lines)


def _says_what_it_did(told: dict[str, Any], *, named: bool) -> None:
    keys = {"application", "step", "from", "to", "by", "article"}
    assert all(set(step) == keys for step in told["steps"])
    assert any(step["to"] == "associate_member" for step in told["steps"])
    assert all(bool(step["article"]) is named for step in told["steps"])
    letters = [Path(str(path)) for path in told["letters"]]
    assert all(path.is_absolute() and path.suffix == ".pdf" for path in letters)
    admission = next(path for path in letters if "admission" in path.name)
    text = PdfReader(admission).pages[0].extract_text().replace("\xa0", " ")
    assert "Detecție Exemplu SRL" in text
    assert ("art. 11" in text) is named
    assert set(told["sign_in"]) == {
        "applicant",
        "secretariat",
        "rapporteur",
        "board",
        "chair",
        "auditor",
        "administrator",
    }
