"""The child that draws: pages as pictures, and copies with their reader's name across them.

Limited like the child that looks (see ``child``). It answers with the number of pages, a
line's end, and the bytes of what was asked for; with nothing when the file is too much for it.
"""

import io
import json
import os
import sys
from importlib.resources import files
from typing import Any, BinaryIO

import pikepdf
import pypdfium2
from PIL import Image, ImageDraw, ImageFont, ImageOps

from membership.inspection import child

WIDTH = 1100
"""How many pixels wide a page is shown."""
TALLEST = 3
"""A page that is more than so many times as tall as wide is shown smaller."""
LARGEST_COPY = 2500
"""The longest side, in pixels, of a picture's marked copy."""
SHEET = (1240, 1754)
DEEPEST = 64
"""How many levels of a page tree are asked for what a page does not say itself."""
SPACING = 340
INK = (90, 90, 90, 70)
SLOPE = 30


def _font(size: int) -> ImageFont.FreeTypeFont:
    face = files("font_source_sans_pro") / "files" / "SourceSansPro-Semibold.otf"
    return ImageFont.truetype(io.BytesIO(face.read_bytes()), size)


def _across(words: str, size: tuple[int, int]) -> Image.Image:
    """The words in lines that rise across a sheet of this size, so faint that all stays legible."""
    wide, tall = size
    side = int((wide**2 + tall**2) ** 0.5) + 2
    lines = Image.new("RGBA", (side, side), (0, 0, 0, 0))
    pen, font = ImageDraw.Draw(lines), _font(max(wide // 45, 10))
    length = max(int(pen.textlength(words, font=font)), 1)
    step = max(SPACING * wide // SHEET[0], 40)
    for row, y in enumerate(range(0, side, step)):
        for x in range(-(row % 2) * length // 2, side, length + step // 2):
            pen.text((x, y), words, font=font, fill=INK)
    turned = lines.rotate(SLOPE, resample=Image.Resampling.BILINEAR)
    left, top = (side - wide) // 2, (side - tall) // 2
    return turned.crop((left, top, left + wide, top + tall))


def _with_mark(picture: Image.Image, mark: str) -> Image.Image:
    if not mark:
        return picture.convert("RGB")
    whole = picture.convert("RGBA")
    whole.alpha_composite(_across(mark, whole.size))
    return whole.convert("RGB")


def _png(picture: Image.Image) -> bytes:
    # Saved from bare pixels: whatever else the file said of itself stays behind.
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _opened(stream: BinaryIO, kind: str, longest: tuple[int, int]) -> Image.Image:
    Image.MAX_IMAGE_PIXELS = None  # what was taken in has passed the house's own limit
    picture = Image.open(stream, formats=(kind,))
    picture.draft("RGB", longest)
    picture.thumbnail(longest)  # first of all: whatever follows works on a small copy
    upright = ImageOps.exif_transpose(picture)
    bare = Image.new("RGB", upright.size, (255, 255, 255))
    shown = upright.convert("RGBA")
    bare.paste(shown, mask=shown.getchannel("A"))
    return bare


def _pdf_page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    page = document[number - 1]
    wide, tall = page.get_size()
    scale = min(WIDTH / max(wide, 1), WIDTH * TALLEST / max(tall, 1))
    drawn: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
    return drawn


def _marked_pdf(stream: BinaryIO, mark: str) -> tuple[int, bytes]:
    out = io.BytesIO()
    with pikepdf.open(stream) as document:
        upright, lying = (_stamp(document, mark, size) for size in (SHEET, SHEET[::-1]))
        for page in document.pages:
            wide, tall, matrix = _as_read(page)
            name = page.add_resource(lying if wide > tall else upright, pikepdf.Name.XObject)
            # Whatever state the page leaves its pen in ends with the page's own content.
            page.contents_add(b"q", prepend=True)
            page.contents_add(f"Q\nq {matrix} cm {name} Do Q".encode())
        document.save(out)
        return len(document.pages), out.getvalue()


def _as_read(page: pikepdf.Page) -> tuple[float, float, str]:
    """How wide and tall the page is when it is read, and the matrix that lays a picture over
    it upright, however the page is turned then (ISO 32000-2, 8.3.4)."""
    left, low, right, high = (float(edge) for edge in page.mediabox)
    wide, tall = right - left, high - low
    across, matrix = {
        0: (False, (wide, 0, 0, tall, left, low)),
        90: (True, (0, tall, -wide, 0, right, low)),
        180: (False, (-wide, 0, 0, -tall, right, high)),
        270: (True, (0, -tall, wide, 0, left, high)),
    }[_turned(page.obj)]
    seen = (tall, wide) if across else (wide, tall)
    return *seen, " ".join(f"{number:.3f}" for number in matrix)


def _turned(leaf: pikepdf.Object) -> int:
    """By how many degrees the page is turned when it is read; its tree may say it for it."""
    for _ in range(DEEPEST):
        if "/Rotate" in leaf:
            return round(float(leaf.Rotate) / 90) * 90 % 360
        if "/Parent" not in leaf:
            break
        leaf = leaf.Parent
    return 0


def _stamp(document: pikepdf.Pdf, mark: str, size: tuple[int, int]) -> pikepdf.Object:
    across = _across(mark, size)
    veil = _grey(document, across.getchannel("A"))
    stamp = _grey(document, across.getchannel("R"))
    stamp.SMask = veil
    return document.make_indirect(stamp)


def _grey(document: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Stream:
    stream = pikepdf.Stream(document, picture.tobytes())
    stream.Type, stream.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    stream.ColorSpace, stream.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    stream.Width, stream.Height = picture.size
    return stream


def _of_pdf(stream: BinaryIO, what: dict[str, Any]) -> tuple[int, bytes]:
    if what["act"] == "mark":
        return _marked_pdf(stream, what["mark"])
    document = pypdfium2.PdfDocument(stream)
    pages = len(document)
    if what["act"] == "count" or not 1 <= what["number"] <= pages:
        return pages, b""
    return pages, _png(_with_mark(_pdf_page(document, what["number"]), what["mark"]))


def _of_picture(stream: BinaryIO, kind: str, what: dict[str, Any]) -> tuple[int, bytes]:
    if what["act"] == "mark":
        copy = _with_mark(_opened(stream, kind, (LARGEST_COPY, LARGEST_COPY)), what["mark"])
        out = io.BytesIO()
        copy.save(out, kind)
        return 1, out.getvalue()
    if what["act"] == "count" or what["number"] != 1:
        return 1, b""
    return 1, _png(_with_mark(_opened(stream, kind, (WIDTH, WIDTH * TALLEST)), what["mark"]))


def draw(stream: BinaryIO, kind: str, what: dict[str, Any]) -> bytes:
    """The answer on a file of this kind: how many pages it has, and what was asked for."""
    pages, drawn = _of_pdf(stream, what) if kind == "PDF" else _of_picture(stream, kind, what)
    return f"{pages}\n".encode() + drawn


def main(parent: int, kind: str, what: str) -> None:
    """Takes the limits, draws, answers."""
    child.limit(parent)
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print spoils no picture
    with os.fdopen(sys.stdin.fileno(), "rb") as file, os.fdopen(answers, "wb") as out:
        out.write(draw(file, kind, json.loads(what)))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
