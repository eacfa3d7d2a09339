"""The corpus of uploads: at least one file for each row of the threats' table, built here.

Each has the name it is sent under, its bytes, and the sentence that it is answered with; a
file that is taken has none, and perhaps something worth knowing of it.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import NameObject, StreamObject

from membership.demonstration.pdf import one_page

PDF = one_page("Raport de încercare nr. 12/2025")
MEBIBYTE = 1024 * 1024
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Sample:
    """One file of the corpus; ``key`` names its sentence, ``traits`` what is told of it."""

    row: str
    what: str
    name: str
    build: Callable[[], bytes]
    key: str = ""
    traits: tuple[str, ...] = ()


def archive(*parts: tuple[str, bytes], stored: bool = False) -> bytes:
    file = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(file, "w", how) as opened:
        for name, content in parts:
            opened.writestr(name, content)
    return file.getvalue()


def open_xml(part: str, *more: tuple[str, bytes]) -> bytes:
    return archive(("[Content_Types].xml", b"<Types/>"), (part, b"<document/>"), *more)


def docx(*more: tuple[str, bytes]) -> bytes:
    return open_xml("word/document.xml", *more)


def open_document(kind: str, *more: tuple[str, bytes]) -> bytes:
    media_type = f"application/vnd.oasis.opendocument.{kind}"
    return archive(("mimetype", media_type.encode()), ("content.xml", b"<x/>"), *more, stored=True)


def picture(kind: str, size: tuple[int, int] = (8, 8), **saved: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, kind, **saved)
    return file.getvalue()


def _place() -> Image.Exif:
    place = Image.Exif()
    place.get_ifd(0x8825)[2] = (44.0, 26.0, 6.0)
    return place


def located_jpeg() -> bytes:
    return picture("JPEG", exif=_place())


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def located_png() -> bytes:
    """The place stands behind the pixels, where it is easily overlooked."""
    whole = picture("PNG")
    end = whole.rindex(b"IEND") - 4
    return whole[:end] + _chunk(b"eXIf", _place().tobytes().removeprefix(b"Exif\0\0")) + whole[end:]


def flood(width: int, height: int) -> bytes:
    """A PNG that says it is so large, in a few hundred bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in parts)


def pdf(pages: int = 1, change: Callable[[PdfWriter], None] = lambda _: None) -> bytes:
    writer, file = PdfWriter(), io.BytesIO()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    change(writer)
    writer.write(file)
    return file.getvalue()


def many_pages(count: int) -> bytes:
    """So many pages as cheaply as they can be written."""
    kids = " ".join(f"{n} 0 R" for n in range(3, count + 3))
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count 1 /Kids [{kids}] >>"]
    bodies += ["<< /Type /Page /Parent 2 0 R >>"] * count
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(bodies) + 1}\n0000000000 65535 f \n{table}"
    tail += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return bytes(out + tail.encode())


def encrypted(writer: PdfWriter) -> None:
    writer.encrypt("parola", algorithm="RC4-128")


def with_file(writer: PdfWriter) -> None:
    writer.add_attachment("plata.exe", b"MZ")


def with_address(writer: PdfWriter) -> None:
    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url="https://example.ro/"))


def opening(action: bytes) -> bytes:
    """A PDF that does something as soon as it is opened."""
    return PDF.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction << " + action + b" >>")


def circular() -> bytes:
    """A PDF whose cross-reference points back at itself."""
    place = PDF.rindex(b"xref\n", 0, PDF.rindex(b"startxref"))
    return PDF.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % place)


def pages_in_a_circle() -> bytes:
    return PDF.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")


def nested() -> bytes:
    inner = archive(("a", bytes(5_000_000)))
    return docx(*((f"word/{n}.zip", archive((f"b{n}", inner * 40))) for n in range(8)))


def overlapping() -> bytes:
    file = bytearray(docx(("word/a", b"x" * 2000)))
    entry = file.rfind(b"PK\x01\x02")
    file[entry + 42 : entry + 46] = b"\x00\x00\x00\x00"
    return bytes(file)


