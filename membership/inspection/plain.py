"""Plain text: what libmagic calls text, and no browser would take for a page."""

from typing import BinaryIO

import magic

from membership.inspection.report import Limits, Trait, Wrong

HEAD = 8192
_PAGES = ("text/html", "text/xml", "text/x-php", "image/svg+xml")


def plain(stream: BinaryIO, name: str, _limits: Limits) -> frozenset[Trait]:
    """Text without a null byte, in whatever encoding, that is not a page or a drawing."""
    head = stream.read(HEAD)
    sniffed = str(magic.from_buffer(head, mime=True))
    stream.seek(0)
    text = sniffed.startswith("text/") and sniffed not in _PAGES
    if not text or b"\x00" in stream.read() or _opens_markup(head):
        raise Wrong("upload.not_what_it_says", type=name)
    return frozenset()


def _opens_markup(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype", b"<html", b"<svg", b"<script", b"<?xml", b"<?php"))
