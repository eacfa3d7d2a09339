"""Pages as pictures and copies that name their reader, drawn by a child (U12)."""

import io

import pikepdf
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from membership.inspection import copies
from membership.inspection.draughtsman import draw
from tests.uploads.corpus import PDF, pdf, with_metadata
from workflows.refusal import NotAvailable, NotFound

PDF_TYPE, PNG_TYPE, JPEG_TYPE = "application/pdf", "image/png", "image/jpeg"
MARK = "Ștefan Exemplu · rapporteur · 25.11.2026, 14:30"


def of_pages(number: int) -> bytes:
    """A PDF of so many pages that runs a script when it is opened and carries a file."""
    writer = PdfWriter()
    for _ in range(number):
        writer.append(io.BytesIO(PDF))
    act = {"/S": "/JavaScript", "/JS": "app.alert('opened')"}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
        {
            NameObject(k): NameObject(v) if v.startswith("/") else TextStringObject(v)
            for k, v in act.items()
        }
    )
    writer.add_attachment("hidden.txt", b"hidden")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(kind: str, **saved: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (400, 300), (10, 20, 200)).save(out, kind, **saved)
    return out.getvalue()


def pixels(content: bytes) -> Image.Image:
    opened = Image.open(io.BytesIO(content))
    opened.load()
    return opened


def test_a_page_is_shown_as_a_picture_in_which_nothing_can_act() -> None:
    """U12: what would run when the file is opened is not in the picture of its page."""
    drawn = copies.page(io.BytesIO(of_pages(3)), PDF_TYPE, 2, mark="")
    assert drawn.pages == 3
    assert copies.count(io.BytesIO(of_pages(3)), PDF_TYPE) == 3
    shown = pixels(drawn.picture)
    assert (shown.format, shown.width) == ("PNG", 1100)
    assert shown.info == {}
    assert b"alert" not in drawn.picture
    assert b"hidden" not in drawn.picture


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", PNG_TYPE), ("JPEG", JPEG_TYPE)])
def test_a_picture_is_shown_without_what_it_says_of_itself(kind: str, media_type: str) -> None:
    """U13: where a photograph was taken stays behind."""
    exif = Image.Exif()
    exif[0x010E] = "made at home"
    drawn = copies.page(io.BytesIO(picture(kind, exif=exif)), media_type, 1, mark="")
    assert drawn.pages == 1
    assert pixels(drawn.picture).info == {}
    assert b"made at home" not in drawn.picture


@pytest.mark.parametrize("number", [0, 4, 99_999])
def test_a_page_that_is_not_there_is_not_found(number: int) -> None:
    with pytest.raises(NotFound):
        copies.page(io.BytesIO(of_pages(3)), PDF_TYPE, number, mark="")


def test_the_mark_stands_on_the_picture_of_every_page() -> None:
    plain = copies.page(io.BytesIO(of_pages(2)), PDF_TYPE, 2, mark="")
    marked = copies.page(io.BytesIO(of_pages(2)), PDF_TYPE, 2, mark=MARK)
    assert pixels(plain.picture).size == pixels(marked.picture).size
    assert plain.picture != marked.picture


def test_a_marked_copy_keeps_the_pages_and_their_words() -> None:
    content = of_pages(2)
    copy = copies.marked(io.BytesIO(content), PDF_TYPE, MARK)
    before, after = PdfReader(io.BytesIO(content)), PdfReader(io.BytesIO(copy))
    assert len(after.pages) == 2
    for old, new in zip(before.pages, after.pages, strict=True):
        assert old.extract_text().strip() in new.extract_text()
        assert len(new.images) == len(old.images) + 1
    one = copies.page(io.BytesIO(copy), PDF_TYPE, 1, mark="")
    assert one.picture != copies.page(io.BytesIO(content), PDF_TYPE, 1, mark="").picture


def test_a_copy_brings_no_file_that_the_metadata_name() -> None:
    """As in pikepdf CVE-2021-29421: a document's own XML named a file of the server."""
    copy = copies.marked(io.BytesIO(pdf(1, with_metadata)), PDF_TYPE, MARK)
    kept = PdfReader(io.BytesIO(copy)).root_object.get("/Metadata")
    assert kept is None or b"root:" not in kept.get_object().get_data()


def turned(degrees: int, *, by_its_tree: bool) -> bytes:
    """An empty page that is turned when it is read, as a scanner's feeder leaves it."""
    document = pikepdf.new()
    document.add_blank_page(page_size=(300, 500))
    said_by = document.Root.Pages if by_its_tree else document.pages[0].obj
    said_by.Rotate = degrees
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def drawn_from(content: bytes) -> Image.Image:
    """The first page of a marked copy, as its reader sees it."""
    copy = draw(io.BytesIO(content), "PDF", {"act": "mark", "mark": MARK}).partition(b"\n")[2]
    page = draw(io.BytesIO(copy), "PDF", {"act": "page", "number": 1, "mark": ""})
    return pixels(page.partition(b"\n")[2]).convert("L")


@pytest.mark.parametrize(
    ("degrees", "by_its_tree"),
    [(90, False), (180, False), (270, False), (-90, False), (450, False), (90, True)],
)
def test_a_turned_page_is_marked_as_it_is_read(degrees: int, by_its_tree: bool) -> None:
    """The name is read upright: on the copy of a turned page as on a page that was never turned."""
    content = turned(degrees, by_its_tree=by_its_tree)
    size = (500, 300) if degrees % 180 else (300, 500)
    straight = pikepdf.new()
    straight.add_blank_page(page_size=size)
    out = io.BytesIO()
    straight.save(out)
    seen, meant = drawn_from(content), drawn_from(out.getvalue())
    assert seen.size == meant.size
    assert sum(meant.histogram()[:220]) > meant.width * meant.height // 200
    far = ImageChops.difference(seen, meant).histogram()[20:]
    assert sum(far) < seen.width * seen.height // 500


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", PNG_TYPE), ("JPEG", JPEG_TYPE)])
def test_a_picture_is_marked_in_its_own_kind(kind: str, media_type: str) -> None:
    content = picture(kind)
    copy = copies.marked(io.BytesIO(content), media_type, MARK)
    shown = pixels(copy)
    assert (shown.format, shown.size) == (kind, (400, 300))
    assert shown.tobytes() != pixels(content).tobytes()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\nnothing", b"\x89PNG\r\n\x1a\n" + b"\0" * 64])
def test_a_broken_file_is_not_shown_and_its_copy_never_goes_out_unmarked(content: bytes) -> None:
    """U9: the child alone pays for it."""
    media_type = PNG_TYPE if content.startswith(b"\x89") else PDF_TYPE
    with pytest.raises(NotFound, match=r"files\.not_drawn"):
        copies.page(io.BytesIO(content), media_type, 1, mark="")
    with pytest.raises(NotAvailable, match=r"files\.not_marked"):
        copies.marked(io.BytesIO(content), media_type, MARK)
