"""An applicant's case: the task list, submitting, the status, an answer, a withdrawal."""

from collections.abc import Mapping
from typing import Any

from flask import redirect, render_template, url_for

from membership.application import (
    answers,
    chain_views,
    document_views,
    draft_views,
    services,
    tasks,
)
from membership.application.arrivals import look_at_files, received
from membership.application.blueprint import blueprint, may_here, own, own_draft, own_to
from membership.application.chain_forms import AnswerForm, answer_form
from membership.application.disclosure import known_history, known_stage
from membership.application.drafting import statute_for
from membership.application.stations import Audience as Reader
from membership.application.stations import stations
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import Form, refused_at
from membership.inspection.kinds import ACCEPT, NAMES
from membership.letter.labels import KINDS
from membership.models import Application, Document
from membership.wording.application import FOR_APPLICANT
from workflows import dossier
from workflows.application import Stage
from workflows.permission import Act

__all__ = ["blueprint", "chain_views", "document_views", "draft_views"]


@blueprint.get("/application")
@open_to(Audience.SIGNED_IN)
def mine() -> Any:
    """Leads to the person's case, or to where one is begun; who acts for several chooses."""
    cases = services.cases_of(session(), person())
    if not cases:
        return redirect(url_for("application.apply"))
    if len({case.organisation_id for case in cases}) > 1:
        rows = [(case, FOR_APPLICANT[known_stage(case)]) for case in cases]
        return render_template("application/mine.html", rows=rows)
    return redirect(url_for("application.case", public_id=cases[0].public_id))


@blueprint.get("/apply")
@open_to(Act.APPLY)
def apply() -> str:
    """What an application asks for, before it is begun."""
    return render_template("application/apply.html", form=Form())


@blueprint.post("/apply")
@open_to(Act.APPLY)
def begin() -> Any:
    """Begins an application."""
    form = Form()
    with refused_at(form) as attempt:
        application = services.open_draft(session(), person(), at=now(), settings=settings())
    if attempt.ok:
        return redirect(url_for("application.case", public_id=application.public_id), 303)
    return render_template("application/apply.html", form=form), form.status


@blueprint.get("/application/<public_id>")
@open_to(Audience.SIGNED_IN)
def case(public_id: str) -> str:
    """The task list of a draft; afterwards how the case stands and what happens next."""
    application = own(public_id)
    if application.stage is Stage.DRAFT:
        return _task_list(application)
    return _status(application)


def _task_list(application: Application) -> str:
    statute = statute_for(application, settings())
    sections = dossier.sections(application, statute)
    return render_template(
        "application/tasks.html",
        application=application,
        statute=statute,
        groups=tasks.groups(application, sections),
        may_withdraw=may_here(Act.WITHDRAW, application),
        complete=sum(1 for gaps in sections.values() if not gaps),
        total=len(sections),
    )


def _status(application: Application) -> str:
    statute = statute_for(application, settings())
    stage = known_stage(application)
    return render_template(
        "application/status.html",
        application=application,
        statute=statute,
        stage=stage.value,
        status=FOR_APPLICANT[stage],
        strip=stations(application, statute, audience=Reader.APPLICANT, at=now()),
        timeline=[(change, FOR_APPLICANT[change.target]) for change in known_history(application)],
        letter_names=KINDS,
        letters=[letter for letter in application.letters if letter.dispatched_at],
        may_withdraw=stage in WITHDRAWABLE
        and application.stage in WITHDRAWABLE
        and may_here(Act.WITHDRAW, application),
        may_answer=may_here(Act.ANSWER, application),
    )


WITHDRAWABLE = frozenset(
    {
        Stage.DRAFT,
        Stage.SUBMITTED,
        Stage.CLARIFICATION,
        Stage.EVIDENCE_REVIEW,
        Stage.BOARD_DECISION,
        Stage.DEFERRED,
    }
)


@blueprint.get("/application/<public_id>/check")
@open_to(Audience.SIGNED_IN)
def check(public_id: str) -> str:
    """Every answer read back, with what is still missing."""
    return _check_page(own_draft(public_id), Form())


def _check_page(application: Application, form: Form) -> str:
    statute = statute_for(application, settings())
    return render_template(
        "application/check.html",
        application=application,
        statute=statute,
        form=form,
        sections=dossier.sections(application, statute),
        gaps=dossier.gaps(application, statute),
        tied=answers.tied_people(session(), application),
        may_submit=may_here(Act.SUBMIT, application),
        addresses={part: tasks.address(application, part) for part in dossier.Section},
    )


@blueprint.post("/application/<public_id>/submit")
@open_to(Audience.SIGNED_IN)
def submit(public_id: str) -> Any:
    """Submits the application."""
    application = own(public_id)
    form = Form()
    with refused_at(form) as attempt:
        services.submit(session(), person(), public_id, at=now(), settings=settings())
    if attempt.ok:
        return redirect(url_for("application.submitted", public_id=public_id), 303)
    if application.stage is not Stage.DRAFT:
        return redirect(url_for("application.case", public_id=public_id), 303)
    return _check_page(application, form), form.status


@blueprint.get("/application/<public_id>/submitted")
@open_to(Audience.SIGNED_IN)
def submitted(public_id: str) -> Any:
    """The confirmation: the reference, and what happens next."""
    application = own(public_id)
    if application.submitted_at is None:
        return redirect(url_for("application.case", public_id=public_id))
    return render_template(
        "application/submitted.html",
        application=application,
        statute=statute_for(application, settings()),
    )


@blueprint.get("/application/<public_id>/answer")
@open_to(Audience.SIGNED_IN)
def answer(public_id: str) -> str:
    """What was asked, each point with a place for its answer."""
    application = own_to(Act.ANSWER, public_id)
    asked = services.asked_of(application)
    form = answer_form(tuple(point.position for point in asked.points))()
    return _answer_page(application, form, {})


@blueprint.post("/application/<public_id>/answer")
@open_to(Audience.SIGNED_IN, first=look_at_files)
def answered(public_id: str) -> Any:
    """Answers every point together."""
    application = own_to(Act.ANSWER, public_id)
    asked = services.asked_of(application)
    form = answer_form(tuple(point.position for point in asked.points))()
    valid = form.validate()
    files = {n: _received(form, application, n) for n in form.positions}
    if valid and not form.errors:
        given = {n: (form[f"answer_{n}"].data or "", files[n]) for n in form.positions}
        with refused_at(form) as attempt:
            services.answer(session(), person(), public_id, given, at=now())
        if attempt.ok:
            return redirect(url_for("application.case", public_id=public_id), 303)
    return _answer_page(application, form, files), form.status, form.headers


def _received(form: AnswerForm, application: Application, position: int) -> Document | None:
    form.receiving = f"file_{position}"
    return received(form, application, f"_{position}")


def _answer_page(
    application: Application, form: AnswerForm, files: Mapping[int, Document | None]
) -> str:
    return render_template(
        "application/answer.html",
        application=application,
        statute=statute_for(application, settings()),
        asked=services.asked_of(application),
        form=form,
        files=files,
        types=NAMES,
        accept=ACCEPT,
    )


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
