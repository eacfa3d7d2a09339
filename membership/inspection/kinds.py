"""What may be uploaded: eight types, each by its endings and the media type it is served as."""

from dataclasses import dataclass
from typing import Final

from workflows.refusal import Incomplete

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that may be uploaded: how it is called, which endings it has, how it is served."""

    name: str
    endings: tuple[str, ...]
    media_type: str


TYPES: Final = (
    FileType("PDF", (".pdf",), "application/pdf"),
    FileType("PNG", (".png",), "image/png"),
    FileType("JPEG", (".jpg", ".jpeg"), "image/jpeg"),
    FileType("DOCX", (".docx",), f"{_OPEN_XML}.wordprocessingml.document"),
    FileType("XLSX", (".xlsx",), f"{_OPEN_XML}.spreadsheetml.sheet"),
    FileType("ODT", (".odt",), f"{_OPEN_DOCUMENT}.text"),
    FileType("ODS", (".ods",), f"{_OPEN_DOCUMENT}.spreadsheet"),
    FileType("TXT", (".txt",), "text/plain"),
)
"""Everything that may be uploaded; no page, no drawing, no archive as such."""

ACCEPT: Final = ",".join(ending for kind in TYPES for ending in kind.endings)
NAMES: Final = ", ".join(kind.name for kind in TYPES)


def by_name(name: str) -> FileType:
    """The type that a file's name promises; refuses a name of any other type."""
    ending = "." + name.rsplit(".", 1)[-1].lower()
    kind = next((kind for kind in TYPES if ending in kind.endings), None)
    if kind is None:
        raise Incomplete("upload.type_not_taken", field="file", types=NAMES)
    return kind
