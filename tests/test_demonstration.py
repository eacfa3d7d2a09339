"""The demonstration: an invented cluster played to its end, for each statute file."""

from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from membership import checking
from membership.database import engine_for, reading
from membership.demonstration import demo
from membership.models import Application
from membership.settings import SettingsWrong, read
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
    Stage.WITHDRAWN,
}


@pytest.mark.parametrize("statute", ["proeco-cbrne", "mechatrec"])
def test_the_demonstration_fills_every_main_stage_and_contradicts_nothing(
    statute: str, tmp_path: Path
) -> None:
    told = demo.fill(tmp_path, statute, lambda line: None)
    settings = read(tmp_path, {})
    engine = engine_for(settings.database)
    with reading(engine) as session:
        stages = {case.stage for case in session.query(Application)}
    assert stages == MAIN
    found = checking.check(engine, settings)
    assert found.breaches == () and found.owed == ()
    _says_what_it_did(told, named=statute == "proeco-cbrne")
    with pytest.raises(SettingsWrong, match="already has cases"):
        demo.fill(tmp_path, statute, lambda line: None)
    engine.dispose()


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
