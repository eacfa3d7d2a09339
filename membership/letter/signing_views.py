"""The signed letter comes back to the house, and strangers ask about a file that they hold."""

import io
from typing import Any

from flask import flash, g, redirect, render_template, request
from flask import url_for as url
from flask_babel import gettext as _

from membership.application.arrivals import look_at_files, received_own
from membership.application.disclosure import is_sealed
from membership.door import Audience, now, open_to, person, session, settings, statute
from membership.forms import refused_at, said
from membership.inspection.examiner import examine, trust_lists
from membership.inspection.signatures import Examined
from membership.letter import labels, services, signing, verification
from membership.letter.blueprint import blueprint
from membership.letter.forms import CodeForm, FileForm, SignedForm
from membership.letter.letter_page import checked_file
from membership.letter.life_views import mine
from membership.models import Letter
from membership.storage import Store
from workflows.letter import Signing, Step
from workflows.refusal import Incomplete, NotFound, Refused


def look_at_signed() -> None:
    """Reads the signed file, or the scan, before the transaction begins."""
    if request.form.get("how") == Signing.ELECTRONIC.value:
        examine_file()
    else:
        look_at_files()


def examine_file() -> None:
    """Asks a child about the request's file; what is refused is told at its field later."""
    file = request.files.get("file")
    try:
        content = file.stream.read() if file is not None else b""
        g.examined = examine(content, trust_lists(settings().instance), at=now())
    except Refused as refused:
        g.examined = refused


def _examined() -> Examined:
    if isinstance(g.examined, Refused):
        raise g.examined
    examined: Examined = g.examined
    return examined


@blueprint.get("/letters/<public_id>/signed")
@open_to(Audience.SIGNED_IN)
def signed(public_id: str) -> str:
    """Where the signed letter is brought."""
    found = mine(public_id, Step.SIGN)
    return _signed_page(found, SignedForm(data={"how": Signing.ELECTRONIC}))


@blueprint.post("/letters/<public_id>/signed")
@open_to(Audience.SIGNED_IN, first=look_at_signed)
def signed_now(public_id: str) -> Any:
    """Checks the signed letter against the issued one and keeps it."""
    found, form = mine(public_id, Step.SIGN), SignedForm()
    if form.validate():
        with refused_at(form) as attempt:
            if form.how.data is Signing.ELECTRONIC:
                _accept(public_id)
            else:
                _accept_scan(found, form)
        if attempt.ok and not form.errors:
            flash(_("The signed letter is kept. Now it can be sent."), "done")
            return redirect(url("letter.letter", public_id=public_id), 303)
    return _signed_page(found, form), form.status, form.headers


def _accept(public_id: str) -> None:
    file = _examined()
    likeness = signing.likeness_of(session(), person(), public_id, file, at=now())
    signing.refuse_unless_signed(likeness)
    stored = Store(settings().documents).put(io.BytesIO(file.content))
    signing.accept(session(), person(), public_id, file, stored, at=now())


def _accept_scan(found: Letter, form: SignedForm) -> None:
    document = received_own(form, found.file_id)
    if form.original_on.data is None:
        raise Incomplete("letter.original_missing", field="original_on")
    if not said(form.signed_by):
        raise Incomplete("letter.signer_missing", field="signed_by")
    if form.errors:
        return
    if document is None:
        raise Incomplete("upload.empty", field="file")
    signing.accept_scan(
        session(), person(), found.public_id, document, signed_by=said(form.signed_by),
        original_on=form.original_on.data, zone=statute().zone, at=now(),
    )  # fmt: skip


def _signed_page(found: Letter, form: SignedForm) -> str:
    lists = [path.stem for path in trust_lists(settings().instance)]
    return render_template(
        "letters/signed.html", letter=found, form=form, labels=labels, lists=lists
    )


@blueprint.get("/letters/<public_id>/scan.pdf")
@open_to(Audience.SIGNED_IN)
def scan(public_id: str) -> Any:
    """The scan of the letter that was signed on paper."""
    found, _on = services.find(session(), person(), public_id, at=now())
    if found.signing is not Signing.SCAN or found.signed_document is None:
        raise NotFound("permission.not_found")
    if is_sealed(found, person()):
        return redirect(url("letter.letter", public_id=public_id), 303)
    return checked_file(found.signed_document)


@blueprint.post("/verify/file")
@open_to(Audience.ANYONE, repeatable=True, first=examine_file)
def verify_file() -> Any:
    """What a file is to the letters of the house; it is looked at and not kept."""
    form, told = FileForm(), None
    with refused_at(form):
        told = verification.tell(session(), _examined())
    page = render_template(
        "public/verify_file.html", form=form, code_form=CodeForm(), told=told, labels=labels
    )
    return page, form.status if form.errors else 200
