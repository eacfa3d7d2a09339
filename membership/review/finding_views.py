"""The rapporteur's pages on a case, and the declaration that opens it: interest, claim, report."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from membership.application import access
from membership.application.answers import tied_people
from membership.door import Audience, now, open_to, person, safe_next, session
from membership.forms import refused_at, said
from membership.models import Application
from membership.review import claim_views, contribution, findings
from membership.review.blueprint import blueprint, case_to
from membership.review.forms import GROUNDS, ConclusionForm, ReportForm
from membership.review.interest_forms import InterestForm
from membership.review.motion import PROPOSABLE, motion_text
from workflows.application import Stage
from workflows.permission import Act, require
from workflows.refusal import NotNow
from workflows.review import ADMITTING, QualityFinding, unassessed
from workflows.statute import Statute
from workflows.term import day_of
from workflows.voting_terms import MotionKind


@blueprint.get("/case/<public_id>/interest")
@open_to(Audience.SIGNED_IN)
def interest(public_id: str) -> str:
    """The declaration before the file opens: who applies, and nothing of the file."""
    application = _to_declare(public_id)
    form = InterestForm()
    form.employer.data = person().employer
    return _interest_page(application, form)


@blueprint.post("/case/<public_id>/interest")
@open_to(Audience.SIGNED_IN)
def declared(public_id: str) -> Any:
    """Declares an interest, or none."""
    application = _to_declare(public_id)
    form = InterestForm()
    if form.validate():
        with refused_at(form) as attempt:
            findings.declare(session(), person(), public_id, kind=form.declared,
                             explanation=said(form.explanation),
                             employer=said(form.employer), at=now())  # fmt: skip
        if attempt.ok:
            return _after_declaring(public_id, opened=form.declared is None)
    return _interest_page(application, form), form.status


def _interest_page(application: Application, form: InterestForm) -> str:
    tied = tied_people(session(), application)
    return render_template("review/interest.html", case=application, form=form, tied=tied)


def _to_declare(public_id: str) -> Application:
    application, on = access.find(session(), person(), public_id, at=now())
    require(person(), Act.DECLARE_INTEREST, on)
    return application


def _after_declaring(public_id: str, *, opened: bool) -> Response:
    if opened:
        flash(_("You declared no interest. The file is open to you."), "done")
        case = url_for("review.case", public_id=public_id)
        return redirect(safe_next(request.args.get("next") or case), 303)
    flash(_("Your interest is on record. The file is closed to you, and you take no part in it."),
          "waiting")  # fmt: skip
    return redirect("/", 303)


@blueprint.get("/case/<public_id>/report")
@open_to(Audience.SIGNED_IN)
def report(public_id: str) -> Any:
    """The report and the motion, with its text drawn from the findings."""
    application, cluster = case_to(Act.REPORT, public_id)
    if application.stage is not Stage.EVIDENCE_REVIEW:
        raise NotNow("review.not_at_this_stage")
    if unassessed(application.claims):
        flash(_("Every claim needs its finding before the report."), "needs")
        return redirect(claim_views.next_after(application))
    kind = _kind(application, cluster)
    form = ReportForm()
    fulfilled = kind in ADMITTING
    quality = QualityFinding.FULFILLED if fulfilled else QualityFinding.NOT_FULFILLED
    form.quality.data = quality.value
    form.text_ro.data = motion_text(application, cluster, kind, "ro")
    form.text_en.data = motion_text(application, cluster, kind, "en")
    return _report_page(application, cluster, kind, form)


@blueprint.post("/case/<public_id>/report")
@open_to(Audience.SIGNED_IN)
def reported(public_id: str) -> Any:
    """Reports to the Board."""
    application, cluster = case_to(Act.REPORT, public_id)
    kind = _kind(application, cluster)
    form = ReportForm()
    form.offer(cluster, kind)
    if form.validate():
        with refused_at(form) as attempt:
            findings.report(
                session(), person(), public_id, quality=QualityFinding(form.quality.data),
                text=form.text.data or "", kind=kind, text_ro=form.text_ro.data or "",
                text_en=form.text_en.data or "", reasons=form.grounds(),
                departure=form.departure.data or "", at=now(),
            )  # fmt: skip
        if attempt.ok:
            flash(_("The report is made. The secretariat puts the case to the Board."), "done")
            return redirect(url_for("review.case", public_id=public_id), 303)
    return _report_page(application, cluster, kind, form), form.status


def _kind(application: Application, cluster: Statute) -> MotionKind:
    asked = request.args.get("kind", "")
    if asked in {kind.value for kind in PROPOSABLE}:
        return MotionKind(asked)
    return MotionKind.ADMIT if findings.meets_test(application, cluster) else MotionKind.REJECT


def _report_page(
    application: Application, cluster: Statute, kind: MotionKind, form: ConclusionForm
) -> str:
    form.offer(cluster, kind)
    brought = contribution.gains_of(session(), application, day_of(now(), cluster.zone))
    return render_template(
        "review/report.html",
        case=application,
        statute=cluster,
        form=form,
        kind=kind,
        kinds=PROPOSABLE,
        grounds=range(1, GROUNDS + 1),
        met=findings.meets_test(application, cluster),
        columns=contribution.columns(application, cluster),
        gains=contribution.gains(application, cluster, brought),
        rows=contribution.matrix_rows(application, cluster, brought, finder=person()),
    )
