"""An applicant's case: the task list, submitting, how it stands and what happens next."""

from datetime import date
from typing import Any

from flask import redirect, render_template, url_for

from membership.application import (
    answer_views,
    answers,
    chain_views,
    clarifying,
    closing_views,
    consent_views,
    contesting,
    data_views,
    document_views,
    draft_views,
    fees,
    page_views,
    paper_views,
    reading,
    services,
    signing,
    signing_views,
    start_views,
    tasks,
)
from membership.application.blueprint import blueprint, may_here, own, own_draft
from membership.application.carrying import left_behind
from membership.application.deadline_words import SUMMARY
from membership.application.deadlines import Deadline, deadlines, reopen_by
from membership.application.disclosure import known_history, known_stage
from membership.application.drafting import statute_for
from membership.application.stations import Audience as Reader
from membership.application.stations import stations
from membership.door import Audience, now, open_to, person, session, settings
from membership.forms import Form, refused_at
from membership.models import Application
from membership.wording.application import FOR_APPLICANT
from membership.wording.names import SECTIONS
from membership.wording.told import SAID
from workflows import dossier
from workflows.application import WITHDRAWABLE, Stage
from workflows.letter import INSIDE
from workflows.papers import wanted
from workflows.permission import Act
from workflows.statute_papers import Signature

__all__ = [
    "answer_views",
    "blueprint",
    "chain_views",
    "closing_views",
    "consent_views",
    "data_views",
    "document_views",
    "draft_views",
    "page_views",
    "paper_views",
    "signing_views",
    "start_views",
]


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
        left_behind=left_behind(application, statute),
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
        timeline=[(change, SAID[change.step]) for change in known_history(application)],
        letters=[
            one for one in application.letters if one.dispatched_at and one.kind not in INSIDE
        ],
        days=[(one, SUMMARY[one.what]) for one in deadlines(application, statute)],
        may=_open_acts(application, stage),
        put_aside=stage is Stage.CLARIFICATION and clarifying.asked_of(application).saved_at,
        contest_by=contesting.contest_by(application, statute),
        reopen_by=reopen_by(application, statute),
    )


def _open_acts(application: Application, stage: Stage) -> dict[str, bool]:
    """What the person may do now on a submitted case, as far as they know of it."""
    told = application.stage is stage
    return {
        # Open as long as nothing is decided, also where the house has not written yet.
        "withdraw": application.stage in WITHDRAWABLE and may_here(Act.WITHDRAW, application),
        "answer": may_here(Act.ANSWER, application),
        "extend": may_here(Act.ANSWER, application) and clarifying.may_extend(application),
        "reopen": told and stage is Stage.LAPSED and may_here(Act.REOPEN, application),
        "contest": told and stage is Stage.REJECTED and may_here(Act.CONTEST, application),
    }


@blueprint.get("/application/<public_id>/check")
@open_to(Audience.SIGNED_IN)
def check(public_id: str) -> str:
    """Every answer read back, with what is still missing."""
    return _check_page(own_draft(public_id), Form())


THEN = (dossier.Section.EXCHANGE, dossier.Section.MOTIVATION, dossier.Section.PUBLICATION)
"""What is read back after the claims and their evidence."""


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
        outside=statute.signature is Signature.OUTSIDE,
        is_signed=signing.is_signed(application),
        addresses={part: tasks.address(application, part) for part in dossier.Section},
        titles=SECTIONS,
        answered={part: reading.answered(application, statute, part) for part in dossier.GENERIC},
        first=[part for part in dossier.GENERIC if part not in THEN],
        then=THEN,
        papers=wanted(application, statute),
        due=fees.due_from(application, statute),
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
        checked_by=_checked_by(application),
        due=fees.due_from(application, statute_for(application, settings())),
    )


def _checked_by(application: Application) -> date | None:
    statute = statute_for(application, settings())
    found = (one.on for one in deadlines(application, statute) if one.what is Deadline.CHECKED)
    return next(found, None)
