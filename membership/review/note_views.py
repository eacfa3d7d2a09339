"""Notes on a case, and the form that says who reads them."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from membership.application import access
from membership.application.access import OnCase
from membership.door import Audience, now, open_to, person, session
from membership.forms import refused_at, said
from membership.models import Application, Readers
from membership.review import notes
from membership.review.blueprint import blueprint, case_to
from membership.review.note_forms import NoteForm
from workflows.permission import Act


def _case(public_id: str) -> tuple[Application, OnCase]:
    application, _cluster = case_to(Act.READ_CASE, public_id)
    _found, on = access.find(session(), person(), public_id, at=now())
    access.of_the_house(person(), on)
    return application, on


@blueprint.get("/case/<public_id>/notes")
@open_to(Audience.SIGNED_IN)
def note_list(public_id: str) -> str:
    """What was noted on the case, as far as the reader is meant to read it."""
    application, on = _case(public_id)
    return _page(application, on, NoteForm())


@blueprint.post("/case/<public_id>/notes")
@open_to(Audience.SIGNED_IN)
def note_written(public_id: str) -> Any:
    """Writes a note for the readers that were chosen."""
    application, on = _case(public_id)
    form = NoteForm()
    form.offer(notes.readable(person(), on))
    if form.validate():
        with refused_at(form) as attempt:
            notes.write(session(), person(), public_id, readers=Readers(form.readers.data),
                        text=said(form.text), at=now())  # fmt: skip
        if attempt.ok:
            flash(_("Your note is kept."), "done")
            return redirect(url_for("review.note_list", public_id=public_id), 303)
    return _page(application, on, form), form.status


def _page(application: Application, on: OnCase, form: NoteForm) -> str:
    form.offer(notes.readable(person(), on))
    found = notes.notes_of(session(), person(), application, on)
    return render_template("review/notes.html", case=application, form=form, notes=found,
                           names=NoteForm.NAMES)  # fmt: skip
