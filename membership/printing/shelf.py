"""The project's own assets for letters: nothing else may be used by one."""

from functools import cache
from importlib.resources import files
from pathlib import Path

SCHEME = "asset:"
FALLBACK = "DejaVuSans.ttf"
"""The font for scripts that the house's own faces lack (Debian: fonts-dejavu-core)."""

_FACES = {
    "SourceSerifPro-Regular.ttf": "font_source_serif_pro",
    "SourceSerifPro-Semibold.ttf": "font_source_serif_pro",
    "SourceSansPro-Regular.ttf": "font_source_sans_pro",
    "SourceSansPro-Semibold.ttf": "font_source_sans_pro",
}
_FALLBACK_ROOMS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/dejavu-sans-fonts")


def folder() -> Path:
    """Where the templates are: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


@cache
def faces() -> dict[str, Path]:
    """The house's own faces by file name."""
    return {name: Path(str(files(package) / "files" / name)) for name, package in _FACES.items()}


@cache
def fallback() -> Path | None:
    """The fallback font's file, or None on a machine that lacks it."""
    rooms = (Path(room) / FALLBACK for room in _FALLBACK_ROOMS)
    return next((path for path in rooms if path.is_file()), None)


def asset(url: str) -> Path | None:
    """The file behind an ``asset:`` address; None for every address that is not ours."""
    if not url.startswith(SCHEME):
        return None
    name = url.removeprefix(SCHEME)
    return fallback() if name == FALLBACK else faces().get(name)
