"""A file's pages as pictures, and the copy that names its reader.

Both are given to whoever has opened the file in this sitting, which is on record; one's
own files and public ones need no record. Reading changes nothing.
"""

from typing import Any

from flask import redirect, render_template, url_for
from flask_babel import format_datetime
from werkzeug.wrappers import Response

from membership.application import documents
from membership.application.blueprint import blueprint
from membership.application.document_views import address, checked, sitting, standing
from membership.application.documents import Footing
from membership.door import Audience, now, open_to, person, session
from membership.files import serve_copy, serve_file, serve_picture, stored
from membership.inspection import copies
from membership.words import role_name


@blueprint.get("/documents/<public_id>/pages/<int:number>")
@open_to(Audience.SIGNED_IN)
def document_page(public_id: str, number: int) -> Any:
    """One page of a file, as a picture that can do nothing, with the pages beside it."""
    stands = standing(public_id)
    if not is_opened(stands):
        return _to_its_page(stands)
    document, pages = stands.document, pages_of(stands)
    return render_template(
        "application/document_page.html",
        stands=stands,
        document=document,
        number=min(max(number, 1), pages),
        pages=pages,
        before=address(document, number - 1) if number > 1 else "",
        after=address(document, number + 1) if number < pages else "",
    )


@blueprint.get("/documents/<public_id>/pages/<int:number>.png")
@open_to(Audience.SIGNED_IN)
def document_picture(public_id: str, number: int) -> Any:
    """The picture of one page; across a confidential one stands who looks at it."""
    stands = standing(public_id)
    if not is_opened(stands):
        return _to_its_page(stands)
    document = stands.document
    with stored(document, checked(document)).open("rb") as file:
        drawn = copies.page(file, document.media_type, number, mark=_mark(stands))
    return serve_picture(drawn.picture)


@blueprint.get("/documents/<public_id>/copy")
@open_to(Audience.SIGNED_IN)
def document_copy(public_id: str) -> Any:
    """The file of whoever has opened it: a confidential one as a copy that names its reader."""
    stands = standing(public_id)
    if not is_opened(stands):
        return _to_its_page(stands)
    document, store = stands.document, checked(stands.document)
    if not stands.is_marked:
        return serve_file(document, store)
    with stored(document, store).open("rb") as file:
        return serve_copy(copies.marked(file, document.media_type, _mark(stands)), document)


def pages_of(stands: Footing) -> int:
    """How many pages the file has, counted in a child with limits."""
    document = stands.document
    with stored(document, checked(document)).open("rb") as file:
        return copies.count(file, document.media_type)


def is_opened(stands: Footing) -> bool:
    """Whether the file may be looked at: it is free, or was opened in this sitting."""
    return stands.is_free or documents.has_opened(
        session(), person(), stands.document, sitting=sitting()
    )


def _to_its_page(stands: Footing) -> Response:
    return redirect(url_for("application.document", public_id=stands.document.public_id), 303)


def _mark(stands: Footing) -> str:
    if not stands.is_marked or stands.role is None:
        return ""
    moment = format_datetime(now(), "dd.MM.yyyy, HH:mm")
    return f"{person().name} · {role_name(stands.role)} · {moment}"
