"""Office files, which are ZIP archives: judged by their directory, counted, never unpacked to disk.

The directory says how large each part becomes; since it can lie, each part is also inflated
in memory, block by block, and counted against what it said (OWASP ASVS 5.0, 5.2.3).
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from membership.inspection.report import Limits, Trait, Wrong

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Word and Excel before 2007, and what newer ones become when a password protects them."""

ZIP = b"PK\x03\x04"
LOCAL_HEADER = 30
BLOCK = 256 * 1024
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_SET_IN = re.compile(r"/embeddings/[^/]+\.(docx|xlsx|pptx)$|^Object \d+", re.IGNORECASE)
_MACROS = re.compile(r"vbaProject\.bin$|^Basic/|^Scripts/", re.IGNORECASE)
_ACTIVE = re.compile(r"/activeX/|/embeddings/.*\.bin$|^ObjectReplacements/", re.IGNORECASE)
_REACHES_OUT = re.compile(rb"(attachedTemplate|oleObject|frame)[^>]*TargetMode=.External")


def open_xml(stream: BinaryIO, part: str, name: str, limits: Limits) -> frozenset[Trait]:
    """A Word or Excel file: an archive that holds ``part``."""
    head = stream.read(8)
    if head.startswith(OLD_OFFICE):
        stream.seek(0)
        kept = _PROTECTED in stream.read()
        raise Wrong("upload.protected") if kept else Wrong("upload.not_what_it_says", type=name)
    with _opened(stream, name) as archive:
        names = _judged(archive, stream, limits)
        if part not in names or "[Content_Types].xml" not in names:
            raise Wrong("upload.not_what_it_says", type=name)
        return _traits(archive, names)


def open_document(stream: BinaryIO, media_type: str, name: str, limits: Limits) -> frozenset[Trait]:
    """A LibreOffice file: its type stands uncompressed at a fixed place of its first part."""
    known = rb"PK\x03\x04.{26}mimetype" + re.escape(media_type.encode())
    if re.match(known, stream.read(256), re.DOTALL) is None:
        raise Wrong("upload.not_what_it_says", type=name)
    with _opened(stream, name) as archive:
        names = _judged(archive, stream, limits)
        if "content.xml" not in names:
            raise Wrong("upload.not_what_it_says", type=name)
        if "META-INF/manifest.xml" in names and b"encryption-data" in _part(
            archive, "META-INF/manifest.xml"
        ):
            raise Wrong("upload.protected")
        return _traits(archive, names)


def _opened(stream: BinaryIO, name: str) -> zipfile.ZipFile:
    stream.seek(0)
    if stream.read(4) != ZIP:
        raise Wrong("upload.not_what_it_says", type=name)
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Wrong("upload.not_what_it_says", type=name) from None


def _judged(archive: zipfile.ZipFile, stream: BinaryIO, limits: Limits) -> frozenset[str]:
    entries = archive.infolist()
    _refuse_bomb(entries, limits)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Wrong("upload.protected")
    if any(_MACROS.search(entry.filename) for entry in entries):
        raise Wrong("upload.macros")
    for entry in entries:
        if _inflated(stream, entry) != entry.file_size:
            raise Wrong("upload.bomb")
        _refuse_nested(archive, entry, limits)
    return frozenset(entry.filename for entry in entries)


def _refuse_nested(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> None:
    """An archive within: only a table or letter set into the text, and nothing within that."""
    with archive.open(entry) as part:
        if part.read(4) != ZIP:
            return
        if not _SET_IN.search(entry.filename):
            raise Wrong("upload.bomb")
        try:
            inner = zipfile.ZipFile(io.BytesIO(ZIP + part.read())).infolist()
        except zipfile.BadZipFile:
            raise Wrong("upload.unreadable") from None
    _refuse_bomb(inner, limits)
    if any(one.filename.lower().endswith((".zip", ".docx", ".xlsx", ".pptx")) for one in inner):
        raise Wrong("upload.bomb")


def _refuse_bomb(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    ends, overlap = 0, False
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        overlap = overlap or entry.header_offset < ends
        ends = entry.header_offset + LOCAL_HEADER + entry.compress_size
    large = unpacked > limits.unpacked or unpacked > limits.ratio * max(packed, 1024)
    if overlap or large or len(entries) > limits.parts:
        raise Wrong("upload.bomb")


def _inflated(stream: BinaryIO, entry: zipfile.ZipInfo) -> int:
    """How large the part really becomes; stops as soon as it is more than it said."""
    if entry.compress_type == zipfile.ZIP_STORED:
        return entry.compress_size
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise Wrong("upload.unreadable")
    size, inflate = 0, zlib.decompressobj(-zlib.MAX_WBITS)
    for block in _packed(stream, entry):
        left = block
        while left and size <= entry.file_size:
            size += len(inflate.decompress(left, BLOCK))
            left = inflate.unconsumed_tail
    return size if inflate.eof else -1


def _packed(stream: BinaryIO, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    stream.seek(entry.header_offset)
    header = stream.read(LOCAL_HEADER)
    names = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    stream.seek(entry.header_offset + LOCAL_HEADER + names)
    left = entry.compress_size
    while left > 0 and (block := stream.read(min(BLOCK, left))):
        left -= len(block)
        yield block


def _traits(archive: zipfile.ZipFile, names: frozenset[str]) -> frozenset[Trait]:
    active = any(_ACTIVE.search(name) for name in names) or any(
        _REACHES_OUT.search(_part(archive, name)) for name in names if name.endswith(".rels")
    )
    return frozenset({Trait.ACTIVE} if active else ())


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(1024 * 1024)
