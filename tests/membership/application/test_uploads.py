"""Uploads: judged by what they hold, named so that nobody is misled, stored on arrival."""

import io
import zipfile
from dataclasses import replace
from typing import BinaryIO

import pytest

from membership.application import contents, uploads
from membership.models import Document
from tests.membership.office import PDF, TestOffice
from workflows.refusal import Incomplete

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 64


def archive(*parts: tuple[str, bytes], stored: bool = False) -> bytes:
    file = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(file, "w", how) as opened:
        for name, content in parts:
            opened.writestr(name, content)
    return file.getvalue()


def open_xml(part: str, *more: tuple[str, bytes]) -> bytes:
    return archive(("[Content_Types].xml", b"<Types/>"), (part, b"<document/>"), *more)


def open_document(media_type: str) -> bytes:
    return archive(("mimetype", media_type.encode()), ("content.xml", b"<x/>"), stored=True)


DOCX = open_xml("word/document.xml")
TAKEN = {
    "a.pdf": PDF,
    "a.PDF": PDF,
    "a.png": PNG,
    "a.jpeg": JPEG,
    "a.docx": DOCX,
    "a.xlsx": open_xml("xl/workbook.xml"),
    "a.odt": open_document("application/vnd.oasis.opendocument.text"),
    "a.ods": open_document("application/vnd.oasis.opendocument.spreadsheet"),
    "a.txt": "Detecție și măsurare.\n".encode(),
}
REFUSED = {
    "an executable": ("a.pdf", b"MZ" + b"\x00" * 200, "upload.not_what_it_says"),
    "a page before a PDF": ("a.pdf", b"<html>" + PDF, "upload.not_what_it_says"),
    "a PDF cut off": ("a.pdf", b"%PDF-1.4\n1 0 obj", "upload.not_what_it_says"),
    "a page": ("a.html", b"<html></html>", "upload.type_not_taken"),
    "a drawing with script": ("a.svg", b"<svg/>", "upload.type_not_taken"),
    "a page called text": ("a.txt", b"<!DOCTYPE html><html></html>", "upload.not_what_it_says"),
    "bytes called text": ("a.txt", b"\x00\x01\x02" * 50, "upload.not_what_it_says"),
    "an archive": ("a.zip", archive(("a", b"a")), "upload.type_not_taken"),
    "an archive called a letter": ("a.docx", archive(("a", b"a")), "upload.not_what_it_says"),
    "a table called a letter": ("a.docx", TAKEN["a.xlsx"], "upload.not_what_it_says"),
    "a letter with macros": ("a.docx", open_xml("word/document.xml", ("word/vbaProject.bin", b"")),
                             "upload.macros"),
    "a letter behind a password": ("a.docx", contents.OLD_OFFICE + b"\x00" * 64,
                                   "upload.protected"),
    "a bomb": ("a.docx", open_xml("word/document.xml", ("word/x", b"\x00" * 9_000_000)),
               "upload.bomb"),
    "too many parts": ("a.docx", open_xml("word/document.xml",
                                          *((f"x{n}", b"") for n in range(2001))), "upload.bomb"),
    "no ending": ("contract", PDF, "upload.type_not_taken"),
    "nothing": ("a.pdf", b"", "upload.empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_of_a_taken_type_is_known_by_its_content(name: str) -> None:
    assert contents.type_of(name, io.BytesIO(TAKEN[name])).media_type


def sent(office: TestOffice, public_id: str, name: str, stream: BinaryIO) -> Document:
    with office.write() as session:
        actor, case = office.person(session, "applicant"), office.case(session, public_id)
        return uploads.receive(
            session, actor, case, name, stream, at=office.now(), settings=office.settings
        )


def files(office: TestOffice) -> list[str]:
    return sorted(p.name for p in office.settings.documents.rglob("*") if p.is_file())


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_not_taken_is_refused_and_leaves_nothing(
    sqlite_office: TestOffice, what: str
) -> None:
    name, content, key = REFUSED[what]
    public_id = sqlite_office.drafted()
    before = files(sqlite_office)
    with pytest.raises(Incomplete) as refused:
        sent(sqlite_office, public_id, name, io.BytesIO(content))
    assert (refused.value.message.key, refused.value.field) == (key, "file")
    assert files(sqlite_office) == before


def test_an_archive_whose_parts_overlap_is_refused(sqlite_office: TestOffice) -> None:
    inner = bytearray(open_xml("word/document.xml", ("word/a", b"x" * 2000)))
    entry = inner.rfind(b"PK\x01\x02")
    inner[entry + 42 : entry + 46] = b"\x00\x00\x00\x00"
    with pytest.raises(Incomplete):
        contents.type_of("a.docx", io.BytesIO(bytes(inner)))


def test_a_pdf_with_an_archive_behind_it_is_only_ever_a_pdf() -> None:
    kind = contents.type_of("a.pdf", io.BytesIO(PDF + archive(("x.html", b"<script>"))))
    assert kind.media_type == "application/pdf"


def test_a_stored_file_keeps_its_content_and_its_owner(office: TestOffice) -> None:
    public_id = office.drafted()
    document = sent(office, public_id, "Ofertă.pdf", io.BytesIO(PDF))
    with office.read() as session:
        kept = uploads.kept(session, office.case(session, public_id), document.public_id)
        assert kept is not None
        assert (kept.name, kept.size, kept.media_type) == (
            "Ofertă.pdf",
            len(PDF),
            "application/pdf",
        )
        assert kept.sha256 in files(office)


def test_a_kept_file_is_given_back_to_its_own_organisation_only(office: TestOffice) -> None:
    document = sent(office, office.drafted(), "a.pdf", io.BytesIO(PDF))
    with office.read() as session:
        other = office.case(session, office.drafted())
        assert uploads.kept(session, other, document.public_id) is None
        assert uploads.kept(session, other, "") is None


def test_a_file_past_the_limit_is_refused_with_the_limit(sqlite_office: TestOffice) -> None:
    sqlite_office.settings = replace(sqlite_office.settings, upload_mib=1)
    large = io.BytesIO(PDF + b"\x00" * (1024 * 1024))
    with pytest.raises(Incomplete) as refused:
        sent(sqlite_office, sqlite_office.drafted(), "a.pdf", large)
    assert refused.value.message.params["n"] == 1


def test_an_organisation_has_room_for_so_much_and_no_more(sqlite_office: TestOffice) -> None:
    sqlite_office.settings = replace(sqlite_office.settings, organisation_mib=1)
    public_id = sqlite_office.drafted()
    sent(sqlite_office, public_id, "a.pdf", io.BytesIO(PDF + b"\x00" * 600_000))
    with pytest.raises(Incomplete) as refused:
        sent(sqlite_office, public_id, "b.pdf", io.BytesIO(PDF + b"\x00" * 600_001))
    assert refused.value.message.key == "upload.no_room"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/raport.pdf", "raport.pdf"),
        ("C:\\Users\\Ana\\ofertă.pdf", "ofertă.pdf"),
        ("inv\u202efdp.exe.pdf", "invfdp.exe.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("nul\x00.pdf", "nul.pdf"),
        ("-rf.pdf", "rf.pdf"),
        (".pdf", "pdf"),
        ("\u015ftiin\u0163\u0103.pdf", "știință.pdf"),
        ("a\u0306.pdf", "ă.pdf"),
        ("", "document"),
    ],
)
def test_a_name_is_shown_without_what_could_mislead(given: str, shown: str) -> None:
    assert uploads.display_name(given) == shown


def test_a_long_name_keeps_its_ending() -> None:
    name = uploads.display_name("ș" * 300 + ".pdf")
    assert len(name) == 120
    assert name.endswith(".pdf")
