"""One paper of every kind in each language and in both at once, printed from invented facts."""

from collections.abc import Collection, Iterator
from pathlib import Path

from membership.letter import specimens
from membership.letter.compose import LANGUAGES, compose
from membership.printing.press import Press
from membership.printing.wire import Sheet
from workflows.letter import Kind
from workflows.letter_facts import PRINTABLE
from workflows.statute import Statute


def sheets(
    only: Collection[Kind] = PRINTABLE, house: Statute | None = None
) -> Iterator[tuple[str, Sheet]]:
    """Every kind in every language after its name, ``admission-ro``, and in one document that
    holds both, ``admission-ro-en``; of an invented cluster, or by a statute file."""
    for kind in sorted(only):
        for language in LANGUAGES:
            facts = specimens.facts(kind, language, house)
            yield (
                f"{kind.slug}-{language}",
                compose(kind, language, facts, created=specimens.ISSUED),
            )
        first, other = LANGUAGES
        whole = specimens.in_both(kind, first, house)
        yield f"{kind.slug}-{first}-{other}", compose(kind, first, whole, created=specimens.ISSUED)


def write(
    folder: Path, only: Collection[Kind] = PRINTABLE, house: Statute | None = None
) -> list[Path]:
    """Prints the gallery into a folder, one file a paper, and says which."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    with Press() as press:
        for name, sheet in sheets(only, house):
            path = folder / f"{name}.pdf"
            path.write_bytes(press.print(sheet))
            written.append(path)
    return written
