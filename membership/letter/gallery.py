"""One paper of every kind in every language, printed from invented facts."""

from collections.abc import Collection, Iterator
from pathlib import Path

from membership.letter import specimens
from membership.letter.compose import LANGUAGES, compose
from membership.printing.press import Press
from membership.printing.wire import Sheet
from workflows.letter import Kind
from workflows.letter_facts import PRINTABLE


def sheets(only: Collection[Kind] = PRINTABLE) -> Iterator[tuple[str, Sheet]]:
    """Every kind in every language, after its name: ``admission-ro``."""
    for kind in sorted(only):
        for language in LANGUAGES:
            facts = specimens.facts(kind, language)
            name = f"{kind.slug}-{language}"
            yield name, compose(kind, language, facts, created=specimens.ISSUED)


def write(folder: Path, only: Collection[Kind] = PRINTABLE) -> list[Path]:
    """Prints the gallery into a folder, one file a kind and language, and says which."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with Press() as press:
        for name, sheet in sheets(only):
            path = folder / f"{name}.pdf"
            path.write_bytes(press.print(sheet))
            written.append(path)
    return written
