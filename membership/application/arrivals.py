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
    sent = [file for _, file in request.files.items(multi=True) if file.filename]
    g.arrived = {id(file): _judged(file) for file in sent[:MOST]}


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
    document = _stored(form, application, file)
    if document is not None:
        kept.data = document.public_id
    return document


def received_own(form: Form, subject: str) -> Document | None:
    """The same for a paper of the house, such as a scan of what it sent: it belongs to no
    organisation, so that no applicant finds it among its own files."""
    kept = form["document"]
    file = request.files.get(form["file"].name)
    if file is None or not file.filename:
        return uploads.kept_own(session(), person(), kept.data or "")
    document: Document | None = None
    with refused_at(form):
        document = uploads.receive_own(session(), person(), _looked_into(file), subject=subject,
                                       at=now(), settings=settings())  # fmt: skip
        kept.data = document.public_id
    return document


def _looked_into(file: FileStorage) -> Arrived:
    arrived = g.arrived.get(id(file), Incomplete("upload.too_many", field="file", n=MOST))
    if isinstance(arrived, Refused):
        raise arrived
    judged: Arrived = arrived
    return judged


def received_files(form: Form, application: Application) -> list[Document]:
    """The same for a field that takes several files at once."""
    kept = form["document"]
    documents = uploads.chosen(session(), application, (kept.data or "").split(","))
    for file in request.files.getlist(form["file"].name):
        document = _stored(form, application, file) if file.filename else None
        if document is not None and document not in documents:
            documents.append(document)
    kept.data = ",".join(document.public_id for document in documents)
    return documents


def _stored(form: Form, application: Application, file: FileStorage) -> Document | None:
    document: Document | None = None
    with refused_at(form):
        arrived = _looked_into(file)
        already = uploads.already_here(session(), application, arrived)
        document = uploads.receive(session(), person(), application, arrived, at=now(),
                                   settings=settings())  # fmt: skip
        _tell(already, arrived)
    return document


def _tell(already: Document | None, arrived: Arrived) -> None:
    if already is not None:
        flash(_("This file is already here as “%(name)s”. It is kept once.", name=already.name),
              "waiting")  # fmt: skip
    if Trait.LOCATION in arrived.traits:
        flash(_("This picture says where it was taken. Send one without the place if nobody is "
                "to know it."), "needs")  # fmt: skip
