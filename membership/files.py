"""The one way a stored file leaves the house: as an attachment that no browser may run."""

import io
from pathlib import Path

from flask import Response, send_file

from membership.models import Document
from membership.storage import Store
from workflows.refusal import NotFound

PLAIN = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every stored content leaves with: as it is declared, kept by nobody, loading nothing."""


def serve_file(document: Document, store: Store, *, name: str = "") -> Response:
    """Answers with the file under its own name, or ``name``.

    Always an attachment of its declared type, never sniffed, never cached, in a sandbox
    that loads nothing: what an applicant uploaded cannot act on who opens it.
    """
    return _attached(stored(document, store), document, name)


def serve_copy(content: bytes, document: Document) -> Response:
    """Answers with a copy of the file that was made for its reader, in the same way."""
    return _attached(io.BytesIO(content), document, "")


def serve_picture(content: bytes) -> Response:
    """Answers with a picture that the house drew itself, to be shown within its own pages."""
    response = Response(content, mimetype="image/png")
    response.headers.update(PLAIN)
    return response


def stored(document: Document, store: Store) -> Path:
    """Where the file's content is; refuses one that is gone."""
    path = store.path(document.sha256)
    if not path.is_file():
        raise NotFound("files.gone")
    return path


def _attached(content: Path | io.BytesIO, document: Document, name: str) -> Response:
    response = send_file(
        content,
        mimetype=document.media_type,
        as_attachment=True,
        download_name=name or document.name,
        conditional=False,
        etag=False,
    )
    response.headers.update(PLAIN)
    return response
