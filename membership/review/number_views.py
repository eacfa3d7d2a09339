"""The secretariat's page for a number whose check fails although its register writes it so."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, TextAreaField

from membership.door import Audience, now, open_to, person, session
from membership.forms import Form, SelectChoice, refused_at, said
from membership.models import Application
from membership.review import numbers
from membership.review.blueprint import blueprint, case_to
from membership.wording.questions import LABELS
from workflows.permission import Act
from workflows.refusal import NotNow


class NumberForm(Form):
    """Which number is accepted, and why."""

    number = RadioField(_l("Which number"), validate_choice=False)
    reason = TextAreaField(
        _l("Why it is accepted"),
        description=_l("Such as: compared with the registration certificate, series and number."),
    )


@blueprint.get("/case/<public_id>/numbers")
@open_to(Audience.SIGNED_IN)
def numbers_kept(public_id: str) -> str:
    """The numbers that wait to be compared with the register."""
    application, _cluster = case_to(Act.CHECK_PROCEDURE, public_id)
    return _page(_form(application), application)


@blueprint.post("/case/<public_id>/numbers")
@open_to(Audience.SIGNED_IN)
def number_accepted(public_id: str) -> Any:
    """Accepts one of them, with its reason."""
    application, _cluster = case_to(Act.CHECK_PROCEDURE, public_id)
    form = _form(application)
    if form.validate():
        with refused_at(form) as attempt:
            numbers.accept_number(session(), person(), public_id, key=said(form.number),
                                  reason=said(form.reason), at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The number is accepted; the journal keeps the reason."), "done")
            return redirect(url_for("review.case", public_id=public_id), 303)
    return _page(form, application), form.status


def _form(application: Application) -> NumberForm:
    waiting = numbers.awaiting(application.organisation)
    if not waiting:
        raise NotNow("review.number_settled")
    form = NumberForm()
    form.number.choices = [
        SelectChoice(key, f"{LABELS[key][0]}: {getattr(application.organisation, key)}")
        for key in waiting
    ]
    if form.number.data is None:
        form.number.data = waiting[0]
    return form


def _page(form: NumberForm, application: Application) -> str:
    return render_template("review/numbers.html", case=application, form=form)
