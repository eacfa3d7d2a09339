"""Pages beside the vote: objecting to writing, fewer reminders, what the assembly resolved."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from membership import statutes
from membership.application.access import find
from membership.ballot import assembly, clock, reminders
from membership.ballot.motions import to_read
from membership.ballot.outcome_forms import AssemblyForm, ObjectionForm
from membership.ballot.pages import blueprint, referred, told
from membership.door import Audience, now, open_to, person, session, settings, statute
from membership.forms import Form, refused_at, said
from membership.letter import preparing
from membership.models import Application, Life, Reminded
from membership.settings import ensure_secret_key
from workflows.assembly import Ruling
from workflows.letter import Kind
from workflows.permission import Act, require


@blueprint.get("/motions/<public_id>/object")
@open_to(Audience.SIGNED_IN)
def object_page(public_id: str) -> Any:
    """Where a seat objects to deciding in writing."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.VOTE, on)
    return render_template("ballot/object.html", form=ObjectionForm(), **told(found))


@blueprint.post("/motions/<public_id>/object")
@open_to(Audience.SIGNED_IN)
def object_now(public_id: str) -> Any:
    """Objects to deciding in writing."""
    found, on = to_read(session(), person(), public_id, at=now())
    require(person(), Act.VOTE, on)
    form = ObjectionForm()
    if form.validate():
        with refused_at(form) as attempt:
            ended = clock.object_to_writing(session(), person(), public_id,
                                            reason=said(form.reason), at=now())  # fmt: skip
        if attempt.ok:
            met = ended.life is Life.WITHOUT_OBJECT
            flash(_("The vote in writing has ended; the motion waits for a meeting.")
                  if met else _("Your objection is on record."), "done")  # fmt: skip
            return redirect(url_for("ballot.motion", public_id=public_id), 303)
    return render_template("ballot/object.html", form=form, **told(found)), form.status


@blueprint.post("/motions/<public_id>/paper")
@open_to(Audience.SIGNED_IN)
def prepare(public_id: str) -> Any:
    """Prepares the resolution as an act, or its extract for the applicant."""
    named = {"resolution": Kind.RESOLUTION, "extract": Kind.EXTRACT}
    kind = named.get(request.form.get("kind", ""), Kind.RESOLUTION)
    letter = preparing.prepare(session(), person(), public_id, kind, at=now())
    return redirect(url_for("letter.letter", public_id=letter.public_id), 303)


@blueprint.get("/case/<public_id>/assembly")
@open_to(Audience.SIGNED_IN)
def assembly_page(public_id: str) -> Any:
    """Where the secretariat puts the assembly's resolution on record."""
    application = _before_assembly(public_id)
    return _assembly(application, _assembly_form(application))


def _before_assembly(public_id: str) -> Application:
    application, on = find(session(), person(), public_id, at=now())
    require(person(), Act.RECORD_ASSEMBLY, on)
    return application


def _assembly_form(application: Application) -> AssemblyForm:
    form = AssemblyForm()
    form.offer(application.stage)
    return form


def _assembly(application: Application, form: AssemblyForm) -> str:
    return render_template(
        "ballot/assembly.html",
        form=form,
        application=application,
        statute=statutes.of(application),
        referral=referred(application),
    )


@blueprint.post("/case/<public_id>/assembly")
@open_to(Audience.SIGNED_IN)
def assembly_recorded(public_id: str) -> Any:
    """Puts the resolution on record and follows it."""
    application = _before_assembly(public_id)
    form = _assembly_form(application)
    if form.validate() and form.on.data is not None:
        values = assembly.AssemblyValues(
            number=said(form.number), on=form.on.data, ruling=Ruling(form.ruling.data),
            for_=form.for_.data or 0, against=form.against.data or 0,
            abstain=form.abstain.data or 0, reasons=said(form.reasons),
        )  # fmt: skip
        with refused_at(form) as attempt:
            assembly.record_resolution(session(), person(), public_id, values,
                                       statute=statute(), at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The resolution is on record and followed."), "done")
            return redirect(url_for("review.case", public_id=public_id), 303)
    return _assembly(application, form), form.status


@blueprint.get("/reminders/<secret>")
@open_to(Audience.ANYONE)
def fewer_reminders(secret: str) -> str:
    """What a reminder's link leads to: one button, and nothing done by the link itself."""
    whose = reminders.reader_of(session(), secret, ensure_secret_key(settings()))
    return render_template("ballot/reminders.html", form=Form(formdata=None), whose=whose)


@blueprint.post("/reminders/<secret>")
@open_to(Audience.ANYONE)
def reminders_changed(secret: str) -> Any:
    """Fewer reminders from now on, or all of them again."""
    whose = reminders.reader_of(session(), secret, ensure_secret_key(settings()))
    fewer = whose.reminded is Reminded.ALWAYS
    reminders.remind(session(), whose, Reminded.LAST if fewer else Reminded.ALWAYS, at=now())
    return redirect(url_for("ballot.fewer_reminders", secret=secret), 303)
