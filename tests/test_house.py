"""What holds of the whole house: its rooms' sizes and names, floors, catalogues and locks."""

import ast
import configparser
import dataclasses
import importlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from babel.messages.pofile import read_po
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOUSE = Path(__file__).resolve().parent.parent
PROGRAM = HOUSE / ".venv" / "bin"
CATALOGUES = HOUSE / "membership" / "translations"
LOCKS = {
    "runtime": ("postgresql", "serve"),
    "development": ("postgresql", "serve", "development"),
}
LONGEST_FILE = 250
LONGEST_FUNCTION = 40
NO_ROOMS = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def ours() -> list[Path]:
    """Every file of the project, committed or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [HOUSE / name for name in listed.split("\0") if name and (HOUSE / name).is_file()]


def named(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def python_files(*rooms: str) -> list[Path]:
    return [p for p in ours() if p.suffix == ".py" and named(p).split("/")[0] in rooms]


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_no_file_of_code_or_template_is_longer_than_a_person_reads_at_once() -> None:
    kinds = {".py", ".html", ".txt"}
    rooms = {"membership", "workflows", "templates"}
    long = {
        named(p): lines(p)
        for p in ours()
        if p.suffix in kinds
        and named(p).split("/")[0] in rooms
        and "migrations/versions" not in named(p)
        and lines(p) > LONGEST_FILE
    }
    assert not long


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{named(path)}: {node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_no_function_is_longer_than_forty_lines() -> None:
    long = {
        name: length
        for path in python_files("membership", "workflows")
        if "migrations/versions" not in named(path)
        for name, length in functions(path)
        if length > LONGEST_FUNCTION
    }
    assert not long


def test_no_room_is_a_cellar() -> None:
    assert not [named(p) for p in ours() if NO_ROOMS & {part.split(".")[0] for part in p.parts}]


def test_romanian_is_written_with_comma_below_and_never_with_cedilla() -> None:
    cedilla = re.compile("[\u015e\u015f\u0162\u0163]")
    text = {".py", ".html", ".txt", ".toml", ".po", ".md", ".css", ".cfg"}
    found = [
        f"{named(p)}:{number}"
        for p in ours()
        if p.suffix in text
        for number, line in enumerate(p.read_text("utf-8").splitlines(), 1)
        if cedilla.search(line)
    ]
    assert not found


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_the_rulebook_needs_only_the_standard_library_and_transitions() -> None:
    allowed = set(sys.stdlib_module_names) | {"transitions", "workflows"}
    strangers = {
        named(path): foreign
        for path in python_files("workflows")
        if (foreign := set(imported(path)) - allowed)
    }
    assert not strangers


def test_imports_point_down_only() -> None:
    done = subprocess.run(
        [PROGRAM / "lint-imports", "--no-logo"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def keys_of_statute_files() -> Iterator[str]:
    for path in python_files("workflows"):
        if path.stem.startswith(("statute", "voting_terms")):
            module = importlib.import_module(f"workflows.{path.stem}")
            for kind in vars(module).values():
                if dataclasses.is_dataclass(kind) and kind.__module__ == module.__name__:
                    yield from (field.name for field in dataclasses.fields(kind))


def test_every_key_of_a_statute_file_is_read_by_something() -> None:
    rooms = ("membership/", "workflows/", "templates/")
    kinds = {".py", ".html", ".txt"}
    said = "\n".join(
        p.read_text("utf-8") for p in ours() if named(p).startswith(rooms) and p.suffix in kinds
    )
    read = set(re.findall(r"""[."'](\w+)\b""", said))
    assert sorted(set(keys_of_statute_files()) - read) == []


WEB = {"flask", "flask_login", "flask_wtf", "werkzeug", "wtforms"}
AS_IF_ASKED = {"membership.letter.form_handler -> membership.speaking"}
"""The worker words a paper as if a request had come."""


def test_what_knows_no_request_asks_nothing_that_knows_one() -> None:
    house = grimp.build_graph("membership", include_external_packages=True)
    asked = {one: house.find_modules_directly_imported_by(one) for one in house.modules}
    faces = {
        one for one, others in asked.items() if WEB & others or one.endswith((".views", ".command"))
    }
    looks_up = {
        f"{one} -> {other}"
        for one, others in asked.items()
        if one not in faces
        for other in others & faces
    }
    assert looks_up == AS_IF_ASKED


def configuration() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(HOUSE / "setup.cfg", "utf-8")
    return parser


def test_every_package_is_listed_in_setup_cfg() -> None:
    folders = {
        p.parent.relative_to(HOUSE).as_posix() for p in python_files("membership", "workflows")
    }
    packages = {folder.replace("/", ".") for folder in folders}
    listed = set(configuration()["options"]["packages"].split())
    assert packages <= listed
    assert {p for p in listed if not (HOUSE / p.replace(".", "/")).is_dir()} <= {
        "membership.templates"
    }


def asked_for(extras: tuple[str, ...]) -> list[Requirement]:
    sections = configuration()
    texts = [sections["options"]["install_requires"]]
    texts += [sections["options.extras_require"][extra] for extra in extras]
    return [Requirement(line) for text in texts for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_is_in_step_with_setup_cfg(lock: str) -> None:
    text = (HOUSE / "requirements" / f"{lock}.txt").read_text("utf-8")
    pinned = dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", text, re.MULTILINE))
    asked = asked_for(LOCKS[lock])
    for requirement in asked:
        assert pinned[canonicalize_name(requirement.name)] in requirement.specifier
    blocks = re.split(r"\n(?=\S)", text)
    direct = {b.split("==")[0] for b in blocks if "membership (setup.cfg)" in b}
    assert direct == {canonicalize_name(r.name) for r in asked}, "run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash_and_names_no_registry(lock: str) -> None:
    text = (HOUSE / "requirements" / f"{lock}.txt").read_text("utf-8")
    for block in re.split(r"\n(?=[\w-]+==)", text)[1:]:
        assert "--hash=sha256:" in block
    assert "://" not in text


def test_the_catalogues_are_fresh(tmp_path: Path) -> None:
    again = tmp_path / "translations"
    shutil.copytree(CATALOGUES, again)
    subprocess.run(["make", "translations", f"CATALOGUES={again}"], cwd=HOUSE, check=True)
    stale = [
        path.relative_to(CATALOGUES).as_posix()
        for path in CATALOGUES.rglob("messages.*")
        if path.read_bytes() != (again / path.relative_to(CATALOGUES)).read_bytes()
    ]
    assert not stale, "run `make translations`"


def test_every_sentence_is_said_in_romanian() -> None:
    with (CATALOGUES / "ro" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file)
    unsaid = [str(m.id) for m in catalogue if m.id and (m.fuzzy or not all(said(m.string)))]
    assert not unsaid


def said(string: str | list[str] | tuple[str, ...] | None) -> list[str]:
    return [string or ""] if isinstance(string, str | None) else list(string)
