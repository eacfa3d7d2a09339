"""Acts on a letter that has its number: it leaves, is received, comes back, is annulled."""

from typing import Any

from flask import Response, flash, redirect, render_template
from flask import url_for as url
from flask_babel import gettext as _

from membership.application.arrivals import look_at_files, received_own
from membership.door import Audience, now, open_to, person, session
from membership.forms import Form, refused_at, said
from membership.inspection.kinds import ACCEPT, NAMES
from membership.letter import annulment, labels, sending, services
from membership.letter.blueprint import blueprint
from membership.letter.forms import AnnulForm, DispatchForm, KeepForm, ReceivedForm, ReturnedForm
from membership.letter.letter_page import again, proof_file
from membership.models import Letter
from workflows.letter import KEPT, Step, open_steps
from workflows.permission import Act, require
from workflows.refusal import NotNow


@blueprint.post("/letters/<public_id>/dispatch")
@open_to(Audience.SIGNED_IN)
def dispatch(public_id: str) -> Any:
    """Records that the letter was signed and has left."""
    found = mine(public_id)
    if found.kind in KEPT:
        return _kept(found)
    form = DispatchForm()
    if not form.validate():
        return again(public_id, form)
    with refused_at(form) as attempt:
        sending.sign_and_dispatch(
            session(), person(), public_id, signed_by=said(form.signed_by),
            channel=form.channel.data, proof=said(form.proof), at=now(),
        )  # fmt: skip
    if not attempt.ok:
        return again(public_id, form)
    flash(_("The letter has left. The applicant reads it in the portal from now on.")
          if found.application else _("The paper has left. The Board reads it from now on."),
          "done")  # fmt: skip
    return _back(found)


def _kept(found: Letter) -> Any:
    form = KeepForm()
    if form.validate():
        with refused_at(form) as attempt:
            sending.sign_and_keep(session(), person(), found.public_id,
                                  signed_by=said(form.signed_by), at=now())  # fmt: skip
        if attempt.ok:
            flash(_("It is on record who signed the paper. It is internal and not sent."), "done")
            return _back(found)
    return again(found.public_id, form)


@blueprint.get("/letters/<public_id>/received")
@open_to(Audience.SIGNED_IN)
def receive(public_id: str) -> str:
    """Where the proof of receipt is written down."""
    return _received_page(mine(public_id, Step.RECEIVE), ReceivedForm())


@blueprint.post("/letters/<public_id>/received")
@open_to(Audience.SIGNED_IN, first=look_at_files)
def receive_now(public_id: str) -> Any:
    """Records that the letter reached its addressee."""
    found, form = mine(public_id, Step.RECEIVE), ReceivedForm()
    valid = form.validate()
    document = received_own(form, found.file_id)
    if valid and not form.errors and form.on.data:
        with refused_at(form) as attempt:
            sending.receive(
                session(), person(), public_id, receipt=form.receipt.data, on=form.on.data,
                note=said(form.note), document=document, at=now(),
            )  # fmt: skip
        if attempt.ok:
            flash(_("The receipt is on record. Terms run from its day."), "done")
            return _back(found)
    return _received_page(found, form), form.status, form.headers


@blueprint.get("/letters/<public_id>/returned")
@open_to(Audience.SIGNED_IN)
def came_back(public_id: str) -> str:
    """Where it is written down that the letter came back."""
    found = mine(public_id, Step.RETURN)
    return render_template(
        "letters/returned.html", letter=found, form=ReturnedForm(), labels=labels
    )


@blueprint.post("/letters/<public_id>/returned")
@open_to(Audience.SIGNED_IN)
def came_back_now(public_id: str) -> Any:
    """Records that the letter came back undelivered."""
    found, form = mine(public_id, Step.RETURN), ReturnedForm()
    if form.validate() and form.on.data:
        with refused_at(form) as attempt:
            sending.come_back(
                session(), person(), public_id, on=form.on.data, why=said(form.why), at=now()
            )
        if attempt.ok:
            flash(_("It came back. Send it again, by another way if you can."), "needs")
            return _back(found)
    page = render_template("letters/returned.html", letter=found, form=form, labels=labels)
    return page, form.status


@blueprint.get("/letters/<public_id>/annul")
@open_to(Audience.SIGNED_IN)
def annul(public_id: str) -> str:
    """Asks why, and says what annulling does."""
    found = mine(public_id, Step.ANNUL)
    return render_template("letters/annul.html", letter=found, form=AnnulForm(), labels=labels)


@blueprint.post("/letters/<public_id>/annul")
@open_to(Audience.SIGNED_IN)
def annul_now(public_id: str) -> Any:
    """Annuls the letter; a new draft stands in its place."""
    found, form = mine(public_id, Step.ANNUL), AnnulForm()
    if form.validate():
        with refused_at(form) as attempt:
            draft = annulment.annul(session(), person(), public_id, why=said(form.why), at=now())
        if attempt.ok:
            flash(
                _("The letter is annulled and keeps its number. This is its replacement."), "done"
            )
            return redirect(url("letter.letter", public_id=draft.public_id), 303)
    page = render_template("letters/annul.html", letter=found, form=form, labels=labels)
    return page, form.status


@blueprint.post("/letters/<public_id>/open")
@open_to(Audience.SIGNED_IN)
def open_now(public_id: str) -> Any:
    """The addressee opens the letter, which proves its receipt."""
    return _back(sending.open_in_portal(session(), person(), public_id, at=now()))


@blueprint.get("/letters/<public_id>/proof/<int:position>")
@open_to(Audience.SIGNED_IN)
def proof(public_id: str, position: int) -> Response:
    """The file that proves a receipt."""
    return proof_file(mine(public_id), position)


def mine(public_id: str, step: Step | None = None) -> Letter:
    """The letter, for who keeps the letters; refuses a step that does not start where it is."""
    found, on = services.find(session(), person(), public_id, at=now())
    require(person(), Act.ISSUE_LETTER, on)
    if step is not None and step not in {row.step for row in open_steps(found.state)}:
        raise NotNow("letter.not_from_here", step=step.value, state=found.state.value)
    return found


def _back(found: Letter) -> Any:
    return redirect(url("letter.letter", public_id=found.public_id), 303)


def _received_page(found: Letter, form: Form) -> str:
    return render_template(
        "letters/received.html", letter=found, form=form, labels=labels, types=NAMES,
        accept=ACCEPT, sending=found.sendings[-1],
    )  # fmt: skip
