"""The page on which whoever presides names who keeps the minutes in the secretary's place."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from membership.door import now, open_to, person, session, statute
from membership.forms import refused_at
from membership.models import Sitting
from membership.sitting import finding, secretary
from membership.sitting.blueprint import blueprint
from membership.sitting.seat_forms import WhoForm
from workflows.permission import Act


@blueprint.get("/sittings/<public_id>/secretary")
@open_to(Act.PRESIDE)
def keeper(public_id: str) -> str:
    """Where who keeps the minutes is named."""
    found = finding.find(session(), person(), public_id, Act.PRESIDE)
    return _keeper(found, WhoForm(formdata=None))


def _keeper(found: Sitting, form: WhoForm) -> str:
    able = secretary.to_name(session(), found, statute())
    form.offer([seat.person for seat in able])
    keeps = secretary.keeper(session(), found, statute())
    return render_template("sitting/secretary.html", sitting=found, form=form, able=able,
                           keeps=keeps, statute=statute())  # fmt: skip


@blueprint.post("/sittings/<public_id>/secretary")
@open_to(Act.PRESIDE)
def keeper_named(public_id: str) -> Any:
    """Names who keeps the minutes."""
    found = finding.find(session(), person(), public_id, Act.PRESIDE)
    form = WhoForm()
    form.offer([seat.person for seat in secretary.to_name(session(), found, statute())])
    if form.validate():
        with refused_at(form) as attempt:
            secretary.name(session(), person(), public_id, form.person_id, statute=statute(),
                           at=now())  # fmt: skip
        if attempt.ok:
            flash(_("It is on record who keeps the minutes."), "done")
            return redirect(url_for("sitting.sitting", public_id=public_id), 303)
    return _keeper(found, form), form.status
