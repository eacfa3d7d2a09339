"""The wheel built from the committed tree carries everything, and works away from the tree."""

import os
import subprocess
import sys
import venv
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
# Where the wheel keeps what the tree keeps elsewhere, and what stays in the tree.
MOVED = {"templates/": "membership/templates/"}
CARRIED = ("membership/", "workflows/", "templates/")
LEFT_BEHIND = {"membership/translations/babel.cfg"}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The committed tree alone: what lies about in a checkout must not reach the wheel."""
    folder = tmp_path_factory.mktemp("tree")
    command = ["git", "archive", "--format=zip", "HEAD"]
    packed = subprocess.run(command, cwd=HOUSE, capture_output=True, check=True).stdout
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(tree))
    (built,) = folder.glob("membership-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel, and borrows its dependencies.

    Reading the project's own packages through a ``.pth`` file leaves the editable
    installation behind, which a ``.pth`` file of theirs would bring in.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, with_pip=False, symlinks=True)
    (packages,) = folder.glob("lib/python*/site-packages")
    pip("--python", str(folder), "install", "--no-deps", "--no-index", str(wheel))
    (borrowed,) = Path(sys.prefix).glob("lib/python*/site-packages")
    (packages / "borrowed.pth").write_text(f"{borrowed}\n", "utf-8")
    return folder / "bin"


def pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def membership(program: Path, elsewhere: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command away from the tree, on an instance of its own."""
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "MEMBERSHIP"))
    }
    environment["MEMBERSHIP_INSTANCE"] = str(elsewhere / "instance")
    return subprocess.run(
        [program / "membership", *arguments],
        cwd=elsewhere,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_carries_every_file_of_the_tree_and_nothing_else(wheel: Path, tree: Path) -> None:
    files = {p.relative_to(tree).as_posix() for p in tree.rglob("*") if p.is_file()}
    expected = {moved(f) for f in files - LEFT_BEHIND if f.startswith(CARRIED)}
    with zipfile.ZipFile(wheel) as packed:
        carried = {name for name in packed.namelist() if ".dist-info/" not in name}
    assert carried == expected


def moved(name: str) -> str:
    for place, other in MOVED.items():
        if name.startswith(place):
            return other + name.removeprefix(place)
    return name


def test_the_wheel_s_files_are_the_tree_s_byte_for_byte(wheel: Path, tree: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        for path in (p for p in tree.rglob("*") if p.is_file()):
            name = path.relative_to(tree).as_posix()
            if name.startswith(CARRIED) and name not in LEFT_BEHIND:
                assert packed.read(moved(name)) == path.read_bytes(), name


def test_nothing_else_that_is_installed_is_called_workflows() -> None:
    (borrowed,) = Path(sys.prefix).glob("lib/python*/site-packages")
    assert not [p.name for p in borrowed.glob("workflows*")]


def test_the_installed_wheel_runs_the_demonstration_away_from_the_tree(
    installed: Path, tmp_path: Path
) -> None:
    demo = membership(installed, tmp_path, "demo", "--statute", "mechatrec")
    assert demo.returncode == 0, demo.stdout + demo.stderr
    check = membership(installed, tmp_path, "check")
    assert check.returncode == 0, check.stdout + check.stderr
    assert "\nowed " not in f"\n{check.stdout}", check.stdout
