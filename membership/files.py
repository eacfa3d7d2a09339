"""The one way a stored file leaves the house: as an attachment that no browser may run."""

from flask import Response, send_file

from membership.models import Document
from membership.storage import Store
from workflows.refusal import NotFound


def serve_file(document: Document, store: Store, *, name: str = "") -> Response:
    """Answers with the file under its own name, or ``name``.

    Always an attachment of its declared type, never sniffed, never cached, in a sandbox
    that loads nothing: what an applicant uploaded cannot act on who opens it.
    """
    path = store.path(document.sha256)
    if not path.is_file():
        raise NotFound("files.gone")
    response = send_file(
        path,
        mimetype=document.media_type,
        as_attachment=True,
        download_name=name or document.name,
        conditional=False,
        etag=False,
    )
    response.headers.update(
        {
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
    )
    return response
