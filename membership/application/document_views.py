"""A stored file: its page, its opening, and the applicant's list of who opened what."""

import hashlib
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask_babel import format_decimal
from flask_login import current_user

from membership.application import documents
from membership.application.blueprint import blueprint, own
from membership.application.document_forms import OpeningForm, purpose_words
from membership.application.documents import Footing
from membership.application.drafting import statute_for
from membership.door import Audience, now, open_to, person, session, settings
from membership.files import serve_file
from membership.forms import refused_at
from membership.inspection import copies
from membership.models import Document
from membership.settings import MEBIBYTE
from membership.storage import Store

blueprint.add_app_template_filter(purpose_words)


@blueprint.app_template_filter()
def size_words(size: int) -> str:
    """A size in bytes as people read it: 12.5 MB; MB here are mebibytes, as in the limits."""
    unit, per = ("MB", MEBIBYTE) if size >= MEBIBYTE else ("KB", 1024)
    return f"{format_decimal(max(size / per, 0.1), '#,##0.#')} {unit}"


@blueprint.get("/documents/<public_id>")
@open_to(Audience.SIGNED_IN)
def document(public_id: str) -> Any:
    """One's own file, or a public one, at once; any other one's page, from which it is opened."""
    stands = standing(public_id)
    if stands.is_free:
        return _file(stands.document)
    return _page(stands, OpeningForm())


@blueprint.post("/documents/<public_id>")
@open_to(Audience.SIGNED_IN, repeatable=True)
def document_opened(public_id: str) -> Any:
    """Opens a file: states what for, where that has to be, records it, and gives the file or
    leads to its pages and to the reader's own copy, which take time to make."""
    stands = standing(public_id)
    form = OpeningForm()
    if form.validate():
        with refused_at(form) as attempt:
            found = _opened(stands, looks="look" in request.form)
            documents.open_file(session(), person(), stands, purpose=form.stated,
                                sitting=sitting(), at=now())  # fmt: skip
        if attempt.ok:
            return found
        found.close()
    return _page(stands, form), form.status


def _opened(stands: Footing, *, looks: bool) -> Any:
    if looks and copies.is_drawn(stands.document.media_type):
        return redirect(address(stands.document, 1), 303)
    if stands.is_marked:
        return redirect(url_for(".document_copy", public_id=stands.document.public_id), 303)
    return _file(stands.document)


@blueprint.get("/application/<public_id>/files")
@open_to(Audience.SIGNED_IN)
def files(public_id: str) -> str:
    """The applicant's files on a case: what each is, and who of the house opened it."""
    application = own(public_id)
    return render_template(
        "application/files.html",
        application=application,
        statute=statute_for(application, settings()),
        openings=documents.openings_of(session(), application),
    )


def standing(public_id: str) -> Footing:
    """How the person signed in stands to this file."""
    return documents.footing(session(), person(), public_id, sitting=sitting(), at=now())


def sitting() -> str:
    """The session that the house knows, by a digest that opens nothing."""
    return hashlib.sha256(str(current_user.get_id()).encode()).hexdigest()


def _file(found: Document) -> Response:
    return serve_file(found, checked(found))


def checked(found: Document) -> Store:
    """Where the file lies, once nothing speaks against opening it."""
    store = Store(settings().documents)
    documents.refuse_unchecked(found, scanner=bool(settings().clamd), store=store)
    return store


def address(found: Document, number: int) -> str:
    """Where a page of the file is shown."""
    return url_for("application.document_page", public_id=found.public_id, number=number)


def _page(stands: Footing, form: OpeningForm) -> str:
    return render_template("application/document.html", stands=stands, form=form,
                           document=stands.document,
                           drawn=copies.is_drawn(stands.document.media_type))  # fmt: skip
