"""The secretariat's pages on a case: checklist, questions, inadmissibility, closing."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from membership.application.naming import claim_name
from membership.door import Audience, now, open_to, person, session
from membership.forms import Form, answered
from membership.models import Application
from membership.review import arrivals, services
from membership.review.asking_forms import PointsForm, ask_form
from membership.review.blueprint import blueprint, case_to
from membership.review.forms import ChecklistForm, InadmissibleForm, checklist_form
from membership.wording.names import SECTIONS
from workflows.application import Stage
from workflows.papers import wanted
from workflows.permission import Act
from workflows.refusal import NotNow
from workflows.statute import Statute


def _back(public_id: str, page: str = "case") -> Response:
    return redirect(url_for(f"review.{page}", public_id=public_id), 303)


def _page(name: str, application: Application, form: Form) -> str:
    """The page of this name: a form about the case."""
    return render_template(f"review/{name}.html", case=application, form=form)


def _answered(name: str, application: Application, form: Form, act: Callable[[], None]) -> Any:
    """Does what the form of this page asks for, and leads back to the case."""

    def does() -> Response:
        act()
        return _back(application.public_id)

    return answered(form, does, lambda: _page(name, application, form))


@blueprint.get("/case/<public_id>/procedure")
@open_to(Audience.SIGNED_IN)
def procedure(public_id: str) -> str:
    """The formal checklist."""
    application, cluster = case_to(Act.CHECK_PROCEDURE, public_id)
    form = checklist_form(cluster)()
    form.show(application)
    return _checklist_page(application, cluster, form)


def _checklist_page(application: Application, cluster: Statute, form: ChecklistForm) -> str:
    return render_template(
        "review/procedure.html",
        case=application,
        form=form,
        papers=wanted(application, cluster),
    )


@blueprint.post("/case/<public_id>/procedure")
@open_to(Audience.SIGNED_IN)
def check(public_id: str) -> Any:
    """Saves the checklist and goes on where the person wanted to."""
    application, cluster = case_to(Act.CHECK_PROCEDURE, public_id)
    form = checklist_form(cluster)()

    def act() -> Response:
        services.check_lines(session(), person(), public_id, form.marks(), at=now())
        if (then := request.form.get("then")) in ("ask", "assign"):
            return _back(public_id, then)
        flash(_("The checklist is saved."), "done")
        return _back(public_id)

    return answered(form, act, lambda: _checklist_page(application, cluster, form))


@blueprint.post("/case/<public_id>/evidence/<evidence_id>/arrived")
@open_to(Audience.SIGNED_IN)
def evidence_arrived(public_id: str, evidence_id: str) -> Any:
    """Registers that a proof which was announced by post is here."""
    arrivals.register_arrival(session(), person(), public_id, evidence_id, at=now())
    flash(_("It is entered in the registry, and counts from now on."), "done")
    return _back(public_id)


@blueprint.get("/case/<public_id>/ask")
@open_to(Audience.SIGNED_IN)
def ask(public_id: str) -> str:
    """What to ask the applicant, drawn from the checklist."""
    application, cluster = case_to(Act.ASK, public_id)
    points = services.to_ask(application, cluster, application.organisation.language)
    form = _ask_form(application, cluster, len(points))
    form.show(points)
    return _page("ask", application, form)


@blueprint.post("/case/<public_id>/ask")
@open_to(Audience.SIGNED_IN)
def asked(public_id: str) -> Any:
    """Asks the applicant; or shows the page again, with room for another point."""
    application, cluster = case_to(Act.ASK, public_id)
    form = _ask_form(application, cluster)
    if form.asks_for_more:
        return _page("ask", application, form)

    def act() -> None:
        services.ask(session(), person(), public_id, form.points(), at=now())
        flash(_("The applicant was asked. The clock waits until they answer."), "waiting")

    return _answered("ask", application, form, act)


def _ask_form(application: Application, cluster: Statute, opened: int = 1) -> PointsForm:
    form = ask_form(opened)()
    form.offer(SECTIONS, [
        (one.public_id, claim_name(one, cluster)) for one in application.claims
    ])  # fmt: skip
    return form


@blueprint.get("/case/<public_id>/inadmissible")
@open_to(Audience.SIGNED_IN)
def inadmissible(public_id: str) -> str:
    """Why the procedure was not followed."""
    application, cluster = case_to(Act.CHECK_PROCEDURE, public_id)
    return _page("inadmissible", application, _inadmissible_form(cluster))


@blueprint.post("/case/<public_id>/inadmissible")
@open_to(Audience.SIGNED_IN)
def proposed_inadmissible(public_id: str) -> Any:
    """Proposes to the Board that the procedure was not followed."""
    application, cluster = case_to(Act.CHECK_PROCEDURE, public_id)
    form = _inadmissible_form(cluster)

    def act() -> None:
        services.propose_inadmissible(session(), person(), public_id, form.ground, at=now())
        flash(_("The proposal is ready for the Board. Put the case before it."), "done")

    return _answered("inadmissible", application, form, act)


def _inadmissible_form(cluster: Statute) -> InadmissibleForm:
    form = InadmissibleForm()
    form.offer(cluster)
    return form


@blueprint.get("/case/<public_id>/close")
@open_to(Audience.SIGNED_IN)
def close(public_id: str) -> str:
    """What closing the file means, before it is closed."""
    application, _cluster = case_to(Act.CLOSE_ABANDONED, public_id)
    if application.stage is not Stage.CLARIFICATION:
        raise NotNow("review.not_at_this_stage")
    return _page("close", application, Form())


@blueprint.post("/case/<public_id>/close")
@open_to(Audience.SIGNED_IN)
def closed(public_id: str) -> Any:
    """Closes the file."""
    application, _cluster = case_to(Act.CLOSE_ABANDONED, public_id)
    form = Form()

    def act() -> None:
        services.lapse(session(), person(), public_id, at=now())
        flash(_("The file is closed."), "done")

    return _answered("close", application, form, act)


@blueprint.get("/case/<public_id>/reopen")
@open_to(Audience.SIGNED_IN)
def reopen(public_id: str) -> str:
    """What opening the file again means, before it is done."""
    application, _cluster = case_to(Act.REOPEN, public_id)
    return _page("reopen", application, Form())


@blueprint.post("/case/<public_id>/reopen")
@open_to(Audience.SIGNED_IN)
def reopened(public_id: str) -> Any:
    """Opens the file again."""
    application, _cluster = case_to(Act.REOPEN, public_id)
    form = Form()

    def act() -> None:
        services.reopen(session(), person(), public_id, at=now())
        flash(_("The file is open again, at the check of the procedure."), "done")

    return _answered("reopen", application, form, act)
