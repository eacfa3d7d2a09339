"""Members who enter by a file: all of them or nobody, each wrong line named."""

import csv
from collections.abc import Iterator
from importlib import resources

import pytest
from click.testing import CliRunner

from membership import checking, statutes
from membership.models import Member, Organisation
from membership.register import importing
from membership.settings import Settings
from tests.membership.office import TestOffice
from tests.membership.value_chain.register import CODES, enter, table
from workflows.review import Verdict


def test_members_of_a_file_enter_the_register_in_its_order(office: TestOffice) -> None:
    enter(office, "Fondator Exemplu,RES:C+B:DET MAN:C::partly,2016-12-05,yes",
          "Al doilea Exemplu,,2017-01-09,no")  # fmt: skip
    with office.read() as session:
        first, second = session.query(Member).order_by(Member.number)
        assert (first.title, second.title) == ("M-0001", "M-0002")
        assert (first.named, second.named) == (True, False)
        assert [(one.stage, one.fields, one.verdict) for one in first.contributions] == [
            ("RES", ["C", "B"], Verdict.PROVEN),
            ("MAN", ["C"], Verdict.PARTLY),
        ]
        assert first.history[0].on == first.since
    assert not checking.check(office.engine, office.settings).breaches


WRONG = {
    "X,RES:Q,2016-12-05,yes": "RES:Q names no stage and fields",
    "X,NOT:C,2016-12-05,yes": "NOT:C names no stage and fields",
    "X,RES:C:ZZZ,2016-12-05,yes": "ZZZ is no capability",
    "X,RES:C::maybe,2016-12-05,yes": "maybe is neither proven nor partly",
    "X,,yesterday,yes": "yesterday",
    ",,2016-12-05,yes": "name is empty",
    "X,,2016-12-05,yes,miracles": "miracles is not among the offers",
    "X,,2016-12-05,yes,testing,miracles": "miracles is not among the seeks",
    "X,,2016-12-05,no,testing": "did not agree to be named",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_line_is_named_and_nobody_enters(sqlite_office: TestOffice, line: str) -> None:
    with pytest.raises(importing.Wrong, match="line 2") as raised:
        importing.read(table(line), sqlite_office.statute)
    assert WRONG[line] in raised.value.lines[0]


def test_a_file_without_its_headings_says_which_are_missing(sqlite_office: TestOffice) -> None:
    with pytest.raises(importing.Wrong, match=r"line 1: .*fiscal_code"):
        importing.read(["name,category", "X,fondator"], sqlite_office.statute)


def test_nobody_enters_twice(sqlite_office: TestOffice) -> None:
    enter(sqlite_office, "Fondator Exemplu,,2016-12-05,yes")
    with pytest.raises(importing.Wrong, match="on record already"):
        enter(sqlite_office, "Fondator Exemplu,,2016-12-05,yes")
    lines = [*table("A,,2016-12-05,yes", "B,,2016-12-05,yes")]
    lines[2] = lines[2].replace(CODES[1], CODES[0])
    with pytest.raises(importing.Wrong, match=r"line 3: .*on line 2 already"):
        importing.read(lines, sqlite_office.statute)


def test_the_command_reads_a_file_and_says_what_is_wrong(
    sqlite_office: TestOffice, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("register")
    right, wrong = folder / "right.csv", folder / "wrong.csv"
    right.write_text("\n".join(table("Fondator Exemplu,RES:C,2016-12-05,yes")), "utf-8")
    wrong.write_text("\n".join(table("Fondator Exemplu,RES:Q,2016-12-05,yes")), "utf-8")
    runner = sqlite_office.app.test_cli_runner()
    assert isinstance(runner, CliRunner)
    assert (
        "1 members would enter"
        in runner.invoke(args=["import-members", str(right), "--dry-run"]).output
    )
    done = runner.invoke(args=["import-members", str(wrong)])
    assert done.exit_code == 2
    assert "line 2" in done.output
    assert "1 members entered" in runner.invoke(args=["import-members", str(right)]).output
    with sqlite_office.read() as session:
        assert session.query(Organisation).count() == 1


def demonstration(key: str) -> Iterator[str]:
    return iter((resources.files("membership.demonstration") / f"{key}.csv")
                .read_text("utf-8").splitlines())  # fmt: skip


@pytest.mark.parametrize("key", ["proeco-cbrne", "mechatrec"])
def test_the_demonstrations_register_fits_its_statute_file(key: str, tmp_path: object) -> None:
    statute = statutes.in_force(Settings(instance=tmp_path, statute=key, secret_key="k" * 40))  # type: ignore[arg-type]
    lines = importing.read(demonstration(key), statute)
    names = [row["name"] for row in csv.DictReader(demonstration(key))]
    assert len(lines) == len(set(names)) == len(names)
