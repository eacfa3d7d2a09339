"""The paper of an application: asked for, fetched, and brought back signed."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _

from membership.application import signing
from membership.application.arrivals import look_at_files, received
from membership.application.blueprint import blueprint, own_draft
from membership.application.drafting import statute_for
from membership.application.signing_forms import SignedForm
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import Form, refused_at
from membership.inspection.examiner import examine, trust_lists
from membership.inspection.kinds import ACCEPT, NAMES
from membership.models import Application
from workflows.refusal import NotNow, Refused
from workflows.statute_papers import Signature


def look_at_signed() -> None:
    """Looks into the file, and asks who signed it, before the request's transaction."""
    look_at_files()
    file = request.files.get("file")
    content = file.stream.read() if file is not None else b""
    g.examined = None
    if content.startswith(b"%PDF-"):
        try:
            g.examined = examine(content, trust_lists(settings().instance), at=now())
        except Refused as refused:
            g.examined = refused


@blueprint.get("/application/<public_id>/sign")
@open_to(Audience.SIGNED_IN)
def sign(public_id: str) -> str:
    """The paper to sign, and where the signed one is brought back."""
    return _page(_to_sign(public_id), SignedForm())


@blueprint.post("/application/<public_id>/sign/prepare")
@open_to(Audience.SIGNED_IN)
def prepared(public_id: str) -> Any:
    """Has the answers printed as a paper to sign."""
    application = _to_sign(public_id)
    form = Form()
    with refused_at(form) as attempt:
        signing.prepare(session(), person(), public_id, at=now())
    if attempt.ok:
        flash(_("The paper is being printed. It is here within a minute."), "waiting")
        return redirect(url_for("application.sign", public_id=public_id), 303)
    return _page(application, SignedForm(), form), form.status


@blueprint.post("/application/<public_id>/sign")
@open_to(Audience.SIGNED_IN, first=look_at_signed)
def signed(public_id: str) -> Any:
    """Takes the signed paper, and says what it was found to be."""
    application = _to_sign(public_id)
    form = SignedForm()
    valid = form.validate()
    sent = request.files.get("file")
    # Only what came now was examined: a file of an earlier sending has to be sent again.
    document = received(form, application) if sent and sent.filename else None
    form.document.data = ""
    if valid and document is None and not form.errors:
        form.file.errors = [*form.file.errors, _("Choose the signed file.")]
    if valid and document is not None and not form.errors:
        with refused_at(form) as attempt:
            if isinstance(g.examined, Refused):
                raise g.examined
            signing.bring_signed(session(), person(), public_id, document, examined=g.examined,
                                 at=now())  # fmt: skip
        if attempt.ok:
            return redirect(url_for("application.sign", public_id=public_id), 303)
    return _page(application, form), form.status, form.headers


def _to_sign(public_id: str) -> Application:
    """The person's own draft, where the cluster asks for it on paper; refuses where it
    is accepted in the portal."""
    application = own_draft(public_id)
    if statute_for(application, settings()).signature is not Signature.OUTSIDE:
        raise NotNow("application.signed_here")
    return application


def _page(application: Application, form: SignedForm, refused: Form | None = None) -> str:
    return render_template(
        "application/sign.html",
        application=application,
        form=form,
        refused=refused,
        current=signing.is_current(application),
        is_signed=signing.is_signed(application),
        types=NAMES,
        accept=ACCEPT,
    )
