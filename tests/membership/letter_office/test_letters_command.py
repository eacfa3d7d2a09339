"""``membership letters``: taken along, and verified later without the house."""

from pathlib import Path

import pytest

from membership.letter import annulment
from membership.printing.press import Press
from membership.storage import Store
from tests.certificates import added_to, holder
from tests.membership.letter_office.scene import decided, found, issue, print_it
from tests.membership.office import TestOffice


@pytest.mark.usefixtures("examined_here")
def test_a_letter_is_verified_from_the_register_and_from_an_export(
    sqlite_office: TestOffice, tmp_path: Path
) -> None:
    office, letter = sqlite_office, decided(sqlite_office)
    issue(office, letter)
    with Press(seconds=60) as press:
        print_it(office, letter, press)
    with office.read() as session:
        document = found(session, letter).document
        assert document is not None
        issued = Store(office.settings.documents).path(document.sha256).read_bytes()
    signed = holder("Elena Exemplu", holder("Autoritate Exemplu")).signs(issued)
    altered = issued[:12] + bytes([issued[12] ^ 1]) + issued[13:]
    files = {"issued": issued, "signed": signed, "later": added_to(signed), "altered": altered,
             "other": b"nimic"}  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    runner, taken = office.app.test_cli_runner(), tmp_path / "scrisori.zip"
    done = runner.invoke(args=["letters", "export", str(taken)])
    assert (done.exit_code, done.output) == (0, f"1 letters in {taken}.\n")
    for more in ([], ["--export", str(taken)]):
        for name, code, words in (
            ("issued", 0, "exactly as we issued it"),
            ("signed", 0, "Signed by Elena Exemplu (Autoritate Exemplu, in none"),
            ("later", 1, "something was added to the file after that"),
            ("altered", 1, "it was altered"),
            ("other", 1, "cannot be read"),
        ):
            done = runner.invoke(args=["letters", "verify", str(tmp_path / name), *more])
            assert (done.exit_code, words in done.output) == (code, True), (name, done.output)
    with office.write() as session:
        annulment.annul(session, office.person(session, "secretariat"), letter, why="x",
                        at=office.at)  # fmt: skip
    done = runner.invoke(args=["letters", "verify", str(tmp_path / "issued")])
    assert (done.exit_code, "Annulled" in done.output) == (1, True)