def forged() -> bytes:
    """A part that says it is ten bytes long and becomes two million."""
    file = bytearray(docx(("word/media/a", bytes(2_000_000))))
    entry = file.rfind(b"PK\x01\x02")
    file[entry + 24 : entry + 28] = struct.pack("<I", 10)
    return bytes(file)


def protected_docx() -> bytes:
    return OLD_OFFICE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(200)


def protected_odt() -> bytes:
    return open_document("text", ("META-INF/manifest.xml", b"<manifest:encryption-data/>"))


def reaching_out() -> bytes:
    link = (b'<Relationship Type="http://x/attachedTemplate" Target="http://example.ro/t.dotm" '
            b'TargetMode="External"/>')  # fmt: skip
    return docx(("word/_rels/settings.xml.rels", link))


ENTITY = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
"""XML that asks its reader for a file of the server."""


def naming_a_file() -> bytes:
    """A letter of which every part asks for a file of the server."""
    return archive(("[Content_Types].xml", ENTITY), ("word/document.xml", ENTITY))


def with_metadata(writer: PdfWriter) -> None:
    """Metadata that ask for a file of the server."""
    metadata = StreamObject()
    metadata.set_data(ENTITY)
    metadata[NameObject("/Type")] = NameObject("/Metadata")
    metadata[NameObject("/Subtype")] = NameObject("/XML")
    writer.root_object[NameObject("/Metadata")] = writer._add_object(metadata)


def _refused() -> tuple[Sample, ...]:
    wrong, bomb, closed = "upload.not_what_it_says", "upload.bomb", "upload.protected"
    broken, other = "upload.unreadable", "upload.type_not_taken"
    return (
        Sample("U1", "a bomb", "a.docx", lambda: docx(("word/x", bytes(9_000_000))), bomb),
        Sample("U1", "a bomb in a bomb", "a.docx", nested, bomb),
        Sample("U1", "parts that overlap", "a.docx", overlapping, bomb),
        Sample("U1", "forged sizes", "a.docx", forged, bomb),
        Sample("U1", "too many parts", "a.docx",
               lambda: docx(*((f"x{n}", b"") for n in range(2001))), bomb),
        Sample("U2", "an executable", "a.pdf", lambda: b"MZ" + bytes(200), wrong),
        Sample("U2", "a PDF cut off", "a.pdf", lambda: b"%PDF-1.4\n1 0 obj", wrong),
        Sample("U2", "a table called a letter", "a.docx",
               lambda: open_xml("xl/workbook.xml"), wrong),
        Sample("U2", "an archive called a letter", "a.docx", lambda: archive(("a", b"a")), wrong),
        Sample("U2", "bytes called a picture", "a.png", lambda: b"\x89PNG" + bytes(99), wrong),
        Sample("U2", "a picture called another", "a.jpg", lambda: picture("PNG"), wrong),
        Sample("U2", "bytes called text", "a.txt", lambda: b"\x00\x01\x02" * 50, wrong),
        Sample("U2", "an old Word file", "a.docx", lambda: OLD_OFFICE + bytes(600), wrong),
        Sample("U3", "a page before a PDF", "a.pdf", lambda: b"<html>" + PDF, wrong),
        Sample("U3", "a program before an archive", "a.docx", lambda: b"MZ" + docx(), wrong),
        Sample("U4", "a page", "a.html", lambda: b"<html></html>", other),
        Sample("U4", "a drawing", "a.svg", lambda: b"<svg onload='x()'/>", other),
        Sample("U4", "markup", "a.xml", lambda: b"<?xml version='1.0'?><a/>", other),
        Sample("U4", "a page called text", "a.txt", lambda: b"<!DOCTYPE html><html>", wrong),
        Sample("U4", "a drawing called text", "a.txt", lambda: b"<svg xmlns='x'/>", wrong),
        Sample("U4", "an archive", "a.zip", lambda: archive(("a", b"a")), other),
        Sample("U5", "nothing", "a.pdf", lambda: b"", "upload.empty"),
        Sample("U8", "a PDF behind a password", "a.pdf", lambda: pdf(1, encrypted), closed),
        Sample("U8", "a letter behind a password", "a.docx", protected_docx, closed),
        Sample("U8", "a LibreOffice letter behind one", "a.odt", protected_odt, closed),
        Sample("U9", "ten thousand pages", "a.pdf", lambda: many_pages(10_000),
               "upload.too_many_pages"),
        Sample("U9", "pages in a circle", "a.pdf", pages_in_a_circle, broken),
        Sample("U9", "no pages", "a.pdf", lambda: b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n%%EOF",
               broken),
        Sample("U12", "a letter with macros", "a.docx", lambda: docx(("word/vbaProject.bin", b"")),
               "upload.macros"),
        Sample("U12", "a LibreOffice table with macros", "a.ods",
               lambda: open_document("spreadsheet", ("Basic/Standard/M.xml", b"")),
               "upload.macros"),
        Sample("U13", "a flood of pixels", "a.png", lambda: flood(30_000, 30_000),
               "upload.too_many_pixels"),
    )  # fmt: skip


