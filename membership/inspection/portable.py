"""PDF files: how many pages, whether a password keeps them, whether they would act when opened."""

from typing import Any, BinaryIO, Final

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject

from membership.inspection.report import Limits, Trait, Wrong

BLOCK = 1024 * 1024
ACTS: Final = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/GoToR", "/Rendition"}
)
"""Actions that do more than move the reader within the file (ISO 32000-2, 12.6.4)."""

CARRIERS: Final = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/3D"})
"""Annotations that carry another file."""


class Reader(PdfReader):
    """A reader that refuses a protected file before it tries any password."""

    def read(self, stream: Any) -> None:
        """Reads the cross-references; the trailer then says whether the rest is readable."""
        super().read(stream)
        if "/Encrypt" in self.trailer:
            raise Wrong("upload.protected")


def portable(stream: BinaryIO, name: str, limits: Limits) -> frozenset[Trait]:
    """A PDF file of at most so many pages."""
    if not stream.read(5) == b"%PDF-" or not _ends(stream):
        raise Wrong("upload.not_what_it_says", type=name)
    stream.seek(0)
    root = Reader(stream).root_object
    pages = _pages(root, limits)
    active = _acts_when_opened(root) or any(_acts(page) for page in pages)
    return frozenset({Trait.ACTIVE} if active else ())


def _ends(stream: BinaryIO) -> bool:
    mark, before = b"%%EOF", b""
    stream.seek(0)
    while block := stream.read(BLOCK):
        if mark in before + block:
            return True
        before = block[-len(mark) :]
    return False


def _pages(root: DictionaryObject, limits: Limits) -> list[DictionaryObject]:
    """Every page, found by walking the tree itself: the count that it gives may be false."""
    pages: list[DictionaryObject] = []
    waiting, seen = [root["/Pages"].get_object()], set[int]()
    while waiting:
        node = waiting.pop()
        if not isinstance(node, DictionaryObject) or id(node) in seen:
            raise Wrong("upload.unreadable")
        seen.add(id(node))
        if "/Kids" in node:
            waiting += _kids(node)
        else:
            pages.append(node)
        if len(pages) > limits.pages or len(waiting) > limits.pages * 20:
            raise Wrong("upload.too_many_pages", n=limits.pages)
    if not pages:
        raise Wrong("upload.unreadable")
    return pages


def _kids(node: DictionaryObject) -> list[PdfObject | None]:
    kids = node["/Kids"].get_object()
    if not isinstance(kids, ArrayObject):
        raise Wrong("upload.unreadable")
    return [kid.get_object() for kid in kids]


def _acts_when_opened(root: DictionaryObject) -> bool:
    names = _dictionary(root.get("/Names"))
    form = _dictionary(root.get("/AcroForm"))
    return (
        "/AA" in root
        or "/JavaScript" in names
        or "/EmbeddedFiles" in names
        or "/XFA" in form
        or _is_act(root.get("/OpenAction"))
    )


def _acts(page: DictionaryObject) -> bool:
    if "/AA" in page:
        return True
    notes = page.get("/Annots")
    notes = notes.get_object() if notes is not None else ()
    found = [_dictionary(note) for note in notes] if isinstance(notes, ArrayObject) else []
    return any(
        "/AA" in note or note.get("/Subtype") in CARRIERS or _is_act(note.get("/A"))
        for note in found
    )


def _is_act(action: Any) -> bool:
    return _dictionary(action).get("/S") in ACTS


def _dictionary(value: Any) -> DictionaryObject:
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()
