"""What is inside an uploaded file: its type is read from the content, never from its name.

Archives (the office formats are ZIP files) are judged by their directory alone and
never unpacked.
"""

import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

import magic

from workflows.refusal import Incomplete

HEAD = 8192
UNPACKED = 200 * 1024 * 1024
RATIO = 100
ENTRIES = 2000
LOCAL_HEADER = 30
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Word and Excel before 2007, and what newer ones become when a password protects them."""

_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class FileType:
    """A type that may be uploaded: how it is called, which endings it has, how it is known."""

    name: str
    endings: tuple[str, ...]
    media_type: str
    is_it: Callable[[BinaryIO, bytes], bool]


def sniffed(head: bytes) -> str:
    """The media type that libmagic reads from the first bytes."""
    return str(magic.from_buffer(head, mime=True))


def _pdf(stream: BinaryIO, head: bytes) -> bool:
    return head.startswith(b"%PDF-") and _holds(stream, b"%%EOF")


def _holds(stream: BinaryIO, mark: bytes) -> bool:
    stream.seek(0)
    before = b""
    while block := stream.read(1024 * 1024):
        if mark in before + block:
            return True
        before = block[-len(mark) :]
    return False


def _starting(*marks: bytes) -> Callable[[BinaryIO, bytes], bool]:
    return lambda _stream, head: head.startswith(marks)


def _text(stream: BinaryIO, head: bytes) -> bool:
    return sniffed(head) == "text/plain" and not _holds(stream, b"\x00")


def _archive_with(part: str) -> Callable[[BinaryIO, bytes], bool]:
    def check(stream: BinaryIO, head: bytes) -> bool:
        _refuse_protected(head)
        return part in (archive := _archive(stream)) and "[Content_Types].xml" in archive

    return check


def _open_document(media_type: str) -> Callable[[BinaryIO, bytes], bool]:
    def check(stream: BinaryIO, head: bytes) -> bool:
        # The type of such a file stands uncompressed at a fixed place of its first entry.
        known = rb"PK\x03\x04.{26}mimetype" + re.escape(media_type.encode())
        return re.match(known, head, re.DOTALL) is not None and "content.xml" in _archive(stream)

    return check


def _refuse_protected(head: bytes) -> None:
    if head.startswith(OLD_OFFICE):
        raise Incomplete("upload.protected", field="file")


def _archive(stream: BinaryIO) -> frozenset[str]:
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return frozenset()
    _refuse_bomb(entries)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Incomplete("upload.protected", field="file")
    if any(entry.filename.endswith("vbaProject.bin") for entry in entries):
        raise Incomplete("upload.macros", field="file")
    return frozenset(entry.filename for entry in entries)


def _refuse_bomb(entries: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    ends, overlap = 0, False
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        overlap = overlap or entry.header_offset < ends
        ends = entry.header_offset + LOCAL_HEADER + entry.compress_size
    large = unpacked > UNPACKED or unpacked > RATIO * max(packed, 1024)
    if overlap or large or len(entries) > ENTRIES:
        raise Incomplete("upload.bomb", field="file")


TYPES = (
    FileType("PDF", (".pdf",), "application/pdf", _pdf),
    FileType("PNG", (".png",), "image/png", _starting(b"\x89PNG\r\n\x1a\n")),
    FileType("JPEG", (".jpg", ".jpeg"), "image/jpeg", _starting(b"\xff\xd8\xff")),
    FileType("DOCX", (".docx",), f"{_OPEN_XML}.wordprocessingml.document",
             _archive_with("word/document.xml")),
    FileType("XLSX", (".xlsx",), f"{_OPEN_XML}.spreadsheetml.sheet",
             _archive_with("xl/workbook.xml")),
    FileType("ODT", (".odt",), f"{_OPEN_DOCUMENT}.text", _open_document(f"{_OPEN_DOCUMENT}.text")),
    FileType("ODS", (".ods",), f"{_OPEN_DOCUMENT}.spreadsheet",
             _open_document(f"{_OPEN_DOCUMENT}.spreadsheet")),
    FileType("TXT", (".txt",), "text/plain", _text),
)  # fmt: skip
"""Everything that may be uploaded."""

ACCEPT = ",".join(ending for kind in TYPES for ending in kind.endings)
NAMES = ", ".join(kind.name for kind in TYPES)


def type_of(name: str, stream: BinaryIO) -> FileType:
    """The type of an upload, agreed between its name and its content.

    Refuses a name of another type, a content that is not what the name says, an office
    file behind a password, with macros, or that would unpack to more than it should.
    """
    ending = "." + name.rsplit(".", 1)[-1].lower()
    kind = next((kind for kind in TYPES if ending in kind.endings), None)
    if kind is None:
        raise Incomplete("upload.type_not_taken", field="file", types=NAMES)
    stream.seek(0)
    head = stream.read(HEAD)
    if not kind.is_it(stream, head):
        raise Incomplete("upload.not_what_it_says", field="file", type=kind.name)
    stream.seek(0)
    return kind