def _taken() -> tuple[Sample, ...]:
    active, place = ("active",), ("location",)
    return (
        Sample("", "a PDF", "a.PDF", lambda: PDF),
        Sample("", "a PDF of 500 pages", "a.pdf", lambda: pdf(500)),
        Sample("", "a PDF that leads to an address", "a.pdf", lambda: pdf(1, with_address)),
        Sample("", "a PNG", "a.png", lambda: picture("PNG")),
        Sample("", "a JPEG", "a.jpeg", lambda: picture("JPEG")),
        Sample("", "a Word file", "a.docx", docx),
        Sample("", "an Excel file", "a.xlsx", lambda: open_xml("xl/workbook.xml")),
        Sample("", "a LibreOffice letter", "a.odt", lambda: open_document("text")),
        Sample("", "a LibreOffice table", "a.ods", lambda: open_document("spreadsheet")),
        Sample("", "text", "a.txt", "Detecție și măsurare.\n".encode),
        Sample("U3", "an archive behind a PDF", "a.pdf",
               lambda: PDF + archive(("x.html", b"<script>"))),
        Sample("U9", "a letter that names a file of the server", "a.docx", naming_a_file),
        Sample("U9", "metadata that name a file of the server", "a.pdf",
               lambda: pdf(1, with_metadata)),
        Sample("U12", "a PDF with a script", "a.pdf",
               lambda: opening(b"/S /JavaScript /JS (app.alert(1))"), traits=active),
        Sample("U12", "a PDF that carries a file", "a.pdf", lambda: pdf(1, with_file),
               traits=active),
        Sample("U12", "a PDF that launches", "a.pdf",
               lambda: opening(b"/S /Launch /F (calc.exe)"), traits=active),
        Sample("U12", "a letter that reaches out", "a.docx", reaching_out, traits=active),
        Sample("U13", "a photograph with its place", "a.jpg", located_jpeg,
               traits=place),
        Sample("U13", "a picture with its place", "a.png", located_png, traits=place),
    )  # fmt: skip


REFUSED = _refused()
TAKEN = _taken()


def mutated(count: int) -> list[bytes]:
    """So many broken PDFs, the same each time: bytes overturned, cut out, doubled."""
    files = []
    for n in range(count):
        body = bytearray(PDF)
        place = 9 + (n * 7919) % (len(body) - 30)
        match n % 3:
            case 0:
                body[place : place + 4] = bytes((n * k) % 256 for k in (3, 5, 7, 11))
            case 1:
                del body[place : place + 17]
            case _:
                body[place:place] = body[place : place + 23] * 5
        files.append(bytes(body))
    return files


def pages_of(content: bytes) -> int:
    """How many pages a PDF has."""
    return len(PdfReader(io.BytesIO(content)).pages)
