"""Files that came with a form: looked into before the request's transaction, stored within it."""

from typing import BinaryIO, cast

from flask import flash, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from membership.application import uploads
from membership.application.uploads import Arrived
from membership.door import now, person, session, settings
from membership.forms import Form, refused_at
from membership.inspection.report import Trait
from membership.models import Application, Document
from workflows.refusal import Incomplete, Refused

MOST = 20
"""How many files one form may bring; a request for clarification asks for fewer."""


def look_at_files() -> None:
    """Looks into every file of the request; what is refused is told at its field later."""
    sent = [(name, file) for name, file in request.files.items() if file.filename]
    g.arrived = {name: _judged(file) for name, file in sent[:MOST]}


def _judged(file: FileStorage) -> Arrived | Refused:
    try:
        return uploads.look_into(file.filename or "", cast(BinaryIO, file.stream), settings())
    except Refused as refused:
        return refused


def received(form: Form, application: Application, point: str = "") -> Document | None:
    """The file that came with the form, or that an earlier sending left; a refusal of it
    stands at the field. Its name goes back into the form, so it is never asked for again."""
    sent, kept = form[f"file{point}"], form[f"document{point}"]
    file = request.files.get(sent.name)
    if file is None or not file.filename:
        return uploads.kept(session(), application, kept.data or "")
    document: Document | None = None
    with refused_at(form):
        arrived = g.arrived.get(sent.name, Incomplete("upload.too_many", field="file", n=MOST))
        if isinstance(arrived, Refused):
            raise arrived
        already = uploads.already_here(session(), application, arrived)
        document = uploads.receive(session(), person(), application, arrived, at=now(),
                                   settings=settings())  # fmt: skip
        kept.data = document.public_id
        _tell(already, arrived)
    return document


def _tell(already: Document | None, arrived: Arrived) -> None:
    if already is not None:
        flash(_("This file is already here as “%(name)s”. It is kept once.", name=already.name),
              "waiting")  # fmt: skip
    if Trait.LOCATION in arrived.traits:
        flash(_("This picture says where it was taken. Send one without the place if nobody is "
                "to know it."), "needs")  # fmt: skip
