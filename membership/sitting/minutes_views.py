"""Pages of the minutes: the draft and its words, the approved text, a correction."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from membership.application import closings
from membership.door import now, open_to, person, session, statute
from membership.forms import Form, refused_at
from membership.models import Minutes, Sitting
from membership.sitting import finding, minuting, telling
from membership.sitting.blueprint import blueprint
from membership.sitting.forms import CorrectionForm, MinutesForm
from workflows.permission import Act, may
from workflows.refusal import NotFound


@blueprint.get("/sittings/<public_id>/minutes")
@open_to(Act.READ_SITTINGS)
def minutes(public_id: str) -> str:
    """The minutes of the sitting; a draft only for who writes or approves it."""
    found = minuting.to_read(session(), person(), public_id)
    return _minutes(found, Form())


def _minutes(found: Sitting, form: Form, correction: CorrectionForm | None = None) -> str:
    shown = _shown(found)
    closed = finding.closed_points(session(), person(), found)
    return render_template(
        "sitting/minutes.html",
        files_closed=closings.told(session(), person(), found),
        sitting=found,
        minutes=shown,
        told=telling.told(shown, closed),
        earlier=[one for one in found.minutes if one.approved_at and one is not shown],
        form=form,
        correction=correction or CorrectionForm(formdata=None),
        copies=minuting.copies(session(), person(), found),
        writes=may(person(), Act.CONVENE),
        approves=may(person(), Act.PRESIDE),
        statute=statute(),
    )


def _shown(found: Sitting) -> Minutes:
    """The last minutes that this reader may see."""
    drafts = may(person(), Act.CONVENE) or may(person(), Act.PRESIDE)
    seen = [one for one in found.minutes if one.approved_at is not None or drafts]
    if not seen:
        raise NotFound("permission.not_found")
    return seen[-1]


@blueprint.post("/sittings/<public_id>/minutes")
@open_to(Act.CONVENE)
def minutes_drafted(public_id: str) -> Any:
    """Drafts the minutes from what was recorded, or draws the records into the draft anew."""
    form = Form()
    with refused_at(form) as attempt:
        minuting.draft(session(), person(), public_id, statute=statute(), at=now())
    if attempt.ok:
        return redirect(url_for("sitting.minutes_words", public_id=public_id), 303)
    return _minutes(minuting.to_read(session(), person(), public_id), form), form.status


@blueprint.get("/sittings/<public_id>/minutes/words")
@open_to(Act.CONVENE)
def minutes_words(public_id: str) -> str:
    """Where the secretary puts the draft into words."""
    draft = minuting.current(session(), person(), public_id, Act.CONVENE)
    form = MinutesForm(formdata=None)
    form.remarks.data, form.annexes.data = draft.remarks, draft.annexes
    return _words(draft, form)


def _words(draft: Minutes, form: MinutesForm) -> str:
    closed = finding.closed_points(session(), person(), draft.sitting)
    return render_template("sitting/minutes_words.html", sitting=draft.sitting, minutes=draft,
                           form=form, told=telling.told(draft, closed))  # fmt: skip


@blueprint.post("/sittings/<public_id>/minutes/words")
@open_to(Act.CONVENE)
def minutes_worded(public_id: str) -> Any:
    """Keeps the words of the draft."""
    draft = minuting.current(session(), person(), public_id, Act.CONVENE)
    form = MinutesForm()
    if form.validate():
        words = {
            name.removeprefix("debate-"): text
            for name, text in request.form.items()
            if name.startswith("debate-")
        }
        with refused_at(form) as attempt:
            minuting.put_in_words(session(), person(), public_id, debates=words,
                                  remarks=form.remarks.data or "",
                                  annexes=form.annexes.data or "", at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The draft is kept. Whoever presided approves it."), "done")
            return redirect(url_for("sitting.minutes", public_id=public_id), 303)
    return _words(draft, form), form.status


@blueprint.post("/sittings/<public_id>/minutes/approve")
@open_to(Act.PRESIDE)
def minutes_approved(public_id: str) -> Any:
    """Approves the minutes; from here on they never change."""
    form = Form()
    with refused_at(form) as attempt:
        minuting.approve(session(), person(), public_id, statute=statute(), at=now())
    if attempt.ok:
        flash(_("The minutes are approved and do not change any more."), "done")
        return redirect(url_for("sitting.minutes", public_id=public_id), 303)
    return _minutes(minuting.to_read(session(), person(), public_id), form), form.status


@blueprint.post("/sittings/<public_id>/minutes/correct")
@open_to(Act.CONVENE)
def minutes_corrected(public_id: str) -> Any:
    """Begins a correction of approved minutes."""
    form = CorrectionForm()
    if form.validate():
        with refused_at(form) as attempt:
            minuting.correct(session(), person(), public_id, why=form.why.data or "",
                             statute=statute(), at=now())  # fmt: skip
        if attempt.ok:
            return redirect(url_for("sitting.minutes_words", public_id=public_id), 303)
    found = minuting.to_read(session(), person(), public_id)
    return _minutes(found, form, form), form.status
