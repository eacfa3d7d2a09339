"""How an applicant's case ends from their side: withdrawn, or a rejection contested; and the
terms that run until then, as a calendar file."""

from typing import Any

from flask import Response, redirect, render_template, url_for
from flask_babel import gettext as _

from membership.application import contesting, services
from membership.application.arrivals import look_at_files, received
from membership.application.blueprint import blueprint, own, own_to
from membership.application.contest_forms import ContestForm, contest_form
from membership.application.deadline_words import as_event
from membership.application.deadlines import deadlines
from membership.application.disclosure import known_stage
from membership.application.drafting import statute_for
from membership.calendars import MEDIA_TYPE, calendar
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import Form, refused_at
from membership.inspection.kinds import ACCEPT, NAMES
from membership.models import Application, Document
from workflows.application import Stage, Step
from workflows.permission import Act
from workflows.refusal import NotNow


@blueprint.get("/application/<public_id>/withdraw")
@open_to(Audience.SIGNED_IN)
def withdraw(public_id: str) -> str:
    """Asks once more before an application is withdrawn."""
    application = own_to(Act.WITHDRAW, public_id)
    return render_template("application/withdraw.html", application=application, form=Form())


@blueprint.post("/application/<public_id>/withdraw")
@open_to(Audience.SIGNED_IN)
def withdrawn(public_id: str) -> Any:
    """Withdraws the application."""
    form = Form()
    with refused_at(form) as attempt:
        services.withdraw(session(), person(), public_id, at=now())
    if attempt.ok:
        return redirect(url_for("application.case", public_id=public_id), 303)
    page = render_template("application/withdraw.html", application=own(public_id), form=form)
    return page, form.status


@blueprint.get("/application/<public_id>/contest")
@open_to(Audience.SIGNED_IN)
def contest(public_id: str) -> str:
    """What a contestation is, until when, and where it is written."""
    application = _rejected(public_id)
    return _contest_page(application, contest_form(), {})


@blueprint.post("/application/<public_id>/contest")
@open_to(Audience.SIGNED_IN, first=look_at_files)
def contested(public_id: str) -> Any:
    """Contests the rejection."""
    application = _rejected(public_id)
    form = contest_form()
    valid = form.validate()
    files = {n: received(form, application, f"_{n}") for n in form.places}
    if valid and not form.errors:
        papers = [file for file in dict.fromkeys(files.values()) if file is not None]
        with refused_at(form) as attempt:
            contesting.contest(
                session(), person(), public_id, form.text.data or "", papers, at=now()
            )
        if attempt.ok:
            return redirect(url_for("application.case", public_id=public_id), 303)
    return _contest_page(application, form, files), form.status, form.headers


def _rejected(public_id: str) -> Application:
    application = own_to(Act.CONTEST, public_id)
    stage = known_stage(application)
    if stage is not Stage.REJECTED:
        # A decision that was not told yet is refused as if there were none.
        raise NotNow("application.not_from_here", step=Step.CONTEST.value, stage=stage.value)
    return application


def _contest_page(
    application: Application, form: ContestForm, files: dict[int, Document | None]
) -> str:
    statute = statute_for(application, settings())
    return render_template(
        "application/contest.html",
        application=application,
        statute=statute,
        term=statute.term("contest"),
        received_on=contesting.communicated_on(application),
        last=contesting.contest_by(application, statute),
        form=form,
        files=files,
        types=NAMES,
        accept=ACCEPT,
    )


@blueprint.get("/application/<public_id>/deadlines.ics")
@open_to(Audience.SIGNED_IN)
def deadlines_file(public_id: str) -> Response:
    """The days that matter, for the applicant's own calendar."""
    application = own(public_id)
    statute = statute_for(application, settings())
    address = settings().base_url + url_for("application.case", public_id=public_id)
    events = [as_event(one, application, address) for one in deadlines(application, statute)]
    file = calendar(events, name=_("Application for membership"))
    name = f"{application.reference or 'application'}.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(file, mimetype=MEDIA_TYPE, headers=headers)
