"""Pages of who stands in for a seat in a sitting: its deputy, or by a written mandate."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from membership.application.mandates import deputies_on
from membership.door import now, open_to, person, session, settings, statute
from membership.forms import Form, refused_at
from membership.models import Representation, Sitting
from membership.sitting import finding, representing
from membership.sitting.blueprint import blueprint
from membership.sitting.mandate_forms import SignedForm, StandInForm
from membership.sitting.planning import rules_of
from workflows.letter import IN_FORCE
from workflows.permission import Act
from workflows.sitting import ENDED
from workflows.term import day_of
from workflows.voting_terms import Proxy


@blueprint.get("/sittings/<public_id>/mandates")
@open_to(Act.CONVENE)
def mandates(public_id: str) -> str:
    """Who stands in for which seat, and where a mandate is prepared and registered."""
    found = finding.find(session(), person(), public_id, Act.CONVENE)
    return _mandates(found, _form(found))


def _form(found: Sitting) -> StandInForm:
    taken = {one.seat_id for one in representing.standing(found)}
    seats = [seat for seat in finding.seats_of(session(), found, statute().zone)
             if seat.id not in taken]  # fmt: skip
    form = StandInForm()
    form.offer(seats, representing.may_hold(session(), found, statute()),
               proxies=rules_of(statute()).proxy is not Proxy.NONE)  # fmt: skip
    return form


def _mandates(found: Sitting, form: Form, signed: SignedForm | None = None) -> str:
    signed = signed or SignedForm(formdata=None)
    if signed.given_on.data is None and not signed.errors:
        signed.given_on.data = day_of(now(), statute().zone)
    deputies = deputies_on(
        finding.seats_of(session(), found, statute().zone),
        day_of(found.starts_at, statute().zone),
    )
    return render_template(
        "sitting/mandates.html",
        form=form,
        adding=form if isinstance(form, StandInForm) else _form(found),
        signed=signed,
        sitting=found,
        standing=representing.standing(found),
        deputies=list(deputies.values()),
        over=found.state in ENDED,
        proxies=rules_of(statute()).proxy is not Proxy.NONE,
        statute=statute(),
    )


@blueprint.post("/sittings/<public_id>/mandates")
@open_to(Act.CONVENE)
def stands_in(public_id: str) -> Any:
    """Prepares a mandate, or writes down that a deputy sits."""
    found = finding.find(session(), person(), public_id, Act.CONVENE)
    form = _form(found)
    if form.validate():
        with refused_at(form) as attempt:
            if form.by_mandate:
                made = representing.prepare(session(), person(), public_id, form.seat_id,
                                            form.person_id, statute=statute(),
                                            base_url=settings().base_url, at=now())  # fmt: skip
                flash(_prepared(made), "done")
            else:
                representing.send_deputy(session(), person(), public_id, form.seat_id,
                                         statute=statute(), at=now())  # fmt: skip
                flash(_("The deputy sits for the seat in this sitting."), "done")
        if attempt.ok:
            return redirect(url_for("sitting.mandates", public_id=public_id), 303)
    return _mandates(found, form), form.status


def _prepared(made: Representation) -> str:
    if made.letter is not None and made.letter.state in IN_FORCE:
        return str(_("The mandate is prepared. Print it, have it signed, and register it."))
    return str(_("The mandate is prepared. The secretariat issues its paper; once it is signed, "
                 "register it here."))  # fmt: skip


@blueprint.post("/mandates/<public_id>/register")
@open_to(Act.CONVENE)
def mandate_registered(public_id: str) -> Any:
    """Enters the signed mandate in the registry."""
    found = representing.of(session(), person(), public_id)
    form = SignedForm()
    if form.validate():
        with refused_at(form) as attempt:
            representing.register(session(), person(), public_id, given_on=form.day,
                                  statute=statute(), at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The mandate is registered: its holder votes for the seat."), "done")
            return redirect(url_for("sitting.mandates", public_id=found.sitting.public_id), 303)
    return _mandates(found.sitting, form, form), form.status


@blueprint.post("/mandates/<public_id>/withdraw")
@open_to(Act.CONVENE)
def mandate_withdrawn(public_id: str) -> Any:
    """Takes back that somebody stands in for a seat."""
    found = representing.withdraw(session(), person(), public_id, at=now())
    flash(_("Withdrawn: the holder of the seat votes again."), "done")
    return redirect(url_for("sitting.mandates", public_id=found.sitting.public_id), 303)
