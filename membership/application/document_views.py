"""A stored file: its page, its opening, and the applicant's list of who opened what."""

import hashlib
from typing import Any

from flask import Response, render_template
from flask_babel import format_decimal
from flask_login import current_user

from membership.application import documents
from membership.application.blueprint import blueprint, own
from membership.application.document_forms import OpeningForm, purpose_words
from membership.application.documents import Footing
from membership.door import Audience, now, open_to, person, session, settings
from membership.files import serve_file
from membership.forms import refused_at
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
    stands = _footing(public_id)
    if stands.is_free:
        return _file(stands.document)
    return _page(stands, OpeningForm())


@blueprint.post("/documents/<public_id>")
@open_to(Audience.SIGNED_IN, repeatable=True)
def document_opened(public_id: str) -> Any:
    """Opens a file: states what for, where that has to be, records it, and gives the file."""
    stands = _footing(public_id)
    form = OpeningForm()
    if form.validate():
        found = _file(stands.document)
        with refused_at(form) as attempt:
            documents.open_file(session(), person(), stands, purpose=form.stated,
                                sitting=_sitting(), at=now())  # fmt: skip
        if attempt.ok:
            return found
        found.close()
    return _page(stands, form), form.status


@blueprint.get("/application/<public_id>/files")
@open_to(Audience.SIGNED_IN)
def files(public_id: str) -> str:
    """The applicant's files on a case: what each is, and who of the house opened it."""
    application = own(public_id)
    return render_template(
        "application/files.html",
        application=application,
        openings=documents.openings_of(session(), application),
    )


def _footing(public_id: str) -> Footing:
    return documents.footing(session(), person(), public_id, sitting=_sitting(), at=now())


def _sitting() -> str:
    """The session that the house knows, by a digest that opens nothing."""
    return hashlib.sha256(str(current_user.get_id()).encode()).hexdigest()


def _file(found: Document) -> Response:
    store = Store(settings().documents)
    documents.refuse_unchecked(found, scanner=bool(settings().clamd), store=store)
    return serve_file(found, store)


def _page(stands: Footing, form: OpeningForm) -> str:
    return render_template("application/document.html", stands=stands, form=form,
                           document=stands.document)  # fmt: skip
