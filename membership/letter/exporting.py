"""Letters taken along: one ZIP with each file, an index for people and one for machines, a
workbook for a mail merge, and everything in one PDF to be printed.

With the index alone a letter can be verified later without the house (``membership letters
verify``): it holds the digest of what was issued and whether it stood on that day.
"""

import io
import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from membership.models import Letter
from membership.storage import Store
from membership.wording.names import LETTERS
from membership.workbook import Cell, Sheet, workbook
from workflows.letter_facts import Facts

SCHEMA = "membership.export/1"
INDEX, PRINT, MERGE, LIST = "index.json", "print.pdf", "mail-merge.xlsx", "index.xlsx"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_export(
    letters: Sequence[Letter], store: Store, path: Path, *, at: datetime, zone: str
) -> None:
    """Writes the ZIP whole, or not at all; the same letters give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    printed = [letter for letter in letters if letter.document is not None]
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
        for letter in printed:
            document = letter.final_document
            assert document is not None  # noqa: S101 - chosen above
            _put(archive, f"letters/{file_name(letter)}", store.path(document.sha256).read_bytes())
        index = {"schema": SCHEMA, "at": at.isoformat(), "letters": [*map(entry_of, printed)]}
        _put(archive, INDEX, json.dumps(index, ensure_ascii=False, indent=1).encode())
        _put(archive, LIST, _list(printed, at, zone))
        _put(archive, MERGE, _merge(printed, at, zone))
        _put(archive, PRINT, merged(printed, store))
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(path)


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)


def file_name(letter: Letter) -> str:
    """The letter's name in an export: by its year and number, so that files sort as it does."""
    assert letter.entry is not None  # noqa: S101 - what is printed has its number
    return f"{letter.entry.year}-{letter.entry.number:05}-{letter.kind.slug}.pdf"


def entry_of(letter: Letter) -> dict[str, Any]:
    """One letter in the index for machines."""
    assert letter.entry is not None and letter.document is not None  # noqa: S101 - printed
    other = letter.replaced_by
    return {
        "file": file_name(letter),
        "number": letter.entry.number,
        "on": letter.entry.on.isoformat(),
        "kind": letter.kind.value,
        "language": letter.language,
        "party": letter.entry.party,
        "state": letter.state.value,
        "code": letter.code,
        "sha256": letter.document.sha256,
        "size": letter.document.size,
        "signed_sha256": letter.signed_document.sha256 if letter.signed_document else None,
        "replaced_by": other.entry.number if other and other.entry else None,
    }


_LIST = ("Nr.", "Data / Date", "Adresa / Letter", "Către / To", "Cod / Code", "Stare / State",
         "Fișier / File")  # fmt: skip
_MERGE = ("Nr.", "Data / Date", "Denumire / Name", "Cod fiscal / Fiscal code",
          "Adresă / Address", "Localitate / Place", "În atenția / Attention", "E-mail",
          "Fișier / File")  # fmt: skip


def _list(letters: Sequence[Letter], at: datetime, zone: str) -> bytes:
    rows = ((letter.entry.number, letter.entry.on, str(LETTERS[letter.kind]), letter.entry.party,
             letter.code, letter.state.value, file_name(letter))
            for letter in letters if letter.entry is not None)  # fmt: skip
    return workbook(Sheet("Index", _LIST, rows), title="Index", zone=zone, created=at)


def _merge(letters: Sequence[Letter], at: datetime, zone: str) -> bytes:
    return workbook(Sheet("Mail merge", _MERGE, _addressed(letters)), title="Mail merge", zone=zone,
                    created=at)  # fmt: skip


def _addressed(letters: Sequence[Letter]) -> Iterator[tuple[Cell, ...]]:
    for letter in letters:
        if letter.application is None or letter.entry is None or letter.facts is None:
            continue  # a paper of the house is sent to nobody by post
        to = Facts.of(letter.facts).addressee
        if to is None:
            continue
        street, *place = (*to.address, "")
        yield (letter.entry.number, letter.entry.on, to.name, to.fiscal_code or "", street,
               ", ".join(filter(None, place)), to.attention.name if to.attention else "",
               letter.application.organisation.email or "", file_name(letter))  # fmt: skip


def merged(letters: Sequence[Letter], store: Store) -> bytes:
    """Every letter as it was issued, one after the other in one PDF, each on a page of its own
    side: made to be printed, and no longer verifiable as a file."""
    import pikepdf  # noqa: PLC0415 - only the worker and the command come here

    whole = pikepdf.new()
    for letter in letters:
        assert letter.document is not None  # noqa: S101 - printed
        with pikepdf.open(store.path(letter.document.sha256)) as one:
            whole.add_pages_from(one, forms="strip")  # a seal holds for its own file alone
    held = io.BytesIO()
    whole.save(held, deterministic_id=True)
    return held.getvalue()
