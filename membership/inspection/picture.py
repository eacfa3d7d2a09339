"""Pictures: their size is read before anything is decoded, and whether they say where."""

from typing import BinaryIO

from PIL import Image, UnidentifiedImageError

from membership.inspection.report import Limits, Trait, Wrong

GPS = 0x8825
"""The part of the EXIF data that holds the place (Exif 2.32, 4.6.3)."""


def picture(stream: BinaryIO, name: str, limits: Limits) -> frozenset[Trait]:
    """A PNG or JPEG of at most so many pixels, decoded far enough to know that it is one."""
    Image.MAX_IMAGE_PIXELS = None  # our own limit speaks, with its own sentence
    try:
        with Image.open(stream, formats=(name,)) as opened:
            if opened.width * opened.height > limits.megapixels * 1_000_000:
                raise Wrong("upload.too_many_pixels", n=limits.megapixels)
            said = opened.info.get("exif", b"") or _exif_chunk(stream)
            more = opened.info.get("xmp", b"")
            traits = frozenset({Trait.LOCATION} if _says_where(said, more) else ())
            _decode(opened)
    except UnidentifiedImageError:
        raise Wrong("upload.not_what_it_says", type=name) from None
    return traits


def _says_where(said: bytes, more: bytes) -> bool:
    exif = Image.Exif()
    exif.load(said)
    return bool(exif.get_ifd(GPS)) or b"GPSLatitude" in more


def _exif_chunk(stream: BinaryIO) -> bytes:
    """The EXIF data of a PNG, which may also stand behind its pixels: found without them."""
    place = stream.tell()
    stream.seek(8)
    try:
        while len(head := stream.read(8)) == 8:
            length = int.from_bytes(head[:4], "big")
            if head[4:] == b"eXIf":
                return stream.read(min(length, 65536))
            stream.seek(length + 4, 1)
        return b""
    finally:
        stream.seek(place)


def _decode(opened: Image.Image) -> None:
    if opened.format == "PNG":
        opened.verify()
        return
    # A JPEG is decoded at an eighth of its size, which costs a sixty-fourth of its memory.
    opened.draft("RGB", (opened.width // 8, opened.height // 8))
    opened.load()
