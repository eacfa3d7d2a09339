"""Pages of who stands in for a seat in a sitting: its deputy, or by a written mandate."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from membership.application.agenda_rules import rules_on
from membership.application.arrivals import look_at_files, received_own
from membership.application.documents import refuse_unchecked
from membership.application.mandates import deputies_on
from membership.door import now, open_to, person, session, settings, statute
from membership.files import serve_file
from membership.forms import refused_at
from membership.models import Document, Representation, Sitting
from membership.sitting import finding, representing
from membership.sitting.blueprint import blueprint
from membership.sitting.mandate_forms import SignedForm, StandInForm
from membership.storage import Store
from workflows import agenda
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
               proxies=_proxies(found))  # fmt: skip
    return form


def _proxies(found: Sitting) -> bool:
    rules = agenda.proxies(rules_on(found.agenda, statute()))
    return rules.proxy is not Proxy.NONE


def _mandates(found: Sitting, form: StandInForm) -> str:
    deputies = deputies_on(
        finding.seats_of(session(), found, statute().zone),
        day_of(found.starts_at, statute().zone),
    )
    return render_template(
        "sitting/mandates.html",
        form=form,
        sitting=found,
        standing=representing.standing(found),
        deputies=list(deputies.values()),
        over=found.state in ENDED,
        proxies=_proxies(found),
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


@blueprint.get("/mandates/<public_id>/register")
@open_to(Act.CONVENE)
def mandate(public_id: str) -> str:
    """Where the signed mandate is brought."""
    form = SignedForm(formdata=None)
    form.given_on.data = day_of(now(), statute().zone)
    found = representing.unsigned(session(), person(), public_id, lock=False)
    return _mandate(found, form)


def _mandate(found: Representation, form: SignedForm, kept: Document | None = None) -> str:
    return render_template("sitting/mandate.html", form=form, mandate=found, kept=kept,
                           sitting=found.sitting, most=settings().upload_mib)  # fmt: skip


@blueprint.post("/mandates/<public_id>/register")
@open_to(Act.CONVENE, first=look_at_files)
def mandate_registered(public_id: str) -> Any:
    """Keeps the signed mandate and enters it in the registry."""
    found = representing.unsigned(session(), person(), public_id)
    form = SignedForm()
    filled = form.validate()
    document = received_own(form, f"mandate:{public_id}")
    if filled and not form.errors:
        with refused_at(form) as attempt:
            representing.register(session(), person(), public_id, document, given_on=form.day,
                                  statute=statute(), at=now())  # fmt: skip
        if attempt.ok:
            flash(_("The mandate is registered: its holder votes for the seat."), "done")
            return redirect(url_for("sitting.mandates", public_id=found.sitting.public_id), 303)
    return _mandate(found, form, document), form.status


@blueprint.get("/mandates/<public_id>/paper")
@open_to(Act.READ_SITTINGS)
def mandate_paper(public_id: str) -> Any:
    """The signed mandate, for those whom it concerns."""
    document = representing.paper_of(session(), person(), public_id)
    store = Store(settings().documents)
    refuse_unchecked(document, scanner=bool(settings().clamd), store=store)
    return serve_file(document, store)


@blueprint.post("/mandates/<public_id>/withdraw")
@open_to(Act.CONVENE)
def mandate_withdrawn(public_id: str) -> Any:
    """Takes back that somebody stands in for a seat."""
    found = representing.withdraw(session(), person(), public_id, at=now())
    flash(_("Withdrawn: the holder of the seat votes again."), "done")
    return redirect(url_for("sitting.mandates", public_id=found.sitting.public_id), 303)
