"""The only module that knows WeasyPrint: it sets a letter as PDF/A-3a and PDF/UA-1 at once.

Run as ``python -m membership.printing.paper`` it is the press's child: it reads sheets on
its standard input and answers with files, inside limits, and dies with its parent.

WeasyPrint writes one conformance claim a file (its variants are PDF/A *or* PDF/UA), so
the second claim, with the extension schema that PDF/A asks for, is written into the same
metadata before the file is closed.
"""

import ctypes
import gc
import os
import re
import resource
import signal
import sys
import warnings
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, BinaryIO, Final

from membership.printing import shelf, wire
from membership.printing.wire import PressFailed

# Read by fontconfig as WeasyPrint loads: the machine's own fonts stay out of letters.
os.environ["FONTCONFIG_FILE"] = str(shelf.folder() / "letter" / "fonts.conf")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # "no fonts configured" is what we want
    import weasyprint
    from fontTools.ttLib import TTFont
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

MEMORY_BYTES: Final = 1 << 30
PAGES: Final = 20
ALLOCATIONS: Final = 50_000
"""After how many more objects than were let go garbage is looked for."""
ATTACHED: Final = "letter.json"
SUBSTITUTE: Final = "\ufffd"

_PR_SET_PDEATHSIG: Final = 1
_DESCRIPTION: Final = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><pdfaExtension:schemas><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""


class Shelf(URLFetcher):  # type: ignore[misc]
    """Gives a letter the project's own fonts and nothing else; any other address ends it."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("asset",), allow_redirects=False)

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The asset's bytes; the letter fails for an address that is not on the shelf."""
        path = shelf.asset(url)
        if path is not None:
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
        if url == shelf.SCHEME + shelf.FALLBACK:
            raise FileNotFoundError(shelf.FALLBACK)  # the letter does without it
        raise FatalURLFetchingError(f"a letter asked for {url[:200]}")


SHELF: Final = Shelf()


@cache
def _fonts() -> Any:
    return FontConfiguration()


@lru_cache(maxsize=4)
def _stylesheet(css: str) -> Any:
    return weasyprint.CSS(string=css, font_config=_fonts(), url_fetcher=SHELF)


@cache
def _drawable() -> frozenset[int]:
    """Every character that some face of a letter can draw, in each of its weights."""
    own = [set(TTFont(path, lazy=True).getBestCmap()) for path in shelf.faces().values()]
    spare = shelf.fallback()
    extra = set(TTFont(spare, lazy=True).getBestCmap()) if spare else set()
    return frozenset(set.intersection(*own) | extra | {ord("\n"), ord("\t")})


def drawn(text: str) -> str:
    """The text with every run of characters that no face can draw replaced by one visible mark.

    PDF/A forbids the empty box that would stand there; the attached facts keep the
    character itself.
    """
    missing = {ord(c) for c in set(text)} - _drawable()
    mark = SUBSTITUTE if ord(SUBSTITUTE) in _drawable() else "?"
    if not missing:
        return text
    marked = text.translate(dict.fromkeys(missing, mark))
    return re.sub(rf"{re.escape(mark)}[{re.escape(mark)}\u200d\ufe0f]*", mark, marked)


def set_type(
    html: str, *, css: str, attachment: bytes, title: str, language: str, created: datetime
) -> bytes:
    """The letter as a PDF/A-3a and PDF/UA-1 file with its facts attached as JSON.

    ``created`` (with its zone) is written as the file's only date, so the same input
    gives the same bytes under the same versions. Fails with ``PressFailed`` for more
    than twenty pages and for an address outside the project's own assets.
    """
    try:
        document = weasyprint.HTML(string=drawn(html), url_fetcher=SHELF).render(
            font_config=_fonts(), stylesheets=[_stylesheet(css)], pdf_variant="pdf/a-3a"
        )
        if len(document.pages) > PAGES:
            raise PressFailed("letter.too_long", pages=len(document.pages), most=PAGES)
        _describe(document.metadata, title, language, created)
        pdf = document.write_pdf(
            finisher=_claim_accessibility,
            pdf_variant="pdf/a-3a",
            attachments=[_attached(attachment, created)],
        )
    except FatalURLFetchingError as trouble:
        raise PressFailed("letter.foreign_address", detail=str(trouble)) from trouble
    return bytes(pdf)


def _describe(metadata: Any, title: str, language: str, created: datetime) -> None:
    moment = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata.title = drawn(title)
    metadata.lang = language
    metadata.created = metadata.modified = moment
    metadata.attachments = []


def _attached(facts: bytes, created: datetime) -> Any:
    moment = created.astimezone(UTC)
    return weasyprint.Attachment(
        string=facts,
        name=ATTACHED,
        description="The facts of this letter",
        relationship="Data",
        created=moment,
        modified=moment,
    )


def _claim_accessibility(_document: Any, pdf: Any) -> None:
    """Adds the PDF/UA claim to the metadata that WeasyPrint wrote for PDF/A."""
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    before, end, after = metadata.stream[0].partition(b"</rdf:RDF>")
    metadata.stream[0] = before + _DESCRIPTION + end + after


def _die_with_parent(parent: int) -> None:
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it died before we asked
        sys.exit(0)


def _limit_one_letter(seconds: int) -> None:
    """So much more processor time from here; the memory's bound stands for good."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _collect_seldom() -> None:
    """What was loaded is never looked through for garbage, and a letter's own only once: most of
    what it makes lives until it is printed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(ALLOCATIONS, 10, 10)


def _answer(frame: bytes) -> bytes:
    sheet = wire.sheet_of(frame)
    try:
        return wire.printed(
            set_type(
                sheet.html,
                css=sheet.css,
                attachment=sheet.attachment,
                title=sheet.title,
                language=sheet.language,
                created=sheet.created,
            )
        )
    except PressFailed as failure:
        return wire.refused(failure)
    except MemoryError:
        return wire.refused(PressFailed("letter.too_heavy"))
    except Exception as trouble:  # whatever a letter does, the press goes on
        return wire.refused(PressFailed("letter.unprintable", detail=repr(trouble)[:500]))


def serve(requests: BinaryIO, replies: BinaryIO, processor_seconds: int) -> None:
    """Answers sheets until the other side closes."""
    while (frame := wire.receive(requests)) is not None:
        _limit_one_letter(processor_seconds)
        wire.send(replies, _answer(frame))


def main(parent: int, processor_seconds: int) -> None:
    """The child: takes its limits, keeps the pipe to itself, serves."""
    _die_with_parent(parent)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # a stray print spoils no frame
    _collect_seldom()
    serve(sys.stdin.buffer, replies, processor_seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
